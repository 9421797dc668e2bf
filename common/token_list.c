#include "token_list.h"

void
token_list_end(struct token_list *l, enum token_kind kind, size_t off, size_t n)
{
	struct token *before = token_list_last(l);

	if (before && before->kind != TOKEN_WORD && before->off + before->len == off) {
		l->ends[before->kind]--;
		if (kind == TOKEN_QUESTION || (kind == TOKEN_EXCLAMATION && before->kind == TOKEN_STOP))
			before->kind = (uint8_t)kind;
		l->ends[before->kind]++;
		before->len += (uint32_t)n;
	} else {
		token_list_push(l, kind, off, off + n);
		l->ends[kind]++;
	}
}

void
token_list_drop(struct token_list *l, size_t off)
{
	while (l->n && l->at[l->n - 1].off >= off) {
		const struct token *t = &l->at[--l->n];
		if (t->kind != TOKEN_WORD)
			l->ends[t->kind]--;
		else if (l->n == 0 || t[-1].off != t->off)
			l->words--;
	}
}
