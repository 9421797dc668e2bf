#include <check.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "learn.h"

enum { MOST = 2000 };

static struct learn_message message[MOST];
static uint32_t features[MOST][4];
static size_t messages;

static void
begin(void)
{
	messages = 0;
}

/* count messages, each of an interaction of its own, of which the first yes carry the marker; the features' numbers end with -1. */
static void
add(size_t count, size_t yes, double given, const int *feature)
{
	for (size_t i = 0; i < count; i++) {
		struct learn_message *m = &message[messages];
		*m = (struct learn_message){ .group = messages + 1, .given = given, .feature = features[messages], .yes = i < yes };
		for (; feature[m->n] >= 0; m->n++)
			features[messages][m->n] = (uint32_t)feature[m->n];
		messages++;
	}
}

static const int none[] = { -1 }, zero[] = { 0, -1 }, one[] = { 1, -1 }, both[] = { 0, 1, -1 };

static struct learn_result
learned(struct learn_options o)
{
	struct learn_result r;
	struct buf why = { 0 };

	o.folds = o.folds ? o.folds : 5;
	o.most = o.most ? o.most : 100;
	ck_assert_msg(learn_fit(message, messages, &o, &r, &why), "%s", why.p);
	return r;
}

START_TEST(shares)
{
	struct learn_quality q = { .right = 30, .wrong = 10, .missed = 20 }, nothing = { 0, 4, 4 };

	ck_assert_double_eq_tol(learn_precision(&q), 0.75, 1e-12);
	ck_assert_double_eq_tol(learn_recall(&q), 0.6, 1e-12);
	ck_assert_double_eq_tol(learn_f1(&q), 2.0 / 3, 1e-12);
	ck_assert_double_eq(learn_f1(&nothing), 0);
	ck_assert_double_eq(learn_precision(&nothing), 0);
}
END_TEST

/* The optimum of the L1-regularised logistic regression by hand: where its derivative vanishes, the sum of (y - p) over the
 * messages with a feature is the penalty L, in the sign of the weight, and that over all is L / 10 in the sign of the
 * constant, whose value is 10. So 80 of 100 with and 20 of 100 without give p = 0.8 - L/100 and 0.2 + L/100 + L/1000. */
START_TEST(optimum)
{
	begin();
	add(100, 80, 0, zero);
	add(100, 20, 0, none);
	struct learn_result r = learned((struct learn_options){ .features = 1, .threshold = 1, .seed = 1 });
	double l = r.penalty, p = 0.8 - l / 100, q = 0.2 + l * 0.011;

	ck_assert_double_gt(l, 0);
	ck_assert_double_eq_tol(r.weight[0], log(p / (1 - p)) - log(q / (1 - q)), 0.02);
	ck_assert_uint_eq(r.kept, 1);
	/* between those without and those with */
	ck_assert_double_gt(r.threshold, 0);
	ck_assert_double_lt(r.threshold, r.weight[0]);
	ck_assert_uint_eq(r.joint.right, 80);
	ck_assert_uint_eq(r.joint.wrong, 20);
	ck_assert_uint_eq(r.joint.missed, 20);
	free(r.weight);
}
END_TEST

/* What the rules say already needs no weights, and counts as it is. */
START_TEST(given)
{
	begin();
	add(200, 190, 1, zero);
	add(200, 10, 0, zero);
	add(200, 190, 1, none);
	add(200, 10, 0, none);
	struct learn_result r = learned((struct learn_options){ .features = 1, .threshold = 1, .seed = 1 });

	ck_assert_uint_eq(r.kept, 0);
	ck_assert_double_gt(r.threshold, 0);
	ck_assert_double_lt(r.threshold, 1);
	ck_assert_uint_eq(r.given.right, 380);
	ck_assert_uint_eq(r.given.wrong, 20);
	ck_assert_uint_eq(r.given.missed, 20);
	ck_assert_int_eq(memcmp(&r.given, &r.joint, sizeof r.given), 0);
	free(r.weight);
}
END_TEST

