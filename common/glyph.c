#include "glyph.h"

#include <utf8proc.h>

static enum glyph_kind
kind_of(utf8proc_int32_t code)
{
	switch (code) {
	case 0x2026:
	case 0x3002:
		return GLYPH_STOP;
	case 0xFF1F:
		return GLYPH_QUESTION;
	case 0xFF01:
		return GLYPH_EXCLAMATION;
	}
	utf8proc_category_t category = utf8proc_category(code);
	if (category >= UTF8PROC_CATEGORY_MN && category <= UTF8PROC_CATEGORY_ME)
		return GLYPH_MARK;
	if ((category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO) || category == UTF8PROC_CATEGORY_ND)
		return GLYPH_LETTER;
	return category == UTF8PROC_CATEGORY_SC ? GLYPH_CURRENCY : GLYPH_OTHER;
}

struct glyph
glyph_read(const unsigned char *p, size_t n)
{
	utf8proc_int32_t code = -1;
	utf8proc_ssize_t got = utf8proc_iterate(p, (utf8proc_ssize_t)n, &code);

	if (got <= 0)
		return (struct glyph){ -1, 1, GLYPH_OTHER };
	return (struct glyph){ code, (unsigned)got, kind_of(code) };
}

bool
glyph_is_apostrophe(const struct glyph *g)
{
	return g->code == 0x2019 || g->code == 0x2018 || g->code == 0x02BC || g->code == 0xFF07 || g->code == 0x00B4;
}

size_t
glyph_lower(const struct glyph *g, unsigned char out[4])
{
	return (size_t)utf8proc_encode_char(utf8proc_tolower(g->code), out);
}
