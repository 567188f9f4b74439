"""The wording of page furniture, as data: `knowledge/junk/phrases.toml` and one file a language in `junk/phrases/`.

All wording that may stand inside a line is looked for at once, by one automaton (Aho and Corasick 1975) over the folded
text, so that neither the number of phrases nor the number of languages costs time.
"""

from __future__ import annotations

import functools
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from auditor import knowledge

FILE = "junk/phrases.toml"
LANGUAGES = "junk/phrases"
_LETTERS = re.compile(r"[^\W\d_]+")
_LABEL = re.compile(r"\W{0,3}([^\W\d_][^:»>|\n]{2,40}?)\s?[:»>|](?!//)")
_LONGEST_START = 12
_LONGEST_INSIDE = 40


@dataclass(frozen=True, slots=True)
class Phrases:
    """The phrase lists: whole lines, lines that count beside other furniture, openings, wording in lines, labels.

    Folded text maps to its kind, a section of the files; openings are listed under their first word. `automaton` finds
    the wording of `inside` and `glued`, which `wording` lists in its order.
    """

    whole: dict[str, str]
    beside: dict[str, str]
    starts: dict[str, tuple[tuple[str, str], ...]]
    inside: dict[str, str]
    glued: dict[str, tuple[str, re.Pattern[str]]]
    labels: dict[str, str]
    wording: tuple[str, ...]
    automaton: Any


_ALIKE = str.maketrans("ıάέήίόύώϊϋΐΰşţ", "iαεηιουωιυιυșț")


def fold(text: str) -> str:
    """Return text folded for comparison: case, figures, punctuation and symbols do not count.

    Nor does what capitals and old fonts leave out: the dots of Turkish i, Greek accents, the comma below Romanian s, t.
    """
    low = text.casefold()
    if not low.isascii():
        low = low.replace("i\u0307", "i").translate(_ALIKE)
    return " ".join(_LETTERS.findall(low))


def fold_lines(lines: Sequence[str]) -> list[str]:
    """Return each line folded."""
    return [fold(line) for line in lines]


def files() -> Iterator[tuple[str, Mapping[str, Mapping[str, Sequence[str]]]]]:
    """Yield the name and the content of every phrase file: the general one first, then the languages by name."""
    yield FILE, knowledge.toml(FILE)
    for path in sorted(knowledge.path(LANGUAGES).glob("*.toml")):
        name = f"{LANGUAGES}/{path.name}"
        yield name, knowledge.toml(name)


@functools.cache
def phrases() -> Phrases:
    """Read and compile the files, once per process."""
    from ahocorasick_rs import AhoCorasick  # noqa: PLC0415  (compiled code, loaded when first needed)

    lists: dict[str, dict[str, str]] = {key: {} for key in ("whole", "beside", "starts", "inside", "glued", "label")}
    for _, sections in files():
        for kind, section in sections.items():
            for key, found in lists.items():
                for phrase in section.get(key, ()):
                    found.setdefault(fold(phrase), kind)
    # A bare word that is harmless in one language keeps needing company, whatever another language has.
    for phrase in lists["beside"]:
        lists["whole"].pop(phrase, None)
    starts: dict[str, tuple[tuple[str, str], ...]] = {}
    for phrase, kind in lists["starts"].items():
        first = phrase.split(" ", 1)[0]
        starts[first] = (*starts.get(first, ()), (phrase, kind))
    wording = tuple(dict.fromkeys((*lists["inside"], *lists["glued"])))
    return Phrases(
        whole=lists["whole"],
        beside=lists["beside"],
        starts=starts,
        inside=lists["inside"],
        # Words of glued wording may be parted by a mark and a space, as in "Advertisement | Continue reading".
        glued={
            phrase: (kind, re.compile(r"\b" + r"\W{1,3}".join(phrase.split(" ")) + r"\b", re.IGNORECASE))
            for phrase, kind in lists["glued"].items()
        },
        labels=lists["label"],
        wording=wording,
        automaton=AhoCorasick(wording),
    )


def wording_in(folded: Sequence[str]) -> dict[int, list[str]]:
    """Return the wording of `inside` and `glued` that stands in each folded line, by number of the line."""
    known = phrases()
    stops = list(accumulate(len(line) + 1 for line in folded))
    found: dict[int, list[str]] = {}
    for pattern, start, _ in known.automaton.find_matches_as_indexes("\n".join(folded), overlapping=True):
        found.setdefault(bisect_right(stops, start), []).append(known.wording[pattern])
    return found


def kind_of_line(folded: str, words: int, *, sentence: bool, wording: Sequence[str] = ()) -> tuple[str, float] | None:
    """Return the kind of a folded line and how sure that is, or None.

    `sentence`: whether it ends like a sentence. `wording`: what `wording_in` found in it.
    """
    known = phrases()
    kind = known.whole.get(folded)
    if kind is not None:
        return kind, 0.95 if " " in folded else 0.85
    if words <= _LONGEST_START and not sentence:
        for phrase, kind in known.starts.get(folded.split(" ", 1)[0], ()):
            if folded.startswith(phrase) and folded[len(phrase) : len(phrase) + 1] in ("", " "):
                return kind, 0.88
    if words <= _LONGEST_INSIDE:
        for phrase in wording:
            if phrase in known.inside and words <= 3 * (phrase.count(" ") + 1) + 12:
                return known.inside[phrase], 0.95
    return None


def kind_of_label(text: str) -> str | None:
    """Return the kind of a line that opens with a label and a colon or bar, or None."""
    match = _LABEL.match(text)
    return phrases().labels.get(fold(match[1])) if match else None


def glued_wording(text: str, wording: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and kind of each wording that is furniture even inside a paragraph.

    `wording`: what `wording_in` found in the folded paragraph.
    """
    known = phrases()
    for phrase in dict.fromkeys(wording):
        if phrase in known.glued:
            kind, pattern = known.glued[phrase]
            for match in pattern.finditer(text):
                yield match.start(), match.end(), kind
