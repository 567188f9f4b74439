"""A language-inference model holds that one sentence contradicts another.

Off unless a local model is configured (`[tool.auditor.inference] model = "folder"`); needs the extra `inference`. The
model sees pairs of sentences that share rare words, both ways round, and speaks only where both readings agree. What
it says is never more than a reason to look: confidence stays below 0.5.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.check import Bad, Good, Hit, here
from auditor.document import Document

requires = ("english", "inference")
preview = "as good as the model that is configured; measure it on your own articles"

_KEPT = "The council of Elberfeld will keep the ferry to Norvik in service all winter."
_STOPPED = "Elberfeld is without its Norvik ferry this winter, as the council decided to stop the service."
_SOLD = "The council sold the old Norvik ferry terminal, where Elberfeld spends its winter evenings."
_SAID = {
    "inference": (
        {"first": _KEPT, "second": _STOPPED, "score": 0.98},
        {"first": _STOPPED, "second": _KEPT, "score": 0.97},
        {"first": _KEPT, "second": _SOLD, "score": 0.95},
        {"first": _SOLD, "second": _KEPT, "score": 0.2},
    )
}
"""What a model said of the pairs below."""
examples = (
    Bad(f"{_KEPT} [[{_STOPPED}]]", context=_SAID),
    Bad(f"{_STOPPED} [[{_KEPT}]]", context=_SAID),
    Good(f"{_KEPT} {_SOLD}", context=_SAID),
    Good(f"{_KEPT} {_STOPPED}"),
)


def find(document: Document, *, threshold: float = 0.9, pairs: int = 40) -> Iterator[Hit]:
    """Yield the second sentence of every pair that the model finds contradictory at `threshold` or more, both ways."""
    score = document.infer
    if score is None:
        return
    candidates = document.claim_pairs[:pairs]
    there = score([(one.text, other.text) for one, other in candidates])
    back = score([(other.text, one.text) for one, other in candidates])
    for (one, other), first, second in zip(candidates, there, back, strict=True):
        sure = min(first, second)
        if sure >= threshold:
            said = f"The model finds this contradictory to another sentence ({sure:.2f})"
            yield Hit(other.span, said, 0.4, related=(here(one.span, one.text),))
