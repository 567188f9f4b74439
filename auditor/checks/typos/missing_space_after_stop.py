"""No blank stands between the end of a sentence, or a comma, and the next word.

"ended.The" and "however,the": the edge of a paragraph or of a link got lost. It fires only between two words of the
dictionary, so file names, addresses, initials and abbreviations pass.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from auditor.check import Bad, Good, Hit
from auditor.document import Document
from auditor.reading.calendar import MONTHS
from auditor.reading.lexicon import lexicon
from auditor.reading.tokens import Token
from auditor.span import Span

requires = ("english",)

examples = (
    Bad("The talks [[ended.The]] two sides will meet again in May.", fix="ended. The"),
    Bad("It was late [[however,the]] plan was dropped.", fix="however, the"),
    Bad("They stayed until April [[4.All]] of them then went home.", fix="4. All"),
    Bad("SPLIT (March [[31,2008]]) - The talks ended.", fix="31, 2008"),
    Bad("“We will wait[[.”The]] vote is in May.", fix=".” The"),
    Bad('She said, "We will wait[[,"he]] said.'),
    Bad("The dam held for a whole [[year.“Do]] not listen to rumours,” she said."),
    Bad("It was printed on January 25, [[2020.Earlier]], the mayor had been asked."),
    Bad("Many houses were [[unsafe.AFAD]] said that nobody was hurt."),
    Good("The firm grew&sol;and hired."),
    Good("She uses the letter.PDF and the asp.NET of the firm."),
    Good('The end."We will wait," she said. “Yes.”s'),
    Good("Version 4.All of it is in section 3,1999 of them said. 2.The end."),
    Good("The talks ended. The U.S.A. and the U.K. will meet again at 10.30 a.m. on example.com."),
    Good("The Ph.D. student wrote node.js and read.me files, and paid $1,000,000."),
)

_OF_FILES = frozenset("NET COM ORG PDF DOC TXT CSV XML EXE ZIP JPG PNG GIF PHP HTML MOV WAV AVI".split())
_DAY_AND_YEAR = re.compile(r"\d{1,2},(?:19|20)\d\d")


def find(document: Document) -> Iterator[Hit]:
    """Yield what stands before and behind, with the mark between them."""
    tokens, known = document.tokens, lexicon()
    for at in range(1, len(tokens)):
        mark = tokens[at]
        if mark.kind == "number":
            if _DAY_AND_YEAR.fullmatch(mark.text) and tokens[at - 1].text.rstrip(".").lower() in MONTHS:
                day, _, year = mark.text.partition(",")
                yield _hit(mark.span, day, year, ",")
            continue
        if mark.kind != "mark" or mark.text not in ".!?,;" or at + 1 == len(tokens):
            continue
        one, other = tokens[at - 1], tokens[at + 1]
        if one.end != mark.start or other.start != mark.end:
            continue
        if mark.text == ";" and document.text[one.start - 1 : one.start] == "&":
            continue  # an entity of HTML
        if other.kind != "word":
            if mark.text in ".!?," and other.text == "“" and one.text in known and at + 2 < len(tokens):
                yield from _before_quotation(one, mark, other, tokens[at + 2])
            elif mark.text in ".!?," and other.text in '”"' and one.kind == "word" and at + 2 < len(tokens):
                yield from _behind_quotation(document, mark, other, tokens[at + 2])
            continue
        if one.kind == "number":
            if mark.text == "." and at > 1 and _ends_sentence(tokens[at - 2], one, other):
                yield _hit(Span(one.start, other.end), one.text, other.text, ".")
            continue
        if one.kind != "word" or len(one.text) < 3 or not one.text.islower() or one.text not in known:
            continue
        if mark.text in ".!?":
            if not other.text[0].isupper() or not _opens_sentence(other, tokens[at + 2 : at + 3]):
                continue
        elif len(other.text) < 2 or not known.knows(other.text) or not other.text[1:].islower():
            continue
        after = tokens[at + 2] if at + 2 < len(tokens) else None
        if after is not None and after.text == "." and after.start == other.end and len(other.text) < 3:
            continue
        yield _hit(Span(one.start, other.end), one.text, other.text, mark.text)


def _opens_sentence(word: Token, after: Sequence[Token]) -> bool:
    """Whether a word with a capital behind a stop is the first of a sentence, and no ending of a file's name."""
    if word.text in "AI":
        return True
    if word.text[1:].islower():
        return lexicon().knows(word.text)
    goes_on = bool(after) and after[0].kind == "word" and after[0].start == word.end + 1 and after[0].text.islower()
    return word.text.isupper() and len(word.text) > 2 and word.text not in _OF_FILES and goes_on


def _before_quotation(one: Token, mark: Token, opening: Token, word: Token) -> Iterator[Hit]:
    """Yield the end of a sentence, or a comma, with the quotation that is stuck to it: "year.“Do"."""
    if word.kind == "word" and word.start == opening.end and word.text[0].isupper():
        said = f"No blank stands after the “{mark.text}” before the quotation"
        yield Hit(Span(one.start, word.end), said, 0.9, fix=f"{one.text}{mark.text} “{word.text}")


def _behind_quotation(document: Document, mark: Token, close: Token, word: Token) -> Iterator[Hit]:
    """Yield the end of a quotation with the word that is stuck to it: "wait."The, wait,”she."""
    known = lexicon()
    if word.kind != "word" or word.start != close.end or len(word.text) < 2 or not known.knows(word.text):
        return
    opens = document.text.rfind("\n", 0, mark.start) + 1
    if close.text == '"' and document.text.count('"', opens, close.start) % 2 == 0:
        return  # it opens a quotation
    if word.text[1:].islower() and (word.text[0].isupper() or mark.text == ","):
        hit = _hit(Span(mark.start, word.end), "", word.text, mark.text + close.text)
        yield hit if close.text == "”" else replace(hit, fix=None)  # a straight mark may open the next one after all


def _ends_sentence(before: Token, figure: Token, other: Token) -> bool:
    """Whether a sentence ends in the day of a month or a year: "April 4.All", "in 1999.The"."""
    if before.end + 1 != figure.start or not figure.text.isdigit():
        return False
    year = before.text in ("in", "since", ",") and len(figure.text) == 4 and figure.text[:2] in ("19", "20")
    day = year or before.text.rstrip(".").lower() in MONTHS
    return day and len(other.text) > 2 and other.text.istitle() and other.text.lower() in lexicon()


def _hit(span: Span, one: str, other: str, mark: str) -> Hit:
    said = f"No blank stands after the “{mark}” between “{one}” and “{other}”"
    if not one:
        said = f"No blank stands between the quotation and “{other}”"
    return Hit(span, said, confidence=0.9, fix=f"{one}{mark} {other}")
