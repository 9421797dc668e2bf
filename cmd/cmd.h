/* cmd: what the programs have in common at the command line. */
#ifndef CMD_H
#define CMD_H

#include <getopt.h>

#include "csvin.h"
#include "csvout.h"

/* The options that every program takes; put the first into the string, the second into the array for getopt_long. */
#define CMD_SHORT "d:tno:hV"
#define CMD_LONG \
	{ "delimiter", required_argument, NULL, 'd' }, { "tabs", no_argument, NULL, 't' }, \
	{ "no-header", no_argument, NULL, 'n' }, { "output", required_argument, NULL, 'o' }, \
	{ "max-field", required_argument, NULL, CMD_MAX_FIELD }, { "help", no_argument, NULL, 'h' }, \
	{ "version", no_argument, NULL, 'V' }

enum { CMD_MAX_FIELD = 1000, CMD_OWN };         /* a program's long-only options count from CMD_OWN */

/* Their help, two columns. */
#define CMD_HELP \
	"  -d, --delimiter CHAR   fields of the input are separated by CHAR\n" \
	"  -t, --tabs             fields of the input are separated by tabs\n" \
	"  -n, --no-header        the input has no header\n" \
	"  -o, --output FILE      write to FILE, which appears when it is complete\n" \
	"      --max-field BYTES  refuse longer fields (1048576)\n" \
	"  -h, --help             this help\n" \
	"  -V, --version          the version\n"

struct cmd {
	struct csvin_options in;
	const char *output;
	const char *help;       /* what --help prints */
};

/* Takes one of the options above; anything else ('?' too) is an error of usage, which ends the program. */
void cmd_option(struct cmd *c, int option, const char *argument);
/* The operands as input files. From here on no file is opened in the place of a closed standard one, and SIGUSR1 is answered. */
void cmd_operands(struct cmd *c, int argc, char **argv);
/* "prog: reason" and where help is, status 2. */
void cmd_usage(const char *format, ...) __attribute__((noreturn, format(printf, 1, 2)));
/* "prog: reason" in one line, whatever names of the data are in it; ends with status. */
void cmd_fail(int status, const char *format, ...) __attribute__((noreturn, format(printf, 2, 3)));
/* Prints what was asked for instead of work, and ends the program. */
void cmd_print(const char *text) __attribute__((noreturn));
/* Opens the output or ends the program. */
struct csvout *cmd_output(const struct cmd *c);
/* Counts a record; SIGUSR1 prints the count. Flushes when the input has drained. */
void cmd_record(const struct csvin *in, struct csvout *out);
/* The same where records do not come from csvin: whether the next one may have to be waited for. */
void cmd_step(bool drained, struct csvout *out);
/* After the last record: reports what is wrong with input or output and ends the program, or closes both. */
void cmd_close(struct csvin *in, struct csvout *out, enum csvin_got got);
/* The same where records do not come from csvin: a reason that is not NULL ends the program with that status. */
void cmd_finish(struct csvout *out, const char *reason, int status, uint64_t replaced);
/* "prog: FILE:LINE: reason" for a record that does not fit; drops the output; ends with STATUS_DATA. */
void cmd_refuse(struct csvout *out, const struct record *rec, const char *format, ...)
    __attribute__((noreturn, format(printf, 3, 4)));

#endif
