"""The stamp goes through every format and comes back as it was."""

from __future__ import annotations

import io
import json
import zipfile
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.properties.worlds import rules
from tests.render.briefs import NAMES, POISON, bundled, poisoned, seal
from xbrief.errors import XbriefError
from xbrief.render import stamp
from xbrief.render.stamp import Part, Sentence, Stamp, Told

words = st.text(st.characters(exclude_categories=["Cs"]))
ids = st.text(st.sampled_from("abc.#-0<>"), min_size=1, max_size=8)
told = st.builds(Told, words, st.lists(ids, max_size=3).map(tuple))
several = st.lists(ids, max_size=2).map(tuple)


@st.composite
def parts(draw: st.DrawFn) -> Part:
    findings = draw(st.dictionaries(ids, told, max_size=4))
    some = st.lists(st.sampled_from([*findings]), max_size=3).map(tuple) if findings else st.just(())
    sentences = st.lists(st.builds(Sentence, words, some), max_size=3).map(tuple)
    asked = (draw(ids), draw(words), draw(several), draw(words), draw(several))
    return Part(*asked, findings, draw(sentences), draw(sentences))


stamps = st.builds(
    Stamp,
    *(words, words, words, words),
    st.lists(parts(), max_size=3).map(tuple),
    st.dictionaries(words, several, max_size=2),
    several,
)


@given(stamps)
def test_what_is_written_is_read(made: Stamp) -> None:
    assert stamp.load(stamp.dump(made)) == made
    page = f"# A page\n\n{stamp.comment(made)}\n# Another\n\n{stamp.comment(made)}"
    assert stamp.read(page) == (made, made)
    assert stamp.read(page.replace("\n", "\r\n")) == (made, made)


@given(stamps)
def test_nothing_in_it_ends_a_comment_or_an_element(made: Stamp) -> None:
    text = stamp.dump(made)
    assert "".join(text.split("\n")).isprintable()
    assert not {"<", ">", "&", "--"} & {*text, *(a + b for a, b in pairwise(text))}
    json.loads(text)


@pytest.mark.parametrize("name", NAMES)
def test_it_names_every_finding_with_its_own_sentence(name: str) -> None:
    brief = bundled(name)
    (part,) = seal(brief).briefs
    assert [*part.findings] == [*brief.findings]
    assert [f for f, held in part.findings.items() if not held.says] == []
    assert all(part.findings[f].facts == found.facts for f, found in brief.findings.items())
    assert (part.key, part.markets, part.sections) == (brief.key, brief.markets, tuple(s.id for s in brief.sections))
    assert {id for each in (*part.sentences, *part.cells) for id in each.findings} == {*part.findings}


def test_a_stamp_of_an_earlier_version_has_no_sentences() -> None:
    part = '{"key":"a","kind":"country","markets":["nl"],"length":"page","sections":[],"findings":{}}'
    text = f'{{"xbrief":"0.1","dossier":"0","command":"country","as_of":"2020-01-01","briefs":[{part}]}}'
    assert stamp.load(text).briefs == (Part("a", "country", ("nl",), "page", (), {}),)


def test_the_sentence_of_a_finding_is_that_of_its_rule_whatever_stands_beside_it() -> None:
    one, several = (seal(bundled(name)).briefs[0].findings for name in ("kr", "us br kr"))
    both = [id for id in one if id in several and bundled("kr").findings[id].rule in rules()]
    assert len(both) > 5
    assert [id for id in both if one[id] != several[id]] == []


def test_a_stamp_in_xml_that_another_program_has_written_again_is_the_same() -> None:
    made = seal(poisoned())
    again = stamp.xml(made).decode().replace('"{', "&quot;{").replace('":', "&quot;:")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as held:
        held.writestr("customXml/item2.xml", again.replace(f'"{stamp.SPACE}"', f"'{stamp.SPACE}'"))
    assert stamp.read(out.getvalue()) == (made,)


def test_hostile_words_stay_words() -> None:
    made = seal(poisoned())
    assert POISON in "".join(t.says for t in made.briefs[0].findings.values())
    assert stamp.read(stamp.comment(made)) == (made,)


@pytest.mark.parametrize(
    "text", ["{}", "[]", "no", '{"briefs":[{}]}', '{"xbrief":"1","briefs":[]}', '{"briefs":[{"findings":[]}]}']
)
def test_a_damaged_stamp_is_told(text: str) -> None:
    with pytest.raises(XbriefError, match="damaged"):
        stamp.read(f"<!-- xbrief-stamp:\n{text}\n-->")


def test_a_text_without_a_stamp_has_none() -> None:
    assert stamp.read("# A page <!-- xbrief -->") == ()
