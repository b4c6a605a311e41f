"""The files of a site: links that lead somewhere, words that stay words, nothing inline, the same bytes each time."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit

from tests.cli.process import CYCLES, REPO, copied, xbrief
from tests.render.test_html import Tree
from tests.site.conftest import built
from tests.unit import small_dossiers as small
from xbrief.render import stamp
from xbrief.render.site.links import file_of_rule

LAMPS = REPO / "tests" / "dossiers" / "lamps"
POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; img-src data:; base-uri 'none'; form-action 'none'"


def texts(folder: Path) -> dict[str, str]:
    """The files of a folder by name."""
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def pages(folder: Path) -> dict[str, Tree]:
    return {name: Tree(text) for name, text in texts(folder).items() if name.endswith(".html")}


def harmless(folder: Path) -> None:
    """Nothing in the pages runs or loads but the site's own two files."""
    for name, page in pages(folder).items():
        up = "../" * name.count("/")
        data = [{"type": "application/json", "id": stamp.NAME}] if name.startswith("markets/") else []
        assert [a for t, a in page.tags if t == "script"] == [{"src": f"{up}site.js", "defer": ""}, *data], name
        assert [a["href"] for t, a in page.tags if t == "link"] == ["data:,", f"{up}site.css"], name
        assert [a["content"] for _, a in page.tags if a.get("http-equiv") == "Content-Security-Policy"] == [POLICY]
        assert {"img", "iframe", "object", "embed", "form", "base", "style"}.isdisjoint(t for t, _ in page.tags), name
        names = {key for _, attrs in page.tags for key in attrs}
        assert not {"style", "srcset", "action"} & names
        assert [key for key in names if key.startswith("on")] == []
        links = (urlsplit(href).scheme for href in page.all("href"))
        assert set(links) <= {"", "data", "https", "http"}, name


def dangling(folder: Path) -> list[str]:
    """Links within the site that lead to no file, or to no place in one."""
    held = pages(folder)
    places = {name: set(page.all("id")) for name, page in held.items()}
    found = []
    for name, page in held.items():
        for href in page.all("href"):
            address = urlsplit(href)
            if address.scheme:
                continue
            target = os.path.normpath(Path(name).parent / unquote(address.path)) if address.path else name
            inside = target in places and (not address.fragment or unquote(address.fragment) in places[target])
            if not inside and target != "site.css":
                found.append(f"{name}: {href}")
    return found


def test_every_link_leads_somewhere_and_every_page_is_led_to(site: Path, cycles: Path) -> None:
    for folder in (site, cycles):
        assert dangling(folder) == []
        led = {
            os.path.normpath(Path(name).parent / urlsplit(href).path)
            for name, page in pages(folder).items()
            for href in page.all("href")
            if not urlsplit(href).scheme
        }
        assert {name for name in texts(folder) if name.endswith(".html")} <= led


def test_ids_are_given_once_a_page(site: Path) -> None:
    for name, page in pages(site).items():
        ids = page.all("id")
        assert len(ids) == len(set(ids)), name


def test_it_runs_and_loads_nothing_but_its_own(site: Path, cycles: Path) -> None:
    harmless(site)
    harmless(cycles)


def test_every_fact_source_market_and_rule_has_its_place(site: Path) -> None:
    facts = json.loads(xbrief("facts", "--format", "json").stdout)["facts"]
    held = pages(site)
    for fact in facts:
        assert fact["id"] in held[f"sources/{fact['source']['id']}.html"].all("id")
        for market in fact["markets"]:
            assert f"../sources/{fact['source']['id']}.html#{fact['id']}" in held[f"markets/{market}.html"].all("href")
    assert sum(name.startswith("sources/") for name in held) == 50
    assert "rules/on-sale.html" in held


def test_the_same_dossier_gives_the_same_bytes_wherever_its_texts_lie(tmp_path: Path) -> None:
    held = []
    for number, env in enumerate(({}, {"XBRIEF_TEXTS": str(LAMPS / "texts"), "PYTHONHASHSEED": "7"})):
        done = xbrief("site", tmp_path / str(number), "--dossier", LAMPS, env=env)
        assert done.returncode == 0
        held.append(texts(tmp_path / str(number)))
    assert held[0] == held[1]
    assert json.loads(held[0]["xbrief-site.json"])["as_of"] == "2026-11-22"


