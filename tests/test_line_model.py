"""The line model: its features, its arithmetic, what it may say, and that nothing is said twice."""

from __future__ import annotations

import itertools
import math
import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor import knowledge
from auditor.article import Article
from auditor.catalog import all_checks
from auditor.context import Context
from auditor.document import Document
from auditor.reading import line_features, line_text
from auditor.reading.boilerplate import read_boilerplate
from auditor.reading.credits import Credit
from auditor.reading.furniture import Furniture
from auditor.reading.line_codes import hashed, read_codes, word_codes
from auditor.reading.line_model import FILE, LineScore, company, smooth, weights
from auditor.reading.lines import read_lines
from auditor.span import Span

JUNK = [check for check in all_checks().values() if check.family == "scraper-junk"]
BODY = (
    "The harbour will open in May after nine years of work, the mayor said on Tuesday evening.\n\n"
    "Ships from the island will be the first to use the new quay, which cost nine million.\n\n"
    "The ministry had asked for a longer trial, but the port says that its pilots know the water well enough.\n\n"
    "“We have waited long enough,” said Anna Roe, who runs a ferry, when the last crane was put up in March.\n\n"
)
PAGE = (
    "Skip to content\n\nMenu\n\nSports\n\nWeather\n\n" + BODY + "Share on Facebook\n\nYou may also like\n\n"
    "Parliament rejects tax on sugary drinks\n\nWolves return to northern forests\n\nSinger cancels tour\n\n"
    "3 Comments\n\nLeave a Reply\n\nPrivacy Policy"
)


def document(text: str, title: str | None = None, *rows: dict[str, object]) -> Document:
    return Document(Article(text=text, title=title), Context(gathered={"source-templates": rows}))


def test_the_file_fits_the_features_and_holds_numbers_only() -> None:
    path = knowledge.path(FILE)
    assert path.stat().st_size < 2_000_000
    with np.load(path, allow_pickle=False) as file:
        assert {file[name].dtype.kind for name in file.files if name != "names"} <= set("fiu")
        assert len(file["buckets"]) == line_text.BUCKETS
    assert weights().names == (*line_features.names(), *line_features.windows(np.zeros(1), np.zeros(1, bool)))
    assert len(weights().mean) == len(weights().names)
    assert np.all(np.diff(weights().curve[1]) >= 0)


def test_trees_walked_side_by_side_say_what_each_says_alone() -> None:
    known = weights()
    rows = np.random.default_rng(0).normal(size=(7, len(known.names))).astype(np.float32)

    def one(row: np.ndarray) -> float:
        total = known.trees_offset
        for root in known.roots:
            node = int(root)
            while known.child[2 * node] != node:
                node = int(known.child[2 * node + (row[known.feature[node]] <= known.limit[node])])
            total += float(known.value[node])
        return float(total)

    assert known.tree_odds(rows) == pytest.approx([one(row) for row in rows])


@given(st.lists(st.floats(-4, 4), min_size=1, max_size=6))
def test_smoothing_is_the_exact_sum_over_all_sequences(odds: list[float]) -> None:
    total = np.zeros((len(odds), 2))
    for kinds in itertools.product((0, 1), repeat=len(odds)):
        changes = sum(one != other for one, other in itertools.pairwise(kinds))
        share = math.exp(sum(0.7 * odd for odd, kind in zip(odds, kinds, strict=True) if kind) - changes)
        for number, kind in enumerate(kinds):
            total[number, kind] += share
    assert smooth(np.array(odds)) == pytest.approx(np.log(total[:, 1] / total[:, 0]), abs=1e-6)


def test_a_run_is_trusted_more_than_a_lone_line() -> None:
    run, lone = smooth(np.array([-3.0, 2, 2, 2, -3])), smooth(np.array([-3.0, -3, 2, -3, -3]))
    assert run[2] > 1.9 > 0.5 > lone[2]


@given(st.lists(st.floats(-9, 9), max_size=40))
def test_company_is_the_second_likeliest_line_nearby(odds: list[float]) -> None:
    for at, found in enumerate(company(np.array(odds))):
        near = [0.0, 0.0, *(odd for other, odd in enumerate(odds) if 0 < abs(other - at) <= 12)]
        assert found == pytest.approx(0.3 * min(3.0, sorted(near)[-2]))


def test_one_marker_is_no_company_and_two_are() -> None:
    assert not company(np.array([-4.0, 6, -4, -4])).any()
    assert company(np.array([6.0, 0.3, 6, -4])).tolist() == pytest.approx([0.09, 0.9, 0.09, 0.9])


def test_words_hash_by_their_letters_not_by_their_place() -> None:
    text = "Share this.\nPlease SHARE THIS 12 or 34"
    codes = read_codes(text, read_lines(text))
    words = codes.words.tolist()
    assert words[0] == words[3] == hashed("share")
    assert words[1] == words[4]
    assert words[5] == words[7]
    assert codes.bigrams.tolist()[0] == codes.bigrams.tolist()[3] == hashed("share this")
    assert codes.word_counts.tolist() == [2, 6]
    assert len(set(word_codes("a b c ab ba abc é ё").words.tolist())) == 8


