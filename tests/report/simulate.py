"""simulate.py RUNS SCORES...: how often cs-report names a change where there is none, and misses one that is there.

The population is the interactions of SCORES (rows by interaction_id, date, agent_id, skill and criterion) with all their rows,
so that what belongs together in a conversation stays together. Both logs of a comparison are 300 of them, drawn with
replacement, on days drawn at random. Where there is a real shift, the later log is drawn with weights exp(t x points), t such
that the expected score is 10 points higher: of one skill, or of all together. Seeded: the same scores give the same figures.

With fewer than 200 comparisons a figure fails only when it is beside its limit by more than chance."""
import collections
import csv
import math
import random
import subprocess
import sys
import tempfile

from tally import check, finish

INTERACTIONS = 300
POINTS = 10
ENOUGH = 200
# At most so many comparisons without a change may show one; so many of the real ones must be found.
FALSE_AT_MOST = 0.05
FOUND_AT_LEAST = 0.80


class Population:
    def __init__(self, paths):
        rows = collections.defaultdict(list)
        for path in paths:
            with open(path, encoding="utf-8", newline="") as f:
                for row in csv.DictReader(f):
                    rows[path, row["interaction_id"]].append(row)
        self.rows = list(rows.values())
        self.head = ",".join(self.rows[0][0]) + "\n"
        # With \1 for the interaction and \2 for the day.
        self.text = ["".join("\1,\2," + ",".join(list(r.values())[2:]) + "\n" for r in rows) for rows in self.rows]

    def weights(self, skills):
        """How likely each interaction is drawn where the score of the skills, taken together, is higher by POINTS; None if that cannot be."""
        points = [(sum(int(r["earned"]) for r in rows if r["skill"] in skills), sum(int(r["possible"]) for r in rows if r["skill"] in skills))
                  for rows in self.rows]
        total = sum(p for _, p in points)
        score = sum(e for e, _ in points) / total
        excess = [(e - score * p) * len(points) / total for e, p in points]
        low, high = 0.0, 50.0
        for _ in range(50):
            t = (low + high) / 2
            drawn = [math.exp(min(t * x, 100)) for x in excess]
            reached = sum(w * e for w, (e, _) in zip(drawn, points)) / sum(w * p for w, (_, p) in zip(drawn, points))
            low, high = (t, high) if reached < score + POINTS / 100 else (low, t)
        return drawn if abs(reached - score - POINTS / 100) < 0.001 else None

    def draw(self, chance, path, month, weights):
        with open(path, "w", encoding="utf-8") as f:
            f.write(self.head)
            for i, text in enumerate(chance.choices(self.text, weights=weights, k=INTERACTIONS)):
                f.write(text.replace("\1", "%s-%d" % (month, i)).replace("\2", "%s-%02d" % (month, 1 + chance.randrange(28))))


def report(*arguments):
    done = subprocess.run(("cs-report", "-f", "csv", "--no-quotes") + arguments, capture_output=True, check=True)
    return list(csv.DictReader(done.stdout.decode().splitlines()))


class Comparison:
    """What the report says of two logs."""
    def __init__(self, population, chance, folder, weights=None):
        population.draw(chance, folder + "/before", "2026-05", None)
        population.draw(chance, folder + "/after", "2026-06", weights)
        rows = report("--baseline", folder + "/before", folder + "/after")
        # Of whatever kind, the rise and fall within the later log among them.
        self.named = {(r["section"], r["item"]) for r in rows if r["value"] and
                      (r["metric"] == "change" or r["item"] == "overall_change" and r["metric"] == "value")}
        self.p = {r["item"]: float(r["value"]) for r in rows if r["section"] == "skills" and r["metric"] == "change_p"}


def chance_of(n, least, p):
    """Of at least so many of n, where each is p."""
    return sum(math.comb(n, k) * p ** k * (1 - p) ** (n - k) for k in range(least, n + 1))


def try_nothing(population, chance, folder, runs):
    sections = collections.Counter()
    wrong = 0
    for _ in range(runs):
        named = {section for section, _ in Comparison(population, chance, folder).named}
        sections.update(named)
        wrong += bool(named)
    print("no change, %d comparisons: %.1f %% name one (%s)" %
          (runs, 100 * wrong / runs, ", ".join("%s %d" % s for s in sorted(sections.items())) or "none"))
    fine = wrong <= FALSE_AT_MOST * runs or runs < ENOUGH and chance_of(runs, wrong, FALSE_AT_MOST) > 0.01
    check("simulation: changes are seldom named where there are none", [] if fine else ["%d of %d" % (wrong, runs)])


def judge_found(what, runs, found):
    fine = found >= FOUND_AT_LEAST * runs or runs < ENOUGH and chance_of(runs, runs - found, 1 - FOUND_AT_LEAST) > 0.01
    check("simulation: %s" % what, [] if fine else ["%d of %d" % (found, runs)])


def try_all(population, chance, folder, runs, skills):
    weights = population.weights(set(skills))
    found = sum(("basis", "overall_change") in Comparison(population, chance, folder, weights).named for _ in range(runs))
    print("%d points in all skills together, %d comparisons: %.1f %% name it" % (POINTS, runs, 100 * found / runs))
    judge_found("a shift of all skills is named", runs, found)


def try_one(population, chance, folder, runs, skills):
    weights = {skill: population.weights({skill}) for skill in skills}
    named, sure, tried = collections.Counter(), collections.Counter(), collections.Counter()
    for run in range(runs):
        skill = skills[run % len(skills)]
        comparison = Comparison(population, chance, folder, weights[skill])
        tried[skill] += 1
        named[skill] += ("skills", skill) in comparison.named
        sure[skill] += comparison.p.get(skill, 1) < 0.05
    print("%d points in one skill, %d comparisons: %.1f %% have a p below 0.05, %.1f %% name it among all others (%s)" %
          (POINTS, runs, 100 * sure.total() / runs, 100 * named.total() / runs,
           ", ".join("%s %d, %d of %d" % (s, sure[s], named[s], tried[s]) for s in skills)))
    judge_found("a shift of one skill is found by who looks at it", runs, sure.total())


def main(runs, paths):
    population = Population(paths)
    scores = {r["item"]: r for r in report(*paths) if r["section"] == "skills" and r["metric"] == "score"}
    # Skills that nearly every interaction calls for, so that it is 300 interactions that are compared.
    common = sorted(s for s in scores if int(scores[s]["n"]) >= 0.9 * len(population.rows) and population.weights({s}))
    check("simulation: there are interactions and skills to draw from", [] if len(population.rows) > 80 and len(common) > 2 else [common])
    chance = random.Random(20260601)
    with tempfile.TemporaryDirectory() as folder:
        try_nothing(population, chance, folder, runs)
        try_all(population, chance, folder, runs, scores)
        try_one(population, chance, folder, runs, common)


main(int(sys.argv[1]), sys.argv[2:])
finish()
