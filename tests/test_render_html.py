"""The page: every finding is marked where it stands, links lead somewhere, hostile text stays text, size is bounded."""

from __future__ import annotations

import base64
import dataclasses
import datetime
import hashlib
import itertools
import os
import re
import time
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from auditor.article import Article
from auditor.engine.audited import Audited, Summary
from auditor.finding import Finding
from auditor.render.html import Writer, _limit, _unmeasured
from auditor.render.parts.beside import LONGEST, aligned, beside
from auditor.render.parts.repaired import Words, repaired
from auditor.render.parts.segments import WHOLE, Block, Mark, blocks
from auditor.render.parts.shelf import Entry
from auditor.render.parts.site import paginate
from auditor.render.parts.trend import trend
from auditor.render.parts.view import NOTES, anchor_of, view
from auditor.repair import clean
from auditor.span import Span
from auditor.store.records import State
from tests import render_run
from tests.render_run import audited, ferry, finding, harvest, hostile, library, place, run


@pytest.fixture(autouse=True)
def _catalog(monkeypatch: pytest.MonkeyPatch) -> None:
    render_run.catalog_of_its_own(monkeypatch)


def page(tmp_path: Path, articles: list[Audited] | None = None) -> html.HtmlElement:
    return html.document_fromstring((run(tmp_path, "html", articles) / "report.html").read_bytes())


def section(tree: html.HtmlElement, identity: str) -> html.HtmlElement:
    (found,) = tree.xpath("//article[@id=$id]", id=anchor_of(identity))
    return found


def text_of(pieces: Block) -> str:
    return "".join(characters for piece in pieces.pieces for characters, _ in piece.parts)


# --- cutting


MARKS = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40), st.booleans()), max_size=6)


@given(st.text(alphabet="ab \n", max_size=40), MARKS)
def test_blocks_hold_the_whole_text_and_each_mark_once(text: str, drawn: list[tuple[int, int, bool]]) -> None:
    marks = [
        Mark(number, Span(min(a, b, len(text)), min(max(a, b), len(text))), related)
        for number, (a, b, related) in enumerate(drawn)
    ]
    cut, skipped = blocks(text, marks)
    assert skipped == 0
    assert [text_of(block) for block in cut if text_of(block).strip()] == [
        line for line in text.split("\n") if line.strip()
    ]
    pieces = [piece for block in cut for piece in block.pieces]
    assert sorted(mark.number for piece in pieces for mark in piece.begins) == list(range(len(marks)))
    assert sorted(mark.number for piece in pieces for mark in piece.ends) == list(range(len(marks)))
    for mark in marks:
        covered = "".join(characters for piece in pieces if mark in piece.marks for characters, _ in piece.parts)
        assert covered == mark.span.of(text).replace("\n", "")


def test_invisible_characters_are_named_but_not_line_ends() -> None:
    cut, _ = blocks("a\u202eb\r\nc\x00\x00\x00", [])
    assert [piece.parts for block in cut for piece in block.pieces] == [
        (("a", None), ("U+202E", "U+202E RIGHT-TO-LEFT OVERRIDE"), ("b", None)),
        (("c", None), ("U+0000 ×3", "U+0000 ×3")),
    ]


def test_a_joiner_shows_only_where_it_is_the_defect() -> None:
    text = "a\u200db"
    (plain,), _ = blocks(text, [])
    (marked,), _ = blocks(text, [Mark(1, Span(1, 2))])
    assert text_of(plain) == text
    assert text_of(marked) == "aU+200Db"


def test_a_long_text_is_shown_around_its_marks() -> None:
    text = "\n".join(f"line {number}" for number in range(100_000))
    at = text.index("line 70000")
    cut, skipped = blocks(text, [Mark(1, Span(at, at + 10))])
    shown = [text_of(block) for block in cut]
    assert "line 70000" in shown
    assert len("".join(shown)) < WHOLE
    assert sum(block.skipped for block in cut) + skipped > len(text) - WHOLE


# --- the page


