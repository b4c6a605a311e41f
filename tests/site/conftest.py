"""A real Chromium, one for each process that runs tests, and sites that were built for it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.cli.process import CYCLES, REPO, xbrief

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    found = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if found is None:
        pytest.fail("the site is tested in a real Chromium and none is on the PATH: apt-get install chromium")
    with sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=found)
        yield opened
        opened.close()


def built(folder: Path, dossier: Path, *options: str | Path) -> Path:
    done = xbrief("site", folder, "--dossier", dossier, *options)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"{folder / 'index.html'}\n"
    return folder


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundled dossier as a site."""
    return built(tmp_path_factory.mktemp("bundled") / "site", REPO / "sources")


@pytest.fixture(scope="session")
def cycles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A smaller dossier as a site."""
    return built(tmp_path_factory.mktemp("cycles") / "site", CYCLES)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Nothing: stderr belongs to the tests."""


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """The bundled dossier's site behind a web server."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site)))
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()