def test_a_market_carries_the_stamp_of_its_brief(site: Path) -> None:
    for code in ("kr", "mx"):
        (told,) = stamp.read(texts(site)[f"markets/{code}.html"])
        assert (told.command, told.as_of, told.briefs[0].key) == ("site", "2026-11-22", code)
        asked = xbrief("country", code, "--output", "-", "--format", "md").stdout
        (brief,) = stamp.read(asked)
        assert told.dossier == brief.dossier
        assert brief.briefs[0].findings.items() <= told.briefs[0].findings.items()


def test_as_of_shows_what_was_known_then(tmp_path: Path) -> None:
    held = texts(built(tmp_path / "then", REPO / "sources", "--as-of", "2015-12-31"))
    assert "As of 31 December 2015" in held["index.html"]
    assert "sources/techinasia-2016-03-korea-dealers.html" not in held
    assert "markets/br.html" in held
    assert dangling(tmp_path / "then") == []


def test_the_overview_tells_what_the_newest_sources_changed_and_what_is_due(site: Path) -> None:
    page = texts(site)["index.html"]
    assert re.search(r'South Korea</a> <span class="day">15 January 2025', page)
    assert "39 forecasts to look up and 64 stale conclusions due by 30 days after 22 November 2026" in page
    assert page.count("Before: ") > 3


def test_texts_are_shown_on_request_alone(tmp_path: Path) -> None:
    words = "They are the same three cafés in two cities"
    source = "lampandhearth-2021-03-pl-entry"
    text = (LAMPS / "texts" / f"{source}.txt").read_text(encoding="utf-8")
    first = next(line for line in text.splitlines() if len(line) > 200)
    assert words not in first
    plain = texts(built(tmp_path / "plain", LAMPS))
    shown = texts(built(tmp_path / "shown", LAMPS, "--with-texts"))
    beginning = " ".join(first.split()[:9])
    assert not any(beginning in page for page in plain.values())
    assert not any("private" in page for name, page in plain.items() if name.endswith(".html"))
    page = shown[f"sources/{source}.html"]
    assert all("For private use only" in page for name, page in shown.items() if name.endswith(".html"))
    assert "<mark>" in page
    tree = Tree(page)
    facts = [attrs["id"] for tag, attrs in tree.tags if tag == "article"]
    marked = {attrs["href"].removeprefix("#") for tag, attrs in tree.tags if tag == "a"}
    assert len(set(facts) & marked) > len(facts) / 2
    assert dangling(tmp_path / "shown") == []
    harmless(tmp_path / "shown")


def test_without_texts_there_are_none_to_show(tmp_path: Path) -> None:
    done = xbrief("site", tmp_path / "site", "--dossier", CYCLES, "--with-texts")
    assert (done.returncode, done.stdout) == (2, "")
    assert "there are no texts to show" in done.stderr
    assert not (tmp_path / "site").exists()


HOSTILE = """\
id: ex-2020-02
title: '<script>alert(1)</script>"</title>'
publisher: '</td><img src=x onerror=alert(1)>'
authors: ['<b>Ada</b>']
published: '2020-02-03'
url: 'https://ex.example/?a=1&amp;b=(2)'
language: sv
facts:
- id: ch-one
  market: ch
  kind: offer
  categories: [lamps]
  status: active
  says: {unnamed: '<i>trade</i> {{ 7*7 }}'}
  claim: 'Lamps are <b>sold</b> & ch-ex2001-shop "shines" {% raw %}.'
  anchor: '</blockquote><script>alert(1)</script>'
"""


def test_the_words_of_a_dossier_stay_words(tmp_path: Path) -> None:
    root = small.write(tmp_path / "hostile", {"ex-2020-02.yaml": HOSTILE})
    done = xbrief("site", tmp_path / "site", "--dossier", root)
    assert done.returncode == 0
    harmless(tmp_path / "site")
    assert dangling(tmp_path / "site") == []
    page = texts(tmp_path / "site")["sources/ex-2020-02.html"]
    assert "Lamps are &lt;b&gt;sold&lt;/b&gt;" in page
    assert "{{ 7*7 }}" in page
    link = next(a["href"] for _, a in Tree(page).tags if a.get("rel") == "noreferrer")
    assert link == "https://ex.example/?a=1&amp;b=(2)"