@settings(max_examples=60)
@given(st.lists(st.sampled_from([*"aZé9 .,|@\n\n\u2028😀İ\u0301中", "Share", "Photo: "]), max_size=120))
def test_any_text_has_finite_features_and_one_score_a_line(parts: list[str]) -> None:
    read = document("".join(parts), title="A title")
    assert len(read.line_scores) == len(read.lines)
    assert all(math.isfinite(score.odds) and math.isfinite(score.block) for score in read.line_scores)
    assert all(0 <= score.sure <= 1 for score in read.line_scores)


def test_white_space_between_lines_does_not_count() -> None:
    one, other = document(PAGE), document(PAGE.replace("\n\n", "\n  \n\n\t"))
    assert one.line_odds.tolist() == pytest.approx(other.line_odds.tolist())


def test_furniture_round_an_article_is_called_and_the_article_is_not() -> None:
    read = document(PAGE, title="Harbour opens in May")
    body = [score.called for line, score in zip(read.lines, read.line_scores, strict=True) if line.text in BODY]
    other = [score.called for line, score in zip(read.lines, read.line_scores, strict=True) if line.text not in BODY]
    assert not any(body)
    assert sum(other) >= 0.7 * len(other)


def test_a_few_lines_are_too_little_to_call_any() -> None:
    assert document("Sports\n\nWeather\n\nMenu").boilerplate == ()


@pytest.mark.parametrize("text", [PAGE, BODY + "\n\n".join(ex.text for check in JUNK for ex in check.examples)])
def test_no_line_is_reported_twice(text: str) -> None:
    read = document(text, title="Harbour opens in May")
    lines = [line.span for line in read.lines]
    whole = sorted(hit.span for check in JUNK for hit in check.find(read) if hit.span in lines)
    assert len(whole) == len(set(whole))
    for item in read.boilerplate:
        assert not any(item.span.overlaps(span) for span in [*map(_span, read.furniture), *map(_span, read.credits)])


def test_a_paragraph_into_which_furniture_ran_is_not_called_with_it() -> None:
    sentence = "The harbour of the old town will open in May, the mayor said."
    text = f"{sentence} Tweet Share\n\nSports Weather Menu Home Login Tweet Share\n\n{BODY}"
    lines = read_lines(text)
    called = [LineScore(3.0, 3.0, 0.9, called=True)] * len(lines)
    bars = [Furniture(Span(at, at + 11), "share-bar", 0.9, line=False) for at in _places(text, "Tweet Share")]
    spans = [item.span for item in read_boilerplate(text, lines, called, "", bars, [])]
    assert not any(span.start < len(sentence) for span in spans)
    assert Span(text.index("Sports"), text.index(" Tweet", text.index("Login"))) in spans


def test_a_list_of_figures_is_the_articles_own() -> None:
    text = f"{BODY}\n\n— Lund: 30\n\n— Split: 25\n\n— Oslo: 4 ships, one of them late\n\nSports\n\n— Weather: 3\n\nMenu"
    lines = read_lines(text)
    called = [LineScore(3.0, 3.0, 0.9, called=True)] * len(lines)
    spans = [item.span.of(text) for item in read_boilerplate(text, lines, called, "", [], [])]
    assert spans[-3:] == ["Sports", "— Weather: 3", "Menu"]
    assert not any("Lund" in span or "Oslo" in span for span in spans)


def _places(text: str, word: str) -> list[int]:
    return [match.start() for match in re.finditer(word, text)]


def _span(item: Furniture | Credit) -> Span:
    return item.span


def test_long_lines_that_recur_in_a_source_are_doubted_and_a_reviewer_has_the_last_word() -> None:
    line = "Every day our reporters answer the questions of the harbour, and our readers ask some of them at the quay."
    text = BODY + line + "\n\n" + BODY.replace("harbour", "airport")
    plain = document(text)
    number = next(item.number for item in plain.lines if item.text == line)
    row: dict[str, object] = {"line": line.casefold(), "articles": 9}
    assert document(text, None, row).line_scores[number].odds > plain.line_scores[number].odds + 1
    for verdict in (True, False):
        ruled = document(text, None, {**row, "junk": verdict})
        assert ruled.line_scores[number].called is verdict


@pytest.mark.parametrize("unit", ["a", "a\n", "A b. ", "\n", "Share\n", "é", "1 ", "\u2028", "|", "aa bb\n"])
def test_hostile_text_takes_linear_time(unit: str) -> None:
    import time

    def seconds(size: int) -> float:
        read = document("x " + unit * (size // len(unit)) + " y")
        start = time.process_time()
        assert len(read.line_scores) == len(read.lines)
        return time.process_time() - start

    seconds(2_000)
    assert seconds(200_000) < 12
