"""Sources as references: names taken apart only where that is plain, dates no more exact than they are held."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from xbrief.brief.references import issued, item, items, name
from xbrief.dossier.dates import parse
from xbrief.model import Source
from xbrief.render.references import bibtex, csl_json, ris


def source(**changes: Any) -> Source:
    """A source of an invented paper."""
    given: dict[str, Any] = {
        "id": "ex-2020-02",
        "title": "A shop opens",
        "publisher": "Example",
        "authors": (),
        "published": parse("2020-02-03"),
        "url": "https://ex.example/shop",
        "language": "en",
        "origin": None,
    }
    return Source(**given | changes)


@pytest.mark.parametrize(
    ("author", "language", "family", "given"),
    [
        ("Ada Ek", "en", "Ek", "Ada"),
        ("Ek, Ada", "en", "Ek", "Ada"),
        ("Kim, Min-seo", "ko", "Kim", "Min-seo"),
        ("Ada B. Ek", None, "Ek", "Ada B."),
        ("Jean-Luc O'Neill", "fr", "O'Neill", "Jean-Luc"),
        ("Åsa Øst", "sv", "Øst", "Åsa"),
        ("Eva Lund-Berg", "sv", "Lund-Berg", "Eva"),
    ],
)
def test_a_plain_name_is_taken_apart(author: str, language: str | None, family: str, given: str) -> None:
    assert name(author, language) == {"family": family, "given": given}


@pytest.mark.parametrize(
    ("author", "language"),
    [
        ("Ada", "en"),
        ("Ludwig van Berg", "de"),
        ("Maria Garcia Lopez", "es"),
        ("Kim Min-seo", "en"),
        ("Kim Minseo", "ko"),
        ("Nagy Eva", "hu"),
        ("Ren Okada", "ja-JP"),
        ("Staff Writer", "en"),
        ("Example News", "en"),
        ("EXP Wire", "en"),
        ("Ada EK", "en"),
        ("ada Ek", "en"),
        ("Team 2", "en"),
        ("岡田蓮", "ja"),
        ("岡田 蓮", "ja"),
    ],
)
def test_a_name_that_is_not_plain_stays_whole(author: str, language: str) -> None:
    assert name(author, language) == {"literal": author}


@pytest.mark.parametrize(
    ("edtf", "expected"),
    [
        ("2020-02-03", {"date-parts": [[2020, 2, 3]]}),
        ("2020-02", {"date-parts": [[2020, 2]]}),
        ("2020", {"date-parts": [[2020]]}),
        ("2020-02~", {"date-parts": [[2020, 2]], "circa": True}),
        ("2020-34", {"date-parts": [[2020, 4], [2020, 6]]}),
        ("2020-40", {"date-parts": [[2020, 1], [2020, 6]]}),
        ("2020-02/2020-03-04", {"date-parts": [[2020, 2], [2020, 3, 4]]}),
        ("2019/2020~", {"date-parts": [[2019], [2020]], "circa": True}),
        ("../2020-02", {"literal": "by February 2020"}),
        ("2020/..", {"literal": "from 2020"}),
    ],
)
def test_a_date_is_as_exact_as_it_is_held(edtf: str, expected: dict[str, object]) -> None:
    assert issued(parse(edtf)) == expected


def test_what_is_not_known_is_left_out() -> None:
    found = item(source(published=None, url=None, language=None))
    assert found == {"id": "ex-2020-02", "type": "document", "title": "A shop opens", "container-title": "Example"}


def test_items_stand_in_order_of_their_keys_each_once() -> None:
    given = [source(id="c"), source(id="a", citekey="Zed"), source(id="b"), source(id="b")]
    assert [found["id"] for found in items(given)] == ["b", "c", "Zed"]
    assert [found["id"] for found in json.loads(csl_json(items(given)))] == ["b", "c", "Zed"]


def _bib(**changes: Any) -> dict[str, str]:
    """The fields of an entry, as they are written behind the sign of equality."""
    text = bibtex([item(source(**changes))])
    assert text.startswith("@misc{")
    assert text.endswith(",\n}\n")
    return dict(re.findall(r"^  (\w+) = (.*),$", text, re.MULTILINE))


def test_bibtex_keeps_capitals_and_escapes_what_it_would_obey() -> None:
    found = _bib(
        title=r"The 50% shop of $5 & a {Brand}_name in Bern #1 \x ~ ^", url="https://ex.example/a_b%20{c}?d&e#f"
    )
    assert found["title"] == (
        r"{The 50\% shop of \$5 \& a {\{Brand\}\_name} in {Bern} \#1 \textbackslash{}x \textasciitilde{} "
        r"\textasciicircum{}}"
    )
    assert found["url"] == "{https://ex.example/a_b%20%7Bc%7D?d&e#f}"
    assert _bib(title="A---b")["title"] == "{A-{}-{}-b}"
    assert _bib(title="eShops open")["title"] == "{{eShops} open}"


def test_bibtex_has_authors_one_by_one_and_organisations_whole() -> None:
    assert _bib(authors=("Ada Ek", "Example News & Co"))["author"] == r"{Ek, Ada and {Example News \& Co}}"


@pytest.mark.parametrize(
    ("edtf", "expected"),
    [
        ("2020-02-03", {"year": "{2020}", "month": "feb", "day": "{3}"}),
        ("2020-12", {"year": "{2020}", "month": "dec"}),
        ("2020~", {"year": "{2020}", "date": "{2020~}"}),
        ("2020-02/2020-03-04", {"year": "{2020}", "month": "feb", "date": "{2020-02/2020-03-04}"}),
        ("../2020-02", {"year": "{by February 2020}"}),
        (None, {}),
    ],
)
def test_dates_in_bibtex(edtf: str | None, expected: dict[str, str]) -> None:
    found = _bib(published=edtf and parse(edtf))
    assert {key: found[key] for key in ("year", "month", "day", "date") if key in found} == expected


def test_a_record_of_ris() -> None:
    given = source(authors=("Ada Ek", "Example News"), title="A shop\x1b[31m\nopens", citekey="ek2020")
    assert ris([item(given)]).splitlines() == [
        "TY  - ELEC",
        "ID  - ek2020",
        "AU  - Ek, Ada",
        "AU  - Example News",
        "TI  - A shop [31m opens",
        "T2  - Example",
        "PY  - 2020",
        "DA  - 2020/02/03/",
        "LA  - en",
        "UR  - https://ex.example/shop",
        "ER  - ",
    ]


@pytest.mark.parametrize(
    ("edtf", "expected"),
    [
        ("2020", ["PY  - 2020", "DA  - 2020///"]),
        ("2020-02~", ["PY  - 2020", "DA  - 2020/02//circa"]),
        ("2019-12/2020-03", ["PY  - 2019", "DA  - 2019/12//to 2020-03"]),
        ("2020/..", ["DA  - ///from 2020"]),
        (None, []),
    ],
)
def test_dates_in_ris(edtf: str | None, expected: list[str]) -> None:
    lines = ris([item(source(published=edtf and parse(edtf), url=None))]).splitlines()
    assert [line for line in lines if line[:2] in {"PY", "DA"}] == expected
    assert lines[0] == "TY  - GEN"
    assert not any(line.startswith("UR") for line in lines)
