"""What belongs to the page and not to the article: furniture, credits, what the line model calls."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from auditor.document.fact_views import FactViews
from auditor.reading.boilerplate import Boilerplate, read_boilerplate, speaks
from auditor.reading.code_lines import read_code_lines
from auditor.reading.credits import Credit, read_credits
from auditor.reading.echoes import Echo, read_echoes
from auditor.reading.furniture import Furniture, read_furniture
from auditor.reading.line_endings import read_repeated_endings
from auditor.reading.line_model import DOUBT, LIKELY, LineScore, credited, judge, read_line_odds, weights
from auditor.reading.lines import Line
from auditor.reading.markup import read_markup
from auditor.reading.repeats import LEAST_REPEAT, Repeat, read_repeats
from auditor.reading.template_lines import Recurring, recurring
from auditor.span import Span, touches


class PageViews(FactViews):
    """Lines and stretches that a scraper took along."""

    @cached_property
    def furniture(self) -> tuple[Furniture, ...]:
        """Lines and stretches that belong to the page and not to the article, each classed once."""
        return read_furniture(self.lines)

    @cached_property
    def credits(self) -> tuple[Credit, ...]:
        """Photo credits and captions."""
        taken = [item.span for item in self.furniture] + [stamp.span for stamp in self.date_stamps]
        return read_credits(self.lines, tuple(taken))

    def furniture_of(self, kind: str) -> tuple[Furniture | Boilerplate, ...]:
        """Return what rules and line model take for furniture of one kind."""
        ruled = [replace(item, sure=self.trust(item.span, item.sure)) for item in self.furniture if item.kind == kind]
        return (*ruled, *(item for item in self.boilerplate if item.kind == kind))

    def in_furniture(self, span: Span) -> bool:
        """Whether rules or line model take what stands at `span` for furniture."""
        return touches(self._called, span)

    @cached_property
    def _called(self) -> tuple[Span, ...]:
        return tuple(sorted([*(item.span for item in self.furniture), *(item.span for item in self.boilerplate)]))

    def trust(self, span: Span, sure: float) -> float:
        """Return how sure a rule may be of `span`: no more than likely where it is a line that the model doubts."""
        return min(sure, LIKELY) if span in self._doubted else sure

    @cached_property
    def _doubted(self) -> frozenset[Span]:
        if not speaks(self.lines):
            return frozenset()
        return frozenset(
            line.span for line, score in zip(self.lines, self.line_scores, strict=True) if score.odds < DOUBT
        )

    @cached_property
    def code_lines(self) -> tuple[Line, ...]:
        """Lines of script, style sheet or data."""
        return read_code_lines(self.lines)

    @cached_property
    def markup(self) -> tuple[Span, ...]:
        """Remains of code within lines of text."""
        return read_markup(self.lines, self.code_lines)

    @cached_property
    def repeated_endings(self) -> tuple[Span, ...]:
        """Words behind the last sentence that end at least three lines alike."""
        return read_repeated_endings(self.lines)

    @cached_property
    def repeats(self) -> tuple[Repeat, ...]:
        """Paragraphs that stand there twice."""
        return read_repeats(self.paragraphs)

    @cached_property
    def echoes(self) -> tuple[Echo, ...]:
        """Lines that a page prints twice in a row."""
        return read_echoes(self.lines, self.title, self.credits, {item.span for item in self.furniture})

    @cached_property
    def line_odds(self) -> NDArray[np.float64]:
        """The line model's log-odds of furniture for each of `lines`, by the article alone."""
        return read_line_odds(self.text, self.lines, self.title, self.furniture, credited(self.credits))

    @cached_property
    def recurring(self) -> Mapping[int, Recurring]:
        """The lines, by number, that other articles of the source have too."""
        rows = self.context.gathered.get("source-templates", ())
        return recurring(
            self.lines, {row["line"]: Recurring(row["line"], row["articles"], row.get("junk")) for row in rows}
        )

    @cached_property
    def line_scores(self) -> tuple[LineScore, ...]:
        """What the line model says of each of `lines`, given what recurs in the source."""
        return judge(self.lines, self.line_odds, self.recurring, weights().thresholds, weights().curve)

    @cached_property
    def boilerplate(self) -> tuple[Boilerplate, ...]:
        """Lines that the line model takes for furniture and no rule names."""
        others = [credit.span for credit in self.credits] + [stamp.span for stamp in self.date_stamps]
        others += [line.span for line in self.code_lines]
        others += self.markup
        others += [echo.line.span for echo in self.echoes]
        others += [repeat.second.span for repeat in self.repeats if repeat.words >= LEAST_REPEAT]
        return read_boilerplate(self.text, self.lines, self.line_scores, self.title, self.furniture, others)
