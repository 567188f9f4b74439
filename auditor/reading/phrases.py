"""The wording of page furniture, as data: `knowledge/junk/phrases.toml`, compiled once for quick look-ups."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from auditor import knowledge

FILE = "junk/phrases.toml"
_NOT_LETTERS = re.compile(r"[\W\d_]+")
_LONGEST_START = 12
_LONGEST_INSIDE = 40


@dataclass(frozen=True, slots=True)
class Phrases:
    """The phrase lists: whole lines, lines that count beside other furniture, openings, wording inside and glued.

    Folded text maps to its kind, a section of the file; openings are listed under their first word.
    """

    whole: dict[str, str]
    beside: dict[str, str]
    starts: dict[str, tuple[tuple[str, str], ...]]
    inside: dict[str, str]
    inside_pattern: re.Pattern[str]
    glued: dict[str, str]
    glued_pattern: re.Pattern[str]


def fold(text: str) -> str:
    """Return text folded for comparison: case, figures, punctuation and symbols do not count."""
    return _NOT_LETTERS.sub(" ", text.casefold()).strip()


@functools.cache
def phrases() -> Phrases:
    """Read and compile the file, once per process."""
    lists: dict[str, dict[str, str]] = {key: {} for key in ("whole", "beside", "starts", "inside", "glued")}
    for kind, section in knowledge.toml(FILE).items():
        for key, found in lists.items():
            for phrase in section[key]:
                found.setdefault(phrase, kind)
    starts: dict[str, tuple[tuple[str, str], ...]] = {}
    for phrase, kind in lists["starts"].items():
        first = phrase.split(" ", 1)[0]
        starts[first] = (*starts.get(first, ()), (phrase, kind))
    return Phrases(
        whole=lists["whole"],
        beside=lists["beside"],
        starts=starts,
        inside=lists["inside"],
        inside_pattern=re.compile("|".join(map(re.escape, lists["inside"]))),
        glued=lists["glued"],
        glued_pattern=re.compile(
            # Words of glued wording may be parted by a mark and a space, as in "Advertisement | Continue reading".
            "|".join(r"\b" + r"\W{1,3}".join(phrase.split(" ")) + r"\b" for phrase in lists["glued"]),
            re.IGNORECASE,
        ),
    )


def kind_of_line(folded: str, words: int, *, sentence: bool) -> tuple[str, float] | None:
    """Return the kind of a folded line and how sure that is, or None. `sentence`: whether it ends like a sentence."""
    known = phrases()
    kind = known.whole.get(folded)
    if kind is not None:
        return kind, 0.95 if " " in folded else 0.85
    if words <= _LONGEST_START and not sentence:
        for phrase, kind in known.starts.get(folded.split(" ", 1)[0], ()):
            if folded.startswith(phrase) and folded[len(phrase) : len(phrase) + 1] in ("", " "):
                return kind, 0.88
    if words <= _LONGEST_INSIDE:
        match = known.inside_pattern.search(folded)
        if match and words <= 3 * (match.group().count(" ") + 1) + 12:
            return known.inside[match.group()], 0.95
    return None


def glued_wording(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and kind of each wording that is furniture even inside a paragraph."""
    known = phrases()
    for match in known.glued_pattern.finditer(text):
        yield match.start(), match.end(), known.glued[fold(match.group())]
