"""A word with a capital is printed twice in a row inside a sentence.

Systems that copy a name once from the text and once from a table of names leave it twice: "the Bank Bank of Estonia",
"Edgar Estrada Estrada". In lower case the same slip is `typos/doubled-word`.

Silent in quotations, between two other capitals, where the article has the doubled form twice (a name), and for people
and places whose name is doubled ("Duran Duran").
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from auditor.check import Bad, Good, Hit
from auditor.document import Document
from auditor.reading.tokens import Token
from auditor.span import Span

requires = ("english",)

examples = (
    Bad("They asked the [[Ministry Ministry]] of roads for help.", fix="Ministry"),
    Bad("Profits of the [[Bank Bank]] rose in May.", fix="Bank"),
    Good("The band Duran Duran played in Baden Baden and Pago Pago."),
    Good("The Harbour Harbour café opened; people love Harbour Harbour."),
    Good("Boutros Boutros-Ghali spoke of New York, New York."),
)

_NAMES = frozenset(
    "duran baden pago bora walla wagga sing sirhan humbert new long boutros lang ling li yo wang mimi lulu kiki coco "
    "chan chong chen tang wai mao cha ting ming ping tom-tom tintin zsa jar woy tik bling dum talk girls extra johnson "
    "thomas jay neville william abdullah mohammed mohamed hassan ali de la chow jean hey ho ha xiang yang "
    "fifty no oh go ya yeah bang knock home john david james".split()
)
LEAST_LETTERS = 4


def find(document: Document) -> Iterator[Hit]:
    """Yield each pair."""
    text, tokens = document.text, document.tokens
    pairs = [
        repeat.first for repeat in document.word_repeats if repeat.distance == 1 and _is_title(tokens, repeat.first)
    ]
    times = Counter(tokens[at].text for at in pairs)
    for at in pairs:
        one, other = tokens[at], tokens[at + 1]
        span = Span(one.start, other.end)
        if (
            times[one.text] > 1
            or one.text.lower() in _NAMES
            or text[one.end : other.start] != " "
            or text[span.end : span.end + 1] in ("-", "'", "’", "”", '"')
            or text[max(0, span.start - 1) : span.start] in ("-", "“", '"', "‘")
            or document.in_quote(span)
        ):
            continue
        before, after = tokens[at - 1] if at else None, tokens[at + 2] if at + 2 < len(tokens) else None
        if all(beside is not None and beside.text[0].isupper() for beside in (before, after)):
            continue
        yield Hit(span, f"“{one.text}” is printed twice in a row", 0.7, fix=one.text)


def _is_title(tokens: Sequence[Token], at: int) -> bool:
    word = tokens[at].text
    return len(word) >= LEAST_LETTERS and word.istitle() and tokens[at + 1].text == word
