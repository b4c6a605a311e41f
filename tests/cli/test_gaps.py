"""`xbrief gaps` through a real process."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.cli.process import CYCLES, failed, terminal, xbrief


def test_a_pipe_gets_a_table_a_part_with_a_column_a_market() -> None:
    done = xbrief("gaps", "nl", "canada", "--dossier", CYCLES)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("| Rows of the snapshot | Netherlands | Canada |\n| --- | --- | --- |\n| Status | ")
    assert "| What the rules of gaps look for | Netherlands | Canada |" in done.stdout
    assert re.search(r"^\| Nothing held, or plans alone \| \d+ of \d+ \| \d+ of \d+ \|$", done.stdout, re.MULTILINE)


def test_json_tells_each_cell_with_what_is_behind_it() -> None:
    content = json.loads(xbrief("gaps", "--format", "json", "--dossier", CYCLES).stdout)
    assert content["schema"] == "xbrief.gaps/1"
    codes = [m["market"] for m in content["markets"]]
    assert codes == ["ca", "jp", "nl"]
    for topic in content["topics"]:
        assert [c["market"] for c in topic["cells"]] == codes
        for each in topic["cells"]:
            assert each["state"] in {"several", "one", "stale", "disputed", "planned", "nothing", "unasked"}
            assert bool(each["facts"]) is (each["state"] not in {"nothing", "unasked"})
    for n, m in enumerate(content["markets"]):
        states = [t["cells"][n]["state"] for t in content["topics"]]
        assert m["missing"] == sum(s in {"nothing", "planned"} for s in states)
        assert m["asked"] == sum(s != "unasked" for s in states)


@pytest.mark.parametrize("columns", [40, 60, 80, 120])
@pytest.mark.parametrize("markets", [(), ("korea",), ("korea", "brazil"), ("korea", "brazil", "us")])
def test_it_fits_a_terminal_and_explains_its_signs(markets: tuple[str, ...], columns: int) -> None:
    done = xbrief("gaps", *markets, "--format", "terminal", "--width", str(columns))
    assert done.returncode == 0
    assert max(map(len, done.stdout.splitlines())) <= columns
    legend = done.stdout.rpartition("\n\n")[2]
    signs = {sign for sign in "●◐○≠…–" if re.search(rf" {sign}( |$)", done.stdout.rpartition("\n\n")[0], re.MULTILINE)}
    assert signs
    assert signs <= set(legend)


def test_many_markets_stand_in_blocks_that_hold_each_of_them() -> None:
    screen = xbrief("gaps", "--format", "terminal").stdout
    codes = {m["code"] for m in json.loads(xbrief("markets", "--format", "json").stdout)["markets"]}
    heads = re.findall(r"^Rows of the snapshot +(.+)$", screen, re.MULTILINE)
    assert {code for line in heads for code in line.split()} == codes


def test_a_terminal_has_colours_and_ascii_draws_with_ascii() -> None:
    code, screen = terminal("gaps", "nl", "--dossier", CYCLES)
    assert code == 0
    assert "\x1b[" in screen
    assert xbrief("gaps", "--format", "terminal", "--ascii").stdout.isascii()


def test_errors_help(tmp_path: Path) -> None:
    failed(xbrief("gaps", "canad", "--dossier", CYCLES), 2, "Canada")
    failed(xbrief("gaps", "germany", "--dossier", CYCLES), 1, "nothing is held on Germany")
    failed(xbrief("gaps", "--as-of", "2001-01-01", "--dossier", CYCLES), 1, "--as-of")
    out = tmp_path / "g.json"
    assert xbrief("gaps", "jp", "--as-of", "2022-01-01", "--output", out, "--dossier", CYCLES).stdout == ""
    assert json.loads(out.read_text("utf-8"))["as_of"] == "2022-01-01"
