#include "cs-parse-format.h"

#include <stdlib.h>

#include "pack.h"
#include "sheet.h"
#include "util.h"

/* One file being read: formats before known came from elsewhere, and are replaced by what it says of them. */
struct reading {
	struct formats *formats;
	size_t known;
};

static struct format *
find(struct formats *f, struct str name, size_t from)
{
	for (size_t i = from; i < f->n; i++)
		if (str_eq(f->format[i].name, name))
			return &f->format[i];
	return NULL;
}

static struct format *
add(struct formats *f, struct str name)
{
	f->format = util_grow(f->format, &f->cap, f->n + 1, sizeof *f->format);
	f->format[f->n] = (struct format){ .name = arena_str(&f->arena, name) };
	return &f->format[f->n++];
}

static bool
find_column(struct str name, enum log_column *column)
{
	for (int i = 0; i < LOG_SOURCES; i++)
		if (str_eq(name, str_of(columns_name((enum log_column)i)))) {
			*column = (enum log_column)i;
			return true;
		}
	return false;
}

static bool
read_row(struct sheet_row *row, void *data)
{
	struct reading *r = data;
	struct formats *f = r->formats;
	struct format_row fresh = { .export = arena_str(&f->arena, row->field[2]) };
	struct format *format;

	if (!row->field[0].n)
		return sheet_refuse(row, "no name of a format");
	if (!find_column(row->field[1], &fresh.column))
		return sheet_refuse_value(row, "no column of the log:", row->field[1]);
	if (!transform_find(arena_str(&f->arena, row->field[3]), &fresh.transform))
		return sheet_refuse_value(row, "unknown transform", row->field[3]);
	if (fresh.transform.kind == TRANSFORM_TURNS && fresh.column != LOG_TEXT)
		return sheet_refuse(row, "only a text is a transcript");
	if (!fresh.export.n && fresh.transform.kind != TRANSFORM_TURNS)
		return sheet_refuse(row, "no column of the export");
	format = find(f, row->field[0], r->known);
	if (!format)
		format = add(f, row->field[0]);
	format->row = util_grow(format->row, &format->cap, format->rows + 1, sizeof *format->row);
	format->row[format->rows++] = fresh;
	return true;
}

static bool
read_bytes(struct formats *f, struct str bytes, const char *name, struct buf *why)
{
	static const struct sheet sheet = { "formats.csv", { "format", "column", "export", "?transform" }, read_row };
	struct reading r = { f, f->n };

	return sheet_read(&sheet, bytes, name, &r, why);
}

bool
formats_read(struct formats *f, struct buf *why)
{
	return read_bytes(f, pack_builtin("formats.csv"), "formats.csv", why);
}

bool
formats_add(struct formats *f, const char *path, struct buf *why)
{
	struct buf bytes = { 0 };
	bool fine = sheet_load(path, &bytes, why) && read_bytes(f, buf_view(&bytes), path, why);

	buf_free(&bytes);
	return fine;
}

/* The last of that name: what was added later replaces. */
const struct format *
formats_find(const struct formats *f, struct str name)
{
	for (size_t i = f->n; i-- > 0;)
		if (str_eq(f->format[i].name, name))
			return &f->format[i];
	return NULL;
}

struct str
format_recipe(const struct format *f)
{
	for (size_t i = 0; i < f->rows; i++)
		if (f->row[i].transform.kind == TRANSFORM_RECIPE)
			return f->row[i].export;
	return STR("");
}

bool
format_is_text(const struct format *f)
{
	for (size_t i = 0; i < f->rows; i++)
		if (!f->row[i].export.n)
			return true;
	return false;
}

void
formats_list(const struct formats *f, struct buf *to)
{
	for (size_t i = 0; i < f->n; i++) {
		const struct format *format = &f->format[i];
		const char *sep = format_recipe(format).n ? "" : "CSV: ";

		if (formats_find(f, format->name) != format)
			continue;
		buf_str(to, format->name);
		buf_char(to, '\t');
		if (format_is_text(format))
			buf_str(to, STR("whole files"));
		for (size_t k = 0; k < format->rows; k++) {
			bool again = !format->row[k].export.n;

			for (size_t j = 0; j < k && !again; j++)
				again = str_eq(format->row[j].export, format->row[k].export);
			if (again)
				continue;
			buf_str(to, str_of(sep));
			buf_str(to, format->row[k].export);
			sep = ", ";
		}
		buf_char(to, '\n');
	}
}

void
formats_free(struct formats *f)
{
	for (size_t i = 0; i < f->n; i++)
		free(f->format[i].row);
	free(f->format);
	arena_free(&f->arena);
}
