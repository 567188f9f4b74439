"""Rates over many articles, added up one article at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from auditor.finding import FAMILIES
from auditor.gating.columns import Cell
from auditor.scoring.verdict import VERDICTS

_BARELY = 0.5


class Rates:
    """The running sums behind one row of rates. Memory does not grow with the articles."""

    def __init__(self) -> None:
        self._articles = 0
        self._sums: Counter[str] = Counter()
        self._tenths = 0
        """Sum of the scores in tenths: whole numbers, so the order of the articles cannot change a mean."""
        self._thousandths = 0

    def add(self, cells: Mapping[str, Cell]) -> None:
        """Count one article, given as its row."""
        sums = self._sums
        self._articles += 1
        self._tenths += round(10 * _number(cells["score"]))
        self._thousandths += round(1000 * _number(cells["coverage"]))
        sums["words"] += int(_number(cells["words"]))
        sums["findings"] += int(_number(cells["findings"]))
        sums[f"verdict {cells['verdict']}"] += 1
        sums["undated"] += not cells["dated"]
        sums["unknown language"] += cells["language"] is None
        sums["barely checked"] += _number(cells["coverage"]) < _BARELY
        sums["failed"] += _number(cells["failed_checks"]) > 0
        for family in FAMILIES:
            name = family.replace("-", "_")
            if cells[name] is None:
                sums[f"{name} unmeasured"] += 1
            sums[name] += int(_number(cells[name]))
            sums[f"{name} sure"] += int(_number(cells[f"{name}_sure"]))

    def row(self) -> dict[str, Cell]:
        """Return the row: shares from 0 to 1, rates per 100 articles; null where there was nothing to divide by."""
        sums, count = self._sums, self._articles
        cells: dict[str, Cell] = {
            "articles": count,
            "words": sums["words"],
            "mean_score": _ratio(self._tenths / 10, count, 2),
            "mean_coverage": _ratio(self._thousandths / 1000, count),
            "undated_share": _ratio(sums["undated"], count),
            "unknown_language_share": _ratio(sums["unknown language"], count),
            "barely_checked_share": _ratio(sums["barely checked"], count),
            "failed_check_share": _ratio(sums["failed"], count),
            "findings_per_100": _ratio(100 * sums["findings"], count, 2),
        }
        for verdict in VERDICTS:
            cells[f"{verdict}_share"] = _ratio(sums[f"verdict {verdict}"], count)
        for family in FAMILIES:
            name = family.replace("-", "_")
            measured = count - sums[f"{name} unmeasured"]
            cells[f"{name}_per_100"] = _ratio(100 * sums[name], measured, 2)
            cells[f"{name}_sure_per_100"] = _ratio(100 * sums[f"{name} sure"], measured, 2)
            cells[f"{name}_unmeasured_share"] = _ratio(sums[f"{name} unmeasured"], count)
        return cells


def _number(cell: Cell) -> float:
    return 0.0 if cell is None else float(cell)


def _ratio(above: float, below: int, digits: int = 4) -> float | None:
    return round(above / below, digits) if below else None
