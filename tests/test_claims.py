"""Claims: each kind read with its values and its places, and nothing else taken for one."""

from __future__ import annotations

import datetime

import pytest

from auditor.article import Article
from auditor.claims import Claims
from auditor.document import Document
from auditor.knowledge import toml
from auditor.reading.addresses import read_address_date
from auditor.reading.exchange_rates import bounds
from auditor.reading.quote_pairs import reworded


def claims(text: str, published: str | None = "2019-06-03") -> Claims:
    return Document(Article(text=text, published=published)).claims


@pytest.mark.parametrize(
    ("text", "tense", "verb", "day"),
    [
        ("The vote will be held on March 5, 2021.", "future", "will be held", "2021-03-05"),
        ("The line is due to open in Lund on 3 May 2018.", "future", "is due to open", "2018-05-03"),
        ("She was arrested in Oslo on Friday, 3 May 2019.", "past", "was arrested", "2019-05-03"),
        ("He said yesterday that it rained.", "past", "said", "2019-06-02"),
    ],
)
def test_a_verb_has_its_day(text: str, tense: str, verb: str, day: str) -> None:
    (claim,) = claims(text).dated_verbs
    assert (claim.tense, claim.verb, str(claim.mention.date)) == (tense, verb, day)
    assert claim.span.of(text).startswith(verb)


@pytest.mark.parametrize(
    "text",
    [
        "They will discuss the vote of March 5, 2021.",
        "She was to be arrested on May 3, 2019.",
        "It was scheduled for May 3, 2019.",
        "He will say what was built by May 3, 2019.",
        "On May 3, 2019 it rained.",
    ],
)
def test_a_day_of_something_else_is_not_the_verbs(text: str) -> None:
    assert claims(text).dated_verbs == ()


def test_a_stretch_has_both_ends() -> None:
    text = "It ran from 3 May 2018 to 4 June 2018; Ann Roe (1901-1985) came, and it was shut between 2004 and 2010."
    found = [(str(one.start), str(one.end)) for one in claims(text).stretches]
    assert found == [("3 May 2018", "4 June 2018"), ("1901", "1985"), ("2004", "2010")]


def test_a_birth_has_its_day_and_who_was_born() -> None:
    found = claims("She was born on May 22, 2005. Carl Hale (born 1950) came. Born free, he left in 1990.").births
    assert [(str(one.when), one.who) for one in found] == [("22 May 2005", ""), ("1950", "Carl Hale")]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('"Nobody will ever leave this harbour," said Sen. Ann Roe on Monday.', "Roe"),
        ('"Nobody will ever leave this harbour," Roe told reporters.', "Roe"),
        ('Ann Roe said: "Nobody will ever leave this harbour."', "Roe"),
        ('"It was a long and cold night," Roe said. "Nobody will ever leave this harbour," she added.', "Roe"),
        ('A sign reads "Nobody will ever leave this harbour".', ""),
    ],
)
def test_a_quotation_has_its_speaker(text: str, speaker: str) -> None:
    assert claims(text).spoken[-1].speaker == speaker


@pytest.mark.parametrize("row", toml("facts/opposites.toml")["pair"], ids=lambda row: row["one"][0])
def test_an_event_told_both_ways_is_found(row: dict[str, str]) -> None:
    one, other = claims(row["line"]).events, claims(row["turned"]).events
    assert {(event.pair, event.way) for event in one} & {(event.pair, not event.way) for event in other}


def test_a_negation_turns_an_event_round_and_a_hope_is_none() -> None:
    (one,) = claims("The Norvik council approved the harbour plan.").events
    (other,) = claims("The Norvik council never approved the harbour plan.").events
    assert one.way != other.way
    assert claims("The Norvik council would have approved the harbour plan, if it had approved any.").events == ()


def test_an_office_has_its_organisation() -> None:
    text = (
        "NATO Secretary General Jens Stoltenberg met Chancellor Angela Merkel of Germany and former President Hollande."
    )
    found = [(one.title, one.organisation, one.surname) for one in claims(text).office_mentions]
    assert found == [("secretary-general", "NATO", "stoltenberg"), ("chancellor", "Germany", "merkel")]


