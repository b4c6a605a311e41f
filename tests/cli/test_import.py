"""`xbrief sources import`: source files without facts, with which every command goes on working."""

from __future__ import annotations

import json
import shlex
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.cli.process import CYCLES, copied, failed, shell, unstamped, xbrief

ITEMS = [
    {
        "id": "http://zotero.example/users/1/items/AB",
        "citation-key": "ekShop2020",
        "type": "article-newspaper",
        "title": "A shop opens",
        "container-title": "Example Post",
        "author": [{"family": "Ek", "given": "Ada"}],
        "issued": {"date-parts": [["2020", 2, 3]], "circa": True},
        "URL": "https://post.example/a",
        "language": "en-US",
    },
    {"id": "nothing", "title": "Who published it?"},
    {"id": "again", "title": "The same", "URL": "http://www.post.example/a/"},
    {"id": "undated", "title": "A leaflet", "publisher": "Example Post"},
]
NEW = {"examplepost-2020-02-shop-opens.yaml", "examplepost-leaflet.yaml"}


def exported(folder: Path, content: Any = ITEMS) -> Path:
    path = folder / "zotero.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def names(root: Path) -> set[str]:
    return {path.name for path in root.iterdir()}


def test_items_become_files_and_each_is_told(tmp_path: Path) -> None:
    root, file = copied(tmp_path), exported(tmp_path)
    before = names(root)
    done = xbrief("sources", "import", file, "--dossier", root)
    assert done.returncode == 1
    assert done.stdout.splitlines() == [
        "item 1: wrote examplepost-2020-02-shop-opens.yaml",
        "item 2: cannot be taken: it has no container-title, no publisher and no URL: nothing says who published it",
        "item 3: skipped: http://www.post.example/a/ is that of examplepost-2020-02-shop-opens",
        "item 4: wrote examplepost-leaflet.yaml",
    ]
    assert done.stderr == "error: 1 of 4 items cannot become sources\nhint: the lines above say why\n"
    assert names(root) - before == NEW
    written = (root / "examplepost-2020-02-shop-opens.yaml").read_text(encoding="utf-8")
    assert written == (
        "id: examplepost-2020-02-shop-opens\ntitle: A shop opens\npublisher: Example Post\nauthors: [Ada Ek]\n"
        "published: 2020-02-03~\nurl: https://post.example/a\nlanguage: en-US\ncitekey: ekShop2020\nfacts: []\n"
    )
    assert xbrief("fmt", "--check", "--dossier", root).returncode == 0


def test_the_second_time_nothing_is_left_to_take(tmp_path: Path) -> None:
    root, file = copied(tmp_path), exported(tmp_path, [ITEMS[0], ITEMS[3]])
    assert xbrief("sources", "import", file, "--dossier", root).returncode == 0
    after = {name: (root / name).read_bytes() for name in names(root)}
    again = xbrief("sources", "import", "-", "--dossier", root, stdin=file.read_text(encoding="utf-8"))
    assert [line.split(":")[1].strip() for line in again.stdout.splitlines()] == ["skipped", "skipped"]
    assert {name: (root / name).read_bytes() for name in names(root)} == after


def test_no_file_is_overwritten_also_where_it_is_no_source(tmp_path: Path) -> None:
    root, file = copied(tmp_path), exported(tmp_path, ITEMS[:1])
    broken = root / "examplepost-2020-02-shop-opens.yaml"
    broken.write_text("what: is this", encoding="utf-8")
    done = xbrief("sources", "import", file, "--dossier", root)
    assert done.stdout == "item 1: wrote examplepost-2020-02-shop-opens-2.yaml\n"
    assert broken.read_text(encoding="utf-8") == "what: is this"


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    root, file = copied(tmp_path), exported(tmp_path, ITEMS[:1])
    before = names(root)
    done = xbrief("sources", "import", file, "--dry-run", "--dossier", root)
    assert done.stdout == "item 1: would write examplepost-2020-02-shop-opens.yaml\n"
    assert names(root) == before


