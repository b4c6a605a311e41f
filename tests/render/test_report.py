"""Reports as HTML, PDF and Word: the user's own words and the briefs in one page, with one row of notes."""

from __future__ import annotations

import io
import json
import re
from itertools import pairwise
from typing import Any

import docx as library
import pytest
import typst
from jinja2 import FileSystemLoader

from tests.render.briefs import DAY, bundled, poisoned, seal
from tests.render.test_docx import W, opened, text, tree, values
from tests.render.test_html import Tree
from xbrief import bundled as shipped
from xbrief.brief.types import Brief
from xbrief.render import joined, prose, stamp
from xbrief.render.joined import Bibliography, Embedded, Misplaced, Report
from xbrief.render.notes import Citing
from xbrief.render.pdf import _TEMPLATE
from xbrief.render.report import docx, html, pdf

WORDS = """\
# Summary

Our *own* **words**, `x  y`, ~~gone~~, **_both_** and [a link](https://ex.example/?a=1&b=2); <b>raw</b>.<!-- hidden -->
Softly\\
and hard; [near](other.md), [mail](mailto:a@ex.example).

<!-- hidden too -->

3. Three
4. Four
   - nested

     second

- ```
  listed
  ```

> Quoted

```
code <i>
    indented
```

| A | *B* |
| --- | --- |
| 1 | 2 |

---

<div>block</div>
"""


def made(body: str, *briefs: Brief, headline: str = "", listed: bool = True) -> Report:
    """A report with the briefs in the places `@0`, `@1` … of its body; `@!` is that of the sources, `-0` untitled."""
    slots: list[Embedded | Bibliography] = [Embedded(brief) for brief in briefs]
    slots += [Embedded(brief, titled=False) for brief in briefs]
    slots.append(Bibliography())
    number = {"!": len(slots) - 1, **{str(n): n for n in range(len(briefs))}}
    body = re.sub(r"@([\d!])", lambda m: f"\n\n{prose.OPEN}{number[m[1]]}{prose.CLOSE}\n\n", body)
    body = re.sub(
        r"^-(\d)$", lambda m: f"\n\n{prose.OPEN}{len(briefs) + int(m[1])}{prose.CLOSE}\n\n", body, flags=re.MULTILINE
    )
    parts = joined.joined(body, slots, listed=listed)
    about = ("Ann Author", "2026") if headline else ()
    return Report(parts, "", headline, headline or joined.first_heading(parts), about, joined.cited(parts))


def page(report: Report) -> str:
    certificate = seal(*report.briefs) if report.briefs else stamp.plain("report", "0" * 64, DAY)
    return html.render(report, certificate, FileSystemLoader(shipped.templates()))


