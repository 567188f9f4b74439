"""The door for a language-inference model, which says whether one sentence contradicts another.

A model is a folder on this machine. With `model.onnx` and `tokenizer.json` it runs in onnxruntime; with `config.json`
and weights it runs in transformers. `config.json` says which output is "contradiction" (`id2label`). Nothing is
downloaded, and nothing of this is loaded unless a model is configured. Needs the extra `inference` (or `transformers`
with `torch`).
"""

from __future__ import annotations

import functools
import hashlib
import json
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from auditor.errors import AuditorError

Scorer = Callable[[Sequence[tuple[str, str]]], list[float]]
"""Takes pairs of sentences and returns for each the probability, 0 to 1, that the second contradicts the first."""

_ONNX, _TOKENIZER, _CONFIG = "model.onnx", "tokenizer.json", "config.json"
_WEIGHTS = "model.safetensors"
"""Other forms of weights are pickles, which can run code, and are refused."""
_LONGEST = 256
"""Tokens of a pair that the model sees."""


class InferenceError(AuditorError):
    """A model that cannot be used: the message says what is missing and what to do."""


def problem_of(folder: str) -> str:
    """Return what keeps `folder` from being a model, "" if nothing does. Reads no weights."""
    place = Path(folder)
    if not place.is_dir():
        return "there is no such folder"
    if not (place / _CONFIG).is_file():
        return f"it has no {_CONFIG}"
    if (place / _ONNX).is_file():
        return "" if (place / _TOKENIZER).is_file() else f"it has no {_TOKENIZER}"
    if (place / _WEIGHTS).is_file():
        return ""
    return f"it has neither {_ONNX} nor {_WEIGHTS}"


def model_version(folder: str) -> str:
    """Return what a remembered result depends on of the model: names, sizes and times of its files; "" for no model."""
    if not folder:
        return ""
    files = sorted(path for path in Path(folder).glob("*") if path.is_file())
    told = "".join(f"{path.name} {path.stat().st_size} {path.stat().st_mtime_ns}\n" for path in files)
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()


@functools.lru_cache(maxsize=2)
def load(folder: str) -> Scorer:
    """Return the scorer of the model in `folder`, loaded once per process. Raises InferenceError."""
    if problem := problem_of(folder):
        raise InferenceError(f"{folder} is no model: {problem}; name a folder with {_ONNX} and {_TOKENIZER}")
    place = Path(folder)
    return _onnx(place) if (place / _ONNX).is_file() else _transformers(place)


def recorded(rows: Iterable[Mapping[str, Any]]) -> Scorer:
    """Return a scorer that repeats what a model said before: rows with `first`, `second` and `score`, 0 elsewhere."""
    known = {(row["first"], row["second"]): float(row["score"]) for row in rows}
    return lambda pairs: [known.get((one, other), 0.0) for one, other in pairs]


def contradiction_index(config: dict[str, Any], origin: str) -> int:
    """Return which output of the model is "contradiction". Raises InferenceError if `id2label` does not say."""
    labels = config.get("id2label") or {}
    for index, label in labels.items():
        if str(label).lower().startswith("contradict"):
            return int(index)
    raise InferenceError(
        f"{origin}: id2label has the labels {sorted(map(str, labels.values()))}; one must be contradiction"
    )


def _onnx(place: Path) -> Scorer:
    try:
        import onnxruntime  # noqa: PLC0415  (optional, heavy)
        from tokenizers import Tokenizer  # noqa: PLC0415  (optional)
    except ImportError as error:
        raise InferenceError(f"{error.name} is not installed; install article-auditor[inference]") from None
    import numpy as np  # noqa: PLC0415  (only with a model)

    at = _contradiction(place)
    tokenizer = Tokenizer.from_file(str(place / _TOKENIZER))
    tokenizer.enable_truncation(_LONGEST)
    tokenizer.enable_padding()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1  # articles run in parallel, not one model call
    session = onnxruntime.InferenceSession(str(place / _ONNX), options, providers=["CPUExecutionProvider"])
    wanted = [item.name for item in session.get_inputs()]

    def score(pairs: Sequence[tuple[str, str]]) -> list[float]:
        if not pairs:
            return []
        coded = tokenizer.encode_batch(list(pairs))
        given = {
            "input_ids": [one.ids for one in coded],
            "attention_mask": [one.attention_mask for one in coded],
            "token_type_ids": [one.type_ids for one in coded],
        }
        feed = {name: np.asarray(given[name], dtype=np.int64) for name in wanted}
        return [_softmax(row, at) for row in session.run(None, feed)[0].tolist()]

    return score


def _transformers(place: Path) -> Scorer:
    try:
        import torch  # noqa: PLC0415  (optional, heavy)
        from transformers import AutoModelForSequenceClassification, AutoTokenizer  # noqa: PLC0415  (optional, heavy)
    except ImportError as error:
        raise InferenceError(
            f"{error.name} is not installed; install transformers and torch, or export the model as {_ONNX}"
        ) from None
    at = _contradiction(place)
    tokenizer = AutoTokenizer.from_pretrained(str(place), local_files_only=True, trust_remote_code=False)
    model = AutoModelForSequenceClassification.from_pretrained(
        str(place), local_files_only=True, trust_remote_code=False, use_safetensors=True
    )
    model.eval()

    def score(pairs: Sequence[tuple[str, str]]) -> list[float]:
        if not pairs:
            return []
        first, second = zip(*pairs, strict=True)
        coded = tokenizer(
            list(first), list(second), truncation=True, max_length=_LONGEST, padding=True, return_tensors="pt"
        )
        with torch.no_grad():
            rows = model(**coded).logits.tolist()
        return [_softmax(row, at) for row in rows]

    return score


def _contradiction(place: Path) -> int:
    try:
        config = json.loads((place / _CONFIG).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InferenceError(f"{place / _CONFIG}: {error}") from None
    return contradiction_index(config if isinstance(config, dict) else {}, str(place / _CONFIG))


def _softmax(row: Sequence[float], at: int) -> float:
    top = max(row)
    parts = [math.exp(value - top) for value in row]
    return parts[at] / sum(parts)
