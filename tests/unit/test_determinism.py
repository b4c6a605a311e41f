"""The same dossier gives the same bytes, in whatever process: hash seed, time zone, language, folder."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.process import CYCLES, xbrief

HERE = {"PYTHONHASHSEED": "0", "TZ": "UTC", "LANG": "C.UTF-8"}
THERE = {
    "PYTHONHASHSEED": "4242",
    "TZ": "Pacific/Kiritimati",
    "LANG": "de_DE.UTF-8",
    "LC_ALL": "tr_TR.UTF-8",
    "LC_TIME": "ja_JP.UTF-8",
    "COLUMNS": "200",
    "HOME": "/nonexistent",
}
DAY = ("--as-of", "2026-11-22")
PINNED = ("--width", "80", "--color", "never")
COMMANDS = {
    "a brief": ("country", "kr", *DAY),
    "a full brief": ("country", "us", "--length", "full", *DAY),
    "a brief of an earlier day": ("country", "br", "--as-of", "2016-06-30"),
    "a brief of another dossier": ("country", "nl", "--as-of", "2025-01-31", "--dossier", str(CYCLES)),
    "a comparison": ("compare", "kr", "br", "in", *DAY),
}


@pytest.mark.parametrize("form", ["md", "html", "terminal", "json"])
@pytest.mark.parametrize("command", COMMANDS)
def test_two_processes_print_the_same_bytes(command: str, form: str, tmp_path: Path) -> None:
    args = (*COMMANDS[command], "--format", form, *(PINNED if form == "terminal" else ()))
    one = xbrief(*args, env=HERE)
    other = xbrief(*args, env=THERE, cwd=tmp_path)
    assert (one.returncode, one.stderr) == (0, "")
    assert (other.returncode, other.stderr) == (0, "")
    assert one.stdout == other.stdout
    assert len(one.stdout) > 1000


def test_json_is_the_same_to_the_order_of_its_keys(tmp_path: Path) -> None:
    args = ("country", "kr", "--format", "json", *DAY)
    one, other = (xbrief(*args, env=env, cwd=tmp_path).stdout for env in (HERE, THERE))
    assert json.dumps(json.loads(one)) == json.dumps(json.loads(other))


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago"])
def test_the_day_asked_for_is_no_one_s_local_day(zone: str) -> None:
    said = xbrief("country", "br", "--as-of", "2016-06-30", "--format", "md", env={"TZ": zone})
    assert "evidence as of 30 June 2016" in said.stdout