def test_every_finding_has_its_note_and_every_number_leads_to_it(tmp_path: Path) -> None:
    tree = page(tmp_path)
    for item in (ferry(), library(), hostile()):
        article = section(tree, item.article.id)
        notes = {note.get("id"): note for note in article.xpath(".//li[contains(@class, 'note')]")}
        assert set(notes) == {f"{anchor_of(item.article.id)}-{one.fingerprint}" for one in item.findings}
        for one in item.findings:
            note = notes[f"{anchor_of(item.article.id)}-{one.fingerprint}"]
            assert note.get("data-rule") == one.rule
            assert note.get("data-certainty") == one.certainty
            assert note.xpath(".//a[starts-with(@href, '#rule-')]/@href") == [f"#rule-{one.rule}"]


def test_every_link_on_the_page_leads_to_one_place_on_it(tmp_path: Path) -> None:
    tree = page(tmp_path)
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    links = tree.xpath("//@href")
    assert links
    assert not [link for link in links if link[0] != "#" or link[1:] not in ids]


def test_marks_cover_the_words_of_their_findings(tmp_path: Path) -> None:
    article = section(page(tmp_path), "ferry.txt")
    for note, one in zip(view(ferry()).notes, sorted(ferry().findings, key=_by_place), strict=True):
        if one.field == "text":
            marks = article.xpath(f".//mark[contains(concat(' ', @data-n, ' '), ' {note.number} ')]")
            assert "".join(mark.text_content() for mark in marks) == one.text


def _by_place(one: Finding) -> tuple[bool, str, int, int]:
    return one.field == "text", one.field, one.start, one.end


def test_a_note_links_the_other_article_if_it_is_on_the_page(tmp_path: Path) -> None:
    article = section(page(tmp_path), "ferry.txt")
    assert article.xpath(".//p[@class='related']/a[text()='harvest']/@href") == [f"#{anchor_of('harvest')}"]
    (absent,) = [p for p in article.xpath(".//p[@class='related']") if "not-in-run" in p.text_content()]
    assert not absent.xpath(".//a")


def small(number: int, *, faulty: bool, source: str = "Post") -> Audited:
    article = Article(id=str(number), text=f"The the end of story {number}.", source=source)
    return audited(
        number, article, [finding(article, "The the", "typos/doubled-word", "x", fix="The")] if faulty else []
    )


def pages(tmp_path: Path, articles: list[Audited], single: int, **known: Any) -> Path:
    face = Writer(tmp_path, single=single)
    summary = Summary("r", datetime.datetime(2024, 1, 1, tzinfo=datetime.UTC), "1", (), **known)
    for item in articles:
        summary.add(item)
        face.add(item)
    face.close(summary)
    return tmp_path


def test_articles_stand_worst_first(tmp_path: Path) -> None:
    pages(tmp_path, [small(number, faulty=number % 2 == 1) for number in range(9)], single=9)
    assert [path.name for path in tmp_path.iterdir()] == ["report.html"]
    tree = html.document_fromstring((tmp_path / "report.html").read_bytes())
    assert [found.get("id") for found in tree.xpath("//article")] == [anchor_of(name) for name in "135702468"]


def test_a_large_run_is_a_front_page_with_pages_beside_it(tmp_path: Path) -> None:
    pages(tmp_path, [small(number, faulty=number % 2 == 1, source=f"<{number}>") for number in range(200)], single=9)
    trees = {
        path.relative_to(tmp_path).as_posix(): html.document_fromstring(path.read_bytes())
        for path in tmp_path.rglob("*.html")
    }
    assert all(re.fullmatch(r"report(/(articles|rule)-[0-9a-f]{10}|/sources|/list)?\.html", name) for name in trees)
    shown = [found.get("id") for tree in trees.values() for found in tree.xpath("//article")]
    assert sorted(shown) == sorted(anchor_of(str(number)) for number in range(1, 200, 2))
    assert not trees["report.html"].xpath("//article")
    for name, tree in trees.items():
        assert len(tree.xpath("//@id")) == len(set(tree.xpath("//@id"))), name
        for href in tree.xpath("//@href"):
            file, _, place = href.partition("#")
            target = (Path("/") / name).parent / file if file else Path("/") / name
            there = trees[str(Path(os.path.normpath(target)).relative_to("/"))]
            assert not place or there.xpath("//*[@id=$id]", id=place), (name, href)
    front = trees["report.html"].text_content()
    assert "100 of 200 articles stand on 2 pages" in front
    assert "In the other 100 nothing was found." in front
    listed = trees["report/list.html"]
    assert len(listed.xpath("//tbody/tr")) == 100
    assert {href.partition("#")[2] for href in listed.xpath("//tbody//@href")} == set(shown)


