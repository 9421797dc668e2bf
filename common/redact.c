#include "redact.h"

#include <stdlib.h>
#include <string.h>

#include "address.h"
#include "arena.h"
#include "byte.h"
#include "checksum.h"
#include "near.h"
#include "shape.h"
#include "sheet.h"
#include "util.h"
#include "width.h"

/* As many rules as a mask of them has bits. */
#define RULES 128
/* IBANs have more digits than that besides their letters; words that look like one have not. */
#define IBAN_DIGITS 8

enum check { CHECK_NONE, CHECK_LUHN, CHECK_MOD97 };
enum column { NAME, PATTERN, CHECK, WORDS, UNLESS, REPLACEMENT };

struct rule {
	struct shape shape;
	enum check check;
	bool sure;                      /* check digits and nothing else say what it is */
	bool anyway;                    /* where none of the words stands */
	struct str words, unless, replacement;
	size_t name;
};

struct count {
	struct str name;
	uint64_t found;
};

struct redact {
	struct rule *rule;
	size_t rules, cap;
	struct rule email, login;       /* without a shape; no replacement when there is no such row */
	uint64_t starts[SHAPE_SIGNS][RULES / 64];       /* the rules that a sign may begin */
	size_t lead;                    /* bytes that may stand before the first digit */
	struct count *count;
	size_t counts, count_cap;
	struct buf folded;
	struct arena arena;
};

/* What is replaced: bytes of the text. */
struct span {
	size_t start, end;
	const struct rule *rule;        /* NULL when there is none */
};

/* One text. */
struct pass {
	struct redact *r;
	struct str text, source;        /* as it is searched, and as it is written */
	struct buf *out;
	size_t copied, source_copied;   /* out has what was before */
	size_t tried;                   /* nothing begins before */
	struct span mail;               /* the next address */
	size_t at;                      /* no @ is looked for before */
};

static bool
is_digit(char c)
{
	return byte_kind[(unsigned char)c] == BYTE_DIGIT;
}

/* Whether a number may begin there: no part of a longer one, no amount. What is sure may stand behind a hyphen, but is no
 * fraction. */
static bool
begins(struct str t, size_t i, bool sure)
{
	char c = i > 0 ? t.p[i - 1] : ' ', before = i > 1 ? t.p[i - 2] : ' ';

	if (byte_alnum((unsigned char)c) || (c == '.' && is_digit(before)))
		return false;
	if (sure)
		return true;
	if (c == '-')
		return !byte_alnum((unsigned char)before);
	if (c == ',' || c == ':' || c == '/')
		return !is_digit(before);
	/* the last bytes of a pound and a euro sign */
	return c != '+' && c != '$' && c != '#' && c != '_' && !(c == '\xa3' && before == '\xc2') &&
	       !(c == '\xac' && before == '\x82');
}

static bool
ends(struct str t, size_t i, bool sure)
{
	char c = i < t.n ? t.p[i] : ' ', after = i + 1 < t.n ? t.p[i + 1] : ' ';

	if (byte_alnum((unsigned char)c) || (c == '.' && is_digit(after)))
		return false;
	if (sure)
		return true;
	if (c == '-')
		return !byte_alnum((unsigned char)after);
	if (c == ',' || c == ':' || c == '/')
		return !is_digit(after);
	return c != '_' && c != '%' && c != '@';
}

static bool
has_check_digits(enum check check, struct str s)
{
	size_t digits = 0;

	for (size_t i = 0; i < s.n; i++)
		digits += is_digit(s.p[i]);
	return check == CHECK_NONE || (check == CHECK_LUHN ? checksum_luhn(s) : digits >= IBAN_DIGITS && checksum_mod97(s));
}

/* Whether what is written like the rule's is one, by its check digits and the words before it. */
static bool
accept(const struct rule *rule, struct str text, size_t start, size_t end)
{
	int said;

	if (!ends(text, end, rule->sure) || !has_check_digits(rule->check, (struct str){ text.p + start, end - start }))
		return false;
	if (!rule->words.n && !rule->unless.n)
		return true;
	said = near_which(text, start, rule->words, rule->unless);
	return said > 0 || (said == 0 && rule->anyway);
}

