/* cs-report: makes of scores something that a person reads. */
#include <err.h>

#include "cs-report-options.h"
#include "util.h"

static void
check_limits(const struct report *r, const struct pack *pack)
{
	for (size_t i = 0; i < r->limits; i++) {
		struct str skill = r->limit[i].skill;
		if (skill.n && pack_skill(pack, skill) == RECORD_NONE)
			cmd_usage("--fail-under: no skill \"%.*s\" in the pack", (int)skill.n, skill.p);
	}
}

static void
write_doc(const struct report *r, struct doc *d, struct csvout *out)
{
	struct buf text = { 0 };

	if (r->format == FORMAT_CSV) {
		render_csv(d, &r->render, out);
		return;
	}
	if (r->format == FORMAT_TEXT)
		render_text(d, &r->render, &text);
	else if (r->format == FORMAT_MARKDOWN)
		render_markdown(d, &text);
	else if (r->format == FORMAT_HTML)
		render_html(d, &text);
	else if (r->format == FORMAT_MAIL)
		render_mail(d, &r->render, &text);
	else if (r->format == FORMAT_JSON)
		render_json(d, &text);
	else
		render_prometheus(d, &text);
	if (text.n) {
		/* csvout ends the last line. */
		csvout_raw(out, (struct str){ text.p, text.n - 1 });
		csvout_end(out);
	}
	buf_free(&text);
}

/* The upper end of the range decides: a score that may well be above the limit is no breach. */
static bool
breached(const struct report *r, const struct totals *t)
{
	struct total total;
	bool breach = false;

	for (size_t i = 0; i < r->limits; i++) {
		struct str skill = r->limit[i].skill;
		bool found = totals_find(t, skill.n ? LEVEL_SKILL : LEVEL_ALL, skill.n ? skill : STR("all"), STR(""), &total);
		if (!found || !total.scored || total.score.at.high * 1000 >= (double)r->limit[i].under)
			continue;
		warnx("%.*s: the score of %.2f is under %.*s, and so is its range, up to %.2f", skill.n ? (int)skill.n : 10,
		    skill.n ? skill.p : "all skills", total.score.at.score, (int)r->limit[i].text.n, r->limit[i].text.p,
		    total.score.at.high);
		breach = true;
	}
	if (r->fail_on_critical && totals_find(t, LEVEL_ALL, STR("all"), STR(""), &total) && total.figures.critical) {
		warnx("critical errors: %lld", (long long)total.figures.critical);
		breach = true;
	}
	return breach;
}

/* Reads another file than the scores. */
static void
read_beside(const struct report *r, const char *path, struct totals *t, struct csvout *out,
    enum csvin_got (*read)(struct totals *t, const struct cmd *cmd, struct csvin *in, struct csvout *out))
{
	char *file[] = { (char *)path };
	struct cmd cmd = r->cmd;
	struct csvin *in;

	cmd.in.files = file;
	cmd.in.nfiles = 1;
	in = csvin_open(&cmd.in);
	if (read(t, &cmd, in, out) == CSVIN_ERROR) {
		csvout_abandon(out);
		errx(csvin_status(in), "%s", csvin_reason(in));
	}
	csvin_close(in);
}

static void
check_agent(const struct report *r, const struct totals *t, struct csvout *out)
{
	if (!t->rows || !t->agent.n || t->agent_seen)
		return;
	csvout_abandon(out);
	errx(STATUS_USAGE, "--agent: the scores have no agent \"%.*s\"", (int)r->agent.n, r->agent.p);
}

/* The agent of a coaching page as its rows will have it. */
static struct str
called(const struct report *r, struct strmap *aliases, struct buf *alias)
{
	if (!aliases || r->agent.n == 0)
		return r->agent;
	totals_alias(alias, aliases, r->agent);
	return buf_view(alias);
}

/* False when a limit was breached. */
static bool
report(const struct report *r, const struct pack *pack)
{
	struct csvout *out = cmd_output(&r->cmd);
	struct strmap *aliases = r->pseudonyms ? strmap_new() : NULL;
	struct buf alias = { 0 };
	struct totals before = { .pack = pack, .agent = called(r, aliases, &alias), .aliases = aliases };
	struct totals t = before;
	struct doc d = { 0 };
	struct content c = { .doc = &d, .t = &t, .before = r->baseline ? &before : NULL, .quotes = !r->no_quotes,
		.top = (size_t)r->top, .trend = r->trend, .made = buf_view(&r->made) };
	struct csvin *in;
	bool breach = false;

	/* first, so that a wrong file is told before a long input is read */
	if (r->baseline)
		read_beside(r, r->baseline, &before, out, totals_read);
	in = csvin_open(&r->cmd.in);
	enum csvin_got got = totals_read(&t, &r->cmd, in, out);
	if (got == CSVIN_END) {
		check_agent(r, &t, out);
		if (r->log && t.rows)
			read_beside(r, r->log, &t, out, totals_read_log);
		content_build(&c);
		write_doc(r, &d, out);
		breach = t.rows && breached(r, &t);
	}
	cmd_close(in, out, got);
	doc_free(&d);
	totals_free(&t);
	totals_free(&before);
	strmap_free(aliases);
	buf_free(&alias);
	return !breach;
}

int
main(int argc, char **argv)
{
	struct report r = { .options.score = true, .top = 10 };
	struct buf why = { 0 };
	bool well;

	options_read(&r, argc, argv);
	struct pack *pack = pack_open(&r.options, &why);
	if (!pack)
		errx(STATUS_USAGE, "%s", why.p);
	check_limits(&r, pack);
	well = report(&r, pack);
	pack_free(pack);
	options_free(&r);
	return well ? 0 : STATUS_LIMIT;
}
