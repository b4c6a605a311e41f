"""A folder becomes a dossier; every fault is told with its place, and takes out no more than it must."""

from __future__ import annotations

import gc
import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tests.unit.small_dossiers import (
    FACT,
    HEAD,
    LATER,
    dossier,
    fact,
    held,
    lines,
    loaded,
    only,
    place_of,
    source,
    told,
    write,
)
from xbrief.dossier.codes import codes
from xbrief.dossier.load import load
from xbrief.errors import XbriefError
from xbrief.model import Link, Place, Ref, Speaker
from xbrief.problems import Code

REPO = Path(__file__).resolve().parents[2]


def test_a_fact_takes_its_place_in_the_model(tmp_path: Path) -> None:
    result = loaded(
        tmp_path,
        fact(
            """\
            market: [ch, li]
            id: xx-ex2002-lamps
            kind: partner
            parties: [butik]
            role: retailer
            status: active
            from: '2020-01'
            observed: 2020
            says: [eva-lund, nordwind, {unnamed: an official}]
            supersedes: [{fact: ch-ex2001-shop, category: lamps}]
            disputes: [{fact: ch-ex2001-shop, about: start}]
            authorised: no
            exclusive: true
            origin: fair-2020
            note: |
              two
              lines
            """
        ),
    )
    assert result.problems == ()
    found = result.dossier.facts["xx-ex2002-lamps"]
    assert found.market == ("ch", "li")
    assert found.says == (
        Speaker("person", "eva-lund"),
        Speaker("party", "nordwind"),
        Speaker("unnamed", "an official"),
    )
    assert found.links == (
        Link("supersedes", "ch-ex2001-shop", category="lamps"),
        Link("disputes", "ch-ex2001-shop", about="start"),
    )
    assert (found.authorised, found.exclusive, found.note, found.origin) == ("no", True, "two lines", "fair-2020")
    assert found.from_
    assert found.from_.earliest == date(2020, 1, 1)
    assert found.source == "ex-2020-02"
    assert found.place == Place("ex-2020-02.yaml", 9, 3)


TARIFF = "kind: tariff\napplies_to: all"
REGULATION = "kind: regulation\nstatus: active"


def test_the_kinds_rename_what_they_must(tmp_path: Path) -> None:
    result = loaded(
        tmp_path,
        fact("id: ch-ex2002-why\nkind: cause\nof: {fact: ch-ex2001-shop, category: lamps}\nreason: cost\nby: [butik]"),
        fact("id: ch-ex2002-price\nkind: metric\nname: price\nvalue: 69.90\nunit: currency\ncurrency: CHF\nof: Lumo"),
        fact("id: ch-ex2002-duty\nrate_percent: null\ntype: unnamed\non: lamps of all sorts\n" + TARIFF),
        fact("id: ch-ex2002-part\nrate_percent: 2\ntype: surcharge\non: [lamps]\npart_of: ch-ex2002-duty\n" + TARIFF),
        fact("id: ch-ex2002-rule\nmeasure: a rule\ntype: customs\nauthority: a court\neffect: pending\n" + REGULATION),
        fact("id: ch-ex2002-shops\nkind: partner\nunnamed: shops\nrole: retailer\ncount: 3\nstatus: active"),
    )
    assert result.problems == ()
    facts = result.dossier.facts
    assert facts["ch-ex2002-why"].of == Ref("ch-ex2001-shop", "lamps")
    assert facts["ch-ex2002-price"].of is None
    assert facts["ch-ex2002-price"].of_what == "Lumo"
    assert facts["ch-ex2002-price"].value == Decimal("69.90")
    assert facts["ch-ex2002-duty"].rate_percent is None
    assert facts["ch-ex2002-duty"].on == ("lamps of all sorts",)
    assert facts["ch-ex2002-part"].part_of == "ch-ex2002-duty"
    assert facts["ch-ex2002-rule"].authority == "a court"
    assert facts["ch-ex2002-shops"].count == 3


