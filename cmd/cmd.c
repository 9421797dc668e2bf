#include "cmd.h"

#include <err.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "util.h"
#include "version.h"

static volatile uint64_t records;

void
cmd_fail(int status, const char *format, ...)
{
	va_list args;
	char text[1024];
	struct buf reason = { 0 };

	va_start(args, format);
	vsnprintf(text, sizeof text, format, args);
	va_end(args);
	buf_printf(&reason, "%s", text);
	buf_one_line(&reason);
	errx(status, "%s", reason.p);
}

void
cmd_usage(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vwarnx(format, args);
	va_end(args);
	fprintf(stderr, "Try '%s --help'.\n", program_invocation_short_name);
	exit(STATUS_USAGE);
}

void
cmd_print(const char *text)
{
	fputs(text, stdout);
	if (fflush(stdout) != 0 || ferror(stdout))
		err(STATUS_IO, "standard output");
	exit(0);
}

void
cmd_option(struct cmd *c, int option, const char *argument)
{
	int64_t n;

	switch (option) {
	case 'd':
		/* a byte above 127 is part of a character in UTF-8 */
		if (strlen(argument) != 1 || strchr("\"\r\n", argument[0]) || (argument[0] & 0x80))
			cmd_usage("a delimiter is one ASCII character, not a quote or a line end; -t is a tab");
		c->in.delim = argument[0];
		break;
	case 't':
		c->in.delim = '\t';
		break;
	case 'n':
		c->in.no_header = true;
		break;
	case 'o':
		c->output = argument;
		break;
	case CMD_MAX_FIELD:
		if (!str_int(str_of(argument), 1, INT64_C(1) << 40, &n))
			cmd_usage("not a number of bytes: %s", argument);
		c->in.max_field = (size_t)n;
		break;
	case 'h':
		cmd_print(c->help);
		break;
	case 'V':
		printf("%s ", program_invocation_short_name);
		cmd_print(VERSION "\n");
		break;
	default:
		fprintf(stderr, "Try '%s --help'.\n", program_invocation_short_name);
		exit(STATUS_USAGE);
	}
}

/* Written by hand: printf may not be called from a signal's handler. */
static void
print_records(int signal_number)
{
	char line[64], *p = line + sizeof line;
	uint64_t n = records;
	const char *name = program_invocation_short_name, *tail = " records\n";
	int saved = errno;

	(void)signal_number;
	for (size_t k = strlen(tail); k-- > 0; )
		*--p = tail[k];
	do
		*--p = (char)('0' + n % 10);
	while (n /= 10);
	*--p = ' ';
	*--p = ':';
	for (size_t k = strlen(name); k-- > 0 && p > line; )
		*--p = name[k];
	if (write(STDERR_FILENO, p, (size_t)(line + sizeof line - p)) < 0)
		errno = saved;
	errno = saved;
}

/* A file that is opened gets the lowest free number: where standard output is closed, rows would be written into the next
 * file, and messages where standard error is. In such places stands what fails as if it were closed. */
static void
hold_standard_files(void)
{
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		if (fcntl(fd, F_GETFD) < 0)
			open("/dev/null", fd == STDOUT_FILENO ? O_RDONLY : O_WRONLY);
}

void
cmd_operands(struct cmd *c, int argc, char **argv)
{
	struct sigaction act = { .sa_handler = print_records, .sa_flags = SA_RESTART };

	hold_standard_files();
	c->in.files = argv + optind;
	c->in.nfiles = (size_t)(argc - optind);
	sigaction(SIGUSR1, &act, NULL);
}

struct csvout *
cmd_output(const struct cmd *c)
{
	struct csvout *out = csvout_open(c->output, 0);

	if (!out)
		err(STATUS_IO, "%s", c->output ? c->output : "standard output");
	return out;
}

void
cmd_step(bool drained, struct csvout *out)
{
	records++;
	if (drained)
		csvout_flush(out);
}

void
cmd_record(const struct csvin *in, struct csvout *out)
{
	cmd_step(csvin_drained(in), out);
}

static void
output_failed(int number)
{
	errno = number;
	err(STATUS_IO, "write error");
}

void
cmd_finish(struct csvout *out, const char *reason, int status, uint64_t replaced)
{
	if (csvout_error(out)) {
		int number = csvout_error(out);
		csvout_abandon(out);
		output_failed(number);
	}
	if (reason) {
		csvout_abandon(out);
		errx(status, "%s", reason);
	}
	if (replaced)
		warnx("%llu invalid byte sequence%s replaced by U+FFFD", (unsigned long long)replaced,
		    replaced == 1 ? " was" : "s were");
	if (csvout_close(out) != 0)
		output_failed(errno);
}

void
cmd_close(struct csvin *in, struct csvout *out, enum csvin_got got)
{
	cmd_finish(out, got == CSVIN_ERROR ? csvin_reason(in) : NULL, csvin_status(in), csvin_replaced(in));
	csvin_close(in);
}

void
cmd_refuse(struct csvout *out, const struct record *rec, const char *format, ...)
{
	va_list args;
	struct buf reason = { 0 };
	char text[512];

	va_start(args, format);
	vsnprintf(text, sizeof text, format, args);
	va_end(args);
	buf_printf(&reason, "%s:%llu: %s", rec->file, (unsigned long long)rec->line, text);
	buf_one_line(&reason);
	csvout_abandon(out);
	errx(STATUS_DATA, "%s", reason.p);
}
