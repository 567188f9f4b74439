"""People as news prints them: with a title before the name, a party and a state behind it, or called by these alone.

One walk over the tokens finds the head words of titles ("Sen", "Minister") and of parties ("Democrat", "R-"); the words
beside a head are read from the text. Titles and what goes together stand in `knowledge/facts/titles.toml`.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from auditor.knowledge import toml
from auditor.reading.places import state_at, state_pattern
from auditor.reading.tokens import Token
from auditor.span import Span


@dataclass(frozen=True, slots=True)
class TitledName:
    """A name with a title before it: `first` is "" where only the surname is printed.

    `title`: what the title is called ("senator", "defense secretary"), `head` its word as printed ("Sen", "Secretary").
    `qualified`: words before it take it out of the present ("former", "then-", "deputy").
    """

    span: Span
    title: str
    head: str
    first: str
    surname: str
    qualified: bool


@dataclass(frozen=True, slots=True)
class PartyMember:
    """A name with party and state behind it: "Ann Roe (R-Fla.)". `party` is D, R or I, `state` its full name or "".

    `surname` is "" where a button ("MORE") that the page put before the party hides it.
    """

    span: Span
    first: str
    surname: str
    party: str
    state: str


@dataclass(frozen=True, slots=True)
class PartyPhrase:
    """Somebody called by state and party: "the Florida Democrat"."""

    span: Span
    party: str
    state: str


@dataclass(frozen=True, slots=True)
class People:
    """What the article says of people, each in text order."""

    titled: tuple[TitledName, ...]
    members: tuple[PartyMember, ...]
    phrases: tuple[PartyPhrase, ...]


_WORD = r"[A-Z][a-zA-ZÀ-ÿ'’-]*[a-zà-ÿ]"
_PARTICLE = r"(?:de|van|von|bin|al-|der|del|della|la)\s?"
_NAME = re.compile(
    rf"\.?\s(?:(?P<first>{_WORD}|[A-Z]\.(?:\s?[A-Z]\.)?)\s(?:(?:[A-Z]\.|[“\"(‘]{_WORD}[”\")’])\s)?(?:{_WORD}\s)??)??"
    rf"(?P<surname>(?:{_PARTICLE}){{0,2}}{_WORD})(?![\w’'])(?!\s(?:{_PARTICLE}){{0,2}}{_WORD})"
)
_ABBREVIATION = 4
"""The most letters of a title that is printed with a full stop: Sen., Prof., not Senator."""
_BEFORE = re.compile(
    r"(?:(?P<vice>Vice\s|Lt\.\s|Lieutenant\s)|(?P<rank>(?:(?:House|Senate)\s)?(?:Majority|Minority)\s|Opposition\s)"
    r"|(?P<chief>Chief\s|Attorney\s|Secretary[\s-]|Surgeon\s|Solicitor\s|Inspector\s)"
    r"|(?P<of>[A-Z][a-z]+(?:\s(?:Security|Affairs))?\s))$"
)
_QUALIFIED = re.compile(
    r"\b(?:former|ex|then|deputy|assistant|late|incoming|outgoing|future|onetime|one-time|elect|shadow"
    r"|candidate|ousted|previous|longtime|retired|Deputy|Former|Assistant|Under|Shadow|Then)[\s-]+"
    r"(?:[\w.’'-]+\s){0,2}$"
)
_PORTFOLIOS = frozenset(
    ["foreign", "defense", "finance", "interior", "health", "justice", "home", "education", "energy", "trade",
    "transport",
     "environment", "agriculture", "labor", "labour", "economy", "information", "culture", "oil", "tourism",
     "immigration"]
)  # fmt: skip
_PARTY = re.compile(r"[’']?s?,?\s?\(?(?P<party>[DRI])-(?P<state>[A-Z][\w.]*(?:\s[A-Z][a-z]+)?)")
_MEMBER = re.compile(rf"(?:(?P<first>{_WORD})\s(?:[A-Z]\.\s)?)?(?P<surname>{_WORD}?)(?:[’']s)?,?\s?\(?$")
_PARTIES = {"Democrat": "D", "Republican": "R"}
_TAIL = re.compile(r"[’']s?$")


@functools.cache
def _heads() -> dict[str, str]:
    heads: dict[str, str] = dict(toml("facts/titles.toml")["heads"])
    return heads


@functools.cache
def go_together(one: str, other: str) -> bool:
    """Whether a person may carry both titles in one article."""
    together = toml("facts/titles.toml")["together"]
    return one == other or other in together.get(one, ()) or one in together.get(other, ())


def read_people(text: str, tokens: tuple[Token, ...]) -> People:
    """Return titled names, names with a party, and people called by state and party."""
    heads = _heads()
    titled: list[TitledName] = []
    members: list[PartyMember] = []
    phrases: list[PartyPhrase] = []
    for token in tokens:
        word = token.text
        if word in heads:
            titled.extend(_titled(text, token, heads[word]))
        elif word in _PARTIES:
            phrases.extend(_phrase(text, token))
        elif word in ("D", "R", "I") and text.startswith("-", token.end):
            members.extend(_member(text, token))
    return People(tuple(titled), tuple(members), tuple(phrases))


def _titled(text: str, head: Token, called: str) -> Iterator[TitledName]:
    behind = _behind_department(text, head)
    if text.startswith(".", behind) and (behind > head.end or len(head.text) > _ABBREVIATION):
        return  # the end of a sentence, and the name opens the next one
    name = _NAME.match(text, behind, min(len(text), head.end + 70))
    if name is None:
        return
    start, title = _title(text, head, called)
    if not title:
        return
    before = text[max(0, start - 40) : start]
    qualified = _QUALIFIED.search(before) is not None or text.startswith("-elect", head.end)
    surname = _TAIL.sub("", name["surname"])
    yield TitledName(
        Span(start, name.end("surname") - len(name["surname"]) + len(surname)),
        title,
        head.text,
        name["first"] or "",
        surname,
        qualified,
    )


@functools.cache
def _department() -> re.Pattern[str]:
    names = "|".join(toml("facts/titles.toml")["secretary"]["names"])
    return re.compile(rf"\sof\s(?:the\s)?(?P<name>{names})(?:\s(?:and|&)\s[A-Z]\w+\s[A-Z]\w+)?(?!\w)")


def _behind_department(text: str, head: Token) -> int:
    of = _department().match(text, head.end, head.end + 50) if head.text == "Secretary" else None
    return of.end() if of else head.end


def _title(text: str, head: Token, called: str) -> tuple[int, str]:
    """Return where the title begins and what it is called; "" where the words beside its head make it none."""
    left = max(0, head.start - 30)
    before = _BEFORE.search(text, left, head.start)
    word = before.group().strip().lower() if before else ""
    start = before.start() if before else head.start
    if head.text == "Secretary":
        of = _department().match(text, head.end, head.end + 50)
        if of:
            return head.start, f"secretary of {of['name'].lower().replace('defence', 'defense')}"
        if before is None or before["of"] is None:
            return head.start, ""
        if word in _departments():
            return start, f"secretary of {word.replace('defence', 'defense')}"
        return start, "press secretary" if word == "press" else ""
    if head.text in ("Minister", "minister"):
        if text[left : head.start].lower().endswith("prime "):
            return head.start - 6, "prime minister"
        word = word.replace("defence", "defense")
        return (start, f"{word} minister") if word in _PORTFOLIOS else (head.start, "")
    if head.text == "Attorney" and text.startswith(" General", head.end):
        return head.start, ""  # its head is "General"
    if head.text == "Attorney":
        return (start, "district attorney") if word == "district" else (head.start, "")
    if head.text == "General":
        named = {"attorney": "attorney general", "secretary": "secretary-general", "secretary-": "secretary-general",
                 "surgeon": "surgeon general", "solicitor": "solicitor general"}.get(word, "")  # fmt: skip
        if named == "attorney general" and text[left:start].endswith("District "):
            return start - 9, "district attorney"
        return start, named
    if head.text in ("Leader", "leader"):
        part = word.removeprefix("house ").removeprefix("senate ")
        return start, f"{part} leader" if before and before["rank"] and part in ("majority", "minority") else ""
    if before and before["vice"] and called in ("president", "governor"):
        return start, "vice president" if called == "president" else "lieutenant governor"
    if before and before["chief"]:
        return head.start, called if word == "chief" else ""
    return head.start, called


@functools.cache
def _departments() -> frozenset[str]:
    return frozenset(name.lower() for name in toml("facts/titles.toml")["secretary"]["names"])


def _phrase(text: str, head: Token) -> Iterator[PartyPhrase]:
    match = state_pattern().search(text, max(0, head.start - 20), head.start)
    if match is None or match.end() != head.start - 1:
        return
    article = text[max(0, match.start() - 4) : match.start()].lower()
    if article.endswith("the "):
        state = state_at(match.group())
        yield PartyPhrase(Span(match.start() - 4, head.end), _PARTIES[head.text], state)


def _member(text: str, head: Token) -> Iterator[PartyMember]:
    party = _PARTY.match(text, head.start)
    before = _MEMBER.search(text, max(0, head.start - 50), head.start) if party else None
    if party is None or before is None or not before["surname"]:
        return
    state = state_at(party["state"]) or state_at(party["state"].split()[0])
    hidden = before["surname"].isupper()
    first, surname = ("", "") if hidden else (before["first"] or "", _TAIL.sub("", before["surname"]))
    yield PartyMember(Span(before.start(), party.end()), first, surname, party["party"], state)