def test_a_large_run_lists_what_is_new_and_what_is_gone(tmp_path: Path) -> None:
    def article(number: int) -> Audited:
        item = small(number, faulty=True, source="Post")
        gone = finding(item.article, item.article.text[:5], "typos/doubled-word", f"“gone {number}” was printed twice")
        state: State = "new" if number < 3 else "still"
        states = {one.fingerprint: state for one in item.findings}
        return dataclasses.replace(item, states=states, fixed=(gone,) if number == 7 else ())

    past = ({"started": "2024-02-20T03:00:00+00:00", "mean_score": 60.0, "run": "x"},)
    changes: dict[State, int] = {"new": 0, "still": 0, "fixed": 0}
    pages(tmp_path, [article(number) for number in range(20)], single=9, changes=changes, baseline="store", past=past)
    front = html.document_fromstring((tmp_path / "report.html").read_bytes())
    (line,) = front.xpath("//p[@class='changes']")
    assert {href.partition("#")[0] for href in line.xpath(".//@href")} == {"report/new.html"}
    news = html.document_fromstring((tmp_path / "report" / "new.html").read_bytes())
    assert len(news.xpath("//section[@id='new']//li")) == 3
    (gone,) = news.xpath("//section[@id='fixed']//li")
    assert "“gone 7” was printed twice" in gone.text_content()


def test_a_note_that_repeats_the_one_above_is_short_and_leads_to_it(tmp_path: Path) -> None:
    one = Article(id="a", text="Share this.\nShare this.\nThe council met.", title="A bridge")
    rule, message = "scraper-junk/share-bar", "This is a share bar"
    twice = [
        dataclasses.replace(
            finding(one, "Share this.", rule, message, fix=""), start=span.start, end=span.end, fingerprint=f"{n:016x}"
        )
        for n, span in enumerate([Span(0, 11), Span(12, 23)])
    ]
    tree = html.document_fromstring((run(tmp_path, "html", [audited(0, one, twice)]) / "report.html").read_bytes())
    first, second = tree.xpath("//li[starts-with(@class, 'note')]")
    assert message in first.text_content()
    assert message not in second.text_content()
    assert second.xpath(".//a[text()='note 1']/@href") == [f"#{first.get('id')}"]


def test_a_place_in_the_text_that_the_headline_contradicts_is_marked(tmp_path: Path) -> None:
    one = Article(id="a", text="A blast killed 12 people on Monday.", title="15 killed in blast")
    told = finding(one, "A", "contradictions/headline-figure-conflict", "The headline says 15, the text 12")
    told = dataclasses.replace(told, field="title", start=0, end=2, related=(place(one, "12"),))
    tree = html.document_fromstring((run(tmp_path, "html", [audited(0, one, [told])]) / "report.html").read_bytes())
    (mark,) = tree.xpath("//article//mark[@class='rel']")
    assert mark.text_content() == "12"
    (link,) = tree.xpath("//p[@class='related']//@href")
    assert tree.xpath("//*[@id=$id]", id=link[1:])