def test_the_entrant(tmp_path: Path) -> None:
    found = loaded(tmp_path).dossier
    assert (found.company.id, found.company.home, found.main) == ("nordwind", "no", "lamps")
    assert found.categories["lamps"].hs == {"HS2022": "9405.21"}
    assert found.parties["butik"].aliases == ("Butik Bern",)
    assert list(found.parties) == ["butik", "nordwind"], "the company is a party, named or not"
    assert found.people["eva-lund"].of == "nordwind"
    assert found.stale == {"availability": 365, "party": 183}
    assert list(found.sources) == ["ex-2020-01", "ex-2020-02", "ex-2021-03"]


def test_an_entrant_may_stand_among_its_parties(tmp_path: Path) -> None:
    parties = "parties: {nordwind: {name: Nordwind ASA, type: maker}, butik: {name: Butik}}"
    assert loaded(tmp_path, dossier=dossier(parties)).dossier.parties["nordwind"].name == "Nordwind ASA"


def test_an_origin_is_the_facts_own_or_its_sources(tmp_path: Path) -> None:
    facts = loaded(tmp_path, fact(), fact("id: ch-ex2002-own\norigin: fair-2020")).dossier.facts
    assert [facts[id].origin for id in sorted(facts)] == ["fair-2020", "", "fair-2020", ""]


def test_values_are_text_in_one_line(tmp_path: Path) -> None:
    result = loaded(tmp_path, fact("products: [1.10, no, 2020-02-03]\nclaim: >\n  Nordwind\n  sells.\n"))
    found = result.dossier.facts["ch-ex2002-lamps"]
    assert found.products == ("1.10", "no", "2020-02-03")
    assert found.claim == "Nordwind sells."


@pytest.mark.parametrize("code", codes().values(), ids=codes())
def test_the_examples_of_each_code_are_true(code: Code, tmp_path: Path) -> None:
    if code.where == "none":
        return
    bad, good = (load(write(tmp_path / name, example(code.where, text))) for name, text in examples(code))
    severity = {problem.severity for problem in bad.problems if problem.code == code.code}
    assert severity == {code.severity}, bad.problems
    assert good.problems == ()


def examples(code: Code) -> list[tuple[str, str]]:
    return [("bad", code.bad), ("good", code.good)]


def example(where: str, text: str) -> dict[str, str]:
    if where == "dossier":
        return {"dossier.yaml": dossier(text)}
    whole = {"fact": source(fact(text)), "facts": source(text + "\n"), "source": source(fact(), head=text)}
    return {"ex-2020-02.yaml": whole[where]}


def test_every_code_that_is_told_is_explained() -> None:
    files = [
        *(REPO / "xbrief" / "dossier").glob("*.py"),
        *(REPO / "xbrief").glob("*/*.py"),
        *(REPO / "xbrief").glob("cli/run/*.py"),
    ]
    written = "".join(path.read_text(encoding="utf-8") for path in files)
    assert set(re.findall(r'"([DE][0-9]{3})"', written)) == set(codes())


def test_a_broken_table_of_codes_is_refused(tmp_path: Path) -> None:
    for number, text in enumerate(("", "D101: [", "D101: {title: x}", "D101: x")):
        table = tmp_path / f"{number}.yaml"
        table.write_text(text, encoding="utf-8")
        with pytest.raises(XbriefError, match="table of codes"):
            codes(table)


def test_all_problems_of_all_files_at_once_and_in_order(tmp_path: Path) -> None:
    result = loaded(
        tmp_path,
        fact("status: actve\nsellers: [butk]"),
        fact("id: ch-ex2002-b\nkind: offr"),
        ex_2021_03=LATER.replace("2021-03'", "2021-13'"),
        dossier=dossier("stale: {party: soon}"),
    )
    assert told(result) == ["D401", "D204", "D302", "D204", "D401"]
    places = [problem.place for problem in result.problems]
    assert places == [
        "dossier.yaml:12:16",
        "ex-2020-02.yaml:15:11",
        "ex-2020-02.yaml:16:13",
        "ex-2020-02.yaml:21:9",
        "ex-2021-03.yaml:11:7",
    ]
    assert [problem.hint for problem in result.problems[1:4]] == [
        "did you mean `active`?",
        "did you mean `butik`?",
        "did you mean `offer`?",
    ]
    assert result.problems[1].excerpt == "  status: actve"
    assert held(result) == {"ch-ex2001-shop"}
    assert result.errors == result.problems


