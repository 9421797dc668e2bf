"""browser.py NAME=PAGE...: opens the pages in headless Chromium, on a phone and on a desk, light and dark.

The pages are frames of a page that this program serves, which measures them: they themselves run nothing. Every name
that the browser looks up is this program, too, so that whatever a page asks for is seen here."""
import html
import http.server
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading

from tally import check, finish

WIDTHS = 360, 1280
# What a page must not do, and where something is outside of the page or of its drawing.
MEASURE = """
const found = [];
function name(e) {
	return e.tagName + (e.id ? '#' + e.id : '') + ' "' + (e.textContent || '').trim().slice(0, 30) + '"';
}
function scrolls(e) {
	for (; e && e.parentElement; e = e.parentElement)
		if (/auto|scroll|hidden/.test(e.ownerDocument.defaultView.getComputedStyle(e).overflowX))
			return true;
	return false;
}
function measure(frame) {
	const doc = frame.contentDocument, view = frame.contentWindow, root = doc.documentElement, outside = [];
	for (const e of doc.body.querySelectorAll('*')) {
		const box = e.getBoundingClientRect();
		if (box.width && (box.right > view.innerWidth + 1 || box.left < -1) && !scrolls(e.parentElement))
			outside.push(name(e));
	}
	let spilt = [];
	for (const svg of doc.querySelectorAll('svg')) {
		const edge = svg.getBoundingClientRect();
		for (const text of svg.querySelectorAll('text, rect, circle')) {
			const box = text.getBoundingClientRect();
			if (box.left < edge.left - 1 || box.right > edge.right + 1 || box.top < edge.top - 1 || box.bottom > edge.bottom + 1)
				spilt.push(name(text) + ' in ' + name(svg).slice(0, 60));
		}
		// Labels have the first column for themselves.
		const column = svg.closest('.wide') ? 170 : 128;
		for (const label of svg.querySelectorAll('text.t'))
			if (label.getComputedTextLength() > column)
				spilt.push(name(label) + ' is ' + label.getComputedTextLength() + ' wide');
	}
	const open = doc.querySelectorAll('details');
	return { page: frame.name, width: view.innerWidth, scroll: root.scrollWidth, outside: outside, spilt: spilt,
	    dark: view.matchMedia('(prefers-color-scheme: dark)').matches, pwned: 'pwned' in view || 'pwned' in window,
	    ground: view.getComputedStyle(doc.body).backgroundColor, ink: view.getComputedStyle(doc.body).color,
	    elements: doc.querySelectorAll('*').length, url: view.location.pathname, details: open.length };
}
onload = () => {
	const frames = [...document.querySelectorAll('iframe')];
	for (const frame of frames)
		for (const e of frame.contentDocument.querySelectorAll('details'))
			e.open = true;
	const out = document.createElement('pre');
	out.id = 'out';
	out.textContent = JSON.stringify(frames.map(measure));
	document.body.append(out);
};
"""


