"""`auditor clean`: what is taken out, what stays, and that everything can be put back."""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from auditor.article import Article
from auditor.cli.commands import app
from auditor.config import load
from auditor.doors.gatekeeper import Gatekeeper
from auditor.edits import chosen
from auditor.engine.audited import Audited
from auditor.finding import Finding
from auditor.repair import Edit, Patch, PatchError, clean, difference
from auditor.span import Span


def finding(
    start: int, end: int, fix: str | None = "", rule: str = "scraper-junk/x", confidence: float = 0.95
) -> Finding:
    return Finding(
        article_id="a", rule=rule, family=rule.partition("/")[0], start=start, end=end, text="", severity="minor",
        confidence=confidence, message="", fingerprint="", fix=fix,
    )  # fmt: skip


def audit(
    article: Article, patterns: Sequence[tuple[str, str]] = (("JUNK", ""), ("teh", "the"), ("bad", "worse"))
) -> list[Finding]:
    return [
        finding(*match.span(), fix=fix) for pattern, fix in patterns for match in re.finditer(pattern, article.text)
    ]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("One.\n\nJUNK\n\nTwo.", "One.\n\nTwo."),
        ("JUNK\nOne.", "One."),
        ("One.\nJUNK\n", "One."),
        ("One JUNK two.", "One two."),
        ("One. JUNK", "One."),
        ("JUNK One.", "One."),
        ("One.\r\nJUNK\r\n  Two.", "One.\r\n  Two."),
        ("One.\n\nJUNK\nJUNK\n\nTwo.", "One.\n\nTwo."),
        ("teh end", "the end"),
        ("JUNK", "JUNK"),
        ("teJUNKh", "the"),
    ],
)
def test_junk_goes_with_its_line_and_its_space(text: str, left: str) -> None:
    assert clean(Article(text=text), audit).article.text == left


def test_unsure_findings_previews_and_other_families_are_left_alone() -> None:
    text = "One junk two teh."
    wanted = [
        finding(4, 8, confidence=0.89),
        finding(4, 8, fix=None),
        finding(13, 16, fix="the", rule="typos/misspelling"),
    ]
    assert chosen(text, wanted, ("scraper-junk",), 0.9) == ()
    (edit,) = chosen(text, wanted, ("typos/*",), 0.9)
    assert (edit.removed, edit.inserted, edit.rules) == ("teh", "the", ("typos/misspelling",))


def test_a_repair_inside_a_deletion_is_dropped_and_touching_deletions_are_one() -> None:
    text = "One.\nteh junk here\nTwo."
    edits = chosen(text, [finding(5, 18), finding(9, 13), finding(5, 8, fix="the")], ("scraper-junk",), 0.9)
    assert [(edit.start, edit.removed) for edit in edits] == [(5, "teh junk here\n")]


def test_repairs_that_undo_one_another_come_to_an_end() -> None:
    back_and_forth = [("aa", "bb"), ("bb", "aa")]
    once = clean(Article(text="aa"), lambda article: audit(article, back_and_forth))
    twice = clean(once.article, lambda article: audit(article, back_and_forth))
    assert once.article.text == twice.article.text


@given(
    st.lists(
        st.sampled_from(["JUNK", "JU", "NK", "teh", "te", "h", "bad", " ", "\n", "\r\n", "a", "é", "😀", "."]),
        max_size=30,
    )
)
def test_the_patch_restores_the_original_and_cleaning_twice_changes_nothing(parts: list[str]) -> None:
    article = Article(text="".join(parts), id="a")
    cleaned = clean(article, audit)
    assert cleaned.patch.apply(article.text) == cleaned.article.text
    assert cleaned.patch.undo(cleaned.article.text) == article.text
    again = clean(cleaned.article, audit)
    assert again.article.text == cleaned.article.text
    assert again.patch.edits == ()
    assert Patch.from_json(json.loads(json.dumps(cleaned.patch.to_json()))) == cleaned.patch


@given(st.lists(st.sampled_from(["JUNK", "teh", "bad", " ", "\n", "abc", "é"]), min_size=1, max_size=20), st.data())
def test_places_are_carried_over_exactly_where_no_edit_touches(parts: list[str], data: st.DataObject) -> None:
    article = Article(text="".join(parts), id="a")
    cleaned = clean(article, audit)
    start = data.draw(st.integers(0, len(article.text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(article.text))))
    moved = cleaned.patch.places.to_cleaned(span)
    touched = any(edit.start < span.end and span.start < edit.end for edit in cleaned.patch.edits)
    assert (moved is None) == touched
    if moved is not None:
        assert moved.of(cleaned.article.text) == span.of(article.text)
        assert cleaned.patch.places.to_original(moved) == span


def test_cleaning_with_the_checks_themselves_twice_changes_nothing() -> None:
    body = "\n\n".join(
        f"The harbour of {name} opened on Tuesday after nine years of work, and ships came in." for name in "KLM"
    )
    page = (
        "Skip to content\n\nMenu\n\n"
        + body
        + "\n\nYou may also like\n\nWolves return\n\nLeave a Reply\n\nPrivacy Policy\n"
    )
    gatekeeper = Gatekeeper(load())

    def checked(article: Article) -> Sequence[Finding]:
        return gatekeeper.audit({"text": article.text}).findings

    once = clean(Article(text=page, id="a"), checked)
    assert body in once.article.text
    assert "Skip to content" not in once.article.text
    assert once.patch.undo(once.article.text) == page
    assert clean(once.article, checked).article.text == once.article.text


