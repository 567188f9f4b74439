"""One name of the article is spelt two ways, one letter apart.

"Stolternberg" once beside "Stoltenberg" nine times. Both spellings stand in the same article, so at least one is wrong
or the sources were mixed. A name is never put right by itself; the message says which spelling the article uses more.

Silent where the two may be two people or places: both are names of the dictionary, the difference lies in the first or
last letter ("Austria", "Austrian"), or the spellings are short. Pairs without a majority ask to be verified.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from auditor.check import Bad, Good, Hit, here
from auditor.document import Document
from auditor.reading.edits import slip_between
from auditor.reading.language_model import language_model
from auditor.reading.lexicon import lexicon
from auditor.reading.name_forms import NameForm

requires = ("english",)

examples = (
    Bad("Anna Lindqvist won. Reporters asked Lindqvist why. “I trained,” [[Lindqivst]] said."),
    Bad("The paper “[[Dnevik]]” had the story first, and a day later “Dnevnik” repeated it."),
    Good("Mr Johnson met Mr Johnston, and Johnson thanked Johnston."),
    Good("Reporters asked the Hungarians about Hungary, Slovenia about Slovakia, and Kovacs about Kovac."),
)


def find(document: Document) -> Iterator[Hit]:
    """Yield the rarer spelling of each pair, at its first place."""
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
        hit = _judge(names[one], names[other], document)
        if hit is not None and hit[0] not in said:
            said.add(hit[0])
            yield hit[1]


def _judge(one: NameForm, other: NameForm, document: Document) -> tuple[str, Hit] | None:
    # Without a majority the shorter spelling is taken for the slip: a lost letter is the commoner one.
    rare, usual = sorted((one, other), key=lambda name: (name.count, len(name.form), -name.places[0].start))
    a, b = rare.form.lower(), usual.form.lower()
    slip = slip_between(a, b)
    if slip == "far" or a[0] != b[0] or a[-1] != b[-1] or rare.count > 2 or _same_but_ending(a, b):
        return None
    if {a, b} & document.context.allowed or _side_by_side(rare, usual, document):
        return None
    known_rare, known_usual = _is_known(rare.form), _is_known(usual.form)
    together = bool(rare.neighbours & usual.neighbours)
    if known_rare and not (together and usual.count >= 3):
        return None
    if rare.count == usual.count and (known_rare or known_usual or (len(a) == len(b) and slip != "swap")):
        return None
    if usual.count >= 3 and not known_rare:
        confidence = 0.85 if together or len(a) >= 7 else 0.7
    elif usual.count > rare.count:
        confidence = 0.6 if not known_rare else 0.5
    else:
        confidence = 0.45
    return a, Hit(
        rare.places[0],
        f"the name is “{rare.form}” here and “{usual.form}” elsewhere in the article "
        f"({rare.count} and {usual.count} times)",
        confidence=confidence,
        related=(here(usual.places[0], usual.form),),
    )


def _is_known(form: str) -> bool:
    return lexicon().knows(form) or language_model().knows(form.lower())


def _same_but_ending(a: str, b: str) -> bool:
    """Whether the two differ within their last two letters, as inflections and demonyms do."""
    start = 0
    while start < min(len(a), len(b)) and a[start] == b[start]:
        start += 1
    return max(len(a), len(b)) - start <= 2


def _side_by_side(one: NameForm, other: NameForm, document: Document) -> bool:
    """Whether both stand in one sentence of the article: then the writer tells them apart."""
    starts = [
        next((s.number for s in document.sentences if s.span.end > place.start), -1)
        for place in (*one.places[:2], *other.places[:20])
    ]
    return bool(set(starts[: len(one.places[:2])]) & set(starts[len(one.places[:2]) :]))
