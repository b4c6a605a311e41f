"""`xbrief edit` and `xbrief new fact` through real processes, with editors that are lines of a shell."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from tests.cli.process import CTRL_C, CTRL_D, Done, dialogue, failed, xbrief
from tests.unit.small_dossiers import EARLIER, fact, source, write
from xbrief.cli.run import editor
from xbrief.dossier.load import load

FILE = "ex-2020-02.yaml"
ID = "ch-ex2002-lamps"
TEXT = "Nordwind in Bern\n\nNordwind sells lamps in Switzerland. It opened a shop in Bern in February.\n"
HEAD = "# Kept by hand.\nid: ex-2020-02   # ours\n"
AGAIN = "or throw it away (t)? "


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = write(tmp_path / "dossier", {FILE: source(fact("anchor: Nordwind sells lamps"))})
    page = (folder / FILE).read_text("utf-8").replace("id: ex-2020-02\n", HEAD).replace("language: sv", "language: en")
    (folder / FILE).write_text(page, encoding="utf-8")
    return folder


def script(root: Path, *lines: str) -> dict[str, str | None]:
    """An environment whose editor runs these lines of a shell; the draft is $1 to it."""
    path = root.parent / "editor.sh"
    path.write_text("\n".join((*lines, "")), encoding="utf-8")
    return {"EDITOR": f"sh {path}"}


def edit(root: Path, *lines: str, id: str = ID, args: tuple[str | Path, ...] = ()) -> Done:
    # `for` alone would not tell the draft from a line number.
    return xbrief("edit", id, "--dossier", root, *args, env=script(root, *lines))


def new(root: Path, *args: str | Path, lines: tuple[str, ...] = ()) -> Done:
    return xbrief("new", "fact", *args, "--dossier", root, env=script(root, *lines))


def files(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


SELLS = "s/claim: Nordwind sells lamps/claim: Nordwind sells good lamps/"
BREAKS = "s/^  status: active/  status: activ/"


def test_what_is_sound_takes_the_place_of_the_file_and_nothing_else_changes(root: Path) -> None:
    before = files(root)
    done = edit(root, f'sed -i "{SELLS}" "$1"')
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"{root / FILE}: changed {ID}\n"
    changed = before[FILE].replace(b"Nordwind sells lamps.", b"Nordwind sells good lamps.")
    assert files(root) == before | {FILE: changed}


def test_nothing_written_is_nothing_changed(root: Path) -> None:
    before = files(root)
    for lines in ((), (f'sed -i "{BREAKS}" "$1"', 'sed -i "s/: activ$/: active/" "$1"')):
        done = edit(root, *lines)
        assert (done.returncode, done.stdout, done.stderr) == (0, f"{root / FILE} is as it was\n", "")
        assert files(root) == before


def test_what_is_broken_is_shown_and_kept_and_the_old_file_stays(root: Path) -> None:
    before = files(root)
    done = edit(root, f'sed -i "{BREAKS}" "$1"')
    draft = root / ".drafts" / f"{ID}.yaml"
    line = draft.read_text("utf-8").splitlines().index("  status: activ") + 1
    assert done.returncode == 1
    assert f"{draft}:{line}:11: D204 `activ` is no" in done.stderr
    assert f"error: it is not sound, and {root / FILE} is as it was" in done.stderr
    assert f"hint: the draft is {draft}" in done.stderr
    assert files(root) == before | {
        f".drafts/{ID}.yaml": before[FILE].replace(b"status: active", b"status: activ"),
        f".drafts/{ID}.base": before[FILE],
    }
    # The draft is no source: no command reads it.
    assert xbrief("check", "--dossier", root).returncode == 0


def test_a_draft_that_was_left_is_never_written_over(root: Path) -> None:
    edit(root, f'sed -i "{BREAKS}" "$1"')
    before = files(root)
    failed(edit(root, f'sed -i "{SELLS}" "$1"'), 2, "a draft was left: ", "go on with it on a terminal")
    assert files(root) == before


def test_on_a_terminal_it_is_gone_on_with(root: Path) -> None:
    edit(root, f'sed -i "{BREAKS}" "$1"')
    env = script(root, 'sed -i "s/: activ$/: ended/" "$1"')
    code, screen = dialogue("edit", ID, "--dossier", root, env=env, answers=[("(t)? ", "x"), ("(t)? ", "G")])
    assert code == 0, screen
    assert "error: 'x' is no answer to that" in screen
    assert load(root).dossier.facts[ID].status == "ended"
    assert not (root / ".drafts").exists()


def test_on_a_terminal_it_is_thrown_away_where_that_is_wished(root: Path) -> None:
    edit(root, f'sed -i "{BREAKS}" "$1"')
    env = script(root, f'sed -i "{SELLS}" "$1"')
    code, screen = dialogue("edit", ID, "--dossier", root, env=env, answers=[("throw it away (t)? ", "t")])
    assert code == 0, screen
    now = load(root).dossier.facts[ID]
    assert (now.claim, now.status) == ("Nordwind sells good lamps.", "active")


def test_it_may_be_edited_again_until_it_is_sound(root: Path) -> None:
    env = script(
        root,
        f'if grep -q ": activ$" "$1"; then sed -i "s/: activ$/: ended/" "$1"; else sed -i "{BREAKS}" "$1"; fi',
    )
    code, screen = dialogue("edit", ID, "--dossier", root, env=env, answers=[(AGAIN, "e")])
    assert code == 0, screen
    assert "D204" in screen
    assert load(root).dossier.facts[ID].status == "ended"


@pytest.mark.parametrize(
    ("answer", "code", "kept"), [("k", 1, True), ("t", 0, False), (CTRL_D, 1, True), (CTRL_C, 130, True)]
)
def test_it_may_be_kept_or_thrown_away(answer: str, code: int, kept: bool, root: Path) -> None:
    before = (root / FILE).read_bytes()
    env = script(root, f'sed -i "{BREAKS}" "$1"')
    ended, screen = dialogue("edit", ID, "--dossier", root, env=env, answers=[(AGAIN, answer)])
    assert ended == code, screen
    assert (root / ".drafts" / f"{ID}.yaml").exists() == kept
    assert (root / FILE).read_bytes() == before


@pytest.mark.parametrize("signalled", ["KILL", "TERM", "INT"])
def test_whatever_kills_it_nothing_typed_is_lost(signalled: str, root: Path) -> None:
    before = files(root)
    done = edit(root, f'sed -i "{SELLS}" "$1"', f"kill -{signalled} $PPID", "exit 3")
    # Ctrl-C is the editor's: the run goes on, and hears that the editor failed.
    assert done.returncode == (2 if signalled == "INT" else -signal.Signals[f"SIG{signalled}"]), done.stderr
    assert files(root) == before | {
        f".drafts/{ID}.yaml": before[FILE].replace(b"Nordwind sells lamps.", b"Nordwind sells good lamps."),
        f".drafts/{ID}.base": before[FILE],
    }


def test_a_draft_of_what_was_written_already_is_taken_away(root: Path) -> None:
    old = (root / FILE).read_bytes()
    edit(root, f'sed -i "{SELLS}" "$1"')
    now = (root / FILE).read_bytes()
    (root / ".drafts").mkdir()
    (root / ".drafts" / f"{ID}.yaml").write_bytes(now)
    (root / ".drafts" / f"{ID}.base").write_bytes(old)
    code, screen = dialogue("edit", ID, "--dossier", root, env={"EDITOR": "true"}, answers=[("(t)? ", "g")])
    assert code == 0, screen
    assert files(root).keys() == {"dossier.yaml", FILE, "ex-2020-01.yaml", "ex-2021-03.yaml"}
    assert (root / FILE).read_bytes() == now


def test_a_file_that_somebody_else_changed_meanwhile_is_left_so(root: Path) -> None:
    theirs = root / FILE
    done = edit(root, f'sed -i "{SELLS}" "$1"', f'echo "# Theirs." >> "{theirs}"')
    failed(done, 1, f"{theirs} was changed by somebody else meanwhile, and is left so", ".drafts")
    assert theirs.read_text("utf-8").endswith("# Theirs.\n")
    assert "good lamps" not in theirs.read_text("utf-8")
    assert "good lamps" in (root / ".drafts" / f"{ID}.yaml").read_text("utf-8")


def test_an_editor_that_fails_loses_nothing(root: Path) -> None:
    before = files(root)
    failed(edit(root, "exit 1"), 2, "sh ended with 1", "VISUAL or EDITOR")
    assert files(root) == before
    failed(edit(root, f'sed -i "{SELLS}" "$1"', "exit 1"), 2, "sh ended with 1", "the draft is ")
    assert "good lamps" in (root / ".drafts" / f"{ID}.yaml").read_text("utf-8")


def test_a_draft_that_the_editor_took_away_is_told(root: Path) -> None:
    before = files(root)
    done = edit(root, 'rm "$1"')
    failed(done, 2, f"{ID}.yaml cannot be read: sh took it away; nothing was changed")
    assert "the draft is" not in done.stderr
    assert files(root) == before


@pytest.mark.parametrize(
    ("editors", "words"),
    [
        ({}, "neither VISUAL nor EDITOR names an editor"),
        ({"EDITOR": "  "}, "neither VISUAL nor EDITOR names an editor"),
        ({"EDITOR": "ed 'x"}, "names no editor: No closing quotation"),
        ({"VISUAL": "/nowhere/ed", "EDITOR": "true"}, "/nowhere/ed cannot be started: No such file or directory"),
    ],
)
def test_without_an_editor_it_says_so(editors: dict[str, str], words: str, root: Path) -> None:
    before = files(root)
    failed(xbrief("edit", ID, "--dossier", root, env=editors), 2, words)
    assert files(root) == before


@pytest.mark.parametrize(
    ("named", "call"),
    [
        ("vi", "vi +7 a.yaml"),
        ("/usr/bin/nvim -u NONE", "/usr/bin/nvim -u NONE +7 a.yaml"),
        ("nano", "nano +7 a.yaml"),
        ("emacs -nw", "emacs -nw +7 a.yaml"),
        ("code", "code --wait --goto a.yaml:7"),
        ("code -w", "code -w --goto a.yaml:7"),
        ("subl", "subl --wait a.yaml:7"),
        ("hx", "hx a.yaml:7"),
        ("gvim", "gvim -f +7 a.yaml"),
        ("mate", "mate --wait --line 7 a.yaml"),
        ("Code.exe", "Code.exe --wait --goto a.yaml:7"),
        ("ed", "ed a.yaml"),
    ],
)
def test_an_editor_is_opened_at_the_line(named: str, call: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", named)
    assert " ".join(editor.words(Path("a.yaml"), 7)) == call


def test_the_line_is_that_of_the_fact(root: Path) -> None:
    path = root.parent / "vim"
    path.write_text(
        '#!/bin/sh\nn="${1#+}"\nsed -i "${n}s/.*/- id: ch-ex2002-bulbs\\n  renamed_from: [ch-ex2002-lamps]/" "$2"\n'
    )
    path.chmod(0o755)
    done = xbrief("edit", ID, "--dossier", root, env={"EDITOR": str(path)})
    assert done.stdout == f"{root / FILE}: changed ch-ex2002-bulbs\n", done.stderr
    # By its old id it is found, too, and so is a fact that was retracted.
    done = xbrief("edit", ID, "--dossier", root, env={"EDITOR": "sed -i 's/claim: N/retracted: wrong\\n  claim: N/'"})
    assert done.stdout == f"{root / FILE}: changed\n", done.stderr
    assert xbrief("edit", ID, "--dossier", root, env={"EDITOR": "true"}).stdout == f"{root / FILE} is as it was\n"


def test_an_id_that_would_be_gone_is_a_fault(root: Path) -> None:
    before = (root / FILE).read_bytes()
    done = edit(root, 'sed -i "s/ch-ex2002-lamps/ch-ex2002-bulbs/" "$1"')
    assert done.returncode == 1
    assert f"{ID} would be gone" in done.stderr
    assert "renamed_from: [ch-ex2002-lamps]" in done.stderr
    assert (root / FILE).read_bytes() == before


def test_what_it_breaks_elsewhere_counts(root: Path) -> None:
    links = fact("id: ch-ex2002-more\nsupports: [ch-ex2001-shop]")
    (root / FILE).write_text(source(links), encoding="utf-8")
    lines = 'sed -i "s/^- id: ch-ex2001-shop/- id: ch-ex2001-other/" "$1"'
    done = edit(root, lines, id="ex-2020-01")
    assert done.returncode == 1
    assert f"{FILE}:" in done.stderr
    assert "ch-ex2001-shop would be gone" in done.stderr


def test_a_file_that_was_broken_before_can_be_mended_step_by_step(root: Path) -> None:
    wrong = fact("id: ch-ex2002-a\nstatus: activ"), fact("id: ch-ex2002-b\nstatus: activ")
    (root / FILE).write_text(source(*wrong), encoding="utf-8")
    # The fact that is meant must be sound; of the other's old fault nobody is told again.
    done = edit(root, 'sed -i "s/claim: Nordwind/claim: It/" "$1"', id="ch-ex2002-a")
    assert done.returncode == 1
    assert done.stderr.count("D204") == 1
    (root / ".drafts" / "ch-ex2002-a.yaml").unlink()
    done = edit(root, 'sed -i "/ch-ex2002-a/,/anchor/s/activ$/active/" "$1"', id="ch-ex2002-a")
    assert (done.returncode, done.stderr) == (0, "")
    assert {*load(root).dossier.facts} >= {"ch-ex2002-a"}
    assert edit(root, 'sed -i "s/activ$/active/" "$1"', id="ex-2020-02").returncode == 0
    assert load(root).problems == ()


def test_a_file_that_is_no_yaml_can_be_mended(root: Path) -> None:
    good = (root / FILE).read_bytes()
    (root / FILE).write_bytes(good + b"\t[\n")
    done = edit(root, """sed -i '$d' "$1" """)
    assert (done.returncode, done.stderr) == (0, "")
    assert (root / FILE).read_bytes() == good


def test_dossier_yaml_can_be_edited(root: Path) -> None:
    done = edit(root, """sed -i 's/name: Butik AG/name: Butik/' "$1" """, id="dossier")
    assert done.stdout == f"{root / 'dossier.yaml'}: changed\n"
    done = edit(root, 'echo "" > "$1"', id="dossier")
    assert done.returncode == 1
    assert "dossier.yaml" in done.stderr


def test_an_id_that_there_is_not_is_told_with_the_nearest(root: Path) -> None:
    (root / "strange.yaml").mkdir()
    (root / "odd.yaml").symlink_to("nowhere")
    failed(edit(root, id="ch-ex2002-lamp"), 2, "no fact and no source is called 'ch-ex2002-lamp'", ID)


def test_the_words_of_what_was_changed_are_looked_for(root: Path) -> None:
    texts = root / "texts"
    texts.mkdir()
    (texts / "ex-2020-02.txt").write_text(TEXT, encoding="utf-8")
    done = edit(root, """sed -i 's/anchor: Nordwind sells lamps/anchor: Nordwind sold lamps/' "$1" """)
    assert done.returncode == 0
    assert "E401 warning: the words 'Nordwind sold lamps'" in done.stderr
    assert edit(root, """sed -i 's/anchor: Nordwind sold lamps/anchor: Nordwind sells lamps/' "$1" """).stderr == ""


def test_texts_that_are_not_there_are_told_before_anything_is_done(root: Path) -> None:
    before = files(root)
    for done in (
        edit(root, f'sed -i "{SELLS}" "$1"', args=("--texts", "/nowhere")),
        new(root, *SHOP, *SET, "--texts", "/nowhere"),
    ):
        failed(done, 2, "there is no folder of texts /nowhere")
    assert files(root) == before


def test_nothing_is_written_into_the_bundled_dossier() -> None:
    failed(xbrief("edit", "x", env={"EDITOR": "true"}), 2, "no dossier is at hand to write into")
    failed(xbrief("new", "fact", "pl", "offer"), 2, "no dossier is at hand to write into")


def test_a_dossier_that_cannot_be_written_to_says_so(root: Path) -> None:
    (root / ".drafts").write_text("a file in the way", encoding="utf-8")
    failed(edit(root, f'sed -i "{SELLS}" "$1"'), 2, ".drafts cannot be made: File exists", "may write to the dossier")


SHOP = ("ch", "event", "--source", "ex-2020-02")


def put(*fields: str) -> tuple[str, ...]:
    return tuple(part for field in fields for part in ("--set", field))


SET = put("event=store-opening", "at=2020-02", "claim=It opened a shop.", "anchor=opened a shop")


def test_a_fact_of_fields_goes_behind_the_others(root: Path) -> None:
    xbrief("fmt", "--dossier", root)
    before = (root / FILE).read_text("utf-8")
    done = new(root, *SHOP, *SET, "--set", "parties=butik,nordwind", "--set", "says={unnamed: trade sources}")
    assert (done.returncode, done.stderr) == (0, "")
    line = before.count("\n") + 1
    assert done.stdout == f"{root / FILE}:{line}: ch-ex2002-butik\n"
    assert (root / FILE).read_text("utf-8") == before + (
        "- id: ch-ex2002-butik\n  market: ch\n  kind: event\n  event: store-opening\n  parties: [butik, nordwind]\n"
        "  claim: It opened a shop.\n  says: {unnamed: trade sources}\n  at: '2020-02'\n  anchor: opened a shop\n"
    )
    assert xbrief("fmt", "--check", "--dossier", root).returncode == 0


def test_fields_of_every_shape_are_read_back(root: Path) -> None:
    tariff = put("rate_percent=null", "type=unnamed", "on=lamps, kettles", "applies_to=all")
    words = put("claim=Something is charged: 5 % = a lot.", "anchor=is charged")
    done = new(root, "ch,at", "tariff", "--source", "ex-2020-02", *tariff, *words, "--set", "says=eva-lund, butik")
    assert done.returncode == 0, done.stderr
    offer = put("categories=[lamps]", "only=true", "status=ended", "until=../2019")
    goods = put("products=Lumo 2, black", "products=[Lumo 3]")
    links = put("supersedes=ch-ex2002-lamps", "disputes={fact: ch-ex2001-shop, category: lamps}")
    rest = put("id=ch-ex2002-mine", "claim=No lamps.", "anchor=no lamps", "note=x")
    done = new(root, "Switzerland", "offer", "--source", "ex-2020-02", *offer, *goods, *links, *rest)
    assert done.returncode == 0, done.stderr
    loaded = load(root)
    assert loaded.problems == ()
    mine = loaded.dossier.facts["ch-ex2002-mine"]
    assert (mine.only, mine.products) == (True, ("Lumo 2, black", "Lumo 3"))
    assert {(link.kind, link.fact, link.category) for link in mine.links} == {
        ("supersedes", ID, None),
        ("disputes", "ch-ex2001-shop", "lamps"),
    }
    (duty,) = (f for f in loaded.dossier.facts.values() if f.kind == "tariff")
    assert (duty.id, duty.market, duty.rate_percent) == ("xx-ex2002-unnamed", ("ch", "at"), None)
    assert duty.on == ("lamps", "kettles")
    assert [speaker.name for speaker in duty.says] == ["eva-lund", "butik"]


def test_one_about_the_company_has_no_market(root: Path) -> None:
    args = put("name=units", "value=1.10", "unit=lamps", "claim=1.10.", "anchor=x")
    done = new(root, "none", "metric", "--source", "ex-2020-02", *args)
    assert done.returncode == 0, done.stderr
    (one,) = (f for f in load(root).dossier.facts.values() if f.kind == "metric")
    assert (one.market, str(one.value), one.id.startswith("xx-")) == ((), "1.10", True)


@pytest.mark.parametrize(
    ("fields", "code", "words"),
    [
        (("status=activ", "categories=lamps"), 1, "the new fact:6:11: D204 `activ` is no `status`"),
        (("status=active",), 1, "the new fact:1:3: D202 `categories` is missing"),
        (("status=active", "categories=lamp"), 1, "did you mean `lamps`?"),
        (("statue=active",), 2, "a fact of the kind offer has no field 'statue' to set"),
        (("market=at",), 2, "a fact of the kind offer has no field 'market' to set"),
        (("status",), 2, "'status' is no field and its value"),
        (("status=active", "status=ended"), 2, "status is set twice"),
        (("categories=[lamps",), 2, "categories=[lamps cannot be read: "),
        (("id=ch-ex2001-shop", "status=active", "categories=lamps"), 1, "ch-ex2001-shop"),
    ],
)
def test_fields_that_make_no_fact_write_nothing(fields: tuple[str, ...], code: int, words: str, root: Path) -> None:
    before = files(root)
    given = put("claim=It sells.", "anchor=it sells", *fields)
    done = new(root, "ch", "offer", "--source", "ex-2020-02", *given)
    assert (done.returncode, done.stdout) == (code, "")
    assert words in done.stderr
    assert files(root) == before


def test_the_words_of_a_new_fact_are_looked_for(root: Path) -> None:
    (root.parent / "texts").mkdir()
    (root.parent / "texts" / "ex-2020-02.txt").write_text(TEXT, encoding="utf-8")
    done = new(root, *SHOP, *SET, "--texts", root.parent / "texts")
    assert (done.returncode, done.stderr) == (0, "")
    done = new(root, *SHOP, *SET[:-1], "anchor=closed a shop", "--texts", root.parent / "texts")
    assert done.returncode == 0
    assert "E401 warning: " in done.stderr


def test_without_fields_the_editor_opens_at_the_first_that_is_needed(root: Path) -> None:
    xbrief("fmt", "--dossier", root)
    before = (root / FILE).read_text("utf-8")
    path = root.parent / "nano"
    path.write_text(
        '#!/bin/sh\nn="${1#+}"\ncp "$2" "$2.seen"\n'
        'sed -i -e "${n}s/$/store-opening/" -e "s/claim: $/claim: It opened a shop./" -e "s/  at: $/&2020-02/"'
        ' -e "s/anchor: $/&opened a shop/" -e "s/# says:  /says: eva-lund  /" "$2"\n',
        encoding="utf-8",
    )
    path.chmod(0o755)
    done = xbrief("new", "fact", *SHOP, "--dossier", root, env={"EDITOR": str(path)})
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    seen = next((root / ".drafts").glob("*.seen")).read_text("utf-8")
    assert "- id: ch-ex2002-event  # lasts" in seen
    assert "  # event is needed: what happened, or is to (founding · entry" in seen
    assert "  # categories:  # which categories it is about (in brackets: kettles · lamps)\n" in seen
    assert "retracted" not in seen
    # What was left of the template falls away.
    assert (root / FILE).read_text("utf-8") == before + (
        "- id: ch-ex2002-event\n  market: ch\n  kind: event\n  event: store-opening\n  claim: It opened a shop.\n"
        "  says: eva-lund\n  at: 2020-02\n  anchor: opened a shop\n"
    )
    assert xbrief("fmt", "--check", "--dossier", root).returncode == 0


def test_a_template_that_comes_back_as_it_was_is_no_fact(root: Path) -> None:
    before = files(root)
    done = new(root, *SHOP)
    assert (done.returncode, done.stdout) == (0, f"{root / FILE} is as it was\n")
    assert files(root) == before


def test_a_template_that_is_not_filled_in_is_kept_with_its_comments(root: Path) -> None:
    before = (root / FILE).read_bytes()
    done = new(root, *SHOP, lines=('sed -i "s/  at: $/&2020/" "$1"',))
    draft = root / ".drafts" / "ex-2020-02-event.yaml"
    line = draft.read_text("utf-8").splitlines().index("  event: ") + 1
    assert done.returncode == 1
    assert f"{draft}:{line}:9: D205 `event` is empty" in done.stderr
    assert (root / FILE).read_bytes() == before
    env = script(root, 'sed -i -e "s/event: $/&exit/" -e "s/claim: $/&It left./" -e "s/anchor: $/&left/" "$1"')
    code, screen = dialogue("new", "fact", *SHOP, "--dossier", root, env=env, answers=[("(t)? ", "g")])
    assert code == 0, screen
    assert b"#" not in (root / FILE).read_bytes().removeprefix(before)


def test_a_file_in_other_styles_takes_a_template(root: Path) -> None:
    for text in (
        EARLIER.replace("id: ex-2020-01", "id: ex-2020-02").replace("ex2001", "ex2002").replace("\n", "\r\n"),
        "\ufeff"
        + source("- {id: ch-ex2002-a, market: ch, kind: event, event: exit, at: 2020-02, claim: C., anchor: c}\n"),
        source(),
    ):
        (root / FILE).write_text(text, encoding="utf-8", newline="")
        filled = (("event", "exit"), ("at", "2020"), ("claim", "L."), ("anchor", "left"))
        sed = "; ".join(f"s/^(  {key}: )(\\r?)$/\\1{value}\\2/" for key, value in filled)
        done = new(root, *SHOP, lines=(f"sed -i -E '/event is needed/,$ {{{sed}}}' \"$1\"",))
        assert done.returncode == 0, done.stderr
        now = (root / FILE).read_bytes().decode()
        assert now.startswith(text.rstrip().removesuffix("[]").rstrip())
        assert ("\r\n" in text) == ("\r\n" in now)
        assert now.count("\r\n") in {0, now.count("\n")}


def test_facts_in_brackets_take_fields_alone(root: Path) -> None:
    one = f"[{{id: {ID}, market: ch, kind: event, event: exit, at: 2020-02, claim: C., anchor: c}}]"
    (root / FILE).write_text(source().replace("facts: []", f"facts: {one}"), encoding="utf-8")
    failed(new(root, *SHOP), 2, "the facts of the file stand in brackets", "--set key=value")
    assert new(root, *SHOP, *SET).returncode == 0


def test_a_source_is_named_or_chosen(root: Path) -> None:
    failed(new(root, "ch", "event", *SET), 2, "the dossier has 3 sources", "--source ID")
    failed(
        new(root, "ch", "event", "--source", "ex-2020-20", *SET), 2, "no source is called 'ex-2020-20'", "ex-2020-02"
    )
    code, screen = dialogue(
        "new",
        "fact",
        "ch",
        "event",
        *SET,
        "--dossier",
        root,
        answers=[("an id: ", "9"), ("an id: ", "ex-2020-20"), ("an id: ", "zzz"), ("an id: ", "2")],
    )
    assert code == 0, screen
    assert "1  ex-2021-03\n2  ex-2020-02\n3  ex-2020-01\n" in screen
    assert "ex-2020-02.yaml:" in screen
    (root / "ex-2020-01.yaml").unlink()
    code, screen = dialogue("new", "fact", "ch", "event", *SET, "--dossier", root, answers=[("an id: ", "ex-2021-03")])
    assert code == 0, screen
    (root / "ex-2021-03.yaml").unlink()
    assert new(root, "ch", "event", *SET).returncode == 0
    (root / FILE).unlink()
    failed(new(root, "ch", "event", *SET), 2, "the dossier has no source yet", "`xbrief add ARTICLE`")


def test_markets_and_kinds_are_named_rightly(root: Path) -> None:
    failed(new(root, "europe", "event", *SET), 2, "Europe is no country")
    failed(new(root, "Switzerlnd", "event", *SET), 2, "did you mean Switzerland")
    failed(new(root, "ch", "evnt", *SET), 2, "no kind of fact is called 'evnt'", "did you mean event?")
    failed(new(root, "ch", "zzz", *SET), 2, "no kind of fact is called 'zzz'", "kinds: presence, offer")


def test_an_editor_that_writes_another_encoding_is_told(root: Path) -> None:
    before = (root / FILE).read_bytes()
    done = new(root, *SHOP, lines=('printf "# \\377\\n" >> "$1"',))
    assert done.returncode == 1
    assert "D101 byte 0xff is not UTF-8" in done.stderr
    assert (root / FILE).read_bytes() == before


def test_many_scripts_at_once_lose_no_fact(tmp_path: Path) -> None:
    from concurrent.futures import ThreadPoolExecutor

    root = write(tmp_path / "dossier", {FILE: source()})
    with ThreadPoolExecutor(4) as pool:
        done = [*pool.map(lambda _n: xbrief("new", "fact", *SHOP, *SET, "--dossier", root), range(4))]
    assert [each.returncode for each in done] == [0] * 4, [each.stderr for each in done]
    assert sum(f.kind == "event" for f in load(root).dossier.facts.values() if f.source == "ex-2020-02") == 4


def test_new_alone_shows_its_help() -> None:
    done = xbrief("new")
    assert done.returncode == 0
    assert "fact" in done.stdout
