"""message.py NAME MAIL HTML TEXT SUBJECT: a mail parses without a defect, is as short as it must be, has no header but its own
and the subject that was asked for (- for any); its parts are written to HTML and TEXT."""
import email
import email.policy
import email.utils
import sys

from tally import check, finish

HEADERS = ["From", "To", "Subject", "Date", "MIME-Version", "Auto-Submitted", "Content-Type"]


def main(name, path, page, text, subject):
    with open(path, "rb") as f:
        data = f.read()
    message = email.message_from_bytes(data, policy=email.policy.default)
    parts = list(message.walk())
    defects = [d for part in parts for d in part.defects] + [d for part in parts for h in part.values() for d in getattr(h, "defects", [])]
    check("%s: parsed without a defect" % name, defects)
    check("%s: its own headers, once each" % name, [] if message.keys() == HEADERS else message.keys())
    check("%s: a text and a page" % name, [] if [p.get_content_type() for p in parts] ==
          ["multipart/alternative", "text/plain", "text/html"] else [p.get_content_type() for p in parts])
    # The preamble and the epilogue are where a boundary out of the data would leave something.
    check("%s: nothing before or after the parts" % name, [s for s in (message.preamble, message.epilogue) if s and s.strip()])
    check("%s: under 90 KB" % name, [] if len(data) < 90000 else [len(data)])
    lines = data.split(b"\n")
    check("%s: lines end, and in time" % name, [n for n, line in enumerate(lines, 1) if len(line) > 998] + ["\\r"] * (b"\r" in data) +
          ["the last does not end"] * (lines[-1] != b""))
    body = data.split(b"\n\n", 1)[1]
    check("%s: seven bits, no control characters" % name, sorted({b for b in data if b != 10 and not 32 <= b < 127}))
    check("%s: no line that a mailer takes for its own" % name, [line for line in body.split(b"\n") if line == b"." or line.startswith(b"From ")])
    people = message["From"].addresses + message["To"].addresses
    check("%s: the addresses that were given" % name, [] if people and all(a.domain == "example.com" for a in people) else people)
    check("%s: a date" % name, [] if email.utils.parsedate_to_datetime(message["Date"]) else [message["Date"]])
    if subject != "-":
        flat = " ".join(subject.split())
        check("%s: the subject that was given" % name, [] if " ".join(message["Subject"].split()) == flat else [message["Subject"]])
    plain, rich = (part.get_content() for part in parts[1:3])
    check("%s: no drawing, no style sheet" % name, [w for w in ("<svg", "<style", "<link", "<script") if w in rich.lower()])
    for where, content in (page, rich), (text, plain):
        with open(where, "w", encoding="utf-8") as f:
            f.write(content)


main(*sys.argv[1:])
finish()