def own(root: Path, files: Mapping[str, str]) -> Path:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


def test_a_dossier_lays_out_pages_and_neither_frame_nor_script(tmp_path: Path) -> None:
    root = own(
        copied(tmp_path),
        {
            "templates/site/rules.html.j2": "<h1>Our rules</h1>{{ rows | length }}<script>alert(1)</script>",
            "templates/site/market.html.j2": '{% extends "site/market.html.j2" %}'
            "{% block contents %}<p>Ours.</p>{{ super() }}{% endblock %}",
            "templates/site/frame.html.j2": "<p>no policy</p>",
            "templates/site/site.js": "alert(1)",
        },
    )
    held = texts(built(tmp_path / "site", root))
    assert "<h1>Our rules</h1>" in held["rules.html"]
    assert POLICY in held["rules.html"]
    assert "<p>Ours.</p>" in held["markets/nl.html"]
    assert "On this page" in held["markets/nl.html"]
    assert "alert" not in held["site.js"]


def test_copied_templates_lay_out_the_same_site(tmp_path: Path) -> None:
    root = copied(tmp_path)
    names = [path.name for path in (REPO / "templates" / "site").glob("*.j2") if path.name != "frame.html.j2"]
    assert "market.html.j2" in names
    for name in names:
        assert xbrief("template", "copy", f"site/{name}", "--dossier", root).returncode == 0
    assert texts(built(tmp_path / "site", root)) == texts(built(tmp_path / "shipped", CYCLES))
    assert xbrief("template", "show", "site/frame.html.j2", "--dossier", root).returncode == 2


def test_check_tries_the_templates_of_a_site(tmp_path: Path) -> None:
    for number, (name, line, words) in enumerate(
        (("rule", "{{ nobody }}", "'nobody' is undefined"), ("overview", "{% if %}", "Expected an expression"))
    ):
        root = own(copied(tmp_path / str(number)), {f"templates/site/{name}.html.j2": f"<h1>\n{line}\n"})
        done = xbrief("check", "--dossier", root)
        assert done.returncode == 1
        assert f"templates/site/{name}.html.j2:2:" in done.stdout
        assert words in done.stdout


def test_a_broken_template_is_told_with_its_line(tmp_path: Path) -> None:
    root = own(copied(tmp_path), {"templates/site/rule.html.j2": "<h1>\n{{ nobody }}\n</h1>"})
    done = xbrief("site", tmp_path / "site", "--dossier", root)
    assert (done.returncode, done.stdout) == (2, "")
    assert "templates/site/rule.html.j2:2: " in done.stderr
    assert "nobody" in done.stderr
    assert not (tmp_path / "site").exists()


def test_a_rule_of_any_name_has_a_page(tmp_path: Path) -> None:
    rule = (REPO / "xbrief/rules/builtin/outlets.yaml").read_text(encoding="utf-8").partition("\nexamples:")[0]
    root = own(copied(tmp_path), {"rules/own.yaml": rule.replace("id: outlets", "id: '../../Über <b>'")})
    held = texts(built(tmp_path / "site", root))
    name = file_of_rule("../../Über <b>")
    assert re.fullmatch(r"rules/own\.[0-9a-f]{12}\.html", name)
    assert "Rule <code>../../Über &lt;b&gt;</code>" in held[name]
    assert dangling(tmp_path / "site") == []


def test_a_dossier_of_one_market_or_of_none_is_a_site_too(tmp_path: Path) -> None:
    for number, day, told in ((1, "2020-06-30", "fewer than two markets"), (0, "2019-01-01", "fewer than two markets")):
        root = small.write(tmp_path / f"dossier-{number}", {})
        done = xbrief("site", tmp_path / f"site-{number}", "--dossier", root, "--as-of", day)
        assert (done.returncode, done.stderr) == (0, "")
        held = texts(tmp_path / f"site-{number}")
        assert told in held["compare.html"]
        assert ("markets/ch.html" in held) == bool(number)
        assert ("No fact on a market was known by 1 January 2019" in held["index.html"]) == (not number)
        assert dangling(tmp_path / f"site-{number}") == []


def test_a_day_is_asked_for_before_anything_is_written(tmp_path: Path) -> None:
    done = xbrief("site", tmp_path / "site", "--as-of", "soon")
    assert done.returncode == 2
    assert not (tmp_path / "site").exists()
