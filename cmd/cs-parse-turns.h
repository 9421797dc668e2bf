/* cs-parse-turns: a transcript as its turns. */
#ifndef CS_PARSE_TURNS_H
#define CS_PARSE_TURNS_H

#include "arena.h"
#include "clock.h"
#include "record.h"

/* What can be written as time since the beginning, in seconds: four digits of hours. */
#define TURNS_LONGEST (INT64_C(9999) * 3600)

enum turn_kind { TURN_SAID, TURN_SYSTEM, TURN_BAD };

/* Strings live as long as the turns, or are constant. */
struct turn {
	enum turn_kind kind;
	uint64_t line;                  /* where it begins in the transcript, from 1 */
	struct str speaker;             /* as the transcript calls who said it */
	struct str text;                /* of a bad one: the line */
	struct str time, end;           /* as clock_parse reads them, "" when not told */
	enum record_role role;          /* ROLE_COUNT when the transcript does not tell */
	const char *why;                /* of a bad one */
};

enum turns_order { TURNS_ORDER_TOLD, TURNS_DAY_FIRST, TURNS_MONTH_FIRST };

struct turns {
	enum turns_order order;         /* of day and month where the transcript itself does not tell; set before reading */
	struct turn *turn;
	size_t n, cap;
	struct arena arena;
	struct buf text;                /* of the turn that is being read */
	bool open;                      /* it is */
};

/* Reads a whole transcript: valid UTF-8 without NUL. Whatever it holds, turns come out, bad ones where it has lines that do
 * not belong there; n is 0 when there is nothing in it. */
struct turns_reader {
	const char *name;
	void (*read)(struct turns *t, struct str bytes);
	bool one_visitor;               /* the others are employees, or notes */
	bool ends;                      /* it tells when turns end */
};

/* The reader of that name, or NULL. */
const struct turns_reader *turns_reader(struct str name);
/* Forgets all turns. */
void turns_reset(struct turns *t);
void turns_free(struct turns *t);

/* For the readers. Adds a turn of that kind; its text follows. */
struct turn *turns_add(struct turns *t, enum turn_kind kind, uint64_t line);
/* Adds a bad turn. */
void turns_bad(struct turns *t, uint64_t line, struct str text, const char *why);
/* Keeps what t->text holds, without blanks at both ends, as the text of the turn that was added last; once. */
void turns_close(struct turns *t);
/* A copy, and one of a time. */
struct str turns_str(struct turns *t, struct str s);
struct str turns_time(struct turns *t, struct clock_time time);
/* "2026-11-22T04:05:06" without a zone, which the clock knows. */
struct str turns_civil(struct turns *t, int64_t year, int64_t month, int64_t day, int64_t seconds);
/* Cuts the next line off, without its LF or CR LF. */
bool turns_line(struct str *rest, struct str *line);

/* In a chat with one visitor, once some roles are known: where the visitor is, the others are agents; where agents are and one other
 * speaker remains, that is the visitor. */
void turns_one_visitor(struct turns *t);

/* Each kind of transcript. */
void transcript_read(struct turns *t, struct str bytes);
void transcript_read_call(struct turns *t, struct str bytes);
void transcript_read_zendesk(struct turns *t, struct str bytes);
void salesforce_read(struct turns *t, struct str bytes);
void whatsapp_read(struct turns *t, struct str bytes);
void cues_read_webvtt(struct turns *t, struct str bytes);
void cues_read_srt(struct turns *t, struct str bytes);

#endif
