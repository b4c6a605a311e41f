"""`xbrief serve`: on this machine alone, made anew when the dossier changes, and whole while that is broken."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, expect

from tests.cli.process import copied, interrupted, xbrief
from tests.site.looking import reading
from xbrief.cli import serve
from xbrief.cli.run.serving import Served, _Handler, _Server, serving, signature
from xbrief.errors import XbriefError

_served = serve._served
SOURCE = "prairieledger-2024-04-ca-exit.yaml"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XBRIEF_TODAY", "2026-11-22")
    return copied(tmp_path)


@pytest.fixture
def served(root: Path) -> Served:
    return serve._served(root, "today")


@pytest.fixture
def port(served: Served) -> Iterator[int]:
    with serving(served, 0) as address:
        assert address.startswith("http://127.0.0.1:")
        yield urlsplit(address).port or 0


def ask(port: int, path: str, method: str = "GET", host: str = "") -> tuple[int, str, str]:
    """Status, type and text of an answer."""
    talk = HTTPConnection("127.0.0.1", port, timeout=10)
    talk.request(method, path, headers={"Host": host or f"127.0.0.1:{port}"})
    answer = talk.getresponse()
    found = answer.status, answer.getheader("Content-Type") or "", answer.read().decode()
    talk.close()
    return found


def changed(root: Path, old: str, new: str) -> None:
    """A source of the dossier edited, a second after whatever was there."""
    file = root / SOURCE
    text = file.read_text(encoding="utf-8")
    assert old in text
    later = file.stat().st_mtime + 1
    file.write_text(text.replace(old, new), encoding="utf-8")
    os.utime(file, (later, later))


def test_it_answers_with_the_pages_of_the_site_and_nothing_else(port: int) -> None:
    for path, type in (("/", "text/html"), ("/index.html?x=1", "text/html"), ("/site.css", "text/css")):
        assert ask(port, path)[:2] == (200, f"{type}; charset=utf-8")
    status, _, page = ask(port, "/markets/nl.html")
    assert (status, "connect-src 'self'; style-src" in page) == (200, True)
    assert '<script src="/live.js" defer></script>' in page
    assert "fetch" in ask(port, "/live.js")[2]
    assert ask(port, "/version")[2] == "1"
    for path in ("/none.html", "/../dossier.yaml", "/%2e%2e/dossier.yaml", "//etc/passwd", "/markets", "/dossier.yaml"):
        assert ask(port, path)[0] == 404
    assert ask(port, "/", method="POST")[0] == 501
    assert ask(port, "/", method="HEAD") == (200, "text/html; charset=utf-8", "")
    assert ask(port, "/none.html", method="HEAD")[::2] == (404, "")
    assert ask(port, "/", host=f"evil.example:{port}")[0] == 403
    assert ask(port, "/", host=f"localhost:{port}")[0] == 200


def test_a_head_tells_how_long_the_text_is(port: int) -> None:
    talk = HTTPConnection("127.0.0.1", port, timeout=10)
    lengths = []
    for method in ("GET", "HEAD"):
        talk.request(method, "/site.css")
        answer = talk.getresponse()
        lengths.append(answer.getheader("Content-Length"))
        answer.read()
    talk.close()
    assert lengths[0] == lengths[1] != "0"


def test_a_port_that_is_taken_is_told(served: Served, port: int) -> None:
    with pytest.raises(XbriefError, match=f"port {port} cannot be had"), serving(served, port):
        pass


def test_an_edit_makes_the_site_anew(root: Path, served: Served) -> None:
    assert not served.refresh()
    assert served.version == 1
    changed(root, "Prairie Ledger", "Steppe Ledger")
    assert served.refresh()
    assert served.version == 2
    assert "Steppe Ledger" in (served.file("sources.html") or "")
    assert not served.refresh()


def test_a_new_file_and_a_template_count_as_changes(root: Path) -> None:
    seen = {signature(root)}
    (root / "new.yaml").write_text("id: new\n", encoding="utf-8")
    seen.add(signature(root))
    (root / "templates" / "site").mkdir(parents=True)
    (root / "templates" / "site" / "rules.html.j2").write_text("own", encoding="utf-8")
    seen.add(signature(root))
    (root / "rules").symlink_to("nowhere")
    seen.add(signature(root))
    assert len(seen) == 3 + 1


@pytest.mark.parametrize("broken", ["company: <b>\n  - [", "- [", "company: 1"])
def test_a_broken_dossier_leaves_the_last_site_with_a_note(
    root: Path, served: Served, broken: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = served.file("sources.html") or ""
    main = root / "dossier.yaml"
    whole = main.read_text(encoding="utf-8")
    main.write_text(broken, encoding="utf-8")
    assert served.refresh()
    note = (served.file("sources.html") or "").partition('role="alert">')[2].partition("</p>")[0]
    assert note.startswith("The dossier cannot be used, and this is how it was before: ")
    assert (served.file("sources.html") or "").replace(f'<p class="trouble" role="alert">{note}</p>\n', "") == before
    assert "the site stays as it was" in capsys.readouterr().err
    main.write_text(whole, encoding="utf-8")
    assert served.refresh()
    assert served.file("sources.html") == before


def test_a_fact_that_cannot_be_used_is_told_on_the_page(root: Path, served: Served) -> None:
    changed(root, "categories: [e-bikes", "categories: [e-bykes")
    assert served.refresh()
    page = served.file("index.html") or ""
    assert '<p class="trouble" role="alert">' in page
    assert f"Two problems in the dossier, two facts left out: {SOURCE}:" in page


def test_without_a_site_to_begin_with_it_says_so(tmp_path: Path) -> None:
    done = xbrief("serve", "--port", "0", "--dossier", tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "error: " in done.stderr


def test_an_open_page_shows_what_was_edited(browser: Browser, root: Path, served: Served, port: int) -> None:
    with reading(browser, f"http://127.0.0.1:{port}/sources.html") as page:
        with page.expect_response("**/version"):
            page.reload()
        changed(root, "Prairie Ledger", "Steppe Ledger")
        served.refresh()
        expect(page.get_by_text("Steppe Ledger").first).to_be_visible()
        changed(root, "categories: [e-bikes", "categories: [e-bykes")
        served.refresh()
        expect(page.get_by_role("alert")).to_contain_text("two facts left out")


def test_it_looks_for_edits_until_it_is_ended(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    made: list[Served] = []
    monkeypatch.setattr(serve, "_served", lambda *given: made.append(_served(*given)) or made[0])

    def pass_by(seconds: float) -> None:
        assert seconds == serve.POLL_SECONDS
        if made[0].version > 1:
            raise KeyboardInterrupt
        changed(root, "Prairie Ledger", "Steppe Ledger")

    monkeypatch.setattr(time, "sleep", pass_by)
    serve.command(port=0, dossier=root)
    assert capsys.readouterr().out.startswith("http://127.0.0.1:")
    assert "Steppe Ledger" in (made[0].file("sources.html") or "")


def test_a_reader_who_leaves_is_no_fault_and_a_fault_is_one(capsys: pytest.CaptureFixture[str]) -> None:
    server = _Server(("127.0.0.1", 0), _Handler)
    for fault, told in ((BrokenPipeError(), False), (ConnectionResetError(), False), (ValueError("odd"), True)):
        try:
            raise fault
        except (OSError, ValueError):
            server.handle_error(None, ("127.0.0.1", 1))
        assert ("odd" in capsys.readouterr().err) == told
    server.server_close()


def test_it_prints_its_address_and_ends_at_ctrl_c(root: Path) -> None:
    done = interrupted("xbrief serve --port 0", root)
    assert done.returncode == 0
    assert done.stdout.startswith("http://127.0.0.1:")
    assert done.stderr == ""