def test_the_pages_of_a_large_run_are_small(tmp_path: Path) -> None:
    """10,000 findings over 5,000 articles of 380 words: a front page under 500 KB, 20 MB in all, and flat memory."""

    def article(number: int) -> Audited:
        line = "The council said that the old bridge near the harbour would be closed before winter, a spokesman said. "
        text = "\n".join([line * 2] * 10 + [f"On Tuesday, 3 March 2024, the the vote was {number} to 3."])
        one = Article(
            id=f"n{number}", text=text, title=f"A bridge closes, part {number}", source=f"outlet {number % 40}"
        )
        return audited(
            number,
            one,
            [
                finding(one, "the the", "typos/doubled-word", "“the” is printed twice", fix="the"),
                finding(one, "3 March 2024", "contradictions/percentage-mismatch", "240 of 310 is 77 percent, not 90"),
            ],
        )

    before = time.process_time()
    pages(tmp_path, [article(number) for number in range(5_000)], single=60)
    assert time.process_time() - before < 30
    assert (tmp_path / "report.html").stat().st_size < 500_000
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) < 20_000_000
    assert sum(path.read_bytes().count(b"<article ") for path in files) == 5_000


def test_a_large_run_beyond_the_budget_says_what_is_left_out() -> None:
    entries = [Entry(number, str(number), "s", 50.0, "review", 300, 40_000) for number in range(1_000)]
    made = paginate(entries, room=16_000_000, empty=25_000)
    shown = [entry for item in made for entry, _ in item.entries]
    assert shown == entries[: len(shown)]
    assert 10 < len(shown) < 200


@given(st.lists(st.integers(1, 5_000), max_size=120))
def test_frequent_rules_list_what_rare_ones_leave(findings: list[int]) -> None:
    limit = _limit(findings)
    assert 20 <= limit <= 200
    assert sum(min(limit, amount) for amount in findings) <= max(2_500, 20 * len(findings))
    if sum(min(200, amount) for amount in findings) <= 2_500:
        assert limit == 200


def test_what_could_not_run_is_told_once_for_equal_numbers() -> None:
    summary = Summary("r", datetime.datetime(2024, 1, 1, tzinfo=datetime.UTC), "1", ())
    summary.not_measured = {f"contradictions/needs-date-{n:02}": 7 for n in range(14)} | {"typos/x": 2}
    (first, names, more), (second, others, none) = _unmeasured(summary)
    assert (first, len(names), more, second, others, none) == (7, 12, 2, 2, ["x"], 0)


# --- beside the last run


def test_what_is_new_and_what_is_gone_is_said(tmp_path: Path) -> None:
    item = ferry()
    new, still = item.findings[1], item.findings[3]
    states: dict[str, State] = {new.fingerprint: "new", still.fingerprint: "still"}
    gone = finding(item.article, "generous", "typos/doubled-word", "“generous” was printed twice")
    item = dataclasses.replace(item, states=states, fixed=(gone,))
    past = tuple(
        {"started": f"2024-02-2{day}T03:00:00+00:00", "mean_score": 60.0 + day, "run": "x"} for day in range(3)
    )
    changes: dict[State, int] = {"new": 0, "still": 0, "fixed": 0}
    tree = html.document_fromstring(
        (run(tmp_path, "html", [item], changes=changes, baseline="store", past=past) / "report.html").read_bytes()
    )
    (line,) = tree.xpath("//p[@class='changes']")
    assert (
        " ".join(line.text_content().split())
        == "Since the run of 22 February 2024: 1 new finding 1 still there 1 fixed"
    )
    assert [note.get("data-rule") for note in tree.xpath("//li[@data-state='new']")] == [new.rule]
    assert "“generous” was printed twice" in tree.xpath("//details[@class='gone']")[0].text_content()
    (drawing,) = tree.xpath("//figure[@class='trend']//*[name()='svg']/@aria-label")
    assert drawing.startswith("Mean score of 4 runs, from 60.0 on 20 February 2024 to ")


