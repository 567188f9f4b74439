"""What the line model knows of each line: shape, words, place, neighbours, and what it shares with title and body.

One row a line, one column a feature, float32. `base` needs the text alone; `windows` adds what the text scores of the
line and its neighbours say. Every feature is a share, a count after log(1 + n), a flag, or a score; nothing depends on
the source, the address, or how lines are parted. `names` gives the columns of `base`.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from auditor import knowledge
from auditor.reading.furniture import Furniture
from auditor.reading.line_codes import CAPITAL, DIGIT, LETTER, MARK, Codes, Hashes, Ints, hashed, read_codes, word_codes
from auditor.reading.line_kinds import CUES
from auditor.reading.line_runs import of_runs, texts_of_runs
from auditor.reading.lines import Line, read_lines
from auditor.span import Span

Floats = NDArray[np.float64]
Columns = dict[str, Floats]

LONG = 20
"""Words from which a line counts as a paragraph."""

_PARAGRAPHS = 8
_SIGNS = {
    "stop": ".…", "bar": "|", "copyright": "©", "at": "@", "hash": "#", "arrow": "»›>→▶►↑←", "bullet": "•·●▪*✓",
    "colon": ":", "comma": ",;", "bracket": "([)]", "slash": "/", "dash": "–—-", "quote": "\"“”„«»‘", "question": "?!",
    "plus": "+", "money": "$€£",
}  # fmt: skip
_AT_START = ("bullet", "dash", "quote", "bracket")
_AT_END = ("stop", "question", "colon", "comma", "quote", "bracket", "arrow", "dash")
_KINDS = {
    "comment": ("comment-form", "comment-thread"),
    "related": ("related-label",),
    "share": ("share-bar", "newsletter", "contact", "call-to-action"),
    "navigation": ("navigation", "tag-list", "legal-footer", "cookie-consent", "paywall-login"),
}
_SHARED = (
    "elsewhere", "often", "shared_before", "shared_after", "title_share", "of_title", "best_paragraph", "in_paragraphs",
)  # fmt: skip
_MARKERS = ("comment", "form", "related", "share", "end_note")


@dataclass(frozen=True, slots=True)
class _CueWords:
    """The cue words by hash: `slots` leads from the top bits of a hash to its place in `known`, the last if none."""

    names: tuple[str, ...]
    known: Hashes
    group: Ints
    slots: NDArray[np.int16]
    shift: np.uint64

    def groups(self, hashes: Hashes) -> Ints:
        """Return the group of each word, -1 for words in none."""
        at = self.slots[(hashes >> self.shift).astype(np.int64)]
        return np.where(self.known[at] == hashes, self.group[at], -1)


@functools.cache
def _cue_words() -> _CueWords:
    lists: Mapping[str, Sequence[str]] = knowledge.toml(CUES)
    found: dict[int, int] = {}
    for number, words in enumerate(lists.values()):
        for word in words:
            found.setdefault(hashed(word), number)
    bits = next(bits for bits in range(14, 30) if len({key >> (64 - bits) for key in found}) == len(found))
    slots = np.full(1 << bits, len(found), np.int16)
    for at, key in enumerate(found):
        slots[key >> (64 - bits)] = at
    return _CueWords(
        tuple(lists), np.array([*found, 0], np.uint64), np.array([*found.values(), -1]), slots, np.uint64(64 - bits)
    )


def _cue_counts(codes: Codes) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Return how often words of each group stand in each line, shape (groups, lines), and which are stop words."""
    cues = _cue_words()
    count = len(codes.starts)
    groups = cues.groups(np.concatenate((codes.words, codes.bigrams)))
    lines = np.concatenate((codes.word_lines, codes.word_lines))
    hit = groups >= 0
    total = np.bincount(groups[hit] * count + lines[hit], minlength=len(cues.names) * count)
    return total.reshape(len(cues.names), count).astype(np.float64), groups[: len(codes.words)] == 0


@functools.lru_cache(maxsize=1024)
def _window(count: int, reach: int) -> tuple[Ints, Ints, Floats]:
    at = np.arange(count)
    low, high = np.maximum(at - reach, 0), np.minimum(at + reach + 1, count)
    return low, high, 1.0 / (high - low)