/* The longest that the rule finds at start, with its first digit at digit. */
static void
try_rule(const struct rule *rule, struct str text, size_t digit, struct span *best)
{
	size_t end[SHAPE_MAX], n;

	if (digit - best->start > 3 * rule->shape.lead || !begins(text, best->start, rule->sure))
		return;
	n = shape_match(&rule->shape, text, best->start, end);
	while (n-- && end[n] > best->end)
		if (accept(rule, text, best->start, end[n])) {
			best->end = end[n];
			best->rule = rule;
		}
}

/* What stands around the digit: of what begins first the longest. */
static bool
find_number(struct pass *p, struct str text, size_t digit, struct span *found)
{
	const struct redact *r = p->r;
	size_t from = digit > p->tried + r->lead ? digit - r->lead : p->tried, bytes;

	/* not inside of a letter */
	while (from < digit && ((unsigned char)text.p[from] & 0xc0) == 0x80)
		from++;
	for (size_t i = from; i <= digit; i += bytes) {
		const uint64_t *starts = r->starts[shape_sign(text, i, &bytes)];

		*found = (struct span){ i, i, NULL };
		for (size_t w = 0; w < RULES / 64; w++)
			for (uint64_t rest = starts[w]; rest; rest &= rest - 1)
				try_rule(&r->rule[w * 64 + (size_t)__builtin_ctzll(rest)], text, digit, found);
		if (found->rule)
			return true;
	}
	return false;
}

/* The next address from p->at on, at the end of the text if there is none. */
static void
find_mail(struct pass *p)
{
	const unsigned char *bytes = (const unsigned char *)p->text.p;
	const char *at;

	while (p->at < p->text.n && (at = memchr(p->text.p + p->at, '@', p->text.n - p->at))) {
		size_t i = (size_t)(at - p->text.p), start, end;

		p->at = i + 1;
		if (p->r->login.replacement.n && address_login(bytes, p->copied, i, &start)) {
			p->mail = (struct span){ start, i, &p->r->login };
			return;
		}
		if (p->r->email.replacement.n && address_mailbox(bytes, p->text.n, p->copied, i, &start, &end)) {
			p->mail = (struct span){ start, end, &p->r->email };
			p->at = end;
			return;
		}
	}
	p->at = p->text.n;
	p->mail = (struct span){ p->text.n, p->text.n, NULL };
}

/* Returns what is written where text goes on up to end. */
static struct str
written(struct pass *p, size_t end)
{
	size_t from = p->source_copied, bytes = end - p->copied;

	p->source_copied = p->text.p == p->source.p ? end : width_skip(p->source, from, bytes);
	p->copied = end;
	return (struct str){ p->source.p + from, p->source_copied - from };
}

static void
replace(struct pass *p, struct span found)
{
	buf_str(p->out, written(p, found.start));
	buf_str(p->out, found.rule->replacement);
	written(p, found.end);
	p->r->count[found.rule->name].found++;
	p->tried = found.end;
}

static size_t
next_digit(struct str text, size_t i, size_t end)
{
	while (i < end && !is_digit(text.p[i]))
		i++;
	return i;
}

/* Most messages have neither a digit nor an address, nor a full-width form, which begins with that byte. */
static bool
is_harmless(struct str text)
{
	for (size_t i = 0; i < text.n; i++)
		if (is_digit(text.p[i]) || text.p[i] == '@' || text.p[i] == '\xef')
			return false;
	return true;
}

