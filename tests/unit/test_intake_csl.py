"""Items of CSL-JSON become source files: nothing is invented, what cannot be kept is told, what is held is skipped."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.unit.small_dossiers import fact, loaded
from xbrief.errors import XbriefError
from xbrief.intake.csl import Taken, items, taken
from xbrief.model import Dossier

PLAIN = {"id": "ek2020", "title": "A lamp in Bern", "container-title": "The Lamp Post", "URL": "https://lamp.example/a"}


@pytest.fixture
def held(tmp_path: Path) -> Dossier:
    return loaded(tmp_path, fact(), head="citekey: shop2020").dossier


def one(held: Dossier, item: Any, **changes: Any) -> Taken:
    (found,) = taken([{**item, **changes} if isinstance(item, Mapping) else item], held)
    return found


def record(held: Dossier, **changes: Any) -> dict[str, Any]:
    found = one(held, PLAIN, **changes)
    assert found.state == "new", found.words
    read = yaml.BaseLoader(found.text).get_single_data()
    assert read["id"] == found.id
    return dict(read)


def test_a_plain_item(held: Dossier) -> None:
    found = one(held, PLAIN)
    assert found == Taken(
        1,
        "new",
        "",
        "thelamppost-lamp-bern",
        "id: thelamppost-lamp-bern\ntitle: A lamp in Bern\npublisher: The Lamp Post\nauthors: []\npublished: null\n"
        "url: https://lamp.example/a\ncitekey: ek2020\nfacts: []\n",
    )


@pytest.mark.parametrize(
    ("issued", "published"),
    [
        ({"date-parts": [[2020, 2, 3]]}, "2020-02-03"),
        ({"date-parts": [["2020", "2"]]}, "2020-02"),
        ({"date-parts": [["2020"]]}, "2020"),
        ({"date-parts": [[2020]], "circa": True}, "2020~"),
        ({"date-parts": [[2020, 2], [2020, 3, 4]]}, "2020-02/2020-03-04"),
        ({"date-parts": [[2019], [2020]], "circa": 1}, "2019~/2020~"),
        ({"date-parts": [[2020], []]}, "2020"),
        ({"date-parts": [[]]}, "null"),
        ({"raw": "2020-02-03"}, "2020-02-03"),
        ({"literal": "../2020-02"}, "../2020-02"),
        ({}, "null"),
        (None, "null"),
        ({"season": 1}, "null"),
    ],
)
def test_a_day_is_as_exact_as_it_is_given(issued: object, published: str, held: Dossier) -> None:
    assert record(held, issued=issued)["published"] == published


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"issued": {"raw": "February 2020"}}, "published", "'February 2020' cannot be kept as its day"),
        ({"language": "English (US)"}, "language", "'English (US)' cannot be kept as its language"),
        ({"id": "http://zotero.example/items/AB"}, "citekey", "cannot be kept as its citekey"),
    ],
)
def test_what_cannot_be_kept_is_told(changes: dict[str, Any], field: str, words: str, held: Dossier) -> None:
    assert words in one(held, PLAIN, **changes).words
    assert record(held, **changes).get(field, "null") == "null"


@pytest.mark.parametrize("url", ["javascript:alert(1)", "ftp://lamp.example/a", "lamp.example/a"])
@pytest.mark.parametrize("publisher", ["The Lamp Post", None])
def test_an_address_that_is_none_of_the_web_is_not_taken_and_named(url: str, publisher: str, held: Dossier) -> None:
    found = one(held, PLAIN, URL=url, **{"container-title": publisher})
    assert (found.state, found.text) == ("bad", "")
    assert found.words == f"its URL `{url}` is not an address that begins with http:// or https://, and is not taken"


@pytest.mark.parametrize(
    ("author", "written"),
    [
        ({"family": "Ek", "given": "Ada"}, "Ada Ek"),
        ({"family": "Kim", "given": "Min-seo"}, "Min-seo Kim"),
        ({"family": "van Berg", "given": "Ludwig"}, "van Berg, Ludwig"),
        ({"family": "Berg", "given": "Ludwig", "non-dropping-particle": "van"}, "van Berg, Ludwig"),
        ({"family": "Garcia Lopez", "given": "Maria"}, "Garcia Lopez, Maria"),
        ({"family": "Ek", "given": "Ada", "suffix": "Jr."}, "Ek, Ada Jr."),
        ({"literal": "Example News"}, "Example News"),
        ({"family": "Ek"}, "Ek"),
        ({"given": "Ada"}, "Ada"),
    ],
)
def test_a_name_is_written_so_that_it_is_read_back(author: dict[str, str], written: str, held: Dossier) -> None:
    assert record(held, author=[author, {}])["authors"] == [written]


def test_markup_and_controls_of_a_title_fall_away(held: Dossier) -> None:
    title = "A <i>lamp</i>\n in <span class='nocase'>Bern</span>\x1b[2J < 3"
    assert record(held, title=title)["title"] == "A lamp in Bern [2J < 3"


@pytest.mark.parametrize(
    ("changes", "publisher", "id"),
    [
        ({"container-title": "", "publisher": "Lamps Ltd"}, "Lamps Ltd", "lampsltd-lamp-bern"),
        ({"container-title": None, "URL": "https://www.Lamp.example/x"}, "lamp.example", "lampexample-lamp-bern"),
        ({"title": "ランプ", "issued": {"date-parts": [[2020, 2, 3]]}}, "The Lamp Post", "thelamppost-2020-02"),
        ({"container-title": "灯", "issued": {"date-parts": [[2020]]}}, "灯", "lamp-example-2020-lamp-bern"),
        ({"container-title": "灯", "title": "灯", "URL": None}, "灯", "source"),
        ({"title": "Example's lamp: " + "long " * 40}, "The Lamp Post", "thelamppost-examples-lamp-long-long"),
    ],
)
def test_the_id_is_made_of_publisher_month_and_title(
    changes: dict[str, Any], publisher: str, id: str, held: Dossier
) -> None:
    found = record(held, **changes)
    assert (found["publisher"], found["id"]) == (publisher, id)


def test_an_id_that_is_taken_gets_a_number(held: Dossier) -> None:
    again = {**PLAIN, "id": "other", "URL": "https://lamp.example/b"}
    found = [*taken([PLAIN, again], held, ["thelamppost-lamp-bern"])]
    assert [each.id for each in found] == ["thelamppost-lamp-bern-2", "thelamppost-lamp-bern-3"]


@pytest.mark.parametrize(
    ("changes", "owner"),
    [
        ({"citation-key": "SHOP2020"}, "ex-2020-02"),
        ({"id": "ex-2021-03"}, "ex-2021-03"),
        ({"URL": "http://www.ex.example/shop/"}, "ex-2020-02"),
    ],
)
def test_what_is_held_is_skipped(changes: dict[str, Any], owner: str, held: Dossier) -> None:
    found = one(held, PLAIN, **changes)
    assert found.state == "held"
    assert found.words.endswith(f"is that of {owner}")


def test_an_item_that_stands_twice_in_the_file_is_taken_once(held: Dossier) -> None:
    twice = [PLAIN, {**PLAIN, "id": "b"}, {**PLAIN, "URL": None}]
    assert [each.state for each in taken(twice, held)] == ["new", "held", "held"]


@pytest.mark.parametrize(
    ("item", "why"),
    [
        (42, "no object"),
        ({**PLAIN, "title": " "}, "no title"),
        ({**PLAIN, "title": ["x"]}, "its title is no text"),
        ({**PLAIN, "title": True}, "its title is no text"),
        ({"title": "x"}, "nothing says who published it"),
        ({**PLAIN, "author": "Ada Ek"}, "author is no list"),
        ({**PLAIN, "author": ["Ada Ek"]}, "no object"),
        ({**PLAIN, "issued": "2020"}, "issued is no object"),
        ({**PLAIN, "issued": {"date-parts": [2020]}}, "date-parts are no list"),
        ({**PLAIN, "issued": {"date-parts": "2020"}}, "date-parts are no list"),
        ({**PLAIN, "issued": {"date-parts": [[2020, 13]]}}, "13 is no month"),
        ({**PLAIN, "issued": {"date-parts": [[2020, 1, 1, 1]]}}, "no date"),
        ({**PLAIN, "issued": {"date-parts": [[-44]]}}, "no date"),
        ({**PLAIN, "issued": {"date-parts": [[2020], [2019]]}}, "ends before it begins"),
        ({**PLAIN, "URL": "ftp://lamp.example/a"}, "`ftp://lamp.example/a` is not an address"),
        ({**PLAIN, "URL": "http://[lamp"}, ""),
    ],
)
def test_a_bad_item_is_told_and_stops_no_other(item: object, why: str, held: Dossier) -> None:
    good = {**PLAIN, "id": "good", "URL": "https://good.example"}
    bad, other = taken([item, good], held)
    assert why in bad.words
    if why:
        assert (bad.number, bad.state) == (1, "bad")
    assert (other.number, other.state) == (2, "new")


@pytest.mark.parametrize("text", ["{", '{"items": []}', "[" * 100_000])
def test_a_file_that_is_no_list_of_items(text: str) -> None:
    with pytest.raises(XbriefError, match=r"^z\.json (is no JSON|holds no list)"):
        items(text, "z.json")
