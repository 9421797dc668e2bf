/* compile: writes the image of the compiled-in pack, which is linked into the programs. Run when they are built. */
#include <err.h>
#include <stdio.h>

#include "tag.h"
#include "util.h"

int
main(void)
{
	struct buf why = { 0 }, bytes = { 0 };
	struct image im = { .out = &bytes };
	struct tag_rules rules = { .pack = NULL };
	struct pack *p = pack_open(&(struct pack_options){ .tag = true }, &why);

	if (!p)
		errx(STATUS_USAGE, "%s", why.p);
	rules.pack = p;
	for (unsigned role = 0; role < ROLE_COUNT; role++)
		if (!tag_ready(&rules, (enum record_role)role, &why))
			errx(STATUS_USAGE, "%s", why.p);
	pack_image(p, &im);
	tag_image(&rules, &im);
	if (fwrite(bytes.p, 1, bytes.n, stdout) != bytes.n || fflush(stdout) != 0)
		err(STATUS_IO, "write error");
	tag_rules_free(&rules);
	pack_free(p);
	buf_free(&bytes);
	return 0;
}
