"""Citekeys: what a bibliography knows a source by, each of them one source's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.small_dossiers import EARLIER, LATER, fact, loaded, only, told


def test_without_a_citekey_a_source_is_cited_by_its_id(tmp_path: Path) -> None:
    sources = loaded(tmp_path, fact(), head="citekey: ek_shop2020").dossier.sources
    assert {source.id: source.key for source in sources.values()} == {
        "ex-2020-01": "ex-2020-01",
        "ex-2020-02": "ek_shop2020",
        "ex-2021-03": "ex-2021-03",
    }


@pytest.mark.parametrize("key", ["a", "2020", "ek:shop", "ek.shop-2020/1+2", "ek_", "_ek"])
def test_keys_that_pandoc_and_bibtex_read(key: str, tmp_path: Path) -> None:
    assert loaded(tmp_path, fact(), head=f"citekey: '{key}'").dossier.sources["ex-2020-02"].key == key


@pytest.mark.parametrize(
    "key", ["ek shop", "ek,shop", "ek--shop", "-ek", "ek.", "Åke2020", "a{b}", "ek%20", "@ek", "a#b"]
)
def test_a_malformed_key_is_told(key: str, tmp_path: Path) -> None:
    problem = only(loaded(tmp_path, head=f"citekey: '{key}'"), "D209")
    assert (problem.file, problem.message[: len(key) + 2]) == ("ex-2020-02.yaml", f"`{key}`")


@pytest.mark.parametrize("key", ["ex-2021-03", "EX-2020-01", "lund2021", "LUND2021"])
def test_a_key_of_another_source_is_told_and_taken_out(key: str, tmp_path: Path) -> None:
    """Of two that are alike the first file keeps it; the source stays, with its facts."""
    earlier = EARLIER.replace("url: null", "url: null\ncitekey: lund2021")
    result = loaded(tmp_path, fact(), head=f"citekey: {key}", **{"ex-2020-01": earlier})
    problem = only(result, "D319")
    assert (problem.file, problem.severity) == ("ex-2020-02.yaml", "error")
    assert problem.excerpt == f"citekey: {key}"
    assert problem.column == len("citekey: ") + 1
    assert [source.key for source in result.dossier.sources.values()] == ["lund2021", "ex-2020-02", "ex-2021-03"]
    assert "ch-ex2002-lamps" in result.dossier.facts


def test_a_source_may_have_its_own_id_as_its_key(tmp_path: Path) -> None:
    later = LATER.replace("url: null", "url: null\ncitekey: Ex-2021-03")
    assert told(loaded(tmp_path, fact(), **{"ex-2021-03": later})) == []
