"""How much a text reads like machine translation: a linear model over words, patterns of grammar and letters.

Each kind of n-gram makes a score: the square root of a count times the rarity of its bucket, the row scaled to length
1, times the bucket's weight. The three scores are divided by their spread and added; for short texts the sum is drawn
towards a neutral point. `knowledge/translation/MODEL_CARD.md` has the figures.
"""

from __future__ import annotations

import functools
import json
import math
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from auditor.knowledge import path
from auditor.reading.furniture import Furniture
from auditor.reading.word_patterns import BITS, Patterns, is_grammar, read_word_patterns, spelt

if TYPE_CHECKING:
    from numpy.typing import NDArray

LEAST_WORDS = 60
MOST_CHARACTERS = 20_000
"""What follows is not looked at: it changes little and would cost time."""
USUAL_CHARACTERS, LONGEST_MEASURED = 1800, 4000
"""The length at which a score counts as it is, and that from which it grows no further: no longer text was measured."""
SHRINKAGE = 0.3
"""The power with which a score grows with length."""
EVEN = 0.5


@dataclass(frozen=True, slots=True)
class TranslationSigns:
    """What the model says of one text.

    `log_odds`: natural logarithm of the odds for machine translation where it is as frequent as human writing.
    """

    log_odds: float
    patterns: Patterns

    def probability(self, prior: float = EVEN) -> float:
        """Return the probability in a collection of which the share `prior` (between 0 and 1) is machine-translated."""
        return 1 / (1 + math.exp(-self.log_odds - math.log(prior / (1 - prior))))


@dataclass(frozen=True, slots=True)
class Reason:
    """One sign: an n-gram in words, how often the text has it, and what it adds to the log odds."""

    text: str
    times: int
    log_odds: float


@dataclass(frozen=True, slots=True)
class Block:
    """The weights of one kind of n-gram.

    `rarity`: how rare each bucket is in news, 0 to 255, 0 for those in fewer than three texts. `weights`: -127 to
    127; `unit`: what one of them adds to the score.
    """

    rarity: NDArray[np.uint8]
    weights: NDArray[np.int8]
    unit: float

    def parts(self, buckets: NDArray[np.uint32]) -> NDArray[np.float32]:
        """Return what each n-gram of a text adds to the score; a bucket met n times shares its part among them."""
        counts = np.zeros(len(self.rarity), np.uint16)
        np.add.at(counts, buckets, np.uint16(1))
        rarity = self.rarity[buckets].astype(np.float32)
        # Over all mentions the squares of the rarities add up to the squared length of the row: n times r² is (√n r)².
        length = math.sqrt(float(rarity @ rarity)) or 1.0
        rarity *= self.weights[buckets]
        rarity /= np.sqrt(counts[buckets], dtype=np.float32)
        rarity *= np.float32(self.unit / length)
        return rarity


@dataclass(frozen=True, slots=True)
class Model:
    """The blocks, what brings their sum to log odds, and what was measured.

    Log odds are `slope * (sum + offset) * growth + bias`; `threshold`: the log odds from which a text is called.
    """

    blocks: Mapping[str, Block]
    offset: float
    slope: float
    bias: float
    threshold: float
    measured: Mapping[str, Any]

    def log_odds(self, patterns: Patterns) -> float:
        """Return the log odds of a text."""
        total = math.fsum(float(block.parts(patterns.buckets[kind]).sum()) for kind, block in self.blocks.items())
        return self.slope * (total + self.offset) * growth(patterns.characters) + self.bias


def read_translation_signs(text: str, furniture: Sequence[Furniture] = ()) -> TranslationSigns | None:
    """Return what the model says of an English text, `furniture` left out; None for one of fewer than 60 words."""
    patterns = read_word_patterns(_without(text, furniture)[:MOST_CHARACTERS])
    if patterns.words < LEAST_WORDS:
        return None
    return TranslationSigns(load_model().log_odds(patterns), patterns)


def _without(text: str, furniture: Sequence[Furniture]) -> str:
    """Return `text` without the stretches of page furniture."""
    kept, reached = [], 0
    for start, end in sorted(item.span for item in furniture):
        kept.append(text[reached : max(reached, start)])
        reached = max(reached, end)
    return "\n".join([*kept, text[reached:]])


def growth(characters: int) -> float:
    """Return how far a text of this length may lean to either side, 1 for one of usual length."""
    return float((min(characters, LONGEST_MEASURED) / USUAL_CHARACTERS) ** SHRINKAGE)


def reasons(signs: TranslationSigns, most: int = 5) -> tuple[Reason, ...]:
    """Return the strongest signs of machine translation in a text, words and patterns alike.

    Left out is what tells a reader nothing: signs with quotation marks or stops, single words of grammar, and parts of
    a stronger sign.
    """
    model = load_model()
    unit = model.slope * growth(signs.patterns.characters)
    sums: defaultdict[str, float] = defaultdict(float)
    times: dict[str, int] = {}
    for kind in ("words", "patterns"):
        buckets = signs.patterns.buckets[kind]
        _, first, count = np.unique(buckets, return_index=True, return_counts=True)
        whole = model.blocks[kind].parts(buckets)[first] * count
        for at in np.argsort(-whole, kind="stable")[:_LOOKED_AT].tolist():
            gram = spelt(signs.patterns.tokens, kind, int(first[at]))
            sums[gram] += float(whole[at])
            times[gram] = max(times.get(gram, 0), int(count[at]))
    found: list[Reason] = []
    for gram in sorted(sums, key=lambda gram: (-sums[gram], gram)):
        if len(found) == most or sums[gram] <= 0:
            break
        if _tells(gram) and not any(_inside(gram, other.text) or _inside(other.text, gram) for other in found):
            found.append(Reason(gram, times[gram], unit * sums[gram]))
    return tuple(found)


_LOOKED_AT = 150
"""Signs of each kind that are looked at: what is left out lies among them."""
_PLAIN = re.compile(r"[\w ,…()-]+")


def _tells(gram: str) -> bool:
    return bool(_PLAIN.fullmatch(gram)) and any(map(str.isalpha, gram)) and not (" " not in gram and is_grammar(gram))


def _inside(part: str, whole: str) -> bool:
    return f" {part} " in f" {whole} "


@functools.cache
def load_model() -> Model:
    """Read the model once per process."""
    facts = json.loads(path("translation/model.json").read_text(encoding="utf-8"))
    with np.load(path("translation/model.npz"), allow_pickle=False) as arrays:
        blocks = {
            kind: Block(arrays[f"{kind}_rarity"], arrays[f"{kind}_weights"], facts["units"][kind]) for kind in BITS
        }
    return Model(blocks, facts["offset"], facts["slope"], facts["bias"], facts["threshold"], facts["measured"])
