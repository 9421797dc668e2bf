/* phrases: a lexicon, and patterns looked for in a text; for the tests of the modules that read texts. */
#ifndef PHRASES_H
#define PHRASES_H

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "phrase.h"

/* A copy of which no byte behind the last may be read, so that a sanitizer sees one that is. */
static inline struct str
exact(const char *s, size_t n)
{
	char *p = malloc(n ? n : 1);

	ck_assert_ptr_nonnull(p);
	memcpy(p, s, n);
	return (struct str){ p, n };
}

/* A lexicon with the rows "word,reading\n...". */
static inline struct lexicon *
lexicon_of(const char *rows)
{
	struct lexicon *lex = lexicon_new();
	struct str rest = str_of(rows), line, word;
	struct buf why = { 0 };

	while (str_next(&rest, '\n', &line)) {
		if (line.n == 0)
			continue;
		ck_assert(str_next(&line, ',', &word));
		ck_assert_msg(lexicon_reading(lex, word, line, &why), "%.*s: %s", (int)word.n, word.p, why.p ? why.p : "");
	}
	buf_free(&why);
	return lex;
}

/* Patterns and what they were found with. */
struct finder {
	struct lexicon *lex;
	struct phrase_set *set;
	struct phrase_work work;
	struct str text;
	struct buf found;
};

static inline void
finder_open(struct finder *f, const char *rows)
{
	*f = (struct finder){ .lex = lexicon_of(rows) };
	f->set = phrase_set_new(f->lex);
}

/* Reads a pattern and adds it. */
static inline bool
add_text(struct phrase_set *set, struct lexicon *lex, struct str text, struct buf *why)
{
	struct arena arena = { 0 };
	struct pattern p;
	bool fine = pattern_read(lex, text, &arena, &p, why) && phrase_set_add(set, &p, (struct phrase_say){ 0, 1 }, why);

	arena_free(&arena);
	return fine;
}

static inline void
finder_add(struct finder *f, const char *pattern)
{
	struct buf why = { 0 };

	ck_assert_msg(add_text(f->set, f->lex, str_of(pattern), &why), "%s: %s", pattern, why.p ? why.p : "");
	buf_free(&why);
}

/* All patterns are looked for, whatever they say. */
static inline void
finder_compile(struct finder *f)
{
	static const int32_t threshold[] = { 1 };
	struct buf why = { 0 };

	f->work.places = true;
	ck_assert_msg(phrase_set_compile(f->set, threshold, 1, true, &why), "%s", why.p ? why.p : "");
}

/* The hits in text as "pattern@offset+length ...". */
static inline const char *
finder_find(struct finder *f, const char *text, size_t n)
{
	free((char *)f->text.p);
	f->text = exact(text, n);
	phrase_match(f->set, &f->work, f->text);
	buf_reset(&f->found);
	buf_add(&f->found, "", 0);
	for (size_t i = 0; i < f->work.n; i++)
		buf_printf(&f->found, "%s%u@%u+%u", i ? " " : "", f->work.hit[i].pattern, f->work.hit[i].off,
		    f->work.hit[i].len);
	return f->found.p ? f->found.p : "";
}

static inline void
finder_close(struct finder *f)
{
	phrase_work_free(&f->work);
	phrase_set_free(f->set);
	lexicon_free(f->lex);
	free((char *)f->text.p);
	buf_free(&f->found);
}

#endif