def in_typst(report: Report, what: str, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The elements of a sort as Typst sees them, before it sets them."""
    held: list[Any] = []

    def look(told: Any) -> bytes:
        data = json.dumps({**told, "fonts": ["Libertinus Serif"]})
        held.extend(json.loads(typst.query(_TEMPLATE.read_bytes(), what, sys_inputs={"data": data})))
        return b""

    monkeypatch.setattr("xbrief.render.pdf._made", look)
    pdf.render(report, seal(*report.briefs), DAY)
    return held


NOTED = """# Why [^h]

Ours.[^a] Again.[^a] Nobody's.[^none] `[^a]`

[^a]: Our **word**, <b>
   on two lines, a mark [^b], a [link](https://ex.example/a)

    A second paragraph.
[^b]: Another.
[^h]:
[^a]: A second one of that name.

@0

- In a list.[^b]

| A |
| --- |
| x[^t] |

> [^q]: In a quotation.

    [^c]: In code.

[^t]: In a table.

@1
"""


def test_notes_of_the_user_are_numbered_together_with_those_of_the_briefs() -> None:
    first, second = bundled("us line"), bundled("kr")
    report = made(NOTED, first, second)
    found, own = joined.numbered(report)
    assert [*own] == ["h", "a", "b", "t"]
    assert own["h"][0] == 1
    assert own["a"][0] == 2
    assert [note.number for note in found.values()][: len(first.citations)] == [*range(3, 3 + len(first.citations))]
    assert own["b"][0] == 3 + len(first.citations)
    numbers = sorted([*(note.number for note in found.values()), *(number for number, _ in own.values())])
    assert numbers == [*range(1, len(numbers) + 1)]
    assert [*found] == [*joined.notes(report)]
    # Without the notes of the briefs they stay.
    _, _, bare = joined.settled(report, Citing("none"))
    assert {label: number for label, (number, _) in bare.items()} == {
        "h": 1,
        "a": 2,
        "b": 3,
        "t": 4,
    }


def test_a_page_opens_the_notes_of_the_user_and_lists_them_among_the_others() -> None:
    told = page(made(NOTED, bundled("us line"), bundled("kr")))
    tree = Tree(told)
    marks = [attrs["popovertarget"] for tag, attrs in tree.tags if attrs.get("class") == "cite"]
    assert {*marks} <= {*tree.all("id")}
    assert marks[:3] == ["own-1-open", "own-2-open", "own-2-open"]
    listed = re.findall(r'<li id="((?:own|report)-(\d+))">', told)
    assert [int(number) for _, number in listed] == [*range(1, len(listed) + 1)]
    assert (
        '<li id="own-2"><p>Our <strong>word</strong>, &lt;b&gt; on two lines, a mark [^b], a '
        '<a href="https://ex.example/a" rel="noreferrer">link</a></p><p>A second paragraph.</p></li>'
    ) in told
    assert "Nobody&#39;s.[^none] <code>[^a]</code>" in told
    assert "<blockquote>\n<p>[^q]: In a quotation.</p>\n</blockquote>" in told
    assert "[^c]: In code." in told
    assert '<td>x<button type="button" class="cite"' in told


def test_a_mark_within_square_brackets_leads_to_its_note() -> None:
    """A link cannot hold another one, and a mark leads somewhere: what would be a link around it is text."""
    told = page(made("[see [^a]] and [this [^a]](https://ex.example/)\n\n[^a]: x"))
    assert told.count('popovertarget="own-1-open"') == 2
    assert "](https://ex.example/)</p>" in told
    assert '<li id="own-1">x</li>' in told


def test_word_and_typst_have_them_as_footnotes(monkeypatch: pytest.MonkeyPatch) -> None:
    report = made(NOTED, bundled("us line"), bundled("kr"))
    document = docx.render(report, seal(*report.briefs), DAY)
    notes, links = (tree(document, f"word/{name}") for name in ("footnotes.xml", "_rels/footnotes.xml.rels"))
    told = {note.get(f"{W}id"): [text(each) for each in note.iter(f"{W}p")] for note in notes}
    assert told["1"] == [" "]
    assert told["2"] == [" Our word, <b> on two lines, a mark [^b], a link", "A second paragraph."]
    assert "https://ex.example/a" in [link.get("Target") for link in links]
    _, own = joined.numbered(report)
    assert told[str(own["t"][0])] == [" In a table."]
    held = in_typst(report, "footnote", monkeypatch)
    bodies = [json.dumps(each["body"]) for each in held if "children" in each["body"] or "text" in each["body"]]
    assert sum("A second paragraph." in body for body in bodies) == 1
    assert sum("In a table." in body for body in bodies) == 1


def test_words_of_the_user_become_elements_of_the_page() -> None:
    told = page(made(WORDS))
    Tree(told)
    for part in (
        "<h1>Summary</h1>",
        "<em>own</em> <strong>words</strong>, <code>x y</code>, <s>gone</s>, <strong><em>both</em></strong>",
        '<a href="https://ex.example/?a=1&amp;b=2" rel="noreferrer">a link</a>; &lt;b&gt;raw&lt;/b&gt;.',
        "&lt;/b&gt;. Softly<br>and hard; near",
        'hard; near, <a href="mailto:a@ex.example" rel="noreferrer">mail</a>.</p>',
        '<ol start="3">\n<li>Three</li>\n<li>Four\n<ul>\n<li>nested\n<p>second</p></li>\n</ul></li>\n</ol>',
        "<blockquote>\n<p>Quoted</p>\n</blockquote>",
        '<pre tabindex="0"><code>code &lt;i&gt;\n    indented</code></pre>',
        '<thead><tr><th scope="col">A</th><th scope="col"><em>B</em></th></tr></thead>',
        "<hr>\n<p>&lt;div&gt;block&lt;/div&gt;</p>",
    ):
        assert part in told
    assert "hidden" not in told.partition("<article")[2].replace('class="hidden"', "")


def test_a_headline_stands_above_every_other_heading() -> None:
    told = page(made("# One\n\n@0", bundled("us br"), headline="All & more"))
    assert "<title>All &amp; more</title>" in told
    assert re.findall(r"<h(\d)[^>]*>([^<]+)<", told)[:3] == [
        ("1", "All & more".replace("&", "&amp;")),
        ("2", "One"),
        (
            "3",
            bundled("us br").title,
        ),
    ]
    assert '<ul class="meta"><li>Ann Author</li><li>2026</li></ul>' in told


def test_every_mark_of_the_page_leads_to_its_only_note() -> None:
    report = made("# One\n\n@0\n\n## Two\n\n-1\n\n@0\n\n###### Six\n\n@0", bundled("kr"), bundled("us br"))
    told = page(report)
    ids = re.findall(r' id="([^"]+)"', told)
    assert len(ids) == len({*ids})
    marks = re.findall(r'popovertarget="([^"]+)-open"', told)
    assert {*marks} == {note.label for note in joined.notes(report).values()}
    assert {f"{label}-open" for label in marks} <= {*ids}
    assert told.count("<figure>") == 4
    levels = [int(level) for level in re.findall(r"<h(\d)", told)]
    assert max(levels) == 6
    assert [part.level for part in report.parts if isinstance(part, Embedded)] == [2, 3, 3, 5]


@pytest.mark.parametrize("form", ["html", "pdf", "docx"])
def test_hostile_words_and_two_runs_give_the_same_bytes_and_the_stamp(form: str) -> None:
    report = made(f"{WORDS}\n@0\n\n@!\n\n# End", poisoned(), headline="Title")
    certificate = seal(poisoned())

    def written() -> bytes:
        if form == "html":
            return page(report).encode()
        return pdf.render(report, certificate, DAY) if form == "pdf" else docx.render(report, certificate, DAY)

    document = written()
    assert document == written()
    assert stamp.read(document) == (certificate,)
    if form == "html":
        Tree(document.decode())
        assert "<script>alert" not in document.decode()


def test_the_levels_of_a_pdf_are_without_gaps(monkeypatch: pytest.MonkeyPatch) -> None:
    body = "### Three\n\n@0\n\n###### Six\n\n-0\n\n# One\n\n-0\n\n## Facts"
    told = in_typst(made(body, bundled("us br")), "heading", monkeypatch)
    levels = [heading["level"] for heading in told]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert [h["body"]["text"] for h in told if "text" in h["body"]][-1] == joined.HEADING


def test_a_pdf_holds_each_note_once(monkeypatch: pytest.MonkeyPatch) -> None:
    report = made(f"{WORDS}\n@0\n\n@1", bundled("us br"), bundled("us line"))
    told = in_typst(report, "footnote", monkeypatch)
    whole = [note for note in told if isinstance(note["body"], dict)]
    assert len(whole) == len(report.citations)


def test_without_a_list_of_sources_none_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    report = made("# One\n\n-0", bundled("us line"), listed=False)
    assert not any(isinstance(part, Bibliography) for part in report.parts)
    assert [h["body"]["text"] for h in in_typst(report, "heading", monkeypatch)] == ["One"]


def test_word_sets_headings_lists_and_tables_in_its_styles() -> None:
    report = made(f"{WORDS}\n## Brief\n\n@0\n\n-0\n\n@!", bundled("us br"), headline="Headline")
    document = docx.render(report, seal(bundled("us br")), DAY)
    paper = library.Document(io.BytesIO(document))
    styled = [(p.style.name if p.style else "", p.text) for p in paper.paragraphs]
    for expected in (
        ("Title", "Headline"),
        ("Subtitle", "Ann Author · 2026"),
        ("Heading 1", "Summary"),
        ("Heading 2", "Brief"),
        ("Heading 3", bundled("us br").title),
        ("Heading 4", "Contrasts"),
        ("Heading 3", "Contrasts"),
        ("Normal", "3.\tThree"),
        ("Normal", "•\tnested"),
        ("Normal", "Quoted"),
        ("Normal", "code <i>\n    indented"),
        ("Normal", "<div>block</div>"),
    ):
        assert expected in styled
    first = paper.tables[0]
    assert [[cell.text for cell in row.cells] for row in first.rows] == [["A", "B"], ["1", "2"]]
    assert paper.core_properties.title == "Headline"
    assert paper.core_properties.comments == "Ann Author; 2026"
    body = tree(document)
    assert text(body).count("hidden") == 0
    assert len(values(body, "strike")) <= 2
    assert "Consolas" in values(body, "rFonts", "ascii")
    targets = opened(document)["word/_rels/document.xml.rels"].decode()
    assert 'Target="https://ex.example/?a=1&amp;b=2"' in targets
    assert 'Target="mailto:a@ex.example"' in targets
    assert "other.md" not in targets


def test_the_footnotes_of_a_word_report_are_one_row() -> None:
    report = made("@0\n\n@1\n\n@0", bundled("us br"), bundled("us line"))
    document = docx.render(report, seal(*report.briefs), DAY)
    ids = [int(id) for id in values(tree(document), "footnoteReference", "id")]
    assert ids == [*range(1, len(report.citations) + 1)]
    assert len(values(tree(document, "word/footnotes.xml"), "footnote", "id")) == len(ids) + 2


def test_a_template_gives_the_styles_of_a_report_and_one_without_bullets_gets_them() -> None:
    paper = library.Document()
    paper.add_paragraph("Old text")
    for name in ("List Bullet", "Heading 2"):
        paper.styles[name].element.getparent().remove(paper.styles[name].element)
    held = io.BytesIO()
    paper.save(held)
    report = made("- one\n\n## Two\n\nText\n\n@0", bundled("us line"))
    document = docx.render(report, seal(bundled("us line")), DAY, held.getvalue())
    told = library.Document(io.BytesIO(document))
    assert [p.text for p in told.paragraphs][:3] == ["•\tone", "Two", "Text"]
    with pytest.raises(ValueError, match="zip"):
        docx.render(report, seal(bundled("us line")), DAY, b"no zip")


def test_a_brief_within_code_is_misplaced() -> None:
    with pytest.raises(Misplaced, match="within code"):
        made("```\n@0\n```", bundled("us line"))
