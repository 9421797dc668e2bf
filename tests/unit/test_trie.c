#include <check.h>
#include <stdlib.h>

#include "trie.h"

static struct trie trie;

static void
open_trie(void)
{
	trie = (struct trie){ 0 };
	trie_new(&trie);
}

static void
close_trie(void)
{
	trie_free(&trie);
}

START_TEST(an_edge_is_made_once)
{
	uint32_t a = trie_grow(&trie, TRIE_ROOT, 7), ab = trie_grow(&trie, a, 8);

	ck_assert_uint_ne(a, TRIE_ROOT);
	ck_assert_uint_ne(ab, a);
	ck_assert_uint_eq(trie_grow(&trie, TRIE_ROOT, 7), a);
	ck_assert_uint_eq(trie_grow(&trie, a, 8), ab);
	/* the same label elsewhere */
	ck_assert_uint_ne(trie_grow(&trie, TRIE_ROOT, 8), ab);
	ck_assert_uint_eq(trie.children, 3);
}
END_TEST

START_TEST(roots_share_nothing)
{
	uint32_t other = trie_root(&trie), a = trie_grow(&trie, TRIE_ROOT, 7);

	ck_assert_uint_ne(other, TRIE_ROOT);
	ck_assert_uint_ne(trie_grow(&trie, other, 7), a);
}
END_TEST

START_TEST(growing_forgets_nothing)
{
	enum { PARENTS = 100, LABELS = 100 };
	uint32_t parent[PARENTS], node[PARENTS][LABELS];

	for (uint32_t p = 0; p < PARENTS; p++) {
		parent[p] = trie_root(&trie);
		for (uint32_t l = 0; l < LABELS; l++)
			node[p][l] = trie_grow(&trie, parent[p], l);
	}
	for (uint32_t p = 0; p < PARENTS; p++) {
		size_t found = 0;
		for (uint32_t l = 0; l < LABELS; l++)
			ck_assert_uint_eq(trie_grow(&trie, parent[p], l), node[p][l]);
		for (uint32_t e = trie.node[parent[p]].child; e; e = trie.child[e - 1].next, found++)
			ck_assert_uint_eq(trie.child[e - 1].parent, parent[p]);
		ck_assert_uint_eq(found, LABELS);
	}
}
END_TEST

START_TEST(a_node_has_all_its_uses)
{
	uint32_t a = trie_grow(&trie, TRIE_ROOT, 1), b = trie_grow(&trie, TRIE_ROOT, 2), sum = 0, n = 0;

	trie_end(&trie, a, 0, 10, 3);
	trie_end(&trie, b, 1, 500, 4);
	trie_end(&trie, a, 2, 30, 5);
	for (uint32_t u = trie.node[a].use; u; u = trie.use[u - 1].next, n++)
		sum += trie.use[u - 1].what;
	ck_assert_uint_eq(n, 2);
	ck_assert_uint_eq(sum, 40);
	ck_assert_uint_eq(trie.use[trie.node[b].use - 1].gate, 4);
	ck_assert_uint_eq(trie.use[trie.node[b].use - 1].kind, 1);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("trie");
	TCase *tcase = tcase_create("trie");
	SRunner *runner;
	int failed;

	tcase_add_checked_fixture(tcase, open_trie, close_trie);
	tcase_add_test(tcase, an_edge_is_made_once);
	tcase_add_test(tcase, roots_share_nothing);
	tcase_add_test(tcase, growing_forgets_nothing);
	tcase_add_test(tcase, a_node_has_all_its_uses);
	suite_add_tcase(suite, tcase);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
