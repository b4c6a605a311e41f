"""The site in a real browser, from a file path and from a web server."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.site.looking import PHONE, ROOM, overflow, reading

SOURCE = "sources/techinasia-2016-03-korea-dealers.html"
FACT = "kr-ta1603-11st"
KINDS = ("index.html", "compare.html", "facts.html", "sources.html", "rules.html", "markets/kr.html", SOURCE)
PAGES = (*KINDS, "rules/on-sale.html")


@pytest.mark.parametrize("way", ["file", "http"])
def test_a_reader_goes_from_the_overview_down_to_the_words_of_a_source(
    browser: Browser, site: Path, address: str, way: str
) -> None:
    home = site.as_uri() if way == "file" else address
    with reading(browser, f"{home}/index.html") as page:
        # The style sheet was loaded: the policy lets the site's own files in.
        assert page.evaluate("getComputedStyle(document.querySelector('.top')).position") == "sticky"
        page.get_by_role("link", name="South Korea").first.click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Xiaomi in South Korea")
        page.get_by_role("navigation", name="On this page").get_by_role("link", name="Timeline").click()
        expect(page.get_by_role("heading", name="Timeline")).to_be_in_viewport()
        page.locator(f".facts a[href$='#{FACT}']").click()
        expect(page.locator(f"[id={FACT}]")).to_be_in_viewport()
        page.locator(f"[id={FACT}]").get_by_role("link", name="sellers").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Rule sellers")
        page.get_by_role("navigation", name="Site").get_by_role("link", name="Xiaomi").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Xiaomi: market entries")


def test_the_script_runs_from_a_file_and_from_a_server(browser: Browser, site: Path, address: str) -> None:
    for home in (site.as_uri(), address):
        with reading(browser, f"{home}/facts.html") as page:
            expect(page.get_by_role("searchbox")).to_be_visible()


def test_a_citation_opens_its_note_and_the_note_leads_to_the_fact(browser: Browser, site: Path) -> None:
    with reading(browser, f"{site.as_uri()}/markets/kr.html") as page:
        mark = page.get_by_role("button", name="Note 2:").first
        note = page.locator("[id=kr-2-open]")
        below = note.bounding_box()
        mark.click()
        assert note.evaluate("note => note.matches(':popover-open')")
        opened = note.bounding_box()
        assert below is not None
        assert opened is not None
        assert opened["y"] < below["y"]
        expect(note).to_be_in_viewport(ratio=1)
        page.keyboard.press("Escape")
        assert not note.evaluate("note => note.matches(':popover-open')")
        expect(mark).to_be_focused()
        page.keyboard.press("Enter")
        fact = note.locator("code").inner_text()
        note.locator("code a").click()
        expect(page.locator(f"[id={fact}]")).to_be_in_viewport()


def test_all_can_be_done_with_the_keyboard(browser: Browser, site: Path) -> None:
    with reading(browser, f"{site.as_uri()}/index.html") as page:
        page.keyboard.press("Tab")
        skip = page.get_by_role("link", name="Skip to the text")
        expect(skip).to_be_focused()
        expect(skip).to_be_in_viewport()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        expect(page.get_by_role("main").get_by_role("link").first).to_be_focused()
        page.keyboard.press("/")
        expect(page.get_by_role("heading", level=1)).to_have_text("Facts")
        # The page's script answers keys once it has been read.
        page.wait_for_load_state("load")
        page.keyboard.press("/")
        expect(page.get_by_role("searchbox")).to_be_focused()
        page.keyboard.type("interpark/kt")
        expect(page.get_by_role("searchbox")).to_have_value("interpark/kt")
        page.keyboard.press("Escape")
        expect(page.get_by_role("searchbox")).to_have_value("")


@pytest.mark.parametrize("file", PAGES)
def test_nothing_is_wider_than_a_phone(browser: Browser, site: Path, file: str) -> None:
    with reading(browser, f"{site.as_uri()}/{file}", viewport=PHONE) as page:
        assert overflow(page) <= 0


def test_a_picture_is_whole_on_a_phone_without_scrolling(browser: Browser, site: Path) -> None:
    for viewport, shown in ((PHONE, ".narrow"), (ROOM, "svg:not(.narrow)")):
        with reading(browser, f"{site.as_uri()}/index.html", viewport=viewport) as page:
            drawing = page.locator(".picture svg:visible")
            expect(drawing).to_have_count(1)
            expect(page.locator(f".picture {shown}")).to_be_visible()
            width: int = page.evaluate("(p => p.scrollWidth - p.clientWidth)(document.querySelector('.picture'))")
            assert width == 0


def test_the_policy_keeps_foreign_scripts_and_requests_out(browser: Browser, site: Path, address: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{site.as_uri()}/index.html")
    tried = page.evaluate(
        """async (address) => {
            const inline = document.createElement("script");
            inline.textContent = "window.ran = true";
            document.body.append(inline);
            const style = document.createElement("p");
            style.setAttribute("style", "position: fixed");
            document.body.append(style);
            const foreign = await new Promise((done) => {
                const script = document.createElement("script");
                script.onload = () => done("loaded");
                script.onerror = () => done("refused");
                script.src = `${address}/site.js`;
                document.body.append(script);
            });
            const fetched = await fetch(`${address}/index.html`).then(() => "fetched", () => "refused");
            return [window.ran === undefined, getComputedStyle(style).position, foreign, fetched];
        }""",
        address,
    )
    context.close()
    assert tried == [True, "static", "refused", "refused"]


def test_without_script_all_is_there(browser: Browser, site: Path) -> None:
    with reading(browser, f"{site.as_uri()}/facts.html", java_script_enabled=False) as page:
        expect(page.locator("#found tbody tr")).to_have_count(332)
        expect(page.get_by_role("searchbox")).to_be_hidden()
        page.goto(f"{site.as_uri()}/compare.html")
        expect(page.locator(".wide thead th:visible")).to_have_count(11)
        expect(page.locator(".pick")).to_be_hidden()
        page.get_by_role("button", name="Note 1:").first.click()
        expect(page.locator(".note:popover-open")).to_have_count(1)


def test_a_search_finds_facts_by_what_they_name_as_one_types(browser: Browser, site: Path) -> None:
    with reading(browser, f"{site.as_uri()}/facts.html") as page:
        field, count = page.get_by_role("searchbox"), page.locator("#count")
        rows = page.locator("#found tbody tr:visible")
        expect(count).to_have_text("332 facts")
        for typed, words in (
            ("korea rival", ("South Korea", "rival")),
            ("sao paulo", ("São Paulo",)),
            ("HUGO barra brazil", ("Hugo Barra", "Brazil")),
            ("valor econ", ("Valor Econômico",)),
            ("flipk", ("Flipkart",)),
            ("kr-ta1603-11st", ("kr-ta1603-11st",)),
        ):
            field.fill(typed)
            expect(count).to_have_text(f"{rows.count()} of 332 facts")
            assert 0 < rows.count() < 100, typed
            for word in words:
                expect(rows.filter(has_text=word)).to_have_count(rows.count())
        # The letters of an id, or of the middle of a word, stand for nothing.
        field.fill("ta1603")
        expect(count).to_have_text("0 of 332 facts")
        field.fill("lipkart")
        expect(count).to_have_text("0 of 332 facts")
        field.press("Escape")
        expect(count).to_have_text("332 facts")


def test_a_search_looks_at_titles_in_any_script_and_shows_them(browser: Browser, site: Path) -> None:
    with reading(browser, f"{site.as_uri()}/facts.html") as page:
        field, rows = page.get_by_role("searchbox"), page.locator("#found tbody tr:visible")
        titles = page.locator("#found .title")
        expect(titles.filter(visible=True)).to_have_count(0)
        for typed in ("샤오미", "“샤오미,", "dials up samsung"):
            field.fill(typed)
            assert 0 < rows.count() < 100, typed
            shown = titles.filter(visible=True)
            expect(shown).to_have_count(rows.count())
            for title in shown.all():
                assert all(word.strip("“,") in (title.text_content() or "").casefold() for word in typed.split())
        assert shown.first.get_attribute("lang") == "en"
        # What the row shows by itself needs no title.
        field.fill("korea rival")
        assert rows.count() > 0
        expect(titles.filter(visible=True)).to_have_count(0)


@pytest.mark.parametrize("typed", ["<b>", "<>", "{{ }}", "*", "korea <b>", "^korea", "샤오미=", "☃"])
def test_what_is_no_word_finds_nothing(typed: str, browser: Browser, site: Path) -> None:
    with reading(browser, f"{site.as_uri()}/facts.html") as page:
        page.get_by_role("searchbox").fill(typed)
        expect(page.locator("#count")).to_have_text("0 of 332 facts")


def test_signs_around_words_and_between_them_do_not_count(browser: Browser, site: Path) -> None:
    with reading(browser, f"{site.as_uri()}/facts.html") as page:
        field, count = page.get_by_role("searchbox"), page.locator("#count")
        for typed, alike in (("“São Paulo”,", "sao paulo"), ("Korea/rival", "korea rival"), ("(2015)", "2015")):
            field.fill(alike)
            told = count.text_content() or ""
            assert not told.startswith("0 ")
            field.fill(typed)
            expect(count).to_have_text(told)


def test_the_address_keeps_what_was_searched_for(browser: Browser, site: Path) -> None:
    with reading(browser, f"{site.as_uri()}/facts.html") as page:
        page.get_by_role("searchbox").fill("são paulo & 50%")
        page.reload()
        expect(page.get_by_role("searchbox")).to_have_value("são paulo & 50%")
        page.goto(f"{site.as_uri()}/facts.html#q=mexico")
        expect(page.get_by_role("searchbox")).to_have_value("mexico")
        expect(page.locator("#count")).not_to_have_text("332 facts")
        page.goto(f"{site.as_uri()}/facts.html#%E0%A4%A")
        expect(page.locator("#count")).to_have_text("332 facts")


def test_a_reader_picks_the_markets_to_compare(browser: Browser, site: Path) -> None:
    with reading(browser, f"{site.as_uri()}/compare.html") as page:
        columns = page.locator(".wide thead th:visible")
        expect(columns).to_have_text(["South Korea", "Brazil", "United States"])
        page.get_by_role("checkbox", name="Brazil").uncheck()
        page.get_by_role("checkbox", name="India").focus()
        page.keyboard.press("Space")
        expect(columns).to_have_text(["South Korea", "United States", "India"])
        expect(page.locator("#count")).to_have_text("3 of 11 markets")
        # Each row has a cell for each of them, and what is told in words is told of them alone.
        for row in page.locator(".wide tbody tr").all():
            expect(row.locator("td:visible")).to_have_count(3)
        told = page.locator(".contrast li:visible")
        assert {code for li in told.all() for code in (li.get_attribute("data-markets") or "").split()} == {
            "in",
            "kr",
            "us",
        }
        page.reload()
        expect(columns).to_have_text(["South Korea", "United States", "India"])
        page.goto(f"{site.as_uri()}/compare.html#es,de")
        expect(columns).to_have_text(["Spain", "Germany"])
        for name in ("Spain", "Germany"):
            page.get_by_role("checkbox", name=name).uncheck()
        expect(page.locator("#count")).to_have_text("Choose the markets to compare.")
        expect(page.locator(".wide")).to_be_hidden()
        expect(page.locator(".contrasts")).to_be_hidden()
        # No heading stands over nothing.
        expect(page.locator("main h2:visible")).to_have_count(0)
        page.get_by_role("checkbox", name="Spain").check()
        expect(page.locator("main h2:visible")).to_have_text(["Side by side", "Notes"])


def test_on_paper_the_notes_stand_and_what_is_for_the_screen_does_not(browser: Browser, site: Path) -> None:
    with reading(browser, f"{site.as_uri()}/markets/kr.html") as page:
        page.emulate_media(media="print")
        expect(page.locator(".notes li").first).to_be_visible()
        for screen in (".top", ".contents"):
            expect(page.locator(screen)).to_be_hidden()
        assert page.evaluate("getComputedStyle(document.querySelector('.notes a'), '::after').content").startswith(
            '" <'
        )
