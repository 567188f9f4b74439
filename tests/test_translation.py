"""Signs of translation: the phrase list holds its own tests, and hostile texts cost no time."""

from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.article import Article
from auditor.catalog import all_checks
from auditor.check import Bad
from auditor.document import Document
from auditor.reading.calques import entries
from auditor.reading.role_nouns import entries as entries_of_roles
from auditor.reading.transliterations import sound

CHECKS = [check for check in all_checks().values() if check.family == "machine-translation"]
ENTRIES = entries()


def document(text: str) -> Document:
    return Document(Article(text=text, language="en"))


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: str(entry["words"])[:40])
def test_calque_is_found_exactly_at_its_test_and_not_at_its_near_miss(entry: dict[str, Any]) -> None:
    example = Bad(entry["test"])
    [found] = document(example.text).calques
    assert [found.span] == list(example.spans)
    assert (found.kind, found.sure, list(found.languages)) == (entry["kind"], entry["sure"], entry["from"])
    assert document(entry["near"]).calques == ()


def test_calque_keeps_the_case_of_what_it_replaces() -> None:
    [sentence_start] = document("According the map, the road ends here.").calques
    [inside] = document("The road ends here, according the map.").calques
    assert (sentence_start.instead, inside.instead) == ("According to the", "according to the")


@pytest.mark.parametrize(
    "text", ["According\tthe map", "according-the-map", "accordingthe", "According, the map", "ACCORDING", "according"]
)
def test_calque_wants_its_words_a_blank_apart(text: str) -> None:
    assert document(text).calques == ()


def test_capital_printed_twice_in_the_same_company_is_a_title() -> None:
    check = all_checks()["machine-translation/stray-capital"]
    text = "The town gave in to pressure From the council"
    assert [hit.span.of(text) for hit in check.find(document(text + " again."))] == ["From"]
    twice = f"{text} again. The others gave in to pressure From the council too."
    assert list(check.find(document(twice))) == []


def test_blanks_before_commas_count_only_as_a_habit_and_are_reported_once() -> None:
    check = all_checks()["machine-translation/space-before-punctuation"]
    habit = "Rain , hail , snow , sleet , fog and wind , all in a day , said the radio."
    [hit] = check.find(document(habit))
    assert (hit.span.start, hit.span.of(habit)) == (4, " ,")
    assert "6 of 7" in hit.message
    assert list(check.find(document(habit + " One, two, three." * 10))) == []
    assert list(check.find(document("Rain , hail , and snow."))) == []
    assert len(list(check.find(document("Rain , hail and snow."), least=1))) == 1


@pytest.mark.parametrize(
    "unit", ["a", " ", '"', "“", "1", "a b ", "So ", "x So y ", "a. May ", "the of the ", "@-", "é", "я ", "” The a "]
)
def test_hostile_text_takes_linear_time(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    subject = document(text)
    # What is read is the readers' business; only the checks are on the clock.
    _ = subject.tokens, subject.quotes, subject.sentence_starts, subject.words, subject.calques, subject.word_repeats
    _ = subject.furniture, subject.translation_signs, subject.names
    for check in CHECKS:
        start = time.process_time()
        for _ in check.find(subject):
            pass
        assert time.process_time() - start < 5, check.id


@given(st.text(max_size=300))
def test_any_text_gives_spans_inside_it(text: str) -> None:
    subject = document(text)
    for check in CHECKS:
        for hit in check.find(subject):
            assert 0 <= hit.span.start < hit.span.end <= len(text)


@given(st.lists(st.sampled_from(["the", "of the", "a map", "is", "So", "“", "”", ",", "26.", "May", "said", "é"])))
def test_made_sentences_give_spans_inside_them(parts: list[str]) -> None:
    text = " ".join(parts)
    subject = document(text)
    for check in CHECKS:
        for hit in check.find(subject):
            assert hit.span.of(text).strip()
            assert hit.fix is None or hit.fix != hit.span.of(text)


@pytest.mark.parametrize("entry", entries_of_roles(), ids=lambda entry: str(entry["printed"])[:40])
def test_role_noun_is_found_exactly_at_its_test_and_not_at_its_near_miss(entry: dict[str, Any]) -> None:
    example = Bad(entry["test"])
    [found] = document(example.text).role_nouns
    assert [found.span] == list(example.spans)
    assert list(found.meant) == entry["meant"]
    assert document(entry["near"]).role_nouns == ()


def test_a_noun_that_stands_elsewhere_is_introduced_and_no_drift() -> None:
    drift = "NATO met in June. The envoy called the cluster to order."
    assert [role.noun for role in document(drift).role_nouns] == ["cluster"]
    assert document(f"A cluster of lamps shone. {drift}").role_nouns == ()
    assert document(drift.replace("NATO", "The council")).role_nouns == ()


def test_the_union_stands_for_the_alliance_only_where_no_union_was_named_last() -> None:
    war = "NATO sent ships. The war launched by the Union in May went on."
    assert [role.noun for role in document(f"The European Union met. {war}").role_nouns] == ["Union"]
    assert document(war.replace("ships", "ships to the European Union")).role_nouns == ()


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("Yevgeny", "Evgueni", True), ("Mohammed", "Muhamad", True), ("Zelensky", "Zelenskiy", True),
     ("Qaddafi", "Kadhafi", True), ("Chaikovsky", "Tchaikovski", True), ("Daniel", "Martin", False),
     ("Kovacs", "Novacs", False)],
)  # fmt: skip
def test_names_sound_alike_across_alphabets(one: str, other: str, same: bool) -> None:
    assert (sound(one) == sound(other)) is same


def test_a_pair_of_spellings_is_reported_once_in_all() -> None:
    text = (
        "Jens Stoltenberg came to Kharkiv on Monday. Reporters asked Jens Stoltenberg why. In Kharkiv it rained. "
        "Later Jens Stolternberg left Kharkov, and Stoltenberg slept in Kharkiv."
    )
    subject = document(text)
    spans = [
        hit.span
        for name in ("typos/name-variant", "typos/name-diacritics", "machine-translation/two-transliterations")
        for hit in all_checks()[name].find(subject)
    ]
    assert len(spans) == len(set(spans)) == 2
