"""Pages of the web, asked for by their address: servers of this machine stand in for it."""

from __future__ import annotations

import gzip
import socket
import threading
import zlib
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from xbrief.errors import XbriefError
from xbrief.intake.article import fetch as fetching
from xbrief.intake.article.fetch import Limits, fetch

# Not in one piece: no file of the project names one of a machine.
LOCAL = "file" + ":///etc/passwd"
SECRET = "user:" + "secret@"
Answer = Callable[[BaseHTTPRequestHandler], None]


class Site:
    """What is answered by path; `done` is set at the end, for answers that wait."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer] = {}
        self.asked: list[tuple[str, str | None]] = []
        self.done = threading.Event()
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:  # the name that the standard library looks for
                site.asked.append((self.path, self.headers.get("User-Agent")))
                site.answers[self.path](self)

            def log_message(self, format: str, *args: object) -> None:
                """Nothing on stderr."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_port}"

    def put(self, path: str, content: bytes, status: int = 200, **headers: str) -> str:
        def answer(asked: BaseHTTPRequestHandler) -> None:
            asked.send_response(status)
            for name, value in ({"Content-Length": str(len(content))} | headers).items():
                asked.send_header(name.replace("_", "-"), value)
            asked.end_headers()
            try:
                asked.wfile.write(content)
            except OSError:
                # The client had enough.
                return

        self.answers[path] = answer
        return self.url + path


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()
    thread = threading.Thread(target=made.server.serve_forever, args=(0.01,))
    thread.start()
    yield made
    made.done.set()
    made.server.shutdown()
    thread.join()
    made.server.server_close()


def test_a_page_comes_with_what_the_server_says_of_it(site: Site) -> None:
    url = site.put("/a", b"words", Content_Type="text/html; charset=latin-1")
    found = fetch(url)
    assert (found.url, found.content, found.type, found.charset) == (url, b"words", "text/html", "latin-1")
    assert site.asked[0][1] is not None
    assert site.asked[0][1].startswith("xbrief/")


def test_redirects_are_followed_to_where_they_end(site: Site) -> None:
    end = site.put("/b", b"words")
    assert fetch(site.put("/a", b"", 302, Location="/b")).url == end


@pytest.mark.parametrize(
    ("target", "words"),
    [
        (LOCAL, "leads on to what is no address of the web"),
        ("ftp://127.0.0.1/a", "leads on to 'ftp:"),
        (f"http://{SECRET}127.0.0.1/", "with a password in it"),
        ("/loop", "leads on and on"),
    ],
)
def test_redirects_that_are_not_followed(site: Site, target: str, words: str) -> None:
    with pytest.raises(XbriefError, match=words):
        fetch(site.put("/loop", b"", 302, Location=target))


@pytest.mark.parametrize(
    "url",
    [
        LOCAL,
        "ftp://post.example/a",
        "https:///a",
        "http://[::1/a",
        "http://post.example:port/",
        f"http://{SECRET}post.example/",
    ],
)
def test_what_is_no_address_of_the_web_is_never_asked(url: str) -> None:
    with pytest.raises(XbriefError) as fault:
        fetch(url)
    assert "secret" not in fault.value.message
    assert fault.value.hint


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "192.168.0.1",
        "169.254.169.254",
        "0.0.0.0",  # noqa: S104  # nothing binds to it
        "224.0.0.1",
        "::1",
        "fd00::1",
        "fe80::1%2",
        "::ffff:10.0.0.1",
        "64:ff9b::a00:1",
        "2002:a00:1::",
    ],
)
def test_a_name_that_leads_inside_is_refused(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_a, **_k: [(family, socket.SOCK_STREAM, 6, "", (address, 80))])
    with pytest.raises(XbriefError, match=f"inside.example leads to {address}, which is no address of the public web"):
        fetch("http://inside.example/")


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1::1", "::ffff:93.184.216.34", "2002:5db8:d822::"])
def test_public_addresses_are_public(address: str) -> None:
    assert fetching._public(address)


def test_this_machine_is_reached_by_its_own_name_alone(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    port = site.server.server_port
    site.put("/a", b"words")
    here = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_a, **_k: here)
    assert fetch(f"http://localhost:{port}/a").content == b"words"
    assert fetch(f"http://news.localhost:{port}/a").content == b"words"
    with pytest.raises(XbriefError, match="no address of the public web"):
        fetch(f"http://127.0.0.1.nip.example:{port}/a")
    assert len(site.asked) == 2, "it is refused before a word is sent"


@pytest.mark.parametrize("inside", ["http://10.0.0.1/", "http://192.168.0.1/", "http://[fd00::1]/", "http://0.0.0.0/"])
def test_this_machine_leads_into_no_network_inside(inside: str, site: Site) -> None:
    site.put("/in", b"", 302, Location=inside)
    with pytest.raises(XbriefError, match="which is no address of the public web"):
        fetch(f"http://localhost:{site.server.server_port}/in")
    end = site.put("/b", b"words")
    assert fetch(site.put("/own", b"", 302, Location=end.replace("127.0.0.1", "localhost"))).content == b"words"


