"""Alarms: a source changes from one run to the next as no source does by chance.

Each source is compared with itself: its last one to three runs, whichever first have the minimum volume, with up to
`BACK` runs before them. Told are

    defects   articles with a kind of defect (a rule) become more frequent
    volume    fewer articles arrive
    dates     articles no longer state a date
    language  articles come in another language than before
    length    articles become shorter

An alarm needs two things: a change so large that somebody would want to know (the least effects below), and one that
the figures before make improbable (`CHANCE`, under a beta-binomial whose prior is the source's own past). While it is
open there is no second one of its source, kind and subject; it closes when the figures are back halfway.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

BACK = 28
"""Runs before the last ones that make up what is usual."""
LEAST_RUNS = 5
LEAST_BEFORE = 20
LEAST_AFTER = 5
"""Runs and articles before, and articles after, below which nothing is said."""
SPANS = (1, 2, 3)
CHANCE = 1e-5
"""Probability of the figures after, or worse ones, by those before."""
JUMP = 0.25
"""Least rise of a share of articles, of 1."""
DROP = 0.34
"""Volume: at most this share of the usual number."""
SHRUNK = 0.6
"""Length: at most this share of the usual number of words."""
_KIND_OF_DEFECT = "defects"


@dataclass(slots=True)
class Figures:
    """One source in one run: articles; those with a defect, with a date, by language; sums of ln(1 + words)."""

    run: int
    articles: int = 0
    touched: Mapping[str, int] = field(default_factory=dict)
    dated: int = 0
    languages: Mapping[str, int] = field(default_factory=dict)
    log_words: float = 0.0
    log_words_squared: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """A change of one source. `before`, `after`: shares of articles; articles a run ("volume"); words ("length").

    `run`: that found it; `first_run`: the first bad one. `subject`: the rule ("defects") or language ("language").
    """

    run: int
    source: str
    kind: str
    subject: str
    first_run: int
    before: float
    after: float
    articles_before: int
    articles_after: int

    @property
    def message(self) -> str:
        """One sentence of fact, with the figures before and after."""
        since = f"since run {self.first_run}"
        match self.kind:
            case "volume":
                return f"{self.source}: {self.after:.1f} articles a run {since}, before {self.before:.1f}"
            case "length":
                return f"{self.source}: articles of about {self.after:.0f} words {since}, before {self.before:.0f}"
            case "dates":
                what = "without a date"
            case "language":
                what = f"in another language than {self.subject or 'before'}"
            case _:
                what = f"with {self.subject}"
        now = f"{self.after:.0%} of {self.articles_after} articles {what} {since}"
        return f"{self.source}: {now}; before, {self.before:.0%} of {self.articles_before}"


def detect(source: str, series: Sequence[Figures]) -> Iterator[Alarm]:
    """Yield what the newest run of `series` (oldest first, a run without the source as zero) shows of one source."""
    found: dict[tuple[str, str], Alarm] = {}
    for span in SPANS:
        if len(series) - span < LEAST_RUNS:
            break
        now, past = series[-span:], series[max(0, len(series) - span - BACK) : -span]
        for alarm in _compared(source, now, past):
            found.setdefault((alarm.kind, alarm.subject), alarm)
    yield from (found[key] for key in sorted(found))


def _compared(source: str, now: Sequence[Figures], past: Sequence[Figures]) -> Iterator[Alarm]:
    after, before = sum(item.articles for item in now), sum(item.articles for item in past)
    facts = {"run": now[-1].run, "source": source, "articles_before": before, "articles_after": after}
    if before >= LEAST_BEFORE:
        yield from _volume(now, past, facts)
    if before < LEAST_BEFORE or after < LEAST_AFTER:
        return
    subjects = sorted({name for item in now for name in item.touched if "/" in name})
    for subject in subjects:
        yield from _jump(
            now, past, _KIND_OF_DEFECT, subject, [item.touched.get(subject, 0) for item in (*past, *now)], facts
        )
    yield from _jump(now, past, "dates", "", [item.articles - item.dated for item in (*past, *now)], facts)
    usual = Counter[str]()
    for item in past:
        usual.update(item.languages)
    language = min(usual, key=lambda name: (-usual[name], name), default="")
    other = [item.articles - item.languages.get(language, 0) for item in (*past, *now)]
    yield from _jump(now, past, "language", language, other, facts)
    yield from _length(now, past, facts)


def _jump(
    now: Sequence[Figures], past: Sequence[Figures], kind: str, subject: str, hits: Sequence[int], facts: dict[str, Any]
) -> Iterator[Alarm]:
    then, here = hits[: len(past)], hits[len(past) :]
    before, after = sum(then) / facts["articles_before"], sum(here) / facts["articles_after"]
    if after - before < JUMP:
        return
    # The past of the source as a prior: never surer than its own spread from run to run allows.
    a, b = _own_prior(then, [item.articles for item in past])
    if _tail(sum(here), facts["articles_after"], a, b) > CHANCE:
        return
    middle = (before + after) / 2
    rates = [(item.run, hit / item.articles) for item, hit in zip(now, here, strict=True) if item.articles]
    if rates[-1][0] != now[-1].run or rates[-1][1] < middle:
        return  # the newest run is no longer bad
    first = next((run for run, rate in rates if rate >= middle), now[-1].run)
    yield Alarm(kind=kind, subject=subject, first_run=first, before=before, after=after, **facts)


def _own_prior(hits: Sequence[int], of: Sequence[int]) -> tuple[float, float]:
    """Return a Beta distribution of the share in a run, by the moments of the runs before."""
    total = sum(of)
    mean = (sum(hits) + 0.5) / (total + 1)
    runs = [(hit, count) for hit, count in zip(hits, of, strict=True) if count]
    squares = sum((hit / count - mean) ** 2 * count for hit, count in runs) / max(len(runs) - 1, 1)
    expected = mean * (1 - mean)
    # Variance of a run beyond what chance alone makes of its articles, as an overdispersion rho in [0, 1).
    typical = total / max(len(runs), 1)
    rho = min(max((squares / expected - 1) / max(typical - 1, 1), 0.0), 0.9)
    size = min(total, (1 - rho) / rho if rho > 0 else total)
    return mean * size, (1 - mean) * size


def _tail(hits: int, of: int, a: float, b: float) -> float:
    """Return the probability of `hits` or more of `of` under a beta-binomial distribution."""
    whole = _log_beta(a, b)
    return math.fsum(
        math.exp(math.log(math.comb(of, k)) + _log_beta(a + k, b + of - k) - whole) for k in range(hits, of + 1)
    )


def _log_beta(a: float, b: float) -> float:
    return math.lgamma(a) + math.lgamma(b) - math.lgamma(a + b)


def _volume(now: Sequence[Figures], past: Sequence[Figures], facts: dict[str, Any]) -> Iterator[Alarm]:
    counts = sorted(item.articles for item in past)
    usual = counts[len(counts) // 2]
    if sum(count > 0 for count in counts) < 0.8 * len(counts) or usual * len(now) < LEAST_AFTER:
        return  # it does not come with every run, so its absence tells nothing
    mean = sum(counts) / len(counts)
    variance = sum((count - mean) ** 2 for count in counts) / len(counts)
    after = facts["articles_after"] / len(now)
    if after > DROP * usual or now[-1].articles > DROP * usual or after >= counts[0]:
        return
    if _few(facts["articles_after"], usual * len(now), max(variance * len(now), usual * len(now))) > CHANCE * 10:
        return
    first = next((item.run for item in now if item.articles <= (usual + after) / 2), now[-1].run)
    yield Alarm(kind="volume", subject="", first_run=first, before=float(usual), after=after, **facts)


def _few(count: int, mean: float, variance: float) -> float:
    """Return the probability of `count` or fewer under a negative binomial distribution (Poisson without spread)."""
    if variance <= mean * 1.0001:
        return math.fsum(math.exp(k * math.log(mean) - mean - math.lgamma(k + 1)) for k in range(count + 1))
    size, share = mean * mean / (variance - mean), mean / variance
    return math.fsum(
        math.exp(
            math.lgamma(k + size) - math.lgamma(size) - math.lgamma(k + 1)
            + size * math.log(share) + k * math.log1p(-share)
        )
        for k in range(count + 1)
    )  # fmt: skip


def _length(now: Sequence[Figures], past: Sequence[Figures], facts: dict[str, Any]) -> Iterator[Alarm]:
    n, m = facts["articles_before"], facts["articles_after"]
    before, after = sum(item.log_words for item in past) / n, sum(item.log_words for item in now) / m
    if after - before > math.log(SHRUNK):
        return
    spread = max(sum(item.log_words_squared for item in past) / n - before * before, 1e-4)
    z = (before - after) / math.sqrt(spread * (1 / n + 1 / m))
    if 0.5 * math.erfc(z / math.sqrt(2)) > CHANCE:
        return
    middle = (before + after) / 2
    if not now[-1].articles or now[-1].log_words / now[-1].articles > middle:
        return
    first = next((i.run for i in now if i.articles and i.log_words / i.articles <= middle), now[-1].run)
    yield Alarm(kind="length", subject="", first_run=first, before=math.expm1(before), after=math.expm1(after), **facts)


def value(kind: str, subject: str, now: Sequence[Figures]) -> float | None:
    """Return the figure that an alarm of this kind is about, over some runs; None without articles."""
    articles = sum(item.articles for item in now)
    if kind == "volume":
        return articles / len(now) if now else None
    if not articles:
        return None
    match kind:
        case "length":
            return math.expm1(sum(item.log_words for item in now) / articles)
        case "dates":
            return 1 - sum(item.dated for item in now) / articles
        case "language":
            return 1 - sum(item.languages.get(subject, 0) for item in now) / articles
        case _:
            return sum(item.touched.get(subject, 0) for item in now) / articles


def over(kind: str, subject: str, before: float, after: float, series: Sequence[Figures]) -> bool:
    """Whether the figures are back halfway: the newest runs that have the minimum volume decide."""
    now: list[Figures] = []
    for item in reversed(series[-max(SPANS) :]):
        now.append(item)
        if kind == "volume" or sum(one.articles for one in now) >= LEAST_AFTER:
            break
    found = value(kind, subject, now)
    if found is None:
        return False
    middle = (before + after) / 2
    return found >= middle if kind in ("volume", "length") else found <= middle
