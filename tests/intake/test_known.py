"""The same article, or another one of the same words."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.intake.samples import BODY, TITLE
from tests.unit.small_dossiers import fact, source, write
from xbrief.dossier.load import load
from xbrief.evidence.text import read
from xbrief.intake.article.types import Article, Head
from xbrief.intake.known import Known

TEXT = "\n\n".join(BODY)
NEARLY = TEXT.replace("two hundred", "three hundred")


@pytest.mark.parametrize(
    ("head", "same"),
    [
        (Head(title="A shop opens"), True),
        (Head(title="A shop opens", published="2020-02"), True),
        (Head(title="A shop opens", published="2020"), True),
        (Head(title="A shop opens", published="2020-03"), False),
        (Head(title="Another", publisher="Example"), True),
        (Head(title="Another", publisher="Paper"), False),
        (Head(title="Another"), True),
    ],
)
def test_nearly_the_same_words_are_one_article_where_title_or_publisher_and_day_agree(
    head: Head, same: bool, tmp_path: Path
) -> None:
    dossier = load(write(tmp_path, {"ex-2020-02.yaml": source(fact())})).dossier
    assert dossier.sources["ex-2020-02"].title == "A shop opens"
    known = Known(dossier, {}, {"ex-2020-02": read(TEXT), "stray": read(NEARLY[:-1])})
    article = Article("text", head, NEARLY, NEARLY)
    found = known.same(article)
    assert (found is not None) == same
    alike = known.like(article)
    assert alike is not None
    assert alike.source == "ex-2020-02", "a text without a source is no source"
    assert known.like(article, but="ex-2020-02") is None


def test_other_words_are_another_article(tmp_path: Path) -> None:
    known = Known(load(write(tmp_path, {"ex-2020-02.yaml": source(fact())})).dossier, {}, {"ex-2020-02": read(TEXT)})
    other = Article("text", Head(title=TITLE), "Kettles are dear.", "Kettles are dear.")
    assert known.same(other) is None
    assert known.like(other) is None