def test_runs_of_one_day_are_told_apart_by_the_time() -> None:
    now = datetime.datetime(2024, 3, 4, 9, 30, tzinfo=datetime.UTC)
    summary = Summary("r", now, "1", (), past=({"started": "2024-03-04T08:05:00+00:00", "mean_score": 60.0},))
    summary.add(ferry())
    line = trend(summary)
    assert line is not None
    assert (line.before, line.first, line.last) == ("4 March 2024, 08:05", "08:05", "09:30")


def test_in_the_first_run_of_a_store_nothing_is_called_new(tmp_path: Path) -> None:
    item = ferry()
    item = dataclasses.replace(item, states={one.fingerprint: "new" for one in item.findings})
    changes: dict[State, int] = {"new": 0, "still": 0, "fixed": 0}
    run(tmp_path, "html", [item], changes=changes, baseline="store")
    tree = html.document_fromstring((tmp_path / "report.html").read_bytes())
    assert not tree.xpath("//*[@class='changes' or @data-state or @name='state']")


def test_a_run_without_an_article_says_so(tmp_path: Path) -> None:
    tree = page(tmp_path, [])
    assert tree.xpath("string(//h1)") == "No article to audit"
    assert not tree.xpath("//svg")
    assert "There was no article to know a source by." in tree.xpath("string(//section[@id='sources'])")


# --- beside the text


def test_sure_fixes_are_shown_beside_the_original() -> None:
    made = repaired(ferry().article.text, ferry().findings)
    assert made is not None
    assert made.fixes == 2
    before = [words(change.before) for change in made.changes]
    after = [words(change.after) for change in made.changes]
    assert [line[:24] for line in before] == ["[The the] union said 240", "[Share on Facebook  Twee"]
    assert [line[:20] for line in after] == ["[The] union said 240", ""]
    assert [change.gone for change in made.changes] == [False, True]


def words(parts: Words) -> str:
    return "".join(f"[{part}]" if differs else part for part, differs in parts)


def test_overlapping_and_unsure_fixes_are_not_applied() -> None:
    article = Article(id="a", text="one two three four")
    found = [
        finding(article, "one two", "typos/doubled-word", "x", fix="1 2"),
        finding(article, "two three", "typos/doubled-word", "x", fix="2 3"),
        finding(article, "three", "typos/doubled-word", "x", fix="3", confidence=0.6),
        finding(article, "four", "typos/doubled-word", "x", fix="4", preview=True),
    ]
    made = repaired(article.text, found)
    assert made is not None
    assert made.fixes == 1
    assert [words(change.after) for change in made.changes] == ["[1 2] three four"]


def test_the_report_shows_what_cleaning_makes_of_a_text() -> None:
    """The same edits as `auditor clean --only "*"`."""
    item = ferry()
    rounds = iter([item.findings, ()])
    cleaned = clean(item.article, lambda _: next(rounds), only=["*"])
    made = repaired(item.article.text, item.findings)
    assert made is not None
    assert made.fixes == len(cleaned.patch.edits)
    shown = ["".join(text for text, _ in change.after).strip() for change in made.changes if not change.gone]
    assert shown
    assert all(line in cleaned.article.text for line in shown)


def test_the_words_in_which_a_sister_article_differs_are_marked() -> None:
    here, there = aligned(
        "The fire killed 12 people on Monday, police said.", "The fire killed 14 people, police said."
    )
    assert [part for part, differs in here if differs] == ["12", "on Monday"]
    assert [part for part, differs in there if differs] == ["14"]
    assert "".join(part for part, _ in here) == "The fire killed 12 people on Monday, police said."


def test_of_different_sentences_only_the_figures_are_marked() -> None:
    here, there = aligned("The ward has 12 beds left.", "More than 7,300 people fell ill by Monday, 12 of them badly.")
    assert [part for part, differs in here if differs] == []
    assert [part for part, differs in there if differs] == ["7,300"]


@given(st.text("ab 1,\n", max_size=60), st.text("ab 1,\n", max_size=60))
def test_alignment_keeps_both_lines(one: str, other: str) -> None:
    here, there = aligned(one, other)
    assert "".join(part for part, _ in here) == one
    assert "".join(part for part, _ in there) == other


