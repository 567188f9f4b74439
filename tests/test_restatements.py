"""Statements printed twice, once turned round."""

from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.article import Article
from auditor.document import Document
from auditor.knowledge import toml

FILL = (
    " The inquiry was led by a retired engineer who spoke with farmers, fishermen and the people of three villages, "
    "and whose account of the summer fills two volumes in the library of the county town."
)
PAIRS = toml("facts/antonyms.toml")["pair"]


def repeats(text: str) -> list[tuple[str, str, str]]:
    return [(one.kind, one.kept, one.turned) for one in Document(Article(text=text)).claims.restatements]


@pytest.mark.parametrize("pair", PAIRS, ids=["/".join(pair["words"]) for pair in PAIRS])
def test_each_pair_of_antonyms_turns_its_line(pair: dict[str, Any]) -> None:
    one, other = pair["words"]
    line = pair["line"]
    turned = line.replace(f" {one} ", f" {other} ")
    assert turned != line
    assert ("antonym", one, other) in repeats(f"{line}{FILL} {turned}")


@pytest.mark.parametrize(
    ("said", "turned"),
    [
        ("They want the old bridge to be kept.", "They do not want the old bridge to be kept."),
        ("They can keep the old bridge open.", "They can't keep the old bridge open."),
        ("They can keep the old bridge open.", "They cannot keep the old bridge open."),
        ("It is known that the bridge was sold.", "It is not known that the bridge was sold."),
        (
            "The bridge began at the old mill near the town of Elms.",
            "The bridge did not begin at the old mill near the town of Elms.",
        ),
    ],
)
def test_a_negation_is_found_whatever_its_form(said: str, turned: str) -> None:
    assert ("negation", "", "not") in repeats(f"{said}{FILL} {turned}")
    assert ("negation", "", "not") in repeats(f"{turned}{FILL} {said}")


def test_two_subjects_are_two_statements() -> None:
    assert not repeats(
        f"In Bremen the harbour is open to large ships.{FILL} In Hamburg the harbour is not open to them."
    )


def test_a_pronoun_or_the_end_of_a_sentence_is_no_other_subject() -> None:
    said, turned = (
        "the calm that makes a good captain of a ship",
        "the calm that does not make a good captain of a ship",
    )
    assert ("negation", "", "not") in repeats(f"Roe has {said}, it says.{FILL} He has {turned}, it says.")
    assert ("negation", "", "not") in repeats(
        f"They met Roe. It is a good ship.{FILL} So wrote Hale. It is not a good ship."
    )


def test_words_that_stand_everywhere_are_told_apart_by_the_next_one() -> None:
    many = " ".join(f"This is the plan of the mill number {n}." for n in range(20))
    text = f"The Elms is the oldest bridge of the county. {many} The Elms is not the oldest bridge of the county."
    assert ("negation", "", "not") in repeats(text)


def test_one_amount_in_two_forms_is_one_figure() -> None:
    assert not repeats(f"The bridge cost the town 100,000 a year.{FILL} The bridge cost the town 100k a year.")


def test_the_other_side_may_lack_one_word() -> None:
    text = f"She said that the new law would not help the poor.{FILL} She said the new law would help the poor."
    assert ("negation", "", "not") in repeats(text)


@pytest.mark.parametrize(
    "unit", ["not ", "is not is ", "did not ", "did not go went ", "3 4 ", "before after ", "“not ", "can't "]
)
def test_time_grows_no_faster_than_the_text(unit: str) -> None:
    def seconds(length: int) -> float:
        document = Document(Article(text=unit * (length // len(unit))))
        _ = document.sentences, document.tokens, document.quotes
        start = time.process_time()
        _ = document.claims.restatements
        return time.process_time() - start

    seconds(2_000)
    # The best of three: a collection of garbage, which a long test session makes slow, may fall into one of them.
    assert min(seconds(40_000) for _ in range(3)) < 25 * max(seconds(4_000), 0.02)


@given(
    st.lists(st.sampled_from(["a ", "b ", "c. ", "“", "”", "\n", "not ", "before ", "after ", "4 ", "5 "]), max_size=90)
)
def test_spans_lie_inside_and_apart(pieces: list[str]) -> None:
    text = "".join(pieces)
    for one in Document(Article(text=text)).claims.restatements:
        assert 0 <= one.first.start < one.first.end <= len(text)
        assert 0 <= one.second.start < one.second.end <= len(text)
        assert not one.first.overlaps(one.second)
        assert 0 < one.covers[1] <= one.covers[0] <= 1
