"""The words of the two base articles' facts: all found, none beyond them, and corruptions of them noticed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.articles.test_coverage import BASE, SOURCES
from tools import mutation
from xbrief.dossier.load import load
from xbrief.evidence import lock
from xbrief.evidence.folder import Texts
from xbrief.evidence.glossary import Glossary
from xbrief.evidence.held import hold

LOCK = SOURCES / lock.NAME


@pytest.fixture(scope="module")
def texts() -> Texts:
    folder = os.environ.get("XBRIEF_TEXTS")
    if not folder:
        pytest.skip("XBRIEF_TEXTS is unset: the article texts are not part of the repo")
    return Texts(Path(folder))


def test_the_bundled_lock_holds_the_facts_of_the_base_articles_as_they_are() -> None:
    dossier = load(SOURCES).dossier
    entries, broken = lock.parse(LOCK.read_text("utf-8"))
    assert broken == ()
    base = {i for i, f in dossier.facts.items() if f.source in BASE}
    assert set(entries) == base, "the others were never checked, and nobody says that they were"
    assert {lock.state(dossier.facts[i], e).state for i, e in entries.items()} == {"found"}


def test_their_words_are_found_and_bear_what_they_say(texts: Texts) -> None:
    dossier = load(SOURCES).dossier
    names = Glossary(dossier)
    entries, _ = lock.parse(LOCK.read_text("utf-8"))
    for i, entry in entries.items():
        found = hold(names, dossier.facts[i], texts.of(dossier.facts[i].source))
        assert found.faults == (), i
        assert found.span is not None
        assert f"{found.span[0]}-{found.span[1]}" == entry.span
        assert found.text is not None
        assert found.text.fingerprint == entry.text


def test_most_corruptions_are_noticed(texts: Texts) -> None:
    """A part of them, here; `make mutation` tries all, and lists what survives."""
    assert texts.folder is not None
    made, caught, _ = mutation.run(texts.folder, SOURCES, every=17)
    assert made.total() > 150
    assert 100 * caught.total() >= 93 * made.total()