bool
redact_text(struct redact *r, struct str text, struct buf *out)
{
	struct pass p = { .r = r, .source = text, .out = out };
	size_t i = 0;

	buf_reset(out);
	if (is_harmless(text))
		return false;
	if (width_fold(text, &r->folded))
		text = buf_view(&r->folded);
	p.text = text;
	find_mail(&p);
	while (i < text.n) {
		/* a number ends where an address begins */
		struct str before = { text.p, p.mail.start };
		struct span found;

		i = next_digit(text, i, before.n);
		if (i == before.n) {
			if (!p.mail.rule)
				break;
			replace(&p, p.mail);
			i = p.copied;
			find_mail(&p);
		} else if (find_number(&p, before, i, &found)) {
			replace(&p, found);
			i = p.copied;
		} else {
			while (i < before.n && is_digit(text.p[i]))
				i++;
			p.tried = i;
		}
	}
	if (p.copied)
		buf_str(out, written(&p, text.n));
	return p.copied > 0;
}

bool
redact_count(const struct redact *r, size_t i, struct str *name, uint64_t *count)
{
	if (i >= r->counts)
		return false;
	*name = r->count[i].name;
	*count = r->count[i].found;
	return true;
}

static bool
read_check(struct sheet_row *row, enum check *check)
{
	struct str name = row->field[CHECK];

	*check = str_eq(name, STR("luhn")) ? CHECK_LUHN : str_eq(name, STR("mod97")) ? CHECK_MOD97 : CHECK_NONE;
	return *check || !name.n || sheet_refuse_value(row, "no such check", name);
}

static size_t
read_name(struct redact *r, struct str name)
{
	size_t i = 0;

	while (i < r->counts && !str_eq(r->count[i].name, name))
		i++;
	if (i == r->counts) {
		r->count = util_grow(r->count, &r->count_cap, i + 1, sizeof *r->count);
		r->count[r->counts++] = (struct count){ .name = arena_str(&r->arena, name) };
	}
	return i;
}

static bool
add_shape(struct redact *r, const struct rule *rule)
{
	size_t lead = 3 * rule->shape.lead;

	if (r->rules == RULES)
		return false;
	for (unsigned sign = 0; sign < SHAPE_SIGNS; sign++)
		if (rule->shape.first & rule->shape.at[sign])
			r->starts[sign][r->rules / 64] |= UINT64_C(1) << r->rules % 64;
	/* a sign has three bytes at most in the scripts whose letters count */
	r->lead = r->lead < lead ? lead : r->lead;
	r->rule = util_grow(r->rule, &r->cap, r->rules + 1, sizeof *r->rule);
	r->rule[r->rules++] = *rule;
	return true;
}

static bool
read_row(struct sheet_row *row, void *data)
{
	struct redact *r = data;
	struct rule rule = { 0 };
	struct str pattern = row->field[PATTERN];

	if (!row->field[NAME].n || !pattern.n || !row->field[REPLACEMENT].n)
		return sheet_refuse(row, "name, pattern or replacement is missing");
	if (!read_check(row, &rule.check))
		return false;
	rule.words = arena_str(&r->arena, row->field[WORDS]);
	rule.unless = arena_str(&r->arena, row->field[UNLESS]);
	rule.anyway = !rule.words.n || rule.words.p[0] == '*';
	rule.sure = rule.check && !rule.words.n && !rule.unless.n;
	rule.replacement = arena_str(&r->arena, row->field[REPLACEMENT]);
	rule.name = read_name(r, row->field[NAME]);
	if (str_eq(pattern, STR("<email>")))
		r->email = rule;
	else if (str_eq(pattern, STR("<login>")))
		r->login = rule;
	else if (!shape_read(&rule.shape, pattern, row->why))
		return false;
	else if (!add_shape(r, &rule))
		return sheet_refuse(row, "more than 128 rules");
	return true;
}

struct redact *
redact_open(struct str csv, const char *name, struct buf *why)
{
	struct sheet sheet = { .file = "redact.csv", .column = { "name", "pattern", "?check", "?words", "?unless", "replacement" }, .row = read_row };
	struct redact *r = util_alloc(1, sizeof *r);

	if (sheet_read(&sheet, csv, name, r, why))
		return r;
	redact_free(r);
	return NULL;
}

void
redact_free(struct redact *r)
{
	if (!r)
		return;
	free(r->rule);
	free(r->count);
	buf_free(&r->folded);
	arena_free(&r->arena);
	free(r);
}