def _mean(values: Floats, reach: int) -> Floats:
    """Return the mean over `reach` lines on either side and the line itself, cut at the ends of the text."""
    low, high, share = _window(len(values), reach)
    sums = np.zeros(len(values) + 1)
    values.cumsum(out=sums[1:])
    found: Floats = (sums[high] - sums[low]) * share
    return found


def _shift(values: Floats, by: int, fill: float) -> Floats:
    """Return the value of the line `by` lines on, `fill` beyond the ends."""
    found = np.full(len(values), fill)
    if abs(by) < len(values):
        if by > 0:
            found[:-by] = values[by:]
        else:
            found[-by:] = values[:by]
    return found


def _extreme(values: Floats, reach: int, side: int, largest: bool) -> Floats:
    best = np.maximum if largest else np.minimum
    found = _shift(values, side, 0.0)
    for step in range(2, reach + 1):
        found = best(found, _shift(values, side * step, 0.0))
    return found


def _before(values: Floats) -> Floats:
    return np.cumsum(values) - values


def _since(flags: NDArray[np.bool_]) -> Floats:
    """Return the number of lines since the last flagged one (before the line), cut at 50."""
    at = np.arange(len(flags))
    last = np.maximum.accumulate(np.where(flags, at, -50))
    last = np.concatenate(([-50], last[:-1]))
    return np.minimum(at - last, 50).astype(np.float64)


@functools.cache
def _sign_table() -> NDArray[np.uint8]:
    """Return the number of the sign group of every code point of the basic plane, from 1; 0: none."""
    table = np.zeros(0x10000, np.uint8)
    for number, signs in enumerate(_SIGNS.values(), 1):
        table[[ord(sign) for sign in signs]] = number
    return table


def _shape(codes: Codes, lines: tuple[Line, ...], out: Columns) -> None:
    kinds, points = codes.kinds, codes.points
    count = len(lines)
    widths = codes.ends - codes.starts
    chars = widths.astype(np.float64)
    words = codes.word_counts.astype(np.float64)
    stops = np.cumsum(widths)
    inside = np.arange(stops[-1]) + np.repeat(codes.starts - (stops - widths), widths)
    of = np.repeat(np.arange(count), widths)
    within = kinds[inside]
    mark, letter, capital, digit, space = np.bincount(within * np.int64(count) + of, minlength=5 * count).reshape(
        5, count
    )
    out["words"], out["chars"] = np.log1p(words), np.log1p(chars)
    out["word_length"] = chars / np.maximum(words, 1)
    out["capital_letters"] = capital / np.maximum(letter + capital, 1)
    out["digits"], out["marks"], out["spaces"] = digit / chars, mark / chars, space / chars
    out["no_letters"] = (letter + capital == 0) * 1.0
    capitals = np.bincount(codes.word_lines, weights=kinds[codes.word_starts] == CAPITAL, minlength=count)
    out["capital_words"] = capitals / np.maximum(words, 1)
    begins = kinds[codes.starts]
    out["starts_capital"], out["starts_small"] = (begins == CAPITAL) * 1.0, (begins == LETTER) * 1.0
    out["starts_digit"], out["starts_mark"] = (begins == DIGIT) * 1.0, (begins == MARK) * 1.0
    out["sentence"] = np.array([line.ends_sentence for line in lines], np.float64)
    table = _sign_table()
    marks = within == MARK
    where, line_of = inside[marks], of[marks]
    signs = table[np.minimum(points[where], 0xFFFF)].astype(np.int64)
    counts = np.log1p(np.bincount(signs * count + line_of, minlength=(len(_SIGNS) + 1) * count)).reshape(-1, count)
    first, last = (table[np.minimum(points[at], 0xFFFF)] for at in (codes.starts, codes.ends - 1))
    for number, name in enumerate(_SIGNS, 1):
        out[f"has_{name}"] = counts[number]
        if name in _AT_START:
            out[f"starts_{name}"] = (first == number) * 1.0
        if name in _AT_END:
            out[f"ends_{name}"] = (last == number) * 1.0
    full = where[(points[where] == ord(".")) & (points[where + 1] == ord(" "))]
    full = full[kinds[np.minimum(full + 2, len(kinds) - 1)] == CAPITAL]
    out["sentences"] = np.log1p(np.bincount(np.searchsorted(codes.starts, full, "right") - 1, minlength=count))
    clock = where[(points[where] == ord(":")) & (kinds[where - 1] == DIGIT) & (kinds[where + 1] == DIGIT)]
    out["clock"] = np.log1p(np.bincount(np.searchsorted(codes.starts, clock, "right") - 1, minlength=count))
    year = (codes.word_ends - codes.word_starts == 4) & (kinds[codes.word_starts] == DIGIT)
    out["years"] = np.log1p(np.bincount(codes.word_lines, weights=year, minlength=count))