@pytest.mark.parametrize(
    ("given", "hint"),
    [
        ("prodcts: [x]", "did you mean `products`?"),
        ("rate_percent: 3", "`rate_percent` belongs to tariff"),
        ("zzz: 3", ""),
        (
            "kind: view\nabout: x\nstatus: active",
            "a status stands with presence, offer, block, partner, channel, tariff",
        ),
    ],
)
def test_an_unknown_key_comes_with_a_way_out(given: str, hint: str, tmp_path: Path) -> None:
    (problem,) = loaded(tmp_path, fact(given)).problems
    assert problem.hint.startswith(hint)
    assert bool(problem.hint) == bool(hint)


def test_keys_of_facts_are_no_hint_for_an_entry_of_the_entrant(tmp_path: Path) -> None:
    party = "parties: {butik: {name: Butik, status: active, rate_percent: 3}}"
    result = loaded(tmp_path, dossier=dossier(party))
    assert [(problem.code, problem.hint) for problem in result.problems] == [
        ("D203", "it takes name, aliases, type, home")
    ] * 2


def test_a_name_in_print_leads_to_its_id(tmp_path: Path) -> None:
    problem = only(loaded(tmp_path, fact("sellers: [Butik Bern]")), "D302")
    assert problem.hint == "did you mean `butik`?"


def test_a_name_like_no_other_is_to_be_added(tmp_path: Path) -> None:
    assert only(loaded(tmp_path, fact("says: zzz")), "D303").hint == "add it to dossier.yaml"


MARK = "‸"


@pytest.mark.parametrize(
    ("code", "given"),
    [
        ("D201", "categories: ‸{lamps: yes}"),
        ("D201", "categories: ‸lamps"),
        ("D201", "categories: ‸~"),
        ("D201", "claim: ‸[a]"),
        ("D203", "says: {‸unamed: buyers, unnamed: buyers}"),
        ("D203", "says: {‸who: buyers}"),
        ("D202", "supports: [‸{category: lamps}]"),
        ("D203", "supports: [{fact: ch-ex2001-shop, ‸categry: lamps}]"),
        ("D207", "supports: [‸Ch_1]"),
        ("D203", "kind: view\nabout: x\nof: {fact: ch-ex2001-shop, ‸about: x}"),
        ("D202", "kind: view\nabout: x\nof: ‸{category: lamps}"),
        ("D304", "market: ‸atlantis"),
        ("D304", "market: [ch, ‸CH]"),
        ("D205", "market: ‸[]"),
        ("D203", "‸rate_percent: 3"),
        ("D203", "‸zzzzzz: 3"),
        ("D206", "kind: metric\nname: units\nvalue: ‸1,000\nunit: devices"),
        ("D206", "only: ‸yes"),
        ("D403", "kind: metric\nname: units\nvalue: 5\nunit: devices\n‸target: 2021"),
        ("D404", "kind: metric\nname: units\nvalue: 5\nunit: devices\n‸status: active"),
        ("D206", "kind: partner\nunnamed: shops\nrole: retailer\nstatus: active\ncount: ‸none"),
        ("D211", "‸kind: partner\nrole: retailer\nstatus: active"),
        ("D211", "kind: partner\nparties: [butik]\n‸unnamed: shops\nrole: retailer\nstatus: active"),
        ("D211", "‸kind: event\nevent: entry"),
        ("D404", "kind: event\nevent: entry\nstatus: ‸ended"),
        ("D403", "kind: tariff\nrate_percent: 2\ntype: excise\non: [lamps]\napplies_to: all\n‸target: 2021"),
        ("D404", "kind: tariff\nrate_percent: 2\ntype: excise\non: [lamps]\napplies_to: all\nstatus: ‸active"),
        ("D306", "kind: cause\nreason: cost\nof: ‸ch-ex2001-sho"),
        ("D205", "anchor: ‸~"),
        ("D210", "anchor: ‸… the end"),
        ("D210", "anchor: ‸one two three four five six seven … the end"),
        ("D210", "anchor: ‸one … two … three"),
        ("D401", "observed: ‸soon"),
        ("D205", "observed: ‸~"),
        ("D205", "count: ‸~\nkind: partner\nparties: [butik]\nrole: retailer\nstatus: active"),
        ("D402", "status: ended\nuntil: ‸../2019\nfrom: 2020"),
        ("D310", "supersedes: [‸ch-ex2002-lamps]"),
    ],
)
def test_a_fault_of_a_fact_is_told_at_its_place(code: str, given: str, tmp_path: Path) -> None:
    # A fault of the fact as a whole stands where the fact begins: here the marked line comes first.
    text = source(fact(given)) if not given.startswith("‸kind") else source(lines_first(given))
    result = load(write(tmp_path, {"ex-2020-02.yaml": text.replace(MARK, "")}))
    places = [(problem.line, problem.column) for problem in result.problems if problem.code == code]
    assert places == [place_of(MARK, text)], result.problems


