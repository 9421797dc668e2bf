"""page.py NAME HOSTILE TAME: a page made of hostile data parses without an error, and has the elements and attributes
of the one made of harmless data, no more and no fewer, none of which runs or loads anything. A NAME with "mail" in it is a mail's."""
import collections
import sys
from urllib.parse import urlsplit

import html5lib

from tally import check, finish

XHTML = "{http://www.w3.org/1999/xhtml}"
SVG = "{http://www.w3.org/2000/svg}"
LOADS = {"src", "srcset", "srcdoc", "action", "formaction", "background", "poster", "data", "ping", "manifest", "style", "cite", "longdesc"}
RUNS = {"script", "iframe", "object", "embed", "form", "input", "base", "link", "img", "image", "use", "foreignObject", "animate", "set", "a:ext"}


def parse(path):
    # As bytes, so that the encoding is found as a browser finds it.
    with open(path, "rb") as f:
        data = f.read()
    parser = html5lib.HTMLParser(html5lib.getTreeBuilder("etree"))
    tree = parser.parse(data)
    return tree, data.decode("utf-8"), parser.errors, parser.tree


def local(name):
    return name.rpartition("}")[2]


def elements(tree):
    return [e for e in tree.iter() if isinstance(e.tag, str)]


def shape(tree):
    names = collections.Counter()
    for e in elements(tree):
        names[local(e.tag)] += 1
        for name, value in e.attrib.items():
            # Where things are drawn depends on the words; which kind of thing it is does not.
            names[(local(e.tag), name, value if name in ("class", "role", "scope", "colspan", "id") else "")] += 1
    return names


def check_harmless(name, tree, text, page):
    found = [local(e.tag) for e in elements(tree) if local(e.tag) in RUNS]
    ids = {e.get("id") for e in elements(tree)}
    for e in elements(tree):
        for a, value in e.attrib.items():
            a = local(a)
            if a.startswith("on") or a in LOADS and page:
                found.append("%s of %s" % (a, local(e.tag)))
            if a == "href" and not (value.startswith("#") and value[1:] in ids):
                found.append("href %s" % value)
            if urlsplit(value).netloc and (a, value) != ("xmlns", "http://www.w3.org/2000/svg"):
                found.append("%s=%s" % (a, value))
    for e in tree.iter(XHTML + "style"):
        found += [w for w in ("url(", "@import", "@font-face", "expression") if w in (e.text or "")]
    check("%s: nothing runs, loads or leads away" % name, found)
    check("%s: no comment, no CDATA" % name, [c for c in tree.iter() if not isinstance(c.tag, str)])


def check_policy(name, tree):
    head = tree.find(XHTML + "head")
    policy = [m.get("content") for m in head.iter(XHTML + "meta") if (m.get("http-equiv") or "").lower() == "content-security-policy"]
    parts = policy[0].split(";") if len(policy) == 1 else []
    first = [local(e.tag) for e in head].index("style") if head.find(XHTML + "style") is not None else 0
    place = [i for i, e in enumerate(head) if e.get("http-equiv")]
    check("%s: a policy that forbids all but the page's own style" % name,
          [] if "default-src 'none'" in parts and place and place[0] < first and "unsafe" not in policy[0] else policy or ["none"])


def words(e):
    return "".join(e.itertext()).strip()


def check_charts(name, tree):
    ids = [e.get("id") for e in elements(tree) if e.get("id")]
    check("%s: ids are unique" % name, [i for i, n in collections.Counter(ids).items() if n > 1])
    wrong = []
    charts = 0
    for section in tree.iter(XHTML + "section"):
        known = {words(c) for c in section.iter() if c.tag in (XHTML + "th", XHTML + "td")}
        for svg in section.iter(SVG + "svg"):
            charts += 1
            where = section.get("id")
            title, text = svg.find(SVG + "title"), svg.find(SVG + "desc")
            if svg.get("role") != "img" or title is None or not words(title) or not svg.get("aria-label"):
                wrong.append("%s has no title" % where)
            if text is None or not words(text) or text.get("id") != svg.get("aria-describedby"):
                wrong.append("%s has no text alternative" % where)
            if not list(section.iter(XHTML + "tbody")):
                wrong.append("%s has no table" % where)
            for label in svg.iter(SVG + "text"):
                cut = words(label).rstrip("\u2026").strip()
                if any(c.isalpha() for c in cut) and cut != "too few" and not any(cut in k for k in known):
                    wrong.append("%s: the table lacks %s" % (where, cut))
    check("%s: every chart has a title, a text alternative and its table" % name, wrong if charts else ["no chart"])
    return charts


def check_tables(name, tree):
    wrong = []
    for table in tree.iter(XHTML + "table"):
        own = [row for part in table if part.tag in (XHTML + "thead", XHTML + "tbody") for row in part]
        widths = [sum(int(c.get("colspan", 1)) for c in row) for row in own]
        if len(set(widths)) != 1 and table.get("role") != "presentation":
            wrong.append(widths)
    check("%s: the rows of a table are as wide as its head" % name, wrong)


def check_pair(name, hostile, tame):
    page = "mail" not in name
    for kind, path in (("hostile", hostile), ("harmless", tame)):
        tree, text, errors, _ = parse(path)
        label = "%s, %s data" % (name, kind)
        check("%s: a strict parser finds no error" % label, ["%s %s %s" % (at, what, more) for at, what, more in errors])
        check_harmless(label, tree, text, page)
        check_tables(label, tree)
        if page:
            check_policy(label, tree)
            check_charts(label, tree)
        bad = sorted({hex(ord(c)) for c in "".join(tree.itertext()) if ord(c) < 32 and c != "\n" or c in "\u202a\u202b\u202c\u202d\u202e"
                      "\u2066\u2067\u2068\u2069\u200e\u200f\u061c" or 0x7f <= ord(c) < 0xa0})
        check("%s: no control characters" % label, bad)
        if kind == "hostile":
            first = shape(tree)
        else:
            second = shape(tree)
    if not page:
        # A mail's lists are as long as there is room for their words.
        first, second = collections.Counter(set(first)), collections.Counter(set(second))
    more, fewer = first - second, second - first
    check("%s: no element or attribute came from data" % name, ["more %s" % dict(more)] * bool(more) + ["fewer %s" % dict(fewer)] * bool(fewer))


check_pair(*sys.argv[1:4])
finish()