def _cues(codes: Codes, out: Columns) -> NDArray[np.bool_]:
    """Add the cue words of each line; return which words of the text are stop words."""
    words = np.maximum(codes.word_counts, 1)
    root = 1.0 / np.sqrt(words)
    all_words = max(1, len(codes.words))
    short = codes.word_counts <= 12
    counts, stops = _cue_counts(codes)
    for name, row in zip(_cue_words().names, counts, strict=True):
        out[f"cue_{name}"] = row * root
        if name == "stop":
            out["stop_share"] = row / words
        if name in ("first_person", "second_person"):
            out[f"{name}_excess"] = row / words - row.sum() / all_words
        if name in _MARKERS:
            flags = short & (row > 0)
            before = _before(flags * 1.0)
            out[f"before_{name}"] = np.log1p(before)
            out[f"after_{name}"] = np.log1p(flags.sum() - before - flags)
            out[f"since_{name}"] = np.log1p(_since(flags))
    return stops


def _rules(lines: tuple[Line, ...], furniture: Iterable[Furniture], credited: Iterable[Span], out: Columns) -> Floats:
    """Add what the rules say of the line and of the lines round it; return how many of them name each line."""
    at = {line.span.start: line.number for line in lines}
    found = np.zeros((len(_KINDS) + 2, len(lines)))
    groups = {kind: number for number, kinds in enumerate(_KINDS.values()) for kind in kinds}
    for item in furniture:
        number = at.get(item.span.start) if item.line else None
        if number is not None:
            found[groups.get(item.kind, len(_KINDS)), number] = 1
    for span in credited:
        if span.start in at:
            found[-1, at[span.start]] = 1
    total: Floats = found[:-1].sum(axis=0)
    for name, row in zip((*_KINDS, "other", "credit"), found, strict=True):
        out[f"rule_{name}"] = row
    for name in ("comment", "related"):
        flags = out[f"rule_{name}"] > 0
        out[f"rule_before_{name}"] = np.log1p(_before(flags.astype(np.float64)))
        out[f"rule_since_{name}"] = np.log1p(_since(flags))
    out["rules_near"], out["rules_around"] = _mean(total, 2), _mean(total, 8)
    out["rules_before"], out["rules_after"] = np.log1p(_before(total)), np.log1p(total.sum() - _before(total) - total)
    out["rules_document"] = np.full(len(lines), total.mean())
    return total


