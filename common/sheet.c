#include "sheet.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "csvin.h"

#define NUMBER_MAX 1000000      /* thousandths; the sum of two thousand rules fits 32 bits */

bool
sheet_refuse(struct sheet_row *row, const char *reason)
{
	buf_printf(row->why, "%s", reason);
	return false;
}

bool
sheet_refuse_value(struct sheet_row *row, const char *reason, struct str value)
{
	buf_printf(row->why, "%s \"%.*s\"", reason, (int)(value.n > 60 ? 60 : value.n), value.p);
	return false;
}

bool
sheet_roles(struct sheet_row *row, size_t column, unsigned *roles)
{
	struct str rest = row->field[column], part;

	*roles = 0;
	while (rest.n && str_next(&rest, '|', &part)) {
		enum record_role role = record_role(part);
		if (str_eq(part, STR("any")))
			*roles |= (1u << ROLE_COUNT) - 1;
		else if (role != ROLE_COUNT)
			*roles |= 1u << role;
		else
			return sheet_refuse_value(row, "unknown role", part);
	}
	return true;
}

bool
sheet_number(struct sheet_row *row, size_t column, int32_t *thousandths)
{
	int64_t n;

	if (!str_thousandths(row->field[column], &n) || n > NUMBER_MAX || n < -NUMBER_MAX)
		return sheet_refuse_value(row, "not a number from -1000 to 1000:", row->field[column]);
	*thousandths = (int32_t)n;
	return true;
}

static bool
find_columns(const struct sheet *sheet, const struct record *header, size_t *column, const char *name, struct buf *why)
{
	for (size_t i = 0; i < SHEET_COLUMNS && sheet->column[i]; i++) {
		bool optional = sheet->column[i][0] == '?';
		column[i] = record_column(header, str_of(sheet->column[i] + optional));
		if (column[i] == RECORD_NONE && !optional) {
			buf_printf(why, "%s:1: no column \"%s\"", name, sheet->column[i]);
			return false;
		}
	}
	return true;
}

static bool
read_rows(const struct sheet *sheet, struct csvin *in, struct sheet_row *row, void *data, struct buf *why)
{
	const struct record *header = csvin_header(in);
	struct record rec;
	size_t column[SHEET_COLUMNS];
	enum csvin_got got;

	if (header && !find_columns(sheet, header, column, row->file, why))
		return false;
	while ((got = csvin_next(in, &rec)) == CSVIN_RECORD) {
		for (size_t i = 0; i < SHEET_COLUMNS && sheet->column[i]; i++)
			row->field[i] = record_field(&rec, column[i]);
		row->line = rec.line;
		if (!sheet->row(row, data)) {
			buf_printf(why, "%s:%llu: %s", row->file, (unsigned long long)row->line, row->why->p);
			return false;
		}
	}
	if (got == CSVIN_ERROR)
		buf_printf(why, "%s", csvin_reason(in));
	return got != CSVIN_ERROR;
}

bool
sheet_read(const struct sheet *sheet, struct str bytes, const char *name, void *data, struct buf *why)
{
	/* no bytes are a file without a header, not standard input */
	struct csvin_options options = { .memory = bytes.n ? bytes : STR(""), .memory_name = name };
	struct csvin *in = csvin_open(&options);
	struct buf reason = { 0 };
	struct sheet_row row = { .file = name, .why = &reason };
	bool fine = read_rows(sheet, in, &row, data, why);

	buf_free(&reason);
	csvin_close(in);
	return fine;
}

bool
sheet_load(const char *path, struct buf *bytes, struct buf *why)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t got = -1;
	char block[65536];

	if (fd >= 0) {
		while ((got = read(fd, block, sizeof block)) > 0 || (got < 0 && errno == EINTR))
			if (got > 0)
				buf_add(bytes, block, (size_t)got);
	}
	if (got < 0)
		buf_printf(why, "%s: %s", path, strerror(errno));
	if (fd >= 0)
		close(fd);
	return got == 0;
}
