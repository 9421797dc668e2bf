/* cs-report-doc: what a report says, section by section; the formats only render it. */
#ifndef CS_REPORT_DOC_H
#define CS_REPORT_DOC_H

#include "arena.h"
#include "compare.h"

#define DOC_COLUMNS 8

/* A score with what it rests on. */
struct doc_score {
	struct stats_interval at;
	struct stats_share share;
	int64_t n;                      /* interactions */
};

/* POINTS is a percentage without a range; CHANGE a difference of two scores, for people only where it is named; RANK a range
 * of places. */
enum doc_kind { DOC_NOTHING, DOC_TEXT, DOC_COUNT, DOC_SCORE, DOC_POINTS, DOC_CHANGE, DOC_RANK };

struct doc_cell {
	enum doc_kind kind;
	union {
		struct str text;
		int64_t count;
		struct doc_score score;
		double points;
		struct {
			struct compare_change by;
			bool named;     /* it is no chance, after all others were looked at */
		} change;
		struct {
			struct compare_rank at;
			size_t of;
		} rank;
	};
};

/* Something said below a row, after its lead. Where quoted, text is a quotation from the message that interaction and seq
 * name; it may be empty. */
struct doc_detail {
	const char *metric, *lead;      /* metric NULL: for people alone */
	bool data_only;
	bool quoted;
	struct str interaction, seq, agent, text;
	struct doc_detail *next;
};

struct doc_row {
	struct str group, item;         /* as machines know them */
	struct str heading, label;      /* as people do; a table that has headings repeats none */
	struct str brief;               /* the label where there is little room, if that is another one */
	size_t place;                   /* of the item among the columns of a heat map, or of the row where rows are picked */
	struct doc_cell cell[DOC_COLUMNS];
	struct doc_detail *details, *last;
};

struct doc_column {
	const char *metric, *title;
	enum doc_kind kind;
	bool bar;                       /* a score is drawn, too */
};

/* How a section is drawn where drawing is possible: always of the first column. HEAT has one row for each group and item. */
enum doc_chart { CHART_NONE, CHART_RANGES, CHART_HEAT, CHART_TREND, CHART_PARETO, CHART_SHARES };

struct doc_section {
	const char *id, *title, *item;  /* item: the title of the column of labels */
	const char *heading;            /* that of the column of headings, if any */
	enum doc_chart chart;
	struct doc_column column[DOC_COLUMNS];
	size_t columns;
	struct doc_row *row;
	size_t rows, cap;
	size_t shown;                   /* that many rows are for people, 0: all; */
	bool shown_last;                /* those at the end, not at the start; */
	bool shown_groups;              /* or that many groups */
	bool pick;                      /* made shorter, it keeps what doc_pick() says; the place of a row is its own */
	bool machines;                  /* rows are not for people: the notes say all that there is */
	bool headline;                  /* what is read first: it is not made shorter to save room */
	bool prose_only;
	struct str *note;               /* a paragraph each */
	size_t notes, note_cap;
};

struct doc {
	struct arena arena;
	struct str title, subject;      /* subject: in a line, with what matters most */
	struct doc_section *section;
	size_t sections, cap;
};

/* The section and the row are valid until the next one is added. */
struct doc_section *doc_section(struct doc *d, const char *id, const char *title, const char *item);
/* Takes back the last one if it has no rows. */
void doc_drop_empty(struct doc *d);
void doc_column(struct doc_section *s, const char *metric, const char *title, enum doc_kind kind, bool bar);
struct doc_row *doc_row(struct doc_section *s, struct str group, struct str item, struct str label);
struct doc_detail *doc_detail(struct doc *d, struct doc_row *r, const char *metric, const char *lead, struct str text);
/* A paragraph below the section; it lives as long as the doc. */
void doc_note(struct doc *d, struct doc_section *s, const char *format, ...) __attribute__((format(printf, 3, 4)));
/* A text that lives as long as the doc. */
struct str doc_text(struct doc *d, const char *format, ...) __attribute__((format(printf, 2, 3)));
struct doc_cell doc_count(int64_t count);
struct doc_cell doc_words(struct str text);
struct doc_cell doc_scored(struct doc_score score);
struct doc_cell doc_points(double points);
struct doc_cell doc_changed(struct compare_change by, bool named);
struct doc_cell doc_ranked(struct compare_rank at, size_t of);
struct compare_side doc_side(struct doc_score score);
/* Nobody is judged on an interval wider than 30 points. */
bool doc_too_few(struct doc_score score);
/* The rows for people: from *from up to the one returned. */
size_t doc_shown(const struct doc_section *s, size_t *from);
/* Where a quotation is from, as far as that is told: "i12 (Ann), message 4". */
void doc_place(struct buf *to, const struct doc_detail *d);
/* Puts the n rows first that say most, by their places, and then the others: those with a named change, the largest first, then
 * by turns half of what is left for most critical errors, and half for the scores farthest from the mean. */
void doc_pick(struct doc_section *s, size_t n);
/* How many rows there are besides, which people are told of. */
size_t doc_more(const struct doc_section *s);
void doc_free(struct doc *d);

#endif
