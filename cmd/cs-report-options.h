/* cs-report-options: what the command line asks for. */
#ifndef CS_REPORT_OPTIONS_H
#define CS_REPORT_OPTIONS_H

#include "cmd.h"
#include "cs-report-content.h"
#include "cs-report-render.h"
#include "pack.h"

enum format { FORMAT_UNSET, FORMAT_TEXT, FORMAT_MARKDOWN, FORMAT_HTML, FORMAT_MAIL, FORMAT_CSV, FORMAT_JSON, FORMAT_PROMETHEUS };

/* A score that must be reached; skill is empty for all skills. */
struct limit {
	struct str skill, text;
	int64_t under;                  /* thousandths of a percent, as text says */
};

struct report {
	struct cmd cmd;
	struct pack_options options;
	struct render render;
	enum format format;
	enum trend trend;
	struct str agent;
	const char *baseline, *log, *zone;
	bool no_quotes, pseudonyms, fail_on_critical;
	int64_t top;
	struct limit *limit;
	size_t limits, limit_cap;
	struct buf made, date, to;      /* the time that SOURCE_DATE_EPOCH tells, if any; a mail's date and addresses */
};

/* Ends the program when an option is wrong. */
void options_read(struct report *r, int argc, char **argv);
void options_free(struct report *r);

#endif