def test_what_was_written_as_csl_json_comes_back(tmp_path: Path) -> None:
    """Days, names, languages and keys of a bibliography survive the way into another dossier."""
    root = tmp_path / "other"
    root.mkdir()
    shutil.copy(CYCLES / "dossier.yaml", root)
    line = (
        f"xbrief sources --format csl-json --dossier {shlex.quote(str(CYCLES))} > a.json"
        " && xbrief sources import a.json --dossier other"
        " && xbrief sources --format csl-json --dossier other > b.json && xbrief check --dossier other"
    )
    done = shell(line, tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    first, second = (json.loads((tmp_path / name).read_text(encoding="utf-8")) for name in ("a.json", "b.json"))
    assert first == second
    assert len(first) == len([*CYCLES.glob("*.yaml")]) - 1


@pytest.mark.parametrize(
    "args",
    [
        ("check",),
        ("country", "canada"),
        ("country", "americas"),
        ("compare", "canada", "netherlands"),
        ("timeline", "canada"),
        ("diff", "canada", "--from", "2022-01-01"),
        ("gaps",),
        ("status",),
        ("markets",),
        ("facts",),
        ("sources", "--market", "canada"),
        ("conflicts",),
        ("origins",),
        ("why", "ca.presence.company"),
        ("verify", "--texts", "{texts}"),
        ("country", "canada", "--as-of", "evidence"),
    ],
    ids=" ".join,
)
def test_a_source_without_facts_changes_no_command(args: tuple[str, ...], tmp_path: Path) -> None:
    root = copied(tmp_path)
    (tmp_path / "texts").mkdir()
    given = [arg.replace("{texts}", str(tmp_path / "texts")) for arg in args]
    before = xbrief(*given, "--dossier", root)
    assert xbrief("sources", "import", exported(tmp_path, ITEMS[:1]), "--dossier", root).returncode == 0
    after = xbrief(*given, "--dossier", root)
    assert after.returncode == before.returncode
    assert after.stderr == before.stderr
    # Only the number of sources in the dossier has grown.
    assert unstamped(after.stdout) == unstamped(before.stdout).replace("| Sources | 17,", "| Sources | 18,")
    assert ("| Sources | 18," in after.stdout) == (args == ("status",))


def test_the_lists_have_it(tmp_path: Path) -> None:
    root = copied(tmp_path)
    xbrief("sources", "import", exported(tmp_path, ITEMS[:1]), "--dossier", root)
    found = json.loads(xbrief("sources", "--format", "json", "--dossier", root).stdout)["sources"]
    (new,) = (source for source in found if source["citekey"] == "ekShop2020")
    assert (new["facts"], new["published"]) == (0, "2020-02-03~")
    assert "ekShop2020" in xbrief("sources", "--format", "bibtex", "--dossier", root).stdout
    assert "ekShop2020" not in xbrief("sources", "--format", "ris", "--market", "canada", "--dossier", root).stdout


def test_without_a_dossier_of_ones_own_nothing_is_written(tmp_path: Path) -> None:
    failed(xbrief("sources", "import", exported(tmp_path), cwd=tmp_path), 2, "no dossier is at hand", "--dossier DIR")
    root = copied(tmp_path)
    assert xbrief("sources", "import", tmp_path / "zotero.json", cwd=root).returncode == 1
    assert names(root) >= NEW


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    root = copied(tmp_path)
    path = exported(tmp_path, {"items": []})
    failed(xbrief("sources", "import", path, "--dossier", root), 2, "holds no list of items")
    path.write_bytes(b"\xff\xfe")
    failed(xbrief("sources", "import", path, "--dossier", root), 2, "no UTF-8 at byte 0")
    failed(xbrief("sources", "import", tmp_path / "none.json", "--dossier", root), 2, "none.json cannot be read")


def test_options_of_the_list_do_not_reach_the_import(tmp_path: Path) -> None:
    path = exported(tmp_path)
    failed(xbrief("sources", "--dossier", CYCLES, "import", path), 2, "--dossier stands before import", "--help")
    failed(xbrief("sources", "imprt"), 2, "no command is called 'imprt'", "did you mean import?")
    failed(xbrief("sources", "zzz"), 2, "no command is called 'zzz'", "`xbrief sources --help`")
