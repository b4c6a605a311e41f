"""Rule files: everything that can be wrong with one is said before any fact is looked at."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from xbrief.errors import XbriefError
from xbrief.rules.load import BUILTIN, FORMS, KEYS, SECTIONS, builtin, read
from xbrief.rules.own import faults, with_own
from xbrief.rules.types import Rule

SOUND: dict[str, Any] = {
    "id": "first-seen",
    "section": "standing",
    "about": " When goods were first seen.\n",
    "form": "first",
    "of": {"claim": "availability"},
    "say": {"dated": "{items} came {when}", "by": "{items} had come {when}"},
}


def written(folder: Path, name: str = "first-seen", **changes: Any) -> Path:
    """A sound rule with some keys changed; None takes a key out."""
    data = {k: v for k, v in {**SOUND, **changes}.items() if v is not None}
    path = folder / f"{name}.yaml"
    path.write_text(yaml.safe_dump(data, sort_keys=False), encoding="utf-8")
    return path


def loaded(folder: Path, **changes: Any) -> Rule:
    (rule,) = read([written(folder, **changes)]).values()
    return rule


def stopped(folder: Path, **changes: Any) -> XbriefError:
    with pytest.raises(XbriefError) as stop:
        loaded(folder, **changes)
    assert stop.value.message.startswith(str(folder / "first-seen.yaml")), "the message names the file"
    assert stop.value.exit_code == 2
    return stop.value


def test_a_sound_rule_is_read(tmp_path: Path) -> None:
    rule = loaded(tmp_path, weight="7", examples=[{"says": "x"}], never=[{"says": "y"}])
    assert (rule.id, rule.section, rule.form, rule.weight) == ("first-seen", "standing", "first", 7)
    assert rule.about == "When goods were first seen."
    assert rule.of == {"claim": "availability"}
    assert rule.say == SOUND["say"]
    assert rule.cell == {}
    assert (rule.examples, rule.never) == (({"says": "x"},), ({"says": "y"},))
    assert rule.file == str(tmp_path / "first-seen.yaml")
    assert rule.text == (tmp_path / "first-seen.yaml").read_text("utf-8")


def test_what_a_rule_leaves_out_is_empty(tmp_path: Path) -> None:
    rule = loaded(tmp_path, of={})
    assert (rule.weight, rule.examples, rule.never, rule.of) == (0, (), (), {})


# What is wrong with one -----------------------------------------------------------------------------------------------


def test_an_unknown_key(tmp_path: Path) -> None:
    error = stopped(tmp_path, colour="blue")
    assert "unknown key 'colour'" in error.message
    assert all(key in error.hint for key in KEYS)


@pytest.mark.parametrize("key", ["id", "section", "about", "form", "of", "say"])
def test_a_missing_key(key: str, tmp_path: Path) -> None:
    changes: dict[str, Any] = {key: None}
    assert f"no '{key}'" in stopped(tmp_path, **changes).message


def test_an_unknown_form(tmp_path: Path) -> None:
    error = stopped(tmp_path, form="guess")
    assert "no form is called 'guess'" in error.message
    assert all(form in error.hint for form in FORMS)


def test_an_unknown_section(tmp_path: Path) -> None:
    error = stopped(tmp_path, section="weather")
    assert "no section is called 'weather'" in error.message
    assert all(section in error.hint for section in SECTIONS)


def test_a_state_without_a_phrase(tmp_path: Path) -> None:
    error = stopped(tmp_path, say={"dated": "{items} came {when}"})
    assert "say has no phrase for the state 'by'" in error.message
    assert "silent" in error.hint


def test_a_state_without_a_phrase_in_tables(tmp_path: Path) -> None:
    assert "cell has no phrase for the state 'dated'" in stopped(tmp_path, cell={"by": "{when}"}).message


def test_a_phrase_for_a_state_that_the_form_has_not(tmp_path: Path) -> None:
    error = stopped(tmp_path, say={**SOUND["say"], "rumoured": "{items}"})
    assert "the form first has no state 'rumoured'" in error.message
    assert "dated" in error.hint


def test_a_slot_that_the_state_has_not(tmp_path: Path) -> None:
    error = stopped(tmp_path, say={**SOUND["say"], "by": "{items} cost {price}"})
    assert "say.by: no slot 'price'" in error.message
    assert "items" in error.hint


def test_a_slot_that_the_state_has_not_in_tables(tmp_path: Path) -> None:
    assert "cell.by: no slot 'x'" in stopped(tmp_path, cell={"dated": "{items}", "by": "[{x}]"}).message


def test_a_phrase_that_cannot_be_parsed(tmp_path: Path) -> None:
    error = stopped(tmp_path, say={**SOUND["say"], "by": "{items came"})
    assert "say.by: a stray brace" in error.message


def test_a_present_state_without_a_past_form(tmp_path: Path) -> None:
    say = dict.fromkeys(FORMS["parties"].states, "{items} {sells|sell|sold}")
    error = stopped(tmp_path, form="parties", of={"claim": "party"}, say={**say, "active": "{items} {sells|sell}"})
    assert "say.active: the phrase cannot be put into the past" in error.message
    assert "{sells|sell|sold}" in error.hint


def test_a_table_needs_no_past_form(tmp_path: Path) -> None:
    say = dict.fromkeys(FORMS["parties"].states, "{items} {sells|sell|sold}")
    cell = dict.fromkeys(FORMS["parties"].states, "{items}")
    assert loaded(tmp_path, form="parties", of={"claim": "party"}, say=say, cell=cell).cell == cell


def test_a_file_that_is_no_mapping(tmp_path: Path) -> None:
    (tmp_path / "list.yaml").write_text("- id\n", encoding="utf-8")
    with pytest.raises(XbriefError, match="a rule file is a mapping of about, cell"):
        read([tmp_path / "list.yaml"])


@pytest.mark.parametrize(
    ("content", "way_out"),
    [(b"id: [\n", "xbrief explain"), (b"id: \xff\xfe\n", "as UTF-8"), (b"a: b: c\n", "xbrief explain")],
)
def test_a_file_that_is_no_yaml(content: bytes, way_out: str, tmp_path: Path) -> None:
    (tmp_path / "broken.yaml").write_bytes(content)
    with pytest.raises(XbriefError, match="the rule cannot be read") as stop:
        read([tmp_path / "broken.yaml"])
    assert way_out in stop.value.hint


@pytest.mark.parametrize(
    ("of", "message", "hint"),
    [
        ({"claims": "duty"}, "of: unknown key 'claims'", "did you mean `claim`"),
        ({"claim": "dutty"}, "of.claim: 'dutty' is none of its values", "duty"),
        ({"claim": ["duty", "rates"]}, "of.claim: 'rates' is none of its values", "duty"),
        ({"claim": "party", "role": ["carier"]}, "of.role: 'carier' is none of its values", "carrier"),
        ({"claim": "availability", "sellers": "all"}, "of.sellers: 'all' is none of its values", "some, none"),
    ],
)
def test_a_rule_that_could_never_fire_is_refused(of: object, message: str, hint: str, tmp_path: Path) -> None:
    error = stopped(tmp_path, of=of)
    assert message in error.message
    assert hint in error.hint


@pytest.mark.parametrize(
    ("of", "message"),
    [
        ({"wanted": "shares"}, "of must hold one list, wanted"),
        ({"wanted": [], "claim": "duty"}, "of must hold one list, wanted"),
        ({"wanted": [{"id": "a"}]}, "an entry without an id or without words"),
        ({"wanted": ["a"]}, "an entry without an id or without words"),
        ({"wanted": [{"id": "a", "words": "a", "kindd": "rival"}]}, "unknown key 'kindd'"),
        ({"wanted": [{"id": "a", "words": "a", "or": [{"kind": "rival"}, {"kindd": "view"}]}]}, "unknown key 'kindd'"),
        ({"wanted": [{"id": "a", "words": "a", "unless": "b"}]}, "no entry above is called 'b'"),
    ],
)
def test_a_gap_that_nothing_could_fill_is_refused(of: object, message: str, tmp_path: Path) -> None:
    assert message in stopped(tmp_path, form="gap", of=of, say={"nothing": "nothing on {topic}"}).message


def test_a_key_that_stands_twice_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path)
    path.write_text(path.read_text("utf-8") + "weight: 1\nweight: 2\n", encoding="utf-8")
    with pytest.raises(XbriefError, match="the key 'weight' stands twice"):
        read([path])


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(XbriefError, match=r"nowhere\.yaml cannot be read"):
        read([tmp_path / "nowhere.yaml"])


def test_no_code_of_a_strangers_rule_is_run(tmp_path: Path) -> None:
    (tmp_path / "evil.yaml").write_text("id: !!python/object/apply:os.getcwd []\n", encoding="utf-8")
    with pytest.raises(XbriefError, match="the rule cannot be read"):
        read([tmp_path / "evil.yaml"])


# A dossier's own rules ------------------------------------------------------------------------------------------------


def test_without_a_folder_of_its_own_a_dossier_has_the_rules_that_come_with_the_tool(tmp_path: Path) -> None:
    assert with_own(None) == dict(sorted(builtin().items()))
    assert with_own(tmp_path / "rules") == with_own(None)
    assert with_own(written(tmp_path)) == with_own(None), "a file is no folder"


def test_a_dossier_adds_a_rule(tmp_path: Path) -> None:
    written(tmp_path)
    rules = with_own(tmp_path)
    assert set(rules) - set(builtin()) == {"first-seen"}
    assert list(rules) == sorted(rules)


def test_a_dossier_rewords_a_rule(tmp_path: Path) -> None:
    written(tmp_path, "any-name", id="first-sale")
    rules = with_own(tmp_path)
    assert set(rules) == set(builtin())
    assert rules["first-sale"].say == SOUND["say"]
    assert rules["first-sale"].file == str(tmp_path / "any-name.yaml")


@pytest.mark.parametrize("content", ["id: first-sale\nsilence: true\n", "silence: 'true'\n"])
def test_a_dossier_silences_a_rule(content: str, tmp_path: Path) -> None:
    (tmp_path / "first-sale.yaml").write_text(content, encoding="utf-8")
    assert set(builtin()) - set(with_own(tmp_path)) == {"first-sale"}


def test_silence_is_true_or_not_written(tmp_path: Path) -> None:
    (tmp_path / "first-sale.yaml").write_text("id: first-sale\nsilence: false\n", encoding="utf-8")
    with pytest.raises(XbriefError, match="silence is False") as stop:
        with_own(tmp_path)
    assert "silence: true" in stop.value.hint


def test_silencing_a_rule_that_is_not_there_is_a_slip_of_the_pen(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("id: figurs\nsilence: true\n", encoding="utf-8")
    with pytest.raises(XbriefError, match="there is no rule 'figurs' to silence") as stop:
        with_own(tmp_path)
    assert "figures" in stop.value.hint


def test_two_files_of_one_rule_are_one_too_many(tmp_path: Path) -> None:
    written(tmp_path, "a")
    written(tmp_path, "b")
    with pytest.raises(XbriefError, match=r"b.yaml: the rule 'first-seen' stands in a.yaml already"):
        with_own(tmp_path)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{items} of Halden came {when}", "say.by: the phrase names Halden"),
        ("{items} came by 1999", "say.by: a figure in the phrase"),
        ("{items} {was|were|beat Alder|beat Alder} seen {when}", "say.by: the phrase names Alder"),
    ],
)
def test_a_phrase_says_nothing_of_its_own_about_the_world(text: str, message: str, tmp_path: Path) -> None:
    written(tmp_path, say={**SOUND["say"], "by": text})
    with pytest.raises(XbriefError, match=message):
        with_own(tmp_path, ["Halden", "Alder", ""])
    (fault,) = faults(tmp_path, ["Halden", "Alder"])
    assert (fault.file, fault.code) == (f"{tmp_path.name}/first-seen.yaml", "D701")
    assert message in fault.message


def test_all_broken_rules_are_told_of_in_one_go_with_their_lines(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("id: x\n  bad: [\n", encoding="utf-8")
    (tmp_path / "b.yaml").write_text("id: figurs\nsilence: true\n", encoding="utf-8")
    (tmp_path / "c.yaml").write_text("id: figures\nsilence: true\n", encoding="utf-8")
    written(tmp_path, "d", of={"claim": "dutty"})
    found = list(faults(tmp_path))
    assert [(f.file.rpartition("/")[2], f.line > 0) for f in found] == [
        ("a.yaml", True),
        ("b.yaml", False),
        ("d.yaml", False),
    ]


def test_other_files_are_no_rules(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("not a rule", encoding="utf-8")
    assert with_own(tmp_path) == with_own(None)


def test_a_broken_rule_of_a_dossier_stops_the_work(tmp_path: Path) -> None:
    written(tmp_path, form="guess")
    with pytest.raises(XbriefError, match="no form is called 'guess'"):
        with_own(tmp_path)


# The rules that come with the tool ------------------------------------------------------------------------------------


def test_the_rules_of_the_tool_use_every_form() -> None:
    assert {rule.form for rule in builtin().values()} == set(FORMS)


def test_the_rules_of_the_tool_stand_in_files_of_their_name() -> None:
    assert {rule.file: rule.id for rule in builtin().values()} == {str(p): p.stem for p in BUILTIN.glob("*.yaml")}


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("say", "text"),
        ("say", ["text"]),
        ("say", 5),
        ("cell", ["text"]),
        ("weight", "heavy"),
        ("form", ["first"]),
        ("section", {"a": "b"}),
        ("of", "availability"),
        ("of", ["availability"]),
        ("examples", 5),
        ("examples", ["text"]),
        ("never", "text"),
    ],
)
def test_a_value_of_another_shape_is_named(key: str, value: object, tmp_path: Path) -> None:
    changes: dict[str, Any] = {key: value}
    assert key in stopped(tmp_path, **changes).message