def _place(codes: Codes, lines: tuple[Line, ...], out: Columns) -> None:
    count = len(lines)
    at = np.arange(count, dtype=np.float64)
    words = codes.word_counts.astype(np.float64)
    all_words = max(1.0, words.sum())
    prose = np.array([line.is_prose for line in lines], np.float64)
    long = (words >= LONG) & (prose > 0)
    out["document_lines"], out["document_words"] = np.full(count, np.log1p(count)), np.full(count, np.log1p(all_words))
    out["document_median"] = np.full(count, np.log1p(np.median(words)))
    out["document_prose"], out["document_short"] = np.full(count, prose.mean()), np.full(count, (words <= 5).mean())
    out["document_sentence"] = np.full(count, out["sentence"].mean())
    out["words_before"] = _before(words) / all_words
    out["prose_before"] = _before(words * prose) / max(1.0, (words * prose).sum())
    out["prose_after"] = 1 - out["prose_before"] - words * prose / max(1.0, (words * prose).sum())
    out["lines_before"], out["lines_after"] = np.log1p(at), np.log1p(count - 1 - at)
    out["place"] = at / max(1, count - 1)
    where = np.flatnonzero(long)
    first, last = (where[0], where[-1]) if len(where) else (0, count - 1)
    out["above_body"], out["below_body"] = (at < first).astype(np.float64), (at > last).astype(np.float64)
    out["to_first"], out["from_last"] = np.log1p(np.maximum(first - at, 0)), np.log1p(np.maximum(at - last, 0))
    out["since_long"] = np.log1p(_since(long))
    out["until_long"] = np.log1p(_since(long[::-1])[::-1])
    out["prose_mean_2"], out["prose_mean_5"] = _mean(prose, 2), _mean(prose, 5)
    plain = prose > 0
    run = _since(plain)
    out["run_before"] = np.log1p(np.where(plain, 0, run))
    out["run_after"] = np.log1p(np.where(plain, 0, _since(plain[::-1])[::-1]))
    out["words_mean_3"], out["capitals_mean_3"] = _mean(out["words"], 3), _mean(out["capital_words"], 3)
    out["capitals_mean_8"], out["words_mean_8"] = _mean(out["capital_words"], 8), _mean(out["words"], 8)
    spread: Floats = _mean(np.square(out["words"]), 3) - out["words_mean_3"] ** 2
    out["words_spread_3"] = np.sqrt(np.maximum(spread, 0.0))
    for step in (-2, -1, 1, 2):
        out[f"words_{step}"] = _shift(out["words"], step, -1.0)
    for step in (-1, 1):
        out[f"sentence_{step}"] = _shift(out["sentence"], step, -1.0)
        out[f"colon_{step}"] = _shift(out["ends_colon"], step, 0.0)
        out[f"bullet_{step}"] = _shift(out["starts_bullet"], step, 0.0)


def _likeness(codes: Codes, out: Columns) -> None:
    """Add how many lines look as each does: in how they begin, whether they close a sentence, and their length."""
    count = len(codes.starts)
    lengths = np.minimum(np.round(2 * out["words"]), 9)
    looks = (lengths * 8 + codes.kinds[codes.starts]) * 2 + out["sentence"]
    _, kind, counts = np.unique(looks, return_inverse=True, return_counts=True)
    out["alike"] = counts[kind] / count
    breaks = np.flatnonzero(np.diff(kind, prepend=-1))
    runs = np.diff(np.append(breaks, count))
    out["alike_run"] = np.log1p(np.repeat(runs, runs))
    near = [np.abs(_shift(out["words"], step, -9.0) - out["words"]) < 0.35 for step in (-2, -1, 1, 2)]
    out["alike_near"] = np.sum(near, axis=0) / 4