def test_a_patch_refuses_another_text() -> None:
    cleaned = clean(Article(text="One JUNK two.", id="a"), audit)
    with pytest.raises(PatchError, match="digest"):
        cleaned.patch.undo("One three.")


def test_the_difference_shows_what_goes_and_what_stays_beside_it() -> None:
    patch = Patch("a", "", "", (Edit(4, "JUNK ", "", ("scraper-junk/x",)),))
    assert list(difference("One JUNK two.\nThree.", patch)) == [
        ("@", "character 4: scraper-junk/x"), (" ", "One "), ("-", "JUNK "), (" ", "two."),
    ]  # fmt: skip


TEXT = (
    "The harbour opened on Tuesday.\n\nClick to share on Facebook (Opens in new window)\n\n"
    "Your email address will not be published. Required fields are marked *\n\nShips came in.\n"
)


def test_command_shows_then_writes_then_restores(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text(json.dumps({"id": "a", "text": TEXT, "title": "Harbour"}) + "\n", encoding="utf-8")
    shown = CliRunner().invoke(app, ["clean", str(source)])
    assert shown.exit_code == 0
    assert "- Click to share on Facebook" in shown.stdout
    assert sorted(tmp_path.iterdir()) == [source]
    out = tmp_path / "out"
    assert CliRunner().invoke(app, ["clean", str(source), "--out", str(out)]).exit_code == 0
    row = json.loads((out / "clean.jsonl").read_text(encoding="utf-8"))
    assert row == {"id": "a", "title": "Harbour", "text": "The harbour opened on Tuesday.\n\nShips came in.\n"}
    back = tmp_path / "back"
    undo = ["clean", str(out / "clean.jsonl"), "--undo", str(out / "patch.jsonl"), "--out", str(back)]
    assert CliRunner().invoke(app, undo).exit_code == 0
    assert json.loads((back / "restored.jsonl").read_text(encoding="utf-8"))["text"] == TEXT


def test_hostile_text_cannot_steer_the_terminal(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    text = TEXT.replace("(Opens", "\x1b[2J [bold](Opens")
    source.write_text(json.dumps({"id": "\x1b]0;x\x07", "text": text}) + "\n", encoding="utf-8")
    shown = CliRunner().invoke(app, ["clean", str(source), "--min-confidence", "0"])
    assert "\x1b[2J" not in shown.stdout
    assert "\x1b]" not in shown.stdout


# What clean leaves, as a run sees it

_JUNK = (
    "Leave a Reply", "Your email address will not be published. Required fields are marked *", "Share this:",
    "Click to share on Facebook (Opens in new window)", "Advertisement", "Read more: Wolves return to the valley",
    "Skip to content", "Home | News | Sport", "Sign up for our newsletter", "All rights reserved.", "Photo: Anna Roe",
    "You may also like", "Posted on March 3, 2024 by admin", "Tags: harbour, council, ships", "Subscribe now", "&nbsp;",
    "Follow us on Twitter", "Continue reading", "Privacy Policy", "Related stories", "<p>", "Menu", "Comments (3)",
)  # fmt: skip
_PROSE = tuple(
    f"The {what} of {name} {did} on Tuesday after nine years of work, and {who} came to see it."
    for what, did in (("harbour", "opened"), ("museum", "closed"), ("bridge", "was repaired"))
    for name, who in (("Kell", "ships"), ("Lorn", "hundreds of people"), ("Marr", "the mayor , with her guests .."))
)
_parts = st.lists(st.sampled_from((*_JUNK, *_PROSE, *_PROSE)), min_size=1, max_size=14)


@functools.cache
def _keeper() -> Gatekeeper:
    return Gatekeeper(load())


@settings(max_examples=120, deadline=None)
@given(_parts, st.sampled_from(["\n", "\n\n", " ", "\r\n", "\n  "]))
def test_clean_then_run_never_adds_junk(parts: list[str], glue: str) -> None:
    """What a run finds in the cleaned text is less than before, and nothing sure that could be taken out is left."""
    article = Article(text=glue.join(parts), id="a")
    before = _keeper().audit(article)
    cleaned = clean(article, lambda one: _keeper().audit(one).findings)
    after = _keeper().audit(cleaned.article)
    assert _junk(after) <= _junk(before)
    left = chosen(cleaned.article.text, after.findings, ["scraper-junk"], 0.9)
    assert not left or not any(char.isalnum() for char in _without(cleaned.article.text, left))


def _junk(audited: Audited) -> int:
    """Return the characters under findings of junk."""
    found = [item for item in audited.findings if item.family == "scraper-junk" and item.field == "text"]
    return len({at for item in found if not item.preview for at in range(item.start, item.end)})


def _without(text: str, edits: Sequence[Edit]) -> str:
    for edit in reversed(edits):
        text = text[: edit.start] + text[edit.end :]
    return text
