/* packs: packs of a few rows in a folder of their own; for the tests of pack and tag. */
#ifndef PACKS_H
#define PACKS_H

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "pack.h"

static char folder[64];

static const struct pack_lines {
	const char *file, *header, *rows;
} pack_lines[] = {
	{ "words.csv", "word,reading", "dont,do not\n*n't,not\nim,i am\n*'m,am\n" },
	{ "markers.csv", "marker,role,threshold,mood,meaning",
	    "sorry,agent,1,0,says sorry\nangry,customer,1.5,-2,is angry\nhello,any,1,,greets\nhelp,agent|colleague,1,0,offers help\n" },
	{ "rules.csv", "marker,role,pattern,weight",
	    "sorry,,sorry,1\nsorry,,not sorry,-1\nsorry,,apologi*,\nangry,,furious,1\nangry,,never again,0.5\nangry,,useless,0.75\n"
	    "hello,,^ (hello|hi),1\nhello,customer,good morning,1\nhelp,,help you,1\n" },
	{ "skills.csv", "skill,title,family,coverage,definition,source", "apology,Apology,emotion,direct,says sorry,3\n" },
	{ "rubric.csv", "skill,criterion,when,expect,within,weight,critical,advice",
	    "apology,apologises,customer:angry,+sorry,reply,2,0,Say sorry.\n" },
};
enum { PACK_FILES = sizeof pack_lines / sizeof *pack_lines };

/* A file of the folder; NULL removes it. */
static inline const char *
pack_write(const char *file, const char *text)
{
	static char path[128];
	FILE *f;

	snprintf(path, sizeof path, "%s/%s", folder, file);
	if (!text) {
		ck_assert_int_eq(unlink(path), 0);
		return path;
	}
	f = fopen(path, "w");
	ck_assert_ptr_nonnull(f);
	ck_assert(fputs(text, f) >= 0);
	ck_assert_int_eq(fclose(f), 0);
	return path;
}

/* A folder with the rows above. */
static inline void
pack_make(void)
{
	char text[2048];

	strcpy(folder, "/tmp/test_pack.XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(folder));
	for (int i = 0; i < PACK_FILES; i++) {
		snprintf(text, sizeof text, "%s\n%s", pack_lines[i].header, pack_lines[i].rows);
		pack_write(pack_lines[i].file, text);
	}
}

static inline void
pack_remove(void)
{
	char path[128];

	for (int i = 0; i < PACK_FILES; i++) {
		snprintf(path, sizeof path, "%s/%s", folder, pack_lines[i].file);
		unlink(path);
	}
	snprintf(path, sizeof path, "%s/own.csv", folder);
	unlink(path);
	rmdir(folder);
}

/* The pack in the folder, with the rules of own.csv when own is given. */
static inline struct pack *
pack_read(const char *own)
{
	struct buf why = { 0 };
	char *files[1] = { NULL };
	struct pack_options o = { .dir = folder, .tag = true, .score = true };
	struct pack *p;

	if (own) {
		files[0] = strdup(pack_write("own.csv", own));
		o.rules = files;
		o.nrules = 1;
	}
	p = pack_open(&o, &why);
	ck_assert_msg(p != NULL, "%s", why.p);
	ck_assert_uint_eq(why.n, 0);
	free(files[0]);
	buf_free(&why);
	return p;
}

#endif
