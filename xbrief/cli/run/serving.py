"""A site that is served on this machine alone, and made anew when its dossier changes."""

from __future__ import annotations

import sys
from collections.abc import Callable, Hashable, Iterator, Mapping
from contextlib import contextmanager
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

from xbrief.cli.run.guard import warn
from xbrief.errors import XbriefError

HOST = "127.0.0.1"
VERSION = "/version"
_LIVE = "live.js"
_TYPES = {"html": "text/html", "css": "text/css", "js": "text/javascript"}
# What the policy of a page allows beside its own files, so that it may ask whether the site has changed.
_POLICY = ("default-src 'none';", "default-src 'none'; connect-src 'self';")


class Built(NamedTuple):
    """The files of a site, and what is wrong with the dossier; empty where nothing is."""

    files: Mapping[str, str]
    trouble: str = ""


class Served:
    """The site as it is served: the last one that could be made, and what is wrong since."""

    def __init__(self, build: Callable[[], Built], look: Callable[[], Hashable], live: str) -> None:
        """`look` tells whether the dossier has changed, `live` is the script that reloads a page.

        XbriefError where there is no site to begin with.
        """
        self._build = build
        self._look = look
        self._live = live
        self._seen = look()
        self._built = build()
        self.version = 1

    def refresh(self) -> bool:
        """Makes the site anew where the dossier has changed; was it? What cannot be made leaves the last one."""
        now = self._look()
        if now == self._seen:
            return False
        self._seen = now
        try:
            self._built = self._build()
        except Exception as fault:  # noqa: BLE001  # whatever half an edit brings about, the other half is on its way
            told = f"{type(fault).__name__}: {fault}"
            if isinstance(fault, XbriefError):
                told = f"{fault.message}; {fault.hint}"
            warn(f"the site stays as it was: {told}")
            self._built = Built(self._built.files, f"The dossier cannot be used, and this is how it was before: {told}")
        self.version += 1
        return True

    def file(self, name: str) -> str | None:
        """A file of the site, a page with what it needs to be served; None where there is no such file."""
        if name == _LIVE:
            return self._live
        text = self._built.files.get(name)
        if text is None or not name.endswith(".html"):
            return text
        note = f'<p class="trouble" role="alert">{escape(self._built.trouble)}</p>\n' if self._built.trouble else ""
        text = text.replace(*_POLICY, 1).replace("</head>", f'<script src="/{_LIVE}" defer></script>\n</head>', 1)
        return text.replace("<body>\n", f"<body>\n{note}", 1)


def signature(root: Path) -> Hashable:
    """Names, times and sizes of a dossier's files: another one where any of them was changed."""
    files = [root, *root.glob("*"), *root.glob("rules/*"), *root.glob("templates/**/*")]
    found = []
    for file in sorted(files):
        try:
            state = file.stat()
        except OSError:
            # An editor was quicker, or a link leads nowhere.
            continue
        found.append((str(file), state.st_mtime_ns, state.st_size))
    return tuple(found)


@contextmanager
def serving(site: Served, port: int) -> Iterator[str]:
    """Serves the site in the background and tells its address; any free port for 0. XbriefError for one in use."""

    class Handler(_Handler):
        served = site

    try:
        server = _Server((HOST, port), Handler)
    except OSError as fault:
        raise XbriefError(f"port {port} cannot be had: {fault.strerror}", "name another one, or --port 0") from None
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://{HOST}:{server.server_port}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: Any, client_address: Any) -> None:
        """A reader who leaves before the page is there is no fault."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    served: Served
    # It names no version of anything.
    server_version = "xbrief"
    sys_version = ""

    def do_GET(self) -> None:
        """A file of the site, or the number of the site as it is now."""
        port = self.connection.getsockname()[1]
        if self.headers.get("Host") not in {f"{HOST}:{port}", f"localhost:{port}"}:
            # A page of another site, whose name was made to lead here, is none of the curator's.
            self._answer(403, "text/plain", "This site is for 127.0.0.1 alone.\n")
            return
        path = unquote(urlsplit(self.path).path)
        if path == VERSION:
            self._answer(200, "text/plain", str(self.served.version))
            return
        name = path.removeprefix("/") or "index.html"
        text = self.served.file(name)
        if text is None:
            self._answer(404, "text/plain", "There is no such page; the first one is /index.html.\n")
        else:
            self._answer(200, _TYPES[name.rpartition(".")[2]], text)

    def do_HEAD(self) -> None:
        """What GET would answer, without the text."""
        self.do_GET()

    def _answer(self, code: int, type: str, text: str) -> None:
        content = text.encode()
        self.send_response(code)
        self.send_header("Content-Type", f"{type}; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Content-Security-Policy", "frame-ancestors 'none'")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: who reads which page is told to nobody."""
