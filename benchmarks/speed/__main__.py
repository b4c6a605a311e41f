"""`python -m benchmarks.speed [--runs N] [--large]`: what the program takes beside its peers, as one Markdown table.

Each figure is the processor time of a whole process, user and system, the median of N runs taken in turn; bytecode is
compiled and files are read once before. Peers are installed from the package index into an environment of their own.
"""

from __future__ import annotations

import argparse
import compileall
import os
import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterator
from pathlib import Path

from benchmarks.speed import made
from benchmarks.speed.timed import Timed, in_turn
from xbrief import __version__

REPO = Path(__file__).resolve().parents[2]
PEERS = ("beancount==2.3.6", "setuptools<81")
_BIN = Path(sys.executable).parent
_NO_OP = """import typer
app = typer.Typer(add_completion=False)
@app.command()
def one() -> None: ...
@app.command()
def two() -> None: ...
app()
"""
Row = tuple[str, str, str]


def main() -> int:
    """Runs all rows and prints the table."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.speed", description=(__doc__ or "").partition("\n\n")[2]
    )
    parser.add_argument("--runs", type=int, default=7, help="counted runs of each command (default 7)")
    parser.add_argument("--large", action="store_true", help="also 100,000 facts: some minutes")
    wish = parser.parse_args()
    compileall.compile_dir(str(REPO / "xbrief"), quiet=2)
    with tempfile.TemporaryDirectory() as place:
        desk = Path(place)
        sys.stdout.write(f"xbrief {__version__}, Python {sys.version.split()[0]}, {os.cpu_count()} processors\n\n")
        sys.stdout.write("| work | xbrief, s (least–most) | beside |\n| --- | --- | --- |\n")
        for rows in (
            _start(desk, wish.runs),
            _checks(desk, wish.runs, wish.large),
            _briefs(desk, wish.runs, wish.large),
        ):
            for row in rows:
                sys.stdout.write(f"| {' | '.join(row)} |\n")
                sys.stdout.flush()
        for row in (*_verify(desk), *_site(desk)):
            sys.stdout.write(f"| {' | '.join(row)} |\n")
    return 0


def _env(desk: Path) -> dict[str, str]:
    return {"PATH": f"{_BIN}{os.pathsep}{os.defpath}", "HOME": str(desk), "LANG": "C.UTF-8"}


def _told(timed: Timed) -> str:
    return f"{timed.seconds:.3f} ({timed.spread})"


def _beside(timed: Timed, *others: tuple[str, Timed]) -> str:
    return "; ".join(f"{timed.seconds / other.seconds:.2f} × {name} ({other.seconds:.3f})" for name, other in others)


def _start(desk: Path, runs: int) -> Iterator[Row]:
    no_op = desk / "no_op.py"
    no_op.write_text(_NO_OP, "utf-8")
    copy = desk / "bundled"
    subprocess.run(["cp", "-r", REPO / "sources", copy], check=True)
    edited = min(copy.glob("*-kr-*.yaml"))
    commands: dict[str, list[str | Path]] = {
        "bare": [sys.executable, "-c", "pass"],
        "typer": [sys.executable, no_op, "one"],
        "version": [_BIN / "xbrief", "--version"],
        "again": [_BIN / "xbrief", "country", "korea"],
        "edited": [_BIN / "xbrief", "country", "korea", "--dossier", copy],
    }

    def before(name: str) -> None:
        if name == "edited":
            edited.write_text(edited.read_text("utf-8") + "\n", "utf-8")

    found = in_turn(commands, _env(desk), desk, runs, before)
    bare, typer = ("a bare interpreter", found["bare"]), ("a Typer app of two commands", found["typer"])
    yield "`--version`", _told(found["version"]), _beside(found["version"], bare)
    yield "`country korea` into a pipe, again", _told(found["again"]), _beside(found["again"], bare)
    yield "the same after an edit of one file", _told(found["edited"]), _beside(found["edited"], typer)


def _peers(desk: Path) -> Path:
    """The programs of the peers' environment."""
    folder = desk / "peers"
    venv.create(folder, with_pip=True)
    pip = [folder / "bin" / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *PEERS]
    subprocess.run([*map(str, pip)], check=True, stdout=sys.stderr)
    return folder / "bin"


def _checks(desk: Path, runs: int, large: bool) -> Iterator[Row]:
    programs = _peers(desk)
    for files in (1_000, 10_000) if large else (1_000,):
        made.dossier(desk / f"d{files}", files)
        made.beans(desk / f"{files}.beancount", files * 10)
        commands: dict[str, list[str | Path]] = {
            "xbrief": [_BIN / "xbrief", "check", "--dossier", desk / f"d{files}"],
            "bean": [programs / "bean-check", "--no-cache", desk / f"{files}.beancount"],
        }
        found = in_turn(commands, _env(desk), desk, min(runs, 3 if files > 1_000 else runs))
        beside = _beside(found["xbrief"], (PEERS[0], found["bean"])) + f"; {found['xbrief'].memory:.0f} MiB"
        yield f"`check`, {files * 10:,} facts in {files:,} files", _told(found["xbrief"]), beside


def _briefs(desk: Path, runs: int, large: bool) -> Iterator[Row]:
    first: Timed | None = None
    for files in (100, 1_000, 10_000) if large else (100, 1_000):
        folder = desk / f"b{files}"
        made.dossier(folder, files, markets=made.MARKETS if files > 100 else made.MARKETS[:2], most=500)
        command: list[str | Path] = [_BIN / "xbrief", "country", "kr", "--dossier", folder]
        env = {**_env(desk), "XBRIEF_CACHE": "off"}
        found = in_turn({"brief": command}, env, desk, min(runs, 3))["brief"]
        first = first or found
        beside = _beside(found, ("the smallest", first)) if found is not first else "the smallest"
        yield f"brief of a market of 500 facts among {files * 10:,}, nothing replayed", _told(found), beside


def _verify(desk: Path) -> Iterator[Row]:
    made.dossier(desk / "v", 2_000, facts=5)
    made.texts(desk / "v-texts", desk / "v")
    command: list[str | Path] = [_BIN / "xbrief", "verify", "--dossier", desk / "v", "--texts", desk / "v-texts"]
    found = in_turn({"verify": command}, _env(desk), desk, 1)["verify"]
    yield (
        "`verify`, 10,000 anchors in 2,000 texts of 5 KB",
        _told(found),
        f"{10_000 / found.seconds:,.0f} anchors a second",
    )


def _site(desk: Path) -> Iterator[Row]:
    made.dossier(desk / "s", 100)
    command: list[str | Path] = [_BIN / "xbrief", "site", desk / "site", "--dossier", desk / "s"]
    found = in_turn({"site": command}, _env(desk), desk, 1)["site"]
    size = sum(path.stat().st_size for path in (desk / "site").rglob("*.html"))
    yield "`site`, 1,000 facts", _told(found), f"{size / 1e6:.2f} MB of HTML"


if __name__ == "__main__":
    sys.exit(main())