def _overlap(codes: Codes, title: str, stops: NDArray[np.bool_], out: Columns) -> None:
    """Add the words that a line shares with the title, its neighbours, the paragraphs, and itself elsewhere."""
    count = len(codes.starts)
    lengths = codes.word_ends - codes.word_starts
    counts = (lengths >= 3) & ~stops
    values, ids = np.unique(codes.words[counts], return_inverse=True)
    size = max(1, len(values))
    keys = np.unique(codes.word_lines[counts] * size + ids)
    of, word = keys // size, keys % size
    total = np.maximum(np.bincount(of, minlength=count), 1)
    spread = np.bincount(word, minlength=size)

    def share(flags: NDArray[np.bool_]) -> Floats:
        found: Floats = np.bincount(of, weights=flags, minlength=count) / total
        return found

    def stands(line: Ints) -> NDArray[np.bool_]:
        wanted = line * size + word
        found: NDArray[np.bool_] = keys[np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)] == wanted
        return found & (line >= 0) & (line < count)

    out["topic_words"] = np.log1p(np.bincount(of, minlength=count))
    if not len(keys):
        zero = np.zeros(count)
        for name in _SHARED:
            out[name] = zero
    else:
        out["elsewhere"], out["often"] = share(spread[word] > 1), share(spread[word] > 3)
        out["shared_before"], out["shared_after"] = share(stands(of - 1)), share(stands(of + 1))
        heading = np.unique(word_codes(title).words) if title else np.zeros(0, np.uint64)
        titled = np.zeros(size, bool)
        at = np.minimum(np.searchsorted(values, heading), size - 1)
        titled[at[values[at] == heading]] = True
        in_title = titled[word]
        out["title_share"] = share(in_title)
        out["of_title"] = np.bincount(of, weights=in_title, minlength=count) / max(1, len(heading))
        longest = np.flatnonzero(codes.word_counts >= LONG)[:_PARAGRAPHS]
        held = np.zeros((size, max(1, len(longest))), np.float64)
        for column, line in enumerate(longest):
            held[word[of == line], column] = 1
        shared = np.zeros((count, held.shape[1]))
        firsts = np.flatnonzero(np.diff(of, prepend=-1))
        shared[of[firsts]] = np.add.reduceat(held[word], firsts, axis=0)
        if len(longest):
            shared[longest, np.arange(len(longest))] = 0
        out["best_paragraph"] = shared.max(axis=1) / total
        out["in_paragraphs"] = (shared > 0).mean(axis=1)
    whole = np.bincount(codes.word_lines, weights=(codes.words >> np.uint64(24)).astype(np.float64), minlength=count)
    _, same, repeats = np.unique(whole, return_inverse=True, return_counts=True)
    out["repeats"] = np.log1p(repeats[same] - 1) * (codes.word_counts > 0)


def base(
    codes: Codes, lines: tuple[Line, ...], title: str, furniture: Iterable[Furniture], credited: Iterable[Span]
) -> Columns:
    """Return the features that need no text score, by name. At least one line is needed."""
    out: Columns = {}
    _shape(codes, lines, out)
    stops = _cues(codes, out)
    ruled = _rules(lines, furniture, credited, out)
    _place(codes, lines, out)
    _likeness(codes, out)
    _overlap(codes, title, stops, out)
    out |= of_runs(out, ruled, prose_of(lines))
    return out


def prose_of(lines: tuple[Line, ...]) -> NDArray[np.bool_]:
    """Return which lines look like running text."""
    return np.array([line.is_prose for line in lines], bool)


def windows(scores: Floats, prose: NDArray[np.bool_]) -> Columns:
    """Return the features that the text scores of a line, its neighbours and its run make, by name."""
    out: Columns = {"text": scores}
    mean = float(scores.mean())
    for step in (-3, -2, -1, 1, 2, 3):
        out[f"text_{step}"] = _shift(scores, step, mean)
    for reach in (1, 2, 5, 12):
        out[f"text_mean_{reach}"] = _mean(scores, reach)
    for side, name in ((-1, "before"), (1, "after")):
        out[f"text_max_{name}"], out[f"text_min_{name}"] = (
            _extreme(scores, 4, side, True),
            _extreme(scores, 4, side, False),
        )
    out["text_document"] = np.full(len(scores), mean)
    out["text_before"] = _before(scores) / np.maximum(np.arange(len(scores)), 1)
    out["text_after"] = (scores.sum() - _before(scores) - scores) / np.maximum(
        len(scores) - 1 - np.arange(len(scores)), 1
    )
    junk = scores > 0
    out["text_run"] = np.log1p(np.where(junk, _since(~junk), 0))
    out["text_run_after"] = np.log1p(np.where(junk, _since(~junk[::-1])[::-1], 0))
    return out | texts_of_runs(scores, prose)


def names() -> tuple[str, ...]:
    """Return the names of the features of `base`, in order."""
    line = read_lines("a")
    return tuple(base(read_codes("a", line), line, "", (), ()))


def matrix(columns: Columns) -> NDArray[np.float32]:
    """Return the columns side by side: shape (lines, features)."""
    return np.stack(list(columns.values()), axis=1).astype(np.float32)
