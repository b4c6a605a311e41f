"""The two base articles, added to a dossier that knows nothing of them: furniture is cut, the day is read."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.articles.test_coverage import BASE, SOURCES
from tests.cli.process import xbrief
from tests.unit.small_dossiers import write
from xbrief.dossier.load import load
from xbrief.evidence.folder import Texts
from xbrief.evidence.glossary import Glossary
from xbrief.evidence.held import hold
from xbrief.intake.article.reader import article

FIRST, SECOND = "techweekeurope-2015-02-us-launch", "techinasia-2016-03-korea-dealers"


@pytest.fixture(scope="module")
def saved() -> Path:
    folder = os.environ.get("XBRIEF_TEXTS")
    if not folder:
        pytest.skip("XBRIEF_TEXTS is unset: the article texts are not part of the repo")
    return Path(folder)


def test_they_are_the_base_articles() -> None:
    assert {FIRST, SECOND} == set(BASE)


def test_both_come_out_right(saved: Path, tmp_path: Path) -> None:
    root, texts = write(tmp_path / "dossier", {}), tmp_path / "texts"
    texts.mkdir()
    done = xbrief("add", saved / f"{FIRST}.txt", saved / f"{SECOND}.txt", "--texts", texts, "--dossier", root)
    assert (done.returncode, done.stderr) == (0, "")
    sources = load(root).dossier.sources
    first, second = sources[FIRST], sources[SECOND]
    assert first.title == load(SOURCES).dossier.sources[FIRST].title
    assert (first.publisher, first.authors, first.language) == ("TechWeekEurope", ("Steve McCaskill",), "en")
    assert [each.published.text for each in (first, second) if each.published] == ["2015-02", "2016-03"]
    text = (texts / f"{FIRST}.txt").read_text("utf-8")
    for furniture in ("Categories", "Recent Posts", "hours ago", "McCaskill is", "quiz", "2024", "96,000"):
        assert furniture not in text
    assert len(text.split("\n\n")) == 13
    assert len((texts / f"{SECOND}.txt").read_text("utf-8").split("\n\n")) == 12


@pytest.mark.parametrize("id", [FIRST, SECOND])
def test_what_was_cut_holds_no_word_of_a_fact(id: str, saved: Path, tmp_path: Path) -> None:
    found = article((saved / f"{id}.txt").read_bytes(), f"{id}.txt")
    (tmp_path / f"{id}.txt").write_text(found.text, encoding="utf-8")
    dossier = load(SOURCES).dossier
    names, texts = Glossary(dossier), Texts(tmp_path)
    facts = [fact for fact in dossier.facts.values() if fact.source == id]
    assert len(facts) > 20
    assert [
        (fact.id, hold(names, fact, texts.of(id)).faults) for fact in facts if hold(names, fact, texts.of(id)).faults
    ] == []


def test_the_bundled_dossier_knows_them_by_the_words_that_were_found(saved: Path, tmp_path: Path) -> None:
    """Also without a text at hand: the lock notes in which text its facts' words were found."""
    root = Path(shutil.copytree(SOURCES, tmp_path / "dossier"))
    (tmp_path / "texts").mkdir()
    done = xbrief("add", saved, "--texts", tmp_path / "texts", "--dossier", root, "--dry-run")
    assert done.returncode == 0
    for id in (FIRST, SECOND):
        assert f"its text is that of {id}" in done.stdout


def test_from_standard_input_nothing_but_the_words_tells_the_year(saved: Path) -> None:
    raw = (saved / f"{FIRST}.txt").read_bytes()
    assert article(raw, "-").head.published == "2015", "not the year of the headlines below"
    assert article((saved / f"{SECOND}.txt").read_bytes(), "-").head.published is None
