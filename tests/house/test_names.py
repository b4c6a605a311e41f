"""Nothing is tuned to the bundled dossier: what it names is named in no line of the program or of its templates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from babel import Locale

REPO = Path(__file__).resolve().parents[2]

# Names of the dossier that are ordinary words of English or of programming, each with the reason why the program
# cannot do without it. An entry that nothing uses any longer fails.
ORDINARY: Mapping[str, str] = {
    "id": "the schema's own field of every source and fact; as a market it is Indonesia",
}

# What names every country of the world, or goods of every industry, and so the dossier's among them: data generated
# from CLDR, and the words of a language by which articles are read.
WORLDWIDE = ("xbrief/dossier/places.*", "xbrief/intake/suggest/en/*", "xbrief/intake/suggest/currencies.py")

# What people call these markets in English beside the CLDR name.
SHORT_NAMES = {"gb": ("UK", "Britain"), "kr": ("Korea",), "us": ("US", "USA")}


def _read(path: Path) -> Any:
    # BaseLoader, as in the program: every scalar is text ("no" is Norway, not false).
    return yaml.BaseLoader(path.read_text(encoding="utf-8")).get_single_data()


def names_of(folder: Path) -> tuple[dict[str, str], dict[str, str]]:
    """The names that a dossier gives (name -> what it is), and the ids of its markets likewise."""
    dossier = _read(folder / "dossier.yaml")
    files = [_read(path) for path in sorted(folder.rglob("*.yaml")) if path.name != "dossier.yaml"]
    names: dict[str, str] = {}
    for what, found in {
        "the company": (dossier["company"]["id"], dossier["company"]["name"]),
        "a category": _ids_and(dossier["categories"], "label"),
        "a brand": dossier["brands"],
        "a party": _ids_and(dossier["parties"], "name", "aliases"),
        "a person": [part for name in _ids_and(dossier["people"], "name") for part in _person(name)],
        "an origin": dossier["origins"],
        "a source": (file["id"] for file in files),
        "a publisher": (part for file in files for part in _publisher(file["publisher"])),
        "an author": (name for file in files for name in file.get("authors", ())),
        "a fact": (fact["id"] for fact in _facts(files)),
        "a product": (name for fact in _facts(files) for name in fact.get("products", ())),
    }.items():
        names |= {name: what for name in found if name not in names}
    markets = {dossier["company"]["home"]} | {party["home"] for party in dossier["parties"].values() if "home" in party}
    for fact in _facts(files):
        market = fact.get("market", "null")
        markets |= set(market if isinstance(market, list) else [market]) - {"null", ""}
    english = Locale("en").territories
    for market in sorted(markets):
        for name in (english[market.upper()], *SHORT_NAMES.get(market, ())):
            names.setdefault(name, "a market")
    return names, dict.fromkeys(sorted(markets), "a market's id")


def _ids_and(entries: Mapping[str, Any], *fields: str) -> Iterator[str]:
    for key, entry in entries.items():
        yield key
        for field in fields:
            value = entry.get(field, [])
            yield from value if isinstance(value, list) else [value]


def _person(name: str) -> Iterator[str]:
    yield name
    # A sentence may use the surname alone; it stands first or last, so every capitalised part of some length counts.
    yield from (part for part in name.split() if part[0].isupper() and len(part) > 3)


def _publisher(name: str) -> Iterator[str]:
    yield name
    yield name.partition(" (")[0]


def _facts(files: list[Any]) -> Iterator[Any]:
    for file in files:
        yield from file.get("facts", ())


def named(path: Path, text: str, names: Mapping[str, str], ids: Mapping[str, str]) -> Iterator[tuple[int, str, str]]:
    """Line, name and what it is, for each name that stands in the text as a whole word, in just this case.

    The ids of markets are two letters ("in", "is", "us"), so they count only as a string of their own: quoted, or
    a scalar of a YAML file.
    """
    words = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    quoted = "|".join(map(re.escape, ids))
    for number, line in enumerate(text.splitlines(), start=1):
        for match in re.finditer(rf"(?<!\w)(?:{words})(?!\w)", line):
            yield number, match.group(), names[match.group()]
        for match in re.finditer(rf"(?<!\w)(['\"])({quoted})\1", line):
            yield number, match.group(2), ids[match.group(2)]
    if path.suffix in {".yaml", ".yml"}:
        for token in yaml.scan(text, Loader=yaml.SafeLoader):
            if isinstance(token, yaml.ScalarToken) and token.plain and token.value in ids:
                yield token.start_mark.line + 1, token.value, ids[token.value]


def _program() -> Iterator[Path]:
    for folder in (REPO / "xbrief", REPO / "templates"):
        for path in sorted(folder.rglob("*")):
            relative = path.relative_to(REPO)
            # `_bundled` exists where somebody unpacked a wheel over the checkout: it is the dossier.
            if (
                path.is_file()
                and not any(map(relative.match, WORLDWIDE))
                and not {"__pycache__", "_bundled"} & {*relative.parts}
            ):
                yield path


@pytest.fixture(scope="module")
def bundled_names() -> tuple[dict[str, str], dict[str, str]]:
    return names_of(REPO / "sources")


def test_no_line_of_the_program_names_anything_of_the_dossier(
    bundled_names: tuple[dict[str, str], dict[str, str]],
) -> None:
    names, ids = bundled_names
    used: set[str] = set()
    found: list[str] = []
    for path in _program():
        for line, name, what in named(path, path.read_text(encoding="utf-8"), names, ids):
            if name in ORDINARY:
                used.add(name)
            else:
                found.append(f"{path.relative_to(REPO)}:{line}: {name!r} is {what} of sources/")
    assert not found, "\n".join(found)
    assert used == set(ORDINARY), "words that need no exception any longer"


def test_the_names_are_those_of_the_real_sources(bundled_names: tuple[dict[str, str], dict[str, str]]) -> None:
    names, ids = bundled_names
    assert names["Xiaomi"] == "the company"
    assert names["smartphones"] == names["smart wristbands"] == "a category"
    assert names["Pocophone"] == "a brand"
    assert names["g-mobi"] == names["KT Corp."] == names["여우미"] == "a party"
    assert names["Barra"] == names["hugo-barra"] == "a person"
    assert names["TechCrunch"] == names["Herald Business"] == "a publisher"
    assert names["us-cnet1502-store"] == "a fact"
    assert names["cnet-2015-02-us-mi-store"] == "a source"
    assert names["South Korea"] == names["Korea"] == names["Brazil"] == names["China"] == "a market"
    assert {"kr", "br", "us", "in", "cn"} <= set(ids)
    assert "null" not in names
    assert "null" not in ids


@pytest.mark.parametrize(
    ("file", "text", "expected"),
    [
        ("a.py", "x = 'sold in South Korea'", ["South Korea"]),
        ("a.py", "if party == 'g-mobi':", ["g-mobi"]),
        ("a.py", "# as Barra said", ["Barra"]),
        ("a.py", "if market == \"kr\" or market in {'br'}:", ["kr", "br"]),
        ("a.py", "for us in kr: pass  # it's us, 'us and them'", []),
        ("a.py", "South Korean, barra, smartphones_seen, Brazilian", []),
        ("a.py", "PER = {'smartphones': 1}", ["smartphones"]),
        ("a.md", "{% if market == 'kr' %}", ["kr"]),
        ("a.yaml", "market: kr", ["kr"]),
        ("a.yaml", "of: {market: [br, us]}", ["br", "us"]),
        ("a.yaml", 'say: {active: "{items} are sold in it"}', []),
    ],
)
def test_a_name_is_found_as_a_whole_word_and_an_id_as_a_whole_string(
    file: str, text: str, expected: list[str], bundled_names: tuple[dict[str, str], dict[str, str]]
) -> None:
    assert [name for _, name, _ in named(Path(file), text, *bundled_names)] == expected
