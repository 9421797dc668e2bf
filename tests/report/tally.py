"""What the checks of reports share: each says in one line that something is right, or what is wrong."""
import sys

failures = 0


def check(name, wrong):
    """WRONG is what is wrong with it: a text, a list of texts, or nothing."""
    global failures
    if isinstance(wrong, (list, tuple)):
        wrong = '; '.join(str(w) for w in wrong[:5]) + (' and %d more' % (len(wrong) - 5) if len(wrong) > 5 else '')
    if wrong:
        failures += 1
        print('FAIL: %s: %s' % (name, ascii(str(wrong))[:1500]))
    else:
        print('ok %s' % name)


def finish():
    sys.exit(1 if failures else 0)
