"""langdetect's random walk over letter groups, worked out with arrays: the same steps, the same answer.

langdetect multiplies the odds of its 55 languages, one by one, by those of a group of letters drawn at random, until
one language is certain; in Python that is nine tenths of its time. Here the profiles, the cleaning of the text, the
seed, the draws and the order of every operation are langdetect's, and only the loop over the languages is an array
operation. `tests/test_language.py` holds the two together.

Source: langdetect 1.0.9 (Apache-2.0), `detector.py` and `utils/ngram.py`.
"""

from __future__ import annotations

import functools
import random
import re
from collections.abc import Mapping

import numpy as np

_BLANKS = re.compile(" {2,}")
_ROWS_KEPT = 1 << 14
"""Letter groups whose odds are kept as arrays, 440 bytes each; a newspaper has about 6,000."""
_WORDS_KEPT = 1 << 13
"""Words whose letter groups are kept, half a kilobyte each."""
_LONG = 24
"""Letters from which a word is not kept: in some scripts a whole line has no blank."""


def detect(sample: str, *, seed: int, trials: int) -> tuple[str, float] | None:
    """Return langdetect's first language of `sample` and its probability; None where it finds nothing to go by."""
    from langdetect.detector import Detector  # noqa: PLC0415  (only for texts long enough)

    tables = _tables()
    groups = _groups(_cleaned(sample), tables)
    if not groups:
        return None
    walk = random.Random(seed)
    row, languages = tables.row, len(tables.languages)
    bits, count, drawn = len(groups).bit_length(), len(groups), walk.getrandbits
    total = [0.0] * languages
    for _ in range(trials):
        odds = np.full(languages, 1.0 / languages)
        weight = (Detector.ALPHA_DEFAULT + walk.gauss(0.0, 1.0) * Detector.ALPHA_WIDTH) / Detector.BASE_FREQ
        step = 0
        while True:
            while (at := drawn(bits)) >= count:  # what `Random.choice` does
                pass
            odds *= weight + row(groups[at])
            if step % 5 == 0:
                odds /= sum(odds.tolist())  # one after the other, as langdetect adds
                if odds.max() > Detector.CONV_THRESHOLD or step >= Detector.ITERATION_LIMIT:
                    break
            step += 1
        total = [so_far + one / trials for so_far, one in zip(total, odds.tolist(), strict=True)]
    best = max(range(languages), key=total.__getitem__)
    return (tables.languages[best], total[best]) if total[best] > Detector.PROB_THRESHOLD else None


class _Tables:
    """langdetect's profiles, and its letters: `fold` maps a character to the one that stands for it in the profiles."""

    def __init__(self) -> None:
        from langdetect.detector_factory import PROFILES_DIRECTORY, DetectorFactory  # noqa: PLC0415  (0.3 s, once)

        factory = DetectorFactory()
        factory.load_profile(PROFILES_DIRECTORY)
        self.odds: dict[str, list[float]] = factory.word_lang_prob_map
        self.languages: list[str] = factory.langlist
        self.row = functools.lru_cache(maxsize=_ROWS_KEPT)(lambda group: np.array(self.odds[group]))
        self.groups = functools.lru_cache(maxsize=_WORDS_KEPT)(lambda word: _groups_of_word(word, self.odds))
        self.fold = _Fold()


class _Fold(dict[int, str]):
    """For `str.translate`; filled as characters are met."""

    def __missing__(self, code: int) -> str:
        from langdetect.utils.ngram import NGram  # noqa: PLC0415  (as above)

        folded: str = NGram.normalize(chr(code))
        self[code] = folded
        return folded


@functools.cache
def _tables() -> _Tables:
    return _Tables()


def _cleaned(sample: str) -> str:
    """Return the text as langdetect's `append` and `cleaning_text` leave it."""
    from langdetect.detector import Detector  # noqa: PLC0415  (as above)
    from langdetect.utils.ngram import NGram  # noqa: PLC0415  (as above)
    from langdetect.utils.unicode_block import unicode_block  # noqa: PLC0415  (as above)

    text: str = Detector.URL_RE.sub(" ", sample) if "://" in sample else sample
    if "@" in text:
        text = Detector.MAIL_RE.sub(" ", text)
    if not text.isascii():
        text = NGram.normalize_vi(text)
    other = [char for char in text if char >= "\u0300"] if not text.isascii() else []
    if other:
        latin = sum("A" <= char <= "z" for char in text)
        if latin * 2 < sum(unicode_block(char) != "Latin Extended Additional" for char in other):
            text = "".join(char for char in text if char < "A" or char > "z")
    return text


def _groups(text: str, tables: _Tables) -> list[str]:
    """Return the groups of one to three letters that the profiles know, in langdetect's order.

    A group lies within a word and the blanks beside it; so those of a word are told once.
    """
    row = _BLANKS.sub(" ", " " + text.translate(tables.fold))
    *words, last = row[1:].split(" ")
    kept, known = tables.groups, tables.odds
    found: list[str] = []
    for word in words:
        found += kept(f"{word} ") if len(word) < _LONG else _groups_of_word(f"{word} ", known)
    found += _groups_of_word(last, known)
    return found


def _groups_of_word(row: str, known: Mapping[str, object]) -> tuple[str, ...]:
    """Return the groups of a word, before which a blank stands; one that ends inside a run of capitals is left out."""
    found: list[str] = []
    add = found.append
    before, pair = " ", ""
    for last in row:
        triple, pair = pair + last, before + last
        before_that, before = before, last
        if last.isupper() and before_that.isupper():
            continue
        if last != " " and last in known:
            add(last)
        if pair in known:
            add(pair)
        if before_that != " " and triple in known:
            add(triple)
    return tuple(found)