def lines_first(given: str) -> str:
    """A fact that begins with the given lines."""
    own = [f"{key}: {value}" for key, value in FACT.items()]
    return "- " + "\n  ".join([*given.split("\n"), *own]) + "\n"


@pytest.mark.parametrize(
    "given", ["market: [ch, li]\nid: li-ex2002-lamps", "market: null\nid: xx-ex2002-lamps", "market: XX"]
)
def test_an_id_tells_a_market_or_none(given: str, tmp_path: Path) -> None:
    assert "D313" not in told(loaded(tmp_path, fact(given)))


def test_a_fault_in_an_unsettled_target_is_told_once(tmp_path: Path) -> None:
    assert told(loaded(tmp_path, fact("status: activ\ntarget: '2021'"))) == ["D204"]


def test_a_fact_that_is_no_mapping(tmp_path: Path) -> None:
    assert only(loaded(tmp_path, "- just words\n"), "D201").line == 9


def test_a_kind_that_is_a_list(tmp_path: Path) -> None:
    only(loaded(tmp_path, fact("kind: [offer]")), "D201")


def test_a_forbidden_node_is_told_once_and_takes_its_fact_out(tmp_path: Path) -> None:
    given = ("claim: &c Words.", "products: &p [a]", "categories: [!!str lamps]", "says: &s {unnamed: x}", "market: *m")
    facts = (fact(f"id: ch-ex2002-{number}\n{text}") for number, text in enumerate(given))
    result = loaded(tmp_path, *facts, fact())
    assert told(result) == ["D106"] * 5
    assert held(result) == {"ch-ex2001-shop", "ch-ex2002-lamps", "ch-ex2103-closed"}


def test_a_fault_in_the_head_leaves_out_the_source_with_its_facts(tmp_path: Path) -> None:
    why = fact("id: ch-ex2103-why\nkind: cause\nof: ch-ex2002-lamps\nreason: cost")
    for head in (
        "url: javascript:alert(1)",
        "title: &t A shop",
        "language: Swedish",
        "title: a\ntitle: b",
        "id: other",
    ):
        result = loaded(tmp_path, fact(), head=head, ex_2021_03=LATER + why)
        assert [code for code in told(result) if code == "D307"] == ["D307"], result.problems
        assert "ex-2020-02" not in result.dossier.sources
        assert held(result) == {"ch-ex2001-shop", "ch-ex2103-closed"}


def test_a_source_without_a_day(tmp_path: Path) -> None:
    for published in ("null", "2020/.."):
        result = loaded(tmp_path, fact(), head=f"published: {published}")
        assert only(result, "D405").severity == "warning"
        assert "ch-ex2002-lamps" in result.dossier.facts
    assert told(loaded(tmp_path, head="published: soon")) == ["D401"]


def test_a_source_without_a_list_of_facts(tmp_path: Path) -> None:
    result = load(write(tmp_path, {"ex-2020-02.yaml": lines(HEAD, "")}))
    only(result, "D202")
    assert "ex-2020-02" in result.dossier.sources


