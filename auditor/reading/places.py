"""Cities printed with their state: "Selma, Alabama", "Erie, Pa."; states by name, abbreviation and postal code."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from auditor.knowledge import toml
from auditor.reading.names import Name
from auditor.span import Span


@dataclass(frozen=True, slots=True)
class CityState:
    """A city and the state beside it, by its full name.

    `shared`: many states have such a city, so it says little. `lead`: the last three words before it. `byline`: they
    tell from where somebody reported.
    """

    span: Span
    city: str
    state: str
    shared: bool
    lead: tuple[str, ...]
    byline: bool


_REPORTED = re.compile(r"\b(?:reported|reporting|contributed|writing|writes) (?:to this report )?from\s$")


@functools.cache
def _states() -> dict[str, str]:
    rows = toml("facts/states.toml")["state"]
    called = {form: row["name"] for row in rows for form in (row["name"], *row["called"])}
    return called | {form.rstrip("."): name for form, name in called.items() if form.endswith(".")}


@functools.cache
def state_pattern() -> re.Pattern[str]:
    """Return a pattern for the full names of the states."""
    names = sorted((row["name"] for row in toml("facts/states.toml")["state"]), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(names)})(?!\w)")


def state_at(printed: str) -> str:
    """Return the state that `printed` names or abbreviates, "" if it is none."""
    return _states().get(printed) or _states().get(printed.rstrip("."), "")


@functools.cache
def _behind() -> re.Pattern[str]:
    forms = "|".join(
        re.escape(form) for form in sorted(_states(), key=len, reverse=True) if not (form.isupper() and form.isalpha())
    )
    return re.compile(rf",\s(?P<state>{forms})(?!\w)")


@functools.cache
def _shared() -> frozenset[str]:
    return frozenset(toml("facts/states.toml")["shared"])


def read_city_states(text: str, names: tuple[Name, ...]) -> tuple[CityState, ...]:
    """Return the cities with a state right behind them, in text order."""
    found: list[CityState] = []
    behind = _behind()
    for name in names:
        end = name.span.end
        if not text.startswith(", ", end):
            continue
        match = behind.match(text, end, end + 24)
        if match is None:
            continue
        words = name.words[1:] if name.starts_sentence and name.words[0] in _LEADS else name.words
        if name.starts_sentence and len(words) == 1 and not _closed(text, match.end()):
            continue  # "Nevertheless, Arizona lawmakers ..."
        city = " ".join(words)
        start = end - len(city)
        if words and text.startswith(city, start) and city not in _states():
            state = _states()[match["state"]]
            before = text[max(0, start - 60) : start]
            lead, byline = tuple(before.split()[-3:]), _REPORTED.search(before, max(0, len(before) - 40)) is not None
            found.append(CityState(Span(start, match.end()), city, state, city in _shared(), lead, byline))
    return tuple(found)


def _closed(text: str, at: int) -> bool:
    """Whether the state ends there: a comma, a full stop, a bracket, or the source of a dateline."""
    return text[at : at + 1] in (",", ".", ")", "\n", "") or text.startswith((" (", " –", " —", " -"), at)


_LEADS = frozenset(["In", "Near", "From", "At", "Of", "To"])
