"""The contract of a check: a module with a docstring, `examples` and `find`.

A check module may state, besides `find(document, *, option=default) -> Iterator[Hit]`:

    examples      what it must and must not flag, run as tests and printed as documentation
    requires      what it needs to be measured at all (default: nothing): "english"; "word-list", English or a language
                  with a list of its words; "date"; "inference"
    needs         `anchors(...)`: short texts, one of which every article has that it finds anything in, and few others;
                  on an article without it is not started (default: nothing, it always runs)
    preview       a reason why its findings are reported but neither scored nor gated (default: None)
    off           a reason why it runs only where `select` names its id (default: None)
    by_hand       a reason why `auditor clean` never applies its fixes, however sure it is (default: None)

Everything else (id, family, options, summary) is read from its path, its signature and its docstring by
`auditor.catalog`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from auditor.article import Published
from auditor.finding import Place
from auditor.reading.anchors import BEYOND_ASCII
from auditor.span import Span

REQUIREMENTS = ("english", "word-list", "date", "inference")


@dataclass(frozen=True, slots=True)
class Hit:
    """What a check found: where, what is wrong in one sentence of fact, and how sure it is.

    `span`: code points into the field named by `field` ("text", or a metadata field such as "title" or "published").
    `confidence`: 0 to 1; from 0.9 a gate may act on it, below 0.5 it asks to be verified.
    `fix`: the text that should stand in place of the span ("" = delete), only where that is clear.
    `related`: the other places the message speaks of; a Place with an empty `article_id` lies in the same article.
    """

    span: Span
    message: str
    confidence: float = 0.8
    fix: str | None = None
    related: tuple[Place, ...] = ()
    field: str = "text"

    def __post_init__(self) -> None:
        if not 0.0 <= self.confidence <= 1.0:
            raise ValueError(f"confidence is {self.confidence}; allowed: 0 to 1")


def anchors(*texts: str, beyond_ascii: bool = False) -> frozenset[str]:
    """Return what a check needs: one of `texts` in the text of the article, letter for letter.

    `beyond_ascii`: any character beyond ASCII will do as well.
    """
    return frozenset((*texts, BEYOND_ASCII) if beyond_ascii else texts)


def here(span: Span, text: str = "") -> Place:
    """Return a related place inside the same article."""
    return Place(article_id="", span=span, text=text)


@dataclass(frozen=True, slots=True)
class Example:
    """One example text, with every stretch that must be flagged in double square brackets: `the [[the]] end`.

    `published`, `title`, `source`, `url`, `language`, `authors`: metadata of the example article. `fix`: what the
    (only) hit must suggest. `fields`: metadata fields that must be flagged.
    `context`: what gathering passes would have found, by pass id (see `auditor.context.Context`).
    """

    marked: str
    published: Published = None
    title: str | None = None
    source: str | None = None
    url: str | None = None
    language: str | None = None
    authors: tuple[str, ...] = ()
    fix: str | None = None
    context: Mapping[str, Any] = field(default_factory=dict)
    fields: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The example without its brackets."""
        return _MARK.sub(r"\1", self.marked)

    @property
    def spans(self) -> tuple[Span, ...]:
        """The stretches inside the brackets, as spans of `text`."""
        return tuple(Span(m.start() - 4 * n, m.end() - 4 * (n + 1)) for n, m in enumerate(_MARK.finditer(self.marked)))


class Bad(Example):
    """Must be flagged exactly at its marks; a defect of metadata names the fields that must be flagged in `fields`."""


class Good(Example):
    """Must not be flagged: best a near miss of what the check looks for."""


class Miss(Example):
    """Ought to be flagged and is not yet: a strict expected failure, which must be moved to `Bad` once it is found."""


_MARK = re.compile(r"\[\[(.*?)\]\]", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Check:
    """A check as the catalog found it."""

    id: str
    family: str
    summary: str
    description: str
    examples: tuple[Example, ...]
    options: Mapping[str, Any]
    requires: tuple[str, ...]
    preview: str | None
    find: Callable[..., Iterable[Hit]]
    path: str
    by_hand: str | None = None
    off: str | None = None
    needs: frozenset[str] = frozenset()