/* Rules that find half of it are completed: one feature finds the rest, another one is where they are wrong. */
START_TEST(beside)
{
	begin();
	add(150, 150, 1, none);
	add(150, 0, 1, one);
	add(150, 150, 0, zero);
	add(150, 0, 0, none);
	struct learn_result r = learned((struct learn_options){ .features = 2, .threshold = 1, .seed = 1 });

	ck_assert_double_ge(1, r.threshold);
	ck_assert_double_ge(r.weight[0], r.threshold);
	ck_assert_double_lt(1 + r.weight[1], r.threshold);
	ck_assert_double_gt(r.threshold, 0);
	ck_assert_double_eq(learn_f1(&r.given), 0.5);
	ck_assert_double_eq(learn_f1(&r.joint), 1);
	free(r.weight);
}
END_TEST

/* The penalty rises until few enough are left; those that say most stay. */
START_TEST(most)
{
	begin();
	add(300, 290, 0, zero);
	add(100, 60, 0, one);
	add(300, 30, 0, none);
	struct learn_result all = learned((struct learn_options){ .features = 2, .threshold = 1, .seed = 1 });
	struct learn_result few = learned((struct learn_options){ .features = 2, .threshold = 1, .seed = 1, .most = 1 });

	ck_assert_uint_eq(all.kept, 2);
	ck_assert_uint_eq(few.kept, 1);
	ck_assert_double_gt(few.weight[0], 0);
	ck_assert_double_eq(few.weight[1], 0);
	ck_assert_double_gt(few.penalty, all.penalty);
	free(all.weight);
	free(few.weight);
}
END_TEST

/* Interactions are held out as a whole: what only tells them apart is worth nothing. */
START_TEST(groups)
{
	begin();
	for (int i = 0; i < 40; i++) {
		const int own[] = { i, -1 };
		add(20, i % 2 ? 20 : 0, 0, own);
		for (size_t k = messages - 20; k < messages; k++)
			message[k].group = (uint64_t)i + 1;
	}
	struct learn_result r = learned((struct learn_options){ .features = 40, .threshold = 1, .seed = 1 });

	/* half of the messages are yes: to say so of all gives 2/3, and no message held out tells more */
	ck_assert_double_lt(learn_f1(&r.joint), 0.72);
	free(r.weight);
}
END_TEST

START_TEST(repeatable)
{
	begin();
	add(120, 90, 0, both);
	add(120, 50, 1, zero);
	add(120, 70, 0, one);
	add(120, 30, 0, none);
	struct learn_options o = { .features = 2, .threshold = 1, .seed = 7 };
	struct learn_result a = learned(o);
	srand(99);
	struct learn_result b = learned(o);

	ck_assert_int_eq(memcmp(a.weight, b.weight, 2 * sizeof *a.weight), 0);
	ck_assert_double_eq(a.threshold, b.threshold);
	/* whole thousandths, as a row has them */
	for (int i = 0; i < 2; i++)
		ck_assert_double_eq_tol(a.weight[i] * 1000, round(a.weight[i] * 1000), 1e-6);
	free(a.weight);
	free(b.weight);
}
END_TEST

static void
refused(const char *reason)
{
	struct learn_options o = { .features = 2, .threshold = 1, .folds = 5, .most = 10 };
	struct learn_result r;
	struct buf why = { 0 };

	ck_assert(!learn_fit(message, messages, &o, &r, &why));
	ck_assert_str_eq(why.p, reason);
	buf_free(&why);
}

START_TEST(too_little)
{
	begin();
	add(60, 60, 0, zero);
	refused("no message is without it");
	add(60, 0, 0, one);
	for (size_t i = 0; i < 60; i++)
		message[i].group = 5;
	refused("all of it stands in too few interactions");
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("learn");
	TCase *t = tcase_create("learn");

	tcase_add_test(t, shares);
	tcase_add_test(t, optimum);
	tcase_add_test(t, given);
	tcase_add_test(t, beside);
	tcase_add_test(t, most);
	tcase_add_test(t, groups);
	tcase_add_test(t, repeatable);
	tcase_add_test(t, too_little);
	suite_add_tcase(s, t);
	SRunner *r = srunner_create(s);
	srunner_run_all(r, CK_NORMAL);
	int failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed != 0;
}