class Server(http.server.ThreadingHTTPServer):
    pages = {}
    asked = []


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        path = self.path
        host = self.headers.get("Host", "")
        body = self.server.pages.get(path) if host.startswith("report.test") else None
        if body is None:
            self.server.asked.append("%s %s%s" % (self.command, host, path))
        self.send_response(200 if body is not None else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(body or b"")

    do_POST = do_HEAD = do_OPTIONS = do_CONNECT = do_GET

    def send_error(self, code, message=None, explain=None):
        # What is no HTTP, such as the beginning of TLS.
        self.server.asked.append("not HTTP: %s" % message)
        self.close_connection = True

    def log_message(self, *args):
        pass


def browse(server, dark):
    home = tempfile.mkdtemp(prefix="chromium.", dir=os.environ.get("TMPDIR"))
    address = "127.0.0.1:%d" % server.server_address[1]
    command = [shutil.which("chromium") or shutil.which("chromium-browser") or "chromium", "--headless", "--no-sandbox", "--disable-gpu",
               "--disable-dev-shm-usage", "--hide-scrollbars", "--no-first-run", "--disable-background-networking",
               "--disable-component-update", "--disable-sync", "--disable-default-apps", "--disable-extensions",
               "--user-data-dir=" + home, "--window-size=1400,900", "--blink-settings=preferredColorScheme=%d" % (0 if dark else 1),
               # The browser's own errands to its maker, which no switch stops; every other name is this program.
               "--host-resolver-rules=MAP *.google.com ~NOTFOUND, MAP *.googleapis.com ~NOTFOUND, MAP *.gstatic.com ~NOTFOUND, "
               "MAP * " + address, "--dump-dom", "http://report.test/"]
    try:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=90, env=dict(os.environ, HOME=home))
    finally:
        shutil.rmtree(home, ignore_errors=True)
    found = re.search(r'<pre id="out">(.*?)</pre>', done.stdout.decode("utf-8", "replace"), re.S)
    if not found:
        check("the browser opens the pages", done.stderr.decode("utf-8", "replace")[-800:] or "it says nothing")
        finish()
    return json.loads(html.unescape(found[1]))


def luminance(colour):
    numbers = [float(n) / 255 for n in re.findall(r"[\d.]+", colour)[:3]]
    linear = [n / 12.92 if n <= 0.03928 else ((n + 0.055) / 1.055) ** 2.4 for n in numbers]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


# A page that does all that it should not, to see that it is seen.
CONTROL = b"""<!DOCTYPE html><html><body><div style="width:2000px">wide</div><img src="http://control.example/loaded.png">
<svg width="20" height="20"><text class="t" x="0" y="15">wider than this</text></svg><script>window.pwned = 1</script></body></html>"""


def look(page, dark):
    if page["page"] == "control":
        seen = page["outside"] and page["spilt"] and page["pwned"] and page["scroll"] > page["width"]
        check("the control page, %d pixels: its faults are seen" % page["width"], [] if seen else [page])
        return
    mail = "mail" in page["page"]
    name = "%s, %d pixels, %s" % (page["page"], page["width"], "dark" if dark else "light")
    check("%s: it is shown so" % name, [] if page["width"] in WIDTHS and page["dark"] == dark and page["elements"] > 50 else [page])
    check("%s: nothing is wider than the screen" % name, page["outside"] + ["%d > %d" % (page["scroll"], page["width"])] *
          (page["scroll"] > page["width"]))
    check("%s: nothing is outside of its drawing" % name, page["spilt"])
    check("%s: nothing ran" % name, ["a script"] * page["pwned"])
    if not mail:
        a, b = luminance(page["ground"]), luminance(page["ink"])
        check("%s: %s ground, ink apart from it" % (name, "dark" if dark else "light"),
              [] if (a < b) == dark and (max(a, b) + 0.05) / (min(a, b) + 0.05) >= 7 else [page["ground"], page["ink"]])


def main():
    server = Server(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    frames = "".join('<iframe name="control" src="/control.html" width="%d" height="900"></iframe>' % width for width in WIDTHS)
    server.pages["/control.html"] = CONTROL
    for at, argument in enumerate(sys.argv[1:]):
        name, _, path = argument.partition("=")
        with open(path, "rb") as f:
            server.pages["/%d.html" % at] = f.read()
        for width in WIDTHS:
            frames += '<iframe name="%s" src="/%d.html" style="border:0" width="%d" height="900"></iframe>\n' % (html.escape(name), at, width)
    server.pages["/favicon.ico"] = b""
    server.pages["/"] = ("<!DOCTYPE html><html><head><meta name=color-scheme content='light dark'><script>%s</script></head><body>%s</body></html>" %
                         (MEASURE, frames)).encode()
    for dark in False, True:
        for page in browse(server, dark):
            look(page, dark)
    asked = set(server.asked)
    check("the control page's request is seen", [] if "GET control.example/loaded.png" in asked else [asked])
    check("no request but for the pages", sorted(asked - {"GET control.example/loaded.png"}))
    finish()


main()