@pytest.mark.parametrize("address", ["127.0.0.2", "::1", "::ffff:127.0.0.1"])
def test_addresses_of_this_machine(address: str) -> None:
    assert fetching._is_loopback(address)
    assert not fetching._is_loopback("fe80::1%2")


def test_what_is_too_large_is_not_read_to_its_end(site: Site) -> None:
    small = Limits(bytes=1000)
    with pytest.raises(XbriefError, match="larger than"):
        fetch(site.put("/a", b"x" * 1001), small)
    with pytest.raises(XbriefError, match="when it is unpacked"):
        fetch(site.put("/b", gzip.compress(b"x" * 100_000), Content_Encoding="gzip"), small)
    assert fetch(site.put("/c", b"x" * 1000), small).content == b"x" * 1000


@pytest.mark.parametrize(
    ("packed", "content"),
    [
        ("gzip", gzip.compress(b"words")),
        ("deflate", zlib.compress(b"words")),
        ("deflate", zlib.compress(b"words", wbits=-15)),
        ("identity", b"words"),
    ],
    # The bytes of gzip hold the time.
    ids=["gzip", "zlib", "deflate", "plain"],
)
def test_what_is_packed_is_unpacked(site: Site, packed: str, content: bytes) -> None:
    assert fetch(site.put("/a", content, Content_Encoding=packed)).content == b"words"


@pytest.mark.parametrize("packed", ["br", "gzip", "deflate"])
def test_what_cannot_be_unpacked(site: Site, packed: str) -> None:
    with pytest.raises(XbriefError, match=f"packed as {packed}"):
        fetch(site.put("/a", b"xwords", Content_Encoding=packed))


def test_a_server_that_says_no_or_says_too_little(site: Site) -> None:
    with pytest.raises(XbriefError, match="404"):
        fetch(site.put("/a", b"", 404))
    with pytest.raises(XbriefError, match="no sound answer"):
        fetch(site.put("/b", b"wor", **{"Content-Length": "10"}))


def test_nobody_answers_there() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        with pytest.raises(XbriefError, match="cannot be reached") as fault:
            fetch(f"http://127.0.0.1:{taken.getsockname()[1]}/")
    assert "no connection?" in fault.value.hint


def test_a_name_that_nobody_knows(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_args: object, **_more: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(XbriefError, match="its name is not known here") as fault:
        fetch("https://post.example/a")
    assert "save the page in a browser" in fault.value.hint


def test_a_name_without_any_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_a, **_k: [])
    with pytest.raises(XbriefError, match="cannot be reached: the name has no address"):
        fetch("http://post.example/a")


def test_a_server_that_says_nothing_and_one_that_never_ends(site: Site) -> None:
    def silent(_asked: BaseHTTPRequestHandler) -> None:
        site.done.wait(30)

    def endless(asked: BaseHTTPRequestHandler) -> None:
        asked.send_response(200)
        asked.end_headers()
        try:
            while not site.done.wait(0.01):
                asked.wfile.write(b"x")
                asked.wfile.flush()
        except OSError:
            return

    site.answers = {"/silent": silent, "/endless": endless}
    with pytest.raises(XbriefError, match=r"nothing came for 0\.1 seconds"):
        fetch(f"{site.url}/silent", Limits(silence=0.1))
    with pytest.raises(XbriefError, match=r"in time|within 0\.3 seconds"):
        fetch(f"{site.url}/endless", Limits(seconds=0.3, silence=5))


def test_a_header_that_never_ends_does_not_hold_the_caller(site: Site) -> None:
    """Each byte comes in time; it is the whole that does not."""

    def slow(asked: BaseHTTPRequestHandler) -> None:
        asked.wfile.write(b"HTTP/1.1 200 OK\r\nX-Long: ")
        try:
            while not site.done.wait(0.01):
                asked.wfile.write(b"x")
                asked.wfile.flush()
        except OSError:
            return

    site.answers = {"/slow": slow}
    with pytest.raises(XbriefError, match=r"nothing whole came within 0\.2 seconds"):
        fetch(f"{site.url}/slow", Limits(seconds=0.2, silence=5))


def test_a_proxy_of_the_environment_is_asked(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.put("http://post.example/a", b"words")
    for name in ("no_proxy", "NO_PROXY", "HTTP_PROXY", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("http_proxy", site.url)
    assert fetch("http://post.example/a").content == b"words"
    site.put("http://post.example/in", b"", 302, Location="http://10.0.0.1/")
    with pytest.raises(XbriefError, match=r"10\.0\.0\.1, which is no address of the public web"):
        fetch("http://post.example/in")
    site.put("http://post.example/out", b"", 302, Location="http://other.invalid/")
    site.put("http://other.invalid/", b"more")
    assert fetch("http://post.example/out").content == b"more", "the proxy knows names that this machine does not"
