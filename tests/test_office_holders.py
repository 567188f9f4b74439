from __future__ import annotations

import csv
import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor import Article, Document
from auditor.checks.contradictions import term_start_conflict
from auditor.context import Context
from auditor.knowledge import path
from auditor.reading.office_holders import fold, holders, is_country, organisations_in, terms_of
from auditor.reading.partial_dates import PartialDate

TERM = "He said his ten-year term at the helm of NATO ends this year, on October 1. Mr Stoltenberg was in Oslo."


def hits(text: str, published: str | None, copies: tuple[dict[str, object], ...] = ()) -> list[tuple[float, str]]:
    document = Document(Article(text=text, published=published), Context(gathered={"near-copies": copies}))
    return [(hit.confidence, hit.message) for hit in term_start_conflict.find(document)]


def test_table_is_lean_and_every_row_is_complete() -> None:
    table = path("facts/office_holders.csv")
    assert table.stat().st_size < 300_000
    with table.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    for row in rows:
        assert row["person"]
        assert row["organisation"]
        assert row["source"]
        assert PartialDate.read(row["start"]), row
        assert not row["end"] or PartialDate.read(row["end"]), row
        assert not (row["end"] and row["as_of"]), row


def test_every_organisation_of_the_alias_list_has_rows() -> None:
    for name in ("NATO", "United Nations", "European Central Bank", "United States", "South Korea", "Ireland"):
        assert holders(name), name


def test_lookup_by_surname_folds_accents() -> None:
    assert {row.start.printed for row in terms_of("NATO", frozenset({fold("Wörner")}))} == {"1988-07-01"}
    assert terms_of("NATO", frozenset({"nobody"})) == ()


def test_organisations_are_named_by_their_aliases() -> None:
    assert organisations_in("The French president and the IMF met NATO") == (
        "France",
        "International Monetary Fund",
        "NATO",
    )
    assert organisations_in("who met us") == ()
    assert is_country("France")
    assert not is_country("NATO")


@pytest.mark.parametrize(
    ("printed", "years", "expected"),
    [
        ("2022-10-01", 10, "1 October 2012"),
        ("2024-02-29", 1, "28 February 2023"),
        ("2022-12", 2.5, "June 2020"),
        ("2022", 5, "2017"),
    ],
)
def test_years_before(printed: str, years: float, expected: str) -> None:
    date = PartialDate.read(printed)
    assert date is not None
    assert str(date.years_before(years)) == expected


@pytest.mark.parametrize("printed", ["", "2022-13", "2022-02-30", "22", "0000", "PRESENT_REF", "2022-W06"])
def test_unreadable_dates_are_none(printed: str) -> None:
    assert PartialDate.read(printed) is None


@given(st.dates(datetime.date(1900, 1, 1), datetime.date(2099, 12, 31)), st.integers(0, 60))
def test_a_partial_date_spans_its_period(day: datetime.date, years: int) -> None:
    for width in (4, 7, 10):
        date = PartialDate.read(day.isoformat()[:width])
        assert date is not None
        assert date.first <= day <= date.last
        earlier = date.years_before(years)
        assert earlier.first.year == date.first.year - years
        assert earlier.last.month == date.last.month


def test_term_conflicts_with_the_table() -> None:
    ((confidence, message),) = hits(TERM, "2022-02-09")
    assert confidence >= 0.9
    assert "1 October 2022 minus 10 years is 1 October 2012" in message
    assert "1 October 2014" in message


def test_date_of_a_near_copy_is_enough() -> None:
    copy = {"article_id": "x", "contained": 0.7, "contains": 0.7, "date": "2022-02-09"}
    assert hits(TERM, None, (copy,)) == hits(TERM, "2022-02-09")


def test_relative_end_without_a_date_says_nothing() -> None:
    assert hits(TERM, None) == []


def test_true_sum_says_nothing() -> None:
    assert hits(TERM, "2024-02-09") == []


def test_renewed_term_is_no_conflict() -> None:
    assert hits(TERM.replace("ten-year", "two-year"), "2022-02-09") == []


def test_without_a_named_holder_it_only_asks_to_verify() -> None:
    ((confidence, _),) = hits(TERM.replace("Stoltenberg", "Nilsen"), "2022-02-09")
    assert confidence < 0.5
