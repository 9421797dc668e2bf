"""prometheus.py NAME FILE: the text is what a textfile collector reads, by the grammar of the exposition format 0.0.4,
and names are as Prometheus's own linter wants them."""
import re
import sys

from tally import check, finish

NAME = r"[a-zA-Z_:][a-zA-Z0-9_:]*"
LABEL = r'[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\n]|\\\\|\\"|\\n)*"'
SAMPLE = re.compile(r"(%s)(?:\{(%s(?:,%s)*)\})? (-?[0-9]+(?:\.[0-9]+)?(?:e[-+]?[0-9]+)?)" % (NAME, LABEL, LABEL))
HELP = re.compile(r"# HELP (%s) (?:[^\\\n]|\\\\|\\n)*" % NAME)
TYPE = re.compile(r"# TYPE (%s) (counter|gauge|histogram|summary|untyped)" % NAME)


def main(name, path):
    # Only "\n" ends a line of this format.
    with open(path, encoding="utf-8", newline="\n") as f:
        text = f.read()
    wrong, helped, typed, series, family, values = [], [], [], set(), None, {}
    for n, line in enumerate(text.removesuffix("\n").split("\n"), 1):
        if m := HELP.fullmatch(line):
            helped.append(m[1])
        elif m := TYPE.fullmatch(line):
            typed.append(m[1])
            family = m[1]
        elif m := SAMPLE.fullmatch(line):
            labels = re.findall(r'([a-zA-Z_]\w*)="((?:[^"\\]|\\.)*)"', m[2] or "")
            key = m[1], tuple(sorted(labels))
            if m[1] != family:
                wrong.append("%d: not below its TYPE" % n)
            if len({k for k, _ in labels}) != len(labels):
                wrong.append("%d: a label twice" % n)
            if key in series:
                wrong.append("%d: a series twice" % n)
            series.add(key)
            values.setdefault(m[1], []).append(float(m[3]))
        else:
            wrong.append("%d: %s" % (n, line))
    check("%s: the grammar" % name, wrong if text.endswith("\n") else wrong + ["the last line does not end"])
    check("%s: every metric has one HELP and one TYPE" % name, [] if typed and sorted(helped) == sorted(set(typed)) and len(typed) == len(set(typed))
          else ["%d, %d" % (len(helped), len(typed))])
    check("%s: every metric has a sample" % name, [t for t in typed if t not in values])
    check("%s: ratios are from -1 to 1" % name, [m for m, v in values.items() if m.endswith("_ratio") and not -1 <= min(v) <= max(v) <= 1])
    check("%s: no suffix that is another type's" % name, [t for t in typed if re.search(r"_(total|count|sum|bucket|info)$|percent", t)])


main(*sys.argv[1:])
finish()
