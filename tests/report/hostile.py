"""Makes a log, scores and a pack hostile in every text column, or tame again in the same shape.

hostile.py log LOG HOSTILE            the log with hostile ids, channels and words
hostile.py scores SCORES NOW BEFORE   hostile names of skills, and two halves of the days: BEFORE was worse
hostile.py pack PACK DIR              the pack with hostile titles and advice
hostile.py tame DIR FILE...           writes each FILE, a log or scores, to DIR with harmless texts in place of hostile ones:
                                      ids by their place among the others, so that all sorts alike
hostile.py name AGENT FILE...         prints the harmless name of an agent
"""
import csv
import os
import shutil
import sys

PAYLOADS = [
    "<script>window.pwned=1</script>", '"><svg onload=window.pwned=1>', "' onmouseover='window.pwned=1",
    "</style><style>*{display:none}", "</title><h1>t</h1>", '<a href="javascript:window.pwned=1">x</a>',
    "<img src=http://img.example/y onerror=window.pwned=1>", "&lt;b&gt;&amp;&#60;i&#62;", "<!-- --><![CDATA[ ]]>--!>",
    "<iframe srcdoc='<script>parent.pwned=1</script>'>", '<link rel=stylesheet href=//css.example/a.css>',
    "<base href=http://base.example/>", "<meta http-equiv=refresh content='0;url=http://meta.example/'>",
    "<form action=http://form.example/><input autofocus onfocus=window.pwned=1>", "</svg></table></section></main></body>",
    "<details open ontoggle=window.pwned=1><summary>", "style=background:url(http://css.example/b)", "url(http://css.example/c)",
    "\u202eevil\u2066\u200f\u061c", "a\x1b[2Jb\x07\x7f\x9b31m\x08c", "line\nfeed\r\nand\rreturn\u2028and\u2029more",
    "| a | b |\n|---|---|\n| ![x](http://md.example/z) | y |", "`code` ``two`` ```\nthree", "*b* _i_ ~~s~~ # h\n# heading\n- item\n> quote",
    "[x](http://md.example) <http://md.example> www.md.example", "a\\| \\`b\\` \\", "=HYPERLINK(\"http://csv.example\")", "+1+cmd|' /C calc'!A0",
    "-2+3", "@SUM(A1)", "\t=1+1", "\r=1+1", "\uff1d1+1", "x,\"y\",;z", "\n--=_cs-report\nBcc: x@mail.example\n\n.\n", "From me\n.\nQUIT",
    "=?utf-8?q?=0ABcc:_x@mail.example?=", "\\\"} 1\nup 1\n# HELP x y", "{\"a\":1}\\u003cb\\u003e", "W" * 300, "\u4f60\u597d" * 60,
    "e" + "\u0301" * 40, "\u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627", "\U0001f600\u200d\U0001f9d1\U0001f3fd", "\ufeff\ufffe\U000e0041",
]
# So that agents have enough interactions for scores.
COPIES = 6
IDS = ("interaction_id", "agent_id", "customer_id", "channel")


def read(path):
    with open(path, encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f))


def write(path, rows):
    with open(path, "w", encoding="utf-8", newline="") as f:
        # All quoted: csv leaves a lone carriage return bare.
        to = csv.DictWriter(f, rows[0].keys(), quoting=csv.QUOTE_ALL, lineterminator="\n")
        to.writeheader()
        to.writerows(rows)


def payload(n):
    return PAYLOADS[n % len(PAYLOADS)]


def hostile_log(log, out):
    numbers = {}
    rows = [dict(row, copy=copy) for copy in range(COPIES) for row in read(log)]
    for i, row in enumerate(rows):
        n = numbers.setdefault((row.pop("copy"), row["interaction_id"]), len(numbers))
        row["interaction_id"] = payload(n) + str(n)
        row["channel"] = payload(n * 5 + 1)
        row["customer_id"] = payload(n * 3 + 2) + str(n)
        if row["agent_id"]:
            row["agent_id"] = payload(n * 7 + len(row["agent_id"]) % 2)
        row["text"] += " " + payload(i)
    write(out, rows)


def hostile_scores(scores, now, before):
    rows = read(scores)
    halves = [], []
    dates = sorted({row["date"] for row in rows})
    for i, row in enumerate(rows):
        later = row["date"] > dates[len(dates) // 2]
        if row["skill"] == "politeness" and not later:
            row["met"] = row["earned"] = "0"
        if row["skill"] == "politeness" or row["skill"] == "closing":
            row["score"] = row["low"] = row["high"] = ""
        if row["skill"] == "closing":
            row["skill"], row["criterion"] = payload(i), payload(i * 7)
        halves[later].append(row)
    write(now, halves[True])
    write(before, halves[False])


def hostile_pack(pack, out):
    shutil.copytree(pack, out)
    for name, columns in (("skills.csv", ("title", "definition")), ("rubric.csv", ("advice",))):
        rows = read(os.path.join(out, name))
        for i, row in enumerate(rows):
            for k, column in enumerate(columns):
                # Every row of a pack is on one line.
                row[column] = payload(i + k).replace("\n", " ").replace("\r", " ") + " " + row[column]
        write(os.path.join(out, name), rows)


def by_place(column, values):
    return {value.decode(): "%s%04d" % (column[:2], i) for i, value in enumerate(sorted({v.encode() for v in values}))}


def by_neighbour(column, files):
    """Names for the payloads that sort among the others, which stay, as the payloads do."""
    others = {row[column].encode() for rows in files for row in rows if row.get(column)} - {p.encode() for p in PAYLOADS}
    names, last = {}, ""
    for i, value in enumerate(sorted(others | {p.encode() for p in PAYLOADS})):
        if value in others:
            last = value.decode()
        else:
            names[value.decode()] = "%s_n%04d" % (last, i)
    return names


def tame_names(files):
    names = {column: by_place(column, [row[column] for rows in files for row in rows if row.get(column)]) for column in IDS}
    return dict(names, skill=by_neighbour("skill", files), criterion=by_neighbour("criterion", files))


def tame(out, paths):
    files = [read(path) for path in paths]
    names = tame_names(files)
    for path, rows in zip(paths, files):
        for row in rows:
            for column in names:
                if row.get(column):
                    row[column] = names[column].get(row[column], row[column])
            for column in ("text", "quote"):
                if row.get(column):
                    row[column] = "".join(c if c.isascii() and c.isalnum() or c in " .?!" else "x" for c in row[column])
        write(os.path.join(out, os.path.basename(path)), rows)


{"log": hostile_log, "scores": hostile_scores, "pack": hostile_pack, "tame": lambda out, *paths: tame(out, paths),
 "name": lambda agent, *paths: print(tame_names([read(path) for path in paths])["agent_id"][agent])}[sys.argv[1]](*sys.argv[2:])
