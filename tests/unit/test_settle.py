"""A link that would harm the dossier is taken back: the file is as it was, and the error says why."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tests.unit import small_dossiers as small
from xbrief.claims.ledger import ledger
from xbrief.cli.run import settle
from xbrief.dossier.load import load
from xbrief.errors import XbriefError

SHOPS = (
    "kind: metric\nname: stores\nunit: shops\nof: shops in Bern\nobserved: '2020'\nvalue: {value}\nid: ch-ex{n}-shops"
)


def _root(folder: Path) -> Path:
    one, two = (small.fact(SHOPS.format(value=v, n=n)) for v, n in ((3, 2002), (7, 2103)))
    later = small.source(two, head="id: ex-2021-03\npublished: '2021-03-04'\npublisher: Other")
    return small.write(folder, {"ex-2020-02.yaml": small.source(one), "ex-2021-03.yaml": later})


Spoil = Callable[[str], str]
SPOILT: dict[str, tuple[Spoil, str]] = {
    "no YAML any more": (lambda text: f"{text}\n]", "D104"),
    "an unknown fact": (lambda text: f"{text}  disputes: [ch-ex2002-shopz]\n", "D304|D3"),
    "a value more": (lambda text: text.replace("value: 7", "value: 70"), "would say something else"),
    "a fact less": (lambda text: text[: text.index("facts:")] + "facts: []\n", "gone or have come"),
    "no link": (lambda text: text, "other links"),
    "nothing": (lambda text: text[:0], "D108"),
}


@pytest.mark.parametrize(("spoil", "words"), SPOILT.values(), ids=SPOILT)
def test_what_goes_wrong_is_put_back(spoil: Spoil, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = _root(tmp_path / "small")
    loaded = load(root)
    assert loaded.problems == ()
    book = ledger(loaded.dossier, date(2022, 1, 1))
    (clash,) = book.clashes
    file = root / "ex-2021-03.yaml"
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
    before = file.read_bytes()
    loaded = load(root)
    monkeypatch.setattr(settle, "with_link", lambda text, *_: spoil(text))
    with pytest.raises(XbriefError, match=words) as caught:
        settle.accept(loaded, book, clash, {})
    assert "the file is as it was" in caught.value.message
    assert file.read_bytes() == before
    monkeypatch.undo()
    assert settle.accept(loaded, book, clash, {}) == (
        "ex-2021-03.yaml: ch-ex2103-shops disputes ch-ex2002-shops (number)\n"
    )
    assert file.read_bytes().startswith(b"\xef\xbb\xbf")
