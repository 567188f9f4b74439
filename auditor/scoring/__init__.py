"""From findings to a score: one pure function, weights in `auditor/knowledge/scoring/weights.toml`."""

from auditor.scoring.score import FamilyScore, Score, score

__all__ = ["FamilyScore", "Score", "score"]
