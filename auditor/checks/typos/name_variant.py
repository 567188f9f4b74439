"""One name of the article is spelt two ways, one letter apart.

"Stolternberg" once beside "Stoltenberg" nine times. Both spellings stand in the same article, so at least one is
wrong or the sources were mixed. A name is never put right by itself; the message says which spelling the article uses
more.

Diacritics have a check of their own. Silent where the two may be two people or places: both are names of the
dictionary, the difference lies in the first letter or in an ending ("Austria", "Austrian"), or the spellings are
short. Pairs without a majority ask to be verified.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from auditor.check import Bad, Good, Hit, here
from auditor.document import Document
from auditor.reading.edits import Slip, slip_between
from auditor.reading.language_model import language_model
from auditor.reading.lexicon import lexicon
from auditor.reading.name_forms import NameForm, without_marks

requires = ("english",)

examples = (
    Bad("Anna Lindqvist won. Reporters asked Lindqvist why. “I trained,” [[Lindqivst]] said."),
    Bad("The paper “[[Dnevik]]” had the story first. A day later “Dnevnik” repeated it."),
    Good("Mr Johnson met Mr Johnston, and Johnson thanked Johnston."),
    Good("Reporters asked the Hungarians about Hungary, Slovenia about Slovakia, and Kovacs about Kovac."),
)


def find(document: Document) -> Iterator[Hit]:
    """Yield every place of the rarer spelling of each pair."""
    groups: dict[str, set[int]] = defaultdict(set)
    names = [name for name in document.name_forms if len(name.form) >= 5 and name.form[1:].islower()]
    for number, name in enumerate(names):
        form = name.form.lower()
        for at in range(1, len(form)):
            groups[form[:at] + form[at + 1 :]].add(number)
        groups[form].add(number)
    pairs = {
        (one, other)
        for members in groups.values()
        if 1 < len(members) <= 8
        for one in members
        for other in members
        if one < other
    }
    said: set[str] = set()
    for one, other in sorted(pairs):
        rare, usual = _order(names[one], names[other])
        confidence = _judge(rare, usual, document)
        if confidence is None or rare.form in said:
            continue
        said.add(rare.form)
        for place in rare.places:
            yield Hit(
                place,
                f"the name is “{rare.form}” here and “{usual.form}” elsewhere in the article "
                f"({rare.count} and {usual.count} times)",
                confidence=confidence,
                related=(here(usual.places[0], usual.form),),
            )


def _order(one: NameForm, other: NameForm) -> tuple[NameForm, NameForm]:
    """Return the likely slip first; without a majority that is the shorter spelling, as a letter is sooner lost."""
    rare, usual = sorted((one, other), key=lambda name: (name.count, len(name.form), -name.places[0].start))
    return rare, usual


def _judge(rare: NameForm, usual: NameForm, document: Document) -> float | None:
    """Return how sure it is that `rare` is a slip of `usual`, None where it may well be another name."""
    a, b = rare.form.lower(), usual.form.lower()
    slip = slip_between(a, b)
    if slip == "far" or a[0] != b[0] or rare.count > 2 or _inflected(a, b, slip):
        return None
    if (
        {a, b} & document.context.allowed
        or without_marks(a) == without_marks(b)
        or _side_by_side(rare, usual, document)
    ):
        return None
    known_rare, known_usual = _is_known(rare.form), _is_known(usual.form)
    together = bool(rare.neighbours & usual.neighbours)
    if known_rare and not (together and usual.count >= 3):
        return None
    if a[-1] != b[-1] and usual.count < 3:
        return None
    if rare.count == usual.count and (known_rare or known_usual or len(a) == len(b)):
        return None
    if usual.count >= 3 and not known_rare:
        return 0.85 if together or len(a) >= 7 else 0.7
    if usual.count > rare.count:
        return 0.5 if known_rare else 0.6
    return 0.45


def _is_known(form: str) -> bool:
    return lexicon().knows(form) or language_model().knows(form.lower())


def _inflected(a: str, b: str, slip: Slip) -> bool:
    """Whether the two may be forms of one name, as plurals, demonyms and cases are, or one of its short forms."""
    start = 0
    while start < min(len(a), len(b)) and a[start] == b[start]:
        start += 1
    near_end = max(len(a), len(b)) - start <= 2
    if len(a) == len(b):
        return near_end and slip == "vowel"
    return near_end and slip not in ("double", "undouble")


def _side_by_side(one: NameForm, other: NameForm, document: Document) -> bool:
    """Whether both stand in one sentence of the article: then the writer tells them apart."""
    starts = [
        next((s.number for s in document.sentences if s.span.end > place.start), -1)
        for place in (*one.places[:2], *other.places[:20])
    ]
    return bool(set(starts[: len(one.places[:2])]) & set(starts[len(one.places[:2]) :]))