lines = st.lists(st.text("ab 1,", max_size=12), max_size=8).map("\n".join)


@given(lines, lines)
def test_side_by_side_both_texts_are_whole_and_in_order(one: str, other: str) -> None:
    made = beside(one, other)
    if made is None:
        assert not one.strip() or not other.strip()
        return
    for side, text in ((0, one), (1, other)):
        shown = "\n".join("".join(part for part, _ in row[side]) for row in made.rows).split("\n")
        assert [line for line in shown if line] == [" ".join(line.split()) for line in text.split("\n") if line.strip()]


def test_paragraphs_that_share_most_words_stand_beside_one_another() -> None:
    made = beside(
        "A fire broke out.\nTwelve people died on Monday, police said.\nThe mayor wept.",
        "Twelve people died on Tuesday, police said.\nRain fell.\nThe mayor wept.",
    )
    assert made is not None
    rows = [("".join(a for a, _ in here), "".join(b for b, _ in there)) for here, there in made.rows]
    assert rows[0] == ("A fire broke out.", "")
    assert rows[1] == ("Twelve people died on Monday, police said.", "Twelve people died on Tuesday, police said.")
    assert rows[-1] == ("The mayor wept.", "The mayor wept.")
    assert made.same == 1
    assert [part for part, differs in made.rows[1][0] if differs] == ["Monday"]


def test_long_and_hostile_texts_side_by_side_are_quick() -> None:
    begin = time.process_time()
    assert beside("x" * (LONGEST + 1), "x") is None
    for piece in ("a b ", "the ", "1 2 1 3 ", "a\n", "ab"):
        beside((piece * LONGEST)[:LONGEST], (piece[::-1] * LONGEST)[:LONGEST])
        paragraphs = "\n".join([(piece * 400)[:200]] * 79)
        beside(paragraphs[:LONGEST], paragraphs[:LONGEST][::-1])
    assert time.process_time() - begin < 6


def test_a_sister_article_stands_beside_the_finding(tmp_path: Path) -> None:
    first = Article(id="first", text="The fire killed 12 people on Monday.", source="A")
    second = Article(id="second", text="Sport\nThe fire killed 14 people on Monday.", source="B & C")
    found = finding(
        first, "12 people", "contradictions/percentage-mismatch", "second says 14", related=[place(second, "14 people")]
    )
    tree = page(tmp_path, [audited(0, first, [found]), audited(1, second, [])])
    table, whole = section(tree, "first").xpath(".//table[@class='pair']")
    assert [cell.text_content() for cell in whole.xpath(".//td")] == [
        "",
        "Sport",
        "The fire killed 12 people on Monday.",
        "The fire killed 14 people on Monday.",
    ]
    assert [cell.text_content() for cell in table.xpath(".//td")] == [
        "1 The fire killed 12 people on Monday.",
        "The fire killed 14 people on Monday.",
    ]
    assert table.xpath(".//td/b/text()") == ["12", "14"]
    assert table.xpath(".//th/a/@href") == [f"#{anchor_of('second')}"]


def test_what_was_not_measured_is_said(tmp_path: Path) -> None:
    article = section(page(tmp_path), "harvest")
    assert "Not run (undated): contradictions/term-arithmetic." in article.text_content()
    assert "undated" in article.xpath(".//p[@class='meta']")[0].text_content()