def test_a_dateline_has_place_day_and_agency() -> None:
    line = claims("LONDON, March 5 (Reuters) - The harbour opened.").dateline
    assert line is not None
    assert (line.place, line.month, line.day, line.year, line.agency) == ("LONDON", 3, 5, None, "Reuters")
    assert claims("On March 5 - a Tuesday - it opened.").dateline is None


@pytest.mark.parametrize(
    ("address", "day"),
    [
        ("https://a.example/2019/03/05/x", datetime.date(2019, 3, 5)),
        ("https://a.example/2019/mar/05/x", datetime.date(2019, 3, 5)),
        ("https://a.example/x-1?d=20190305", datetime.date(2019, 3, 5)),
        ("https://a.example/2019/13/45/x", None),
        ("https://a.example/id/20190305123", None),
    ],
)
def test_an_address_has_its_day(address: str, day: datetime.date | None) -> None:
    assert read_address_date(address) == day


def test_rates_hold_from_their_first_year_and_both_ways() -> None:
    there, back = bounds("GBP", "EUR", 2019), bounds("EUR", "GBP", 2019)
    assert there is not None
    assert back is not None
    assert there[0] < 1.14 < there[1]
    assert back == pytest.approx((1 / there[1], 1 / there[0]))
    assert bounds("EUR", "GBP", 1990) is None
    assert bounds("EUR", "RSD", 2019) is None


def test_a_saying_reworded_is_told_from_one_cut_short() -> None:
    saying = "We shall never leave the harbour of our fathers to them"
    assert reworded(saying, saying.replace("leave", "abandon")) == ("leave", "abandon")
    assert reworded(saying, saying.removesuffix(" to them")) is None
    assert reworded(saying, saying.replace("the harbour", "a harbour")) is None
    assert reworded(saying, saying.replace("our fathers", "[the] fathers ...")) is None


@pytest.mark.parametrize(
    ("kind", "text", "values"),
    [
        ("years_ago", "It fell nine years ago, in 1983.", [("number", 9), ("year", 1983)]),
        ("years_later", "They were warned in 2011, and eight years later it fell.", [("year", 2011), ("number", 8)]),
        ("years_between", "The law held for seven years (from 2003 to 2013).", [("number", 7), ("second", 2013)]),
        ("anniversaries", "They mark the 57th anniversary of the 1963 march.", [("nth", 57), ("year", 1963)]),
        ("fraction_shares", "It lost in 35 out of 38 (92 percent) of them.", [("part", 35), ("whole", 38)]),
        ("counted_lists", "Delegates from four states — Ohio, Iowa and Utah — came.", [("number", 4)]),
        ("totals", "The 12 senators, three Democrats and ten Republicans, left.", [("total", 12)]),
    ],
)
def test_a_claim_has_its_numbers(kind: str, text: str, values: list[tuple[str, float]]) -> None:
    (claim,) = getattr(claims(text), kind)
    assert [(name, getattr(claim, name).value) for name, _ in values] == values
    assert claim.span.width < len(text)


def test_a_list_and_shares_have_their_items() -> None:
    (found,) = claims("It rests on three pillars: research and development, roads and clinics.").counted_lists
    assert (found.least, found.most) == (3, 4)
    text = "Of voters 43 percent said yes, 35 percent said no, and 22 percent were undecided."
    (whole,) = claims(text).wholes_of_shares
    assert [share.number.value for share in whole.shares] == [43, 35, 22]


def test_a_pronoun_stands_for_the_only_person_near() -> None:
    text = "Ann Roe won. She was glad. Later Mr. Carl Hale met Ann Roe, and she left. He stayed. It rained. He slept."
    found = Document(Article(text=text)).pronouns
    assert [(one.span.of(text), one.word, one.surname) for one in found] == [("She", "she", "Roe")]
