"""One name in two spellings of another alphabet: "Zelenskiy" and "Zelensky", "Mohammed" and "Muhammad".

Two ways lead here: a table of names that English spells in several ways (`knowledge/names/transliterations.toml`), and
spellings of equal sound beside the same other name ("Yevgeny Orlov", "Evgueni Orlov"). What `name_slips` explains by
one letter, or diacritics alone, is left to the checks on spelling, so that a pair is reported once.
"""

from __future__ import annotations

import functools
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from auditor import knowledge
from auditor.reading.edits import shared_start
from auditor.reading.lexicon import lexicon
from auditor.reading.name_forms import NameForm, without_marks
from auditor.reading.name_slips import NameSlip

LEAST_LETTERS, MOST_FORMS = 5, 400
"""Shorter names sound alike by chance; more spellings than that are a table, not an article."""


@dataclass(frozen=True, slots=True)
class Transliteration:
    """Two spellings of one name, the rarer one first; `listed`: the table has them."""

    rare: NameForm
    usual: NameForm
    listed: bool


def read_transliterations(names: Sequence[NameForm], slips: Sequence[NameSlip]) -> tuple[Transliteration, ...]:
    """Return the pairs that no slip in `slips` explains, in the order of the rarer spelling's first place."""
    taken = {frozenset((slip.rare.form, slip.usual.form)) for slip in slips}
    found: dict[str, Transliteration] = {}
    for one, other, listed in (*_listed(names), *_of_equal_sound(names)):
        if frozenset((one.form, other.form)) in taken or without_marks(one.form) == without_marks(other.form):
            continue
        rare, usual = sorted((one, other), key=lambda name: (name.count, -name.places[0].start))
        found.setdefault(rare.form, Transliteration(rare, usual, listed))
    return tuple(sorted(found.values(), key=lambda pair: pair.rare.places[0].start))


def _listed(names: Sequence[NameForm]) -> Iterator[tuple[NameForm, NameForm, bool]]:
    groups: dict[int, list[NameForm]] = defaultdict(list)
    table = _table()
    for name in names:
        number = table.get(name.form)
        if number is not None:
            groups[number].append(name)
    for members in groups.values():
        for other in members[1:]:
            yield members[0], other, True


def _of_equal_sound(names: Sequence[NameForm]) -> Iterator[tuple[NameForm, NameForm, bool]]:
    if len(names) > MOST_FORMS:
        return
    times = Counter(word for name in names for word in name.neighbours)
    shared = {word for word, count in times.items() if count > 1}
    groups: dict[str, list[NameForm]] = defaultdict(list)
    for name in names:
        if shared.isdisjoint(name.neighbours) or len(name.form) < LEAST_LETTERS:
            continue
        if name.form.isalpha() and not _is_word(name.form):
            groups[sound(name.form)].append(name)
    for members in groups.values():
        for at, one in enumerate(members):
            for other in members[at + 1 :]:
                beside = one.neighbours & other.neighbours
                # "President Vladimir Putin", "President Volodymyr Zelensky": a title is shared by many.
                if not all(map(_is_word, beside)) and not _two_people(one.form, other.form):
                    yield one, other, False


_SOUNDS = (
    (re.compile(r"^(?:y|j|i)(?=[aeou])|^(?=e)"), "y"),
    (re.compile(r"tsch|tch|ch|cz|ć|č"), "C"),
    (re.compile(r"shch|sch|sh|sz|š"), "S"),
    (re.compile(r"zh|dj|dzh|j|ž"), "J"),
    (re.compile(r"kh|gh|ck|[qkgc]"), "k"),
    (re.compile(r"ph|ff?"), "f"),
    (re.compile(r"[wv]"), "v"),
    (re.compile(r"th|dh|[td]"), "t"),
    (re.compile(r"x"), "ks"),
    (re.compile(r"ts|tz|[sz]"), "s"),
)
_VOWELS = re.compile(r"(?<!^)(?:[aeiou]|y(?!$)|h)")
_DOUBLE = re.compile(r"(.)\1+")
_END = re.compile(r"[iyj]{1,3}$")


def sound(form: str) -> str:
    """Return the consonants of `form` as languages share them: equal for spellings of one name."""
    key = without_marks(form).lower()
    ending = "i" if _END.search(key) else ""
    key = _END.sub("", key)
    for pattern, letter in _SOUNDS:
        key = pattern.sub(letter, key)
    return _DOUBLE.sub(r"\1", _VOWELS.sub("", key)) + ending


def _two_people(one: str, other: str) -> bool:
    """Return whether the two may be a pair such as Daniel and Daniela, or differ by more than vowels and letters allow.

    A spelling that goes on where the other ends ("Ivan", "Ivanov") or differs at its end alone is another name.
    """
    a, b = sorted((without_marks(one).lower(), without_marks(other).lower()), key=len)
    start = shared_start(a, b)
    rest = {a[start:], b[start:]}
    if all(_END.fullmatch(part) or not part for part in rest):
        return False
    return start >= len(a) - 1 or (a[:1] in "aeiou" and b[:1] in "aeiou" and a[:1] != b[:1])


def _is_word(form: str) -> bool:
    """Return whether the dictionary has the word in lower case: "Mayor Michael Maier" has one name in it."""
    return form.lower() in lexicon()


@functools.cache
def _table() -> Mapping[str, int]:
    groups = knowledge.toml("names/transliterations.toml")["groups"]
    return {form: number for number, group in enumerate(groups) for form in group.split()}
