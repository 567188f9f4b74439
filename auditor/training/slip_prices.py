"""Builds `knowledge/spelling/slip_prices.csv` from the list of misspellings that people make (`known_slips.marisa`).

python -m auditor.training.slip_prices
"""

from __future__ import annotations

from collections import Counter
from math import log

from auditor.knowledge import path
from auditor.reading.edits import unlike
from auditor.reading.lexicon import known_slips
from auditor.reading.slip_prices import MOST_LETTERS

LEAST_USES, _PRIOR, _PRIOR_OF = 3, 0.05, 50
"""How often the list has a step to be kept; what is added to the counts of it and of the letters it changes."""

HEAD = """# What one step of a slip costs: meant letters, printed letters, log of 1 over the share of their uses.
# From the misspellings of known_slips.marisa (the package codespell, data CC BY-SA 3.0, see README.md), likewise.
"""


def prices() -> dict[tuple[str, str], float]:
    """Return the price of each step that the list has often enough."""
    steps, uses = Counter[tuple[str, str]](), Counter[str]()
    for printed, meant in known_slips().pairs():
        if not meant.isalpha():
            continue
        _, one, other = unlike(printed, meant)
        if max(len(one), len(other)) <= MOST_LETTERS:
            steps[other, one] += 1
        uses.update(meant)
        uses.update(meant[at : at + 2] for at in range(len(meant) - 1))
        uses[""] += len(meant)
    return {
        step: log((max(uses[step[0]], 1) + _PRIOR_OF) / (count + _PRIOR))
        for step, count in sorted(steps.items())
        if count >= LEAST_USES
    }


def main() -> None:
    """Write the file."""
    rows = (f"{meant},{printed},{price:.2f}\n" for (meant, printed), price in prices().items())
    path("spelling/slip_prices.csv").write_text(HEAD + "".join(rows), encoding="utf-8")


if __name__ == "__main__":
    main()