def test_files_that_are_no_mapping(tmp_path: Path) -> None:
    files = {"empty.yaml": "# nothing\n", "list.yaml": "- a\n", "anchor.yaml": "&a [b]\n"}
    result = load(write(tmp_path, files))
    assert [(problem.file, problem.code) for problem in result.problems] == [
        ("anchor.yaml", "D106"),
        ("empty.yaml", "D108"),
        ("list.yaml", "D201"),
    ]


def test_an_unreadable_file_says_so_once_and_its_facts_are_not_called_unknown(tmp_path: Path) -> None:
    why = fact("id: ch-ex2103-why\nkind: cause\nof: ch-ex2002-lamps\nreason: cost")
    result = loaded(tmp_path, fact("claim: a: b"), ex_2021_03=LATER + why)
    assert told(result) == ["D104", "D307"]
    assert result.problems[0].place == "ex-2020-02.yaml:15:11"


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    files = {
        "latin.yaml": "id: é".encode("latin-1"),
        "nul.yaml": b"id: a\0",
        "mark.yaml": b"\xef\xbb\xbf" + source(head="id: mark").encode(),
    }
    result = load(write(tmp_path, files))
    assert told(result) == ["D101", "D103", "D102"]
    assert "mark" in result.dossier.sources


def test_nothing_is_shown_of_what_a_link_leads_to_outside(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("root: [secret", "utf-8")
    root = write(tmp_path / "dossier", {"ex-2020-02.yaml": source(fact())})
    (root / "away.yaml").symlink_to(tmp_path / "secret")
    (root / "near.yaml").symlink_to(root / "ex-2020-02.yaml")
    problems = load(root).problems
    assert [(p.file, p.code, p.message) for p in problems if p.file == "away.yaml"] == [
        ("away.yaml", "D109", "is a link that leads out of the dossier")
    ]
    assert all(p.code != "D109" for p in problems if p.file == "near.yaml")
    assert "secret" not in str(problems)


def test_a_link_that_leads_nowhere(tmp_path: Path) -> None:
    (tmp_path / "gone.yaml").symlink_to(tmp_path / "nothing")
    problem = only(loaded(tmp_path, fact()), "D109")
    assert (problem.file, problem.line, problem.message) == (
        "gone.yaml",
        0,
        "cannot be read: No such file or directory",
    )


@pytest.mark.parametrize(
    ("code", "given"),
    [
        ("D203", "‸compny: {}"),
        ("D201", "company: ‸Nordwind"),
        ("D202", "company: ‸{name: Nordwind}"),
        ("D301", "main: ‸lamp"),
        ("D207", "categories: {‸Lamps: {label: x}, lamps: {label: x}}"),
        ("D201", "categories: {lamps: {label: x}, kettles: {label: x, hs: ‸9405}}"),
        ("D209", "categories: {lamps: {label: x, hs: {‸HS22: '9405'}}}"),
        ("D209", "categories: {lamps: {label: x, hs: {HS2022: ‸x}}}"),
        ("D106", "categories: {lamps: {label: x, hs: ‸&h {HS2022: '9405'}}}"),
        ("D201", "categories: {lamps: ‸lamps}"),
        ("D301", "brands: {Lumo: ‸lamp}"),
        ("D201", "brands: ‸[Lumo]"),
        ("D304", "parties: {butik: {name: Butik, home: ‸CH}}"),
        ("D302", "people: {eva-lund: {name: Eva, of: ‸nordwnd}}"),
        ("D213", "people: {‸butik: {name: Butik}, eva-lund: {name: Eva}}"),
        ("D205", "origins: {fair-2020: ‸}"),
        ("D204", "stale: {‸partys: 1y}"),
        ("D204", "stale: {‸zzz: 1y}"),
        ("D201", "stale: {party: ‸[1y]}"),
        ("D401", "stale: {party: ‸soon}"),
        ("D205", "stale: {party: ‸}"),
    ],
)
def test_a_fault_of_the_entrant_is_told_once_at_its_place(code: str, given: str, tmp_path: Path) -> None:
    text = dossier(given)
    result = loaded(tmp_path, fact("says: eva-lund\nsellers: [butik]"), dossier=text.replace(MARK, ""))
    assert told(result) == [code], result.problems
    assert (result.problems[0].file, result.problems[0].line, result.problems[0].column) == (
        "dossier.yaml",
        *place_of(MARK, text),
    )
    assert result.usable


def test_empty_sections_are_empty(tmp_path: Path) -> None:
    result = loaded(tmp_path, dossier=dossier("brands:\npeople: ~\nstale:"))
    assert (result.problems, dict(result.dossier.brands)) == ((), {})


def test_missing_sections_are_named(tmp_path: Path) -> None:
    result = load(write(tmp_path, {"dossier.yaml": "brands: {}\n", "ex-2020-01.yaml": source(head="id: ex-2020-01")}))
    assert [problem.message.split()[0] for problem in result.problems] == ["`categories`", "`company`", "`main`"]
    assert result.dossier.company.id == ""


@pytest.mark.parametrize(("text", "code"), [("company: [", "D104"), ("- a", "D201"), ("", "D108")])
def test_a_broken_main_file_spares_the_facts_its_names(text: str, code: str, tmp_path: Path) -> None:
    result = loaded(tmp_path, fact("status: actve\nsays: nobody"), dossier=text)
    assert told(result) == [code, "D204"]
    assert not result.usable
    assert result.dossier.facts == {}


def test_what_lies_beside_the_sources_is_not_read(tmp_path: Path) -> None:
    for name in (".hidden.yaml", "NOTES.md", "old.yml"):
        write(tmp_path, {name: "a: [\n"})
    for name in ("rules", "templates", "folder.yaml"):
        (tmp_path / name).mkdir()
    (tmp_path / "rules" / "x.yaml").write_text("[", encoding="utf-8")
    result = loaded(tmp_path)
    assert [(p.place, p.code, p.severity, p.hint) for p in result.problems] == [
        ("old.yml:0:0", "D110", "warning", "call it old.yaml")
    ]
    assert result.files == ("dossier.yaml", "ex-2020-01.yaml", "ex-2020-02.yaml", "ex-2021-03.yaml")


def test_no_folder_and_no_main_file_stop_the_work(tmp_path: Path) -> None:
    with pytest.raises(XbriefError, match="there is no folder"):
        load(tmp_path / "nowhere")
    with pytest.raises(XbriefError, match=r"there is no dossier\.yaml") as caught:
        load(tmp_path)
    assert "beside its sources" in caught.value.hint
    write(tmp_path / "sources", {})
    with pytest.raises(XbriefError, match=r"there is no dossier\.yaml") as caught:
        load(tmp_path)
    assert caught.value.hint == f"did you mean {tmp_path / 'sources'}?"
    with pytest.raises(XbriefError, match="is a file"):
        load(tmp_path / "sources" / "dossier.yaml")


@pytest.mark.parametrize(
    ("method", "message"),
    [("read_bytes", r"dossier\.yaml cannot be read: Permission"), ("iterdir", r"the folder .* cannot be read: Perm")],
)
def test_an_unreadable_folder_or_main_file_stops_the_work(
    method: str, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_path: Path) -> None:
        raise PermissionError(13, "Permission denied")

    write(tmp_path, {})
    monkeypatch.setattr(Path, method, refuse)
    with pytest.raises(XbriefError, match=message):
        load(tmp_path)


@pytest.mark.parametrize("running", [True, False])
def test_the_cycle_collector_is_left_as_it_was(running: bool, tmp_path: Path) -> None:
    before = gc.isenabled()
    try:
        (gc.enable if running else gc.disable)()
        loaded(tmp_path)
        assert gc.isenabled() is running
    finally:
        (gc.enable if before else gc.disable)()


def test_the_bundled_dossier_is_sound() -> None:
    result = load(REPO / "sources")
    assert result.errors == ()
    assert len(result.dossier.facts) >= 320
    assert len(result.dossier.sources) == len(result.files) - 1
    assert all(found.place.line > 0 for found in result.dossier.facts.values())
