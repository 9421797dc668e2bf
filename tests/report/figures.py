"""figures.py NAME CSV RAW JSON HOSTILE.html TAME.html TEXT: CSV is safe in a spreadsheet, JSON says the same,
the Markdown tables, as cmark-gfm has rendered them to HTML, have their rows and columns, hostile data or not."""
import csv
import json
import re
import sys
import unicodedata

import html5lib

from tally import check, finish

XHTML = "{http://www.w3.org/1999/xhtml}"
NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
# As OWASP lists them, and their wide forms, which some spreadsheets read as the narrow ones.
FORMULA = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
COLUMNS = "section,group,item,metric,value,low,high,n,interaction,seq,agent,note".split(",")


def table(path):
    with open(path, encoding="utf-8", newline="") as f:
        return list(csv.reader(f, strict=True))


def unguarded(cell):
    return cell[1:] if cell[:1] == "'" and cell[1:2] in FORMULA else cell


def check_csv(name, path, raw):
    rows, bare = table(path), table(raw)
    check("%s csv: its columns" % name, [] if rows[0] == COLUMNS else [rows[0]])
    check("%s csv: as many fields everywhere" % name, [r for r in rows if len(r) != len(COLUMNS)])
    check("%s csv: no cell is a formula" % name, [c for r in rows for c in r if c.startswith(FORMULA) and not NUMBER.fullmatch(c)])
    started = sum(c.startswith(FORMULA) and not NUMBER.fullmatch(c) for r in bare for c in r)
    check("%s csv: there was something to guard" % name, [] if started > 20 else [started])
    check("%s csv: --raw differs by the guard alone" % name, [] if len(bare) == len(rows) else ["%d, %d rows" % (len(rows), len(bare))])
    check("%s csv: --raw has the data's own cells" % name, [(a, b) for r, s in zip(rows, bare) for a, b in zip(r, s) if a != b and unguarded(a) != b])
    numbers = [c for r in bare[1:] for c in r[4:8] if c]
    check("%s csv: figures are numbers, none is -0" % name, [c for c in numbers if not NUMBER.fullmatch(c) or c.startswith("-") and not float(c)])
    check("%s csv: ranges hold their figures" % name, [r for r in bare[1:] if all(r[4:7]) and not float(r[5]) <= float(r[4]) <= float(r[6])])
    return bare


def no_twins(pairs):
    if len({k for k, _ in pairs}) != len(pairs):
        raise ValueError("a name twice")
    return dict(pairs)


def check_json(name, path, bare):
    with open(path, encoding="utf-8", newline="\n") as f:
        lines = f.read().removesuffix("\n").split("\n")
    wrong = []
    if len(lines) != len(bare) - 1:
        wrong.append("%d lines, not %d" % (len(lines), len(bare) - 1))
    for n, (line, row) in enumerate(zip(lines, bare[1:]), 1):
        try:
            # Numbers as they are written, so that 46.20 and 46.2 are told apart.
            got = json.loads(line, object_pairs_hook=no_twins, parse_float=str, parse_int=str)
        except ValueError as e:
            wrong.append("%d: %s" % (n, e))
            continue
        if got != {k: v for k, v in zip(COLUMNS, row) if v}:
            wrong.append("%d: not as in CSV" % n)
    check("%s json: every line is an object with the figures of CSV" % name, wrong)


def tables_of(path):
    with open(path, "rb") as f:
        tree = html5lib.parse(f.read())
    title, found = "", []
    for e in tree.iter():
        if e.tag == XHTML + "h2":
            title = "".join(e.itertext())
        elif e.tag == XHTML + "table":
            rows = [["".join(c.itertext()).strip() for c in row if c.tag in (XHTML + "th", XHTML + "td")] for row in e.iter(XHTML + "tr")]
            found.append((title, rows))
    return tree, found


def names(tree):
    return {e.tag.rpartition("}")[2] for e in tree.iter()} | {a for e in tree.iter() for a in e.attrib}


def check_markdown(name, hostile, tame, bare):
    (tree, found), (other, wanted) = tables_of(hostile), tables_of(tame)
    check("%s markdown: the tables of harmless data" % name, [] if found and [t for t, _ in found] == [t for t, _ in wanted] else
          ["%d, %d" % (len(found), len(wanted))])
    wrong = []
    for (title, got), (_, want) in zip(found, wanted):
        if [len(r) for r in got] != [len(r) for r in want] or len({len(r) for r in got}) != 1 or got[0] != want[0]:
            wrong.append("%s: %d by %s, not %d by %s" % (title, len(got), {len(r) for r in got}, len(want), {len(r) for r in want}))
            continue
        # A cell that was cut by a pipe would move the figures to the right of it.
        wrong += ["%s: %s, not %s" % (title, g, w) for r, s in zip(got[1:], want[1:]) for g, w in zip(r, s)
                  if re.fullmatch(r"[-+ \d.%()to]+|too few|", w) and g != w]
    check("%s markdown: each table has its rows, its columns and its figures" % name, wrong)
    items = {s: len({(r[1], r[2]) for r in bare[1:] if r[0] == s}) for s in ("skills", "agents", "outcomes")}
    rows = [len(got) - 1 for title, got in found for s in items if title.lower() in (s, "how interactions ended" if s == "outcomes" else s)]
    check("%s markdown: a row for each skill, agent and outcome" % name, [] if rows == list(items.values()) else [rows, items])
    # An address becomes a link after escapes have been read, whatever is escaped; it leads to no page.
    links = [e for e in tree.iter() if e.get("href") or e.get("src")]
    check("%s markdown: no link, no image" % name, [dict(e.attrib) for e in links if not (e.get("href") or "").startswith("mailto:")])
    check("%s markdown: no element that came from data" % name, sorted(names(tree) - names(other) - {"a", "href"}))


def check_text(name, path):
    with open(path, encoding="utf-8", newline="\n") as f:
        lines = f.read().split("\n")
    # What is two columns wide or none is the terminal's to say: it is counted as one here.
    check("%s text: 80 columns" % name, [line for line in lines if len(line) > 80])
    check("%s text: no control characters" % name, sorted({hex(ord(c)) for line in lines for c in line if unicodedata.category(c) in ("Cc", "Zl", "Zp")}))


def main(name, path, raw, lines, hostile, tame, text):
    bare = check_csv(name, path, raw)
    check_json(name, lines, bare)
    check_markdown(name, hostile, tame, bare)
    check_text(name, text)


main(*sys.argv[1:])
finish()