def test_the_policy_knows_the_style_and_the_script(tmp_path: Path) -> None:
    tree = page(tmp_path)
    (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'; ")
    for name in ("style", "script"):
        (element,) = tree.xpath(f"//{name}")
        digest = base64.b64encode(hashlib.sha256(element.text.encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in policy


class Parsed(HTMLParser):
    """Collects what a browser could run or load."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.scripts = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.scripts += tag == "script"


def test_hostile_text_stays_text(tmp_path: Path) -> None:
    run(tmp_path, "html")
    content = (tmp_path / "report.html").read_text(encoding="utf-8")
    parsed = Parsed()
    parsed.feed(content)
    assert parsed.scripts == 1
    assert not parsed.tags & {"img", "iframe", "object", "embed", "link", "base", "form", "b>"}
    assert not {name for name in parsed.attributes if name.startswith("on") or name in ("style", "src", "srcset")}
    assert not re.search(r"[\x00-\x08\x0b-\x1f\u202a-\u202e\u2066-\u2069]", content)
    article = section(html.document_fromstring(content.encode()), hostile().article.id)
    lines = [p.text_content() for p in article.xpath(".//p[contains(@class, 'line')]")]
    assert lines[0] == render_run.HOSTILE.split("\n")[0]
    assert "{{ 7 * 7 }} {% raw %}" in lines[0]


def test_the_page_loads_nothing_from_outside(tmp_path: Path) -> None:
    content = (run(tmp_path, "html", [harvest()]) / "report.html").read_text(encoding="utf-8")
    assert not re.search(r"(?:https?:)?//(?=\w)", content)
    assert "url(" not in content
    assert "@import" not in content


@pytest.mark.parametrize(
    "text", ["a" * 1_000_000, " x" * 500_000, "\n" * 1_000_000 + "x", '"' * 1_000_000, "\u202e" * 1_000_000]
)
def test_a_huge_article_is_cut_and_quick(text: str, tmp_path: Path) -> None:
    article = Article(id="huge", text=text)
    template = finding(article, text[-1], "typos/doubled-word", "x")
    found = [
        dataclasses.replace(template, start=at, end=at + 3, fingerprint=f"{at:016x}") for at in range(0, 900_000, 1_000)
    ]
    before = time.process_time()
    run(tmp_path, "html", [audited(0, article, found)])
    assert time.process_time() - before < 8
    assert (tmp_path / "report.html").stat().st_size < 3_000_000
    tree = html.document_fromstring((tmp_path / "report.html").read_bytes())
    assert len(tree.xpath("//li[contains(@class, 'note')]")) == NOTES
    assert f"{len(found) - NOTES} more findings" in tree.text_content()


def test_everything_can_be_read_without_the_script(tmp_path: Path) -> None:
    tree = page(tmp_path)
    assert [element.get("id") for element in tree.xpath("//*[@hidden]")] == ["filters"]


def test_headings_go_down_one_level_at_a_time_and_regions_are_named(tmp_path: Path) -> None:
    tree = page(tmp_path)
    levels = [int(found.tag[1]) for found in tree.xpath("//h1|//h2|//h3|//h4")]
    assert levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in itertools.pairwise(levels))
    for element in tree.xpath("//nav|//section|//article"):
        assert element.get("aria-label") or element.get("aria-labelledby")
    for svg in tree.xpath("//svg"):
        assert svg.get("aria-label") or svg.get("aria-hidden") == "true"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_has_enough_contrast(scheme: str) -> None:
    """WCAG 2.2 AA: 4.5 to 1 for every pair of colours that text is set in."""
    style = (Path(__file__).parent.parent / "auditor/render/templates/report.css").read_text()
    light, dark = (dict(re.findall(r"--([\w-]+): (#\w{6});", part)) for part in style.split("@media", 2)[:2])
    colours = light if scheme == "light" else {**light, **dark}
    pairs = [
        (text, ground) for text in ("ink", "soft", "link", "accept", "review", "reject") for ground in ("paper", "card")
    ]
    pairs += [(name, "paper") for name in ("junk", "mt", "typos", "contra", "metadata")]
    pairs += [("card", name) for name in ("junk", "mt", "typos", "contra", "metadata")]
    pairs += [("ink", f"{name}-tint") for name in ("junk", "mt", "typos", "contra", "metadata")]
    low = {pair: _contrast(colours[pair[0]], colours[pair[1]]) for pair in pairs}
    assert not {pair: round(ratio, 2) for pair, ratio in low.items() if ratio < 4.5}


def _contrast(one: str, other: str) -> float:
    def luminance(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)
