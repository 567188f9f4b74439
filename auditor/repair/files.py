"""Cleaning whole files: articles in, `clean.jsonl` and `patch.jsonl` out, and back."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import orjson

from auditor.article import Article
from auditor.config import Config, load
from auditor.dismissals import Dismissals
from auditor.edits import DEFAULT_ONLY
from auditor.engine.outbox import Outbox
from auditor.engine.prepare import prepare
from auditor.intake import Reject, read
from auditor.repair.clean import clean
from auditor.repair.difference import difference
from auditor.repair.patch import Patch, PatchError

REJECTED = "rejected.jsonl"


@dataclass(slots=True)
class Cleaning:
    """What `clean` or `restore` did, in numbers."""

    articles: int = 0
    changed: int = 0
    edits: int = 0
    characters: int = 0
    removed: int = 0
    rejected: int = 0

    def count(self, text: str, patch: Patch) -> None:
        """Add one article."""
        self.articles += 1
        self.changed += bool(patch.edits)
        self.edits += len(patch.edits)
        self.characters += len(text)
        self.removed += sum(len(edit.removed) - len(edit.inserted) for edit in patch.edits)


def clean_files(
    inputs: Sequence[str],
    out: Path | None = None,
    config: Config | None = None,
    *,
    only: Sequence[str] | None = None,
    min_confidence: float = 0.9,
    show: Callable[[str, list[tuple[str, str]]], None] | None = None,
) -> Cleaning:
    """Take the sure junk out of every article of `inputs`, each on its own.

    `out`: a folder for `clean.jsonl` (records with `id`, `text` and the metadata), `patch.jsonl` (what undoes it) and
    `rejected.jsonl`; None: nothing is written. `only`: families, rules or globs whose fixes are applied. `show` is
    called with the id of each changed article and its signed difference (see `auditor.repair.difference`).
    """
    config = config or load()
    # Nothing but what may be mended is looked for.
    config = replace(config, select=tuple(only or DEFAULT_ONLY))
    auditor = prepare(config, Dismissals(), None, jobs=1)
    done = Cleaning()
    with _Written(out, ("clean.jsonl", "patch.jsonl")) as files:
        for item in read(inputs, config.fields):
            if isinstance(item, Reject):
                done.rejected += 1
                files.write(REJECTED, item.to_json())
                continue
            cleaned = clean(
                item.article,
                lambda article: auditor.one(article).findings,
                only=only or DEFAULT_ONLY,
                min_confidence=min_confidence,
            )
            done.count(item.article.text, cleaned.patch)
            files.write("clean.jsonl", _plain_record(cleaned.article))
            files.write("patch.jsonl", cleaned.patch.to_json())
            if show is not None and cleaned.patch.edits:
                show(
                    item.article.id, [(str(sign), line) for sign, line in difference(item.article.text, cleaned.patch)]
                )
    return done


def restore_files(inputs: Sequence[str], patches: Path, out: Path, config: Config | None = None) -> Cleaning:
    """Undo `clean`: write `restored.jsonl` into `out` from cleaned articles and their `patch.jsonl`.

    Raises `PatchError` when an article has no patch or was changed since.
    """
    config = config or load()
    known: dict[str, Patch] = {}
    with patches.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            try:
                patch = Patch.from_json(orjson.loads(line))
            except (orjson.JSONDecodeError, PatchError) as error:
                raise PatchError(f"{patches}:{number}: {error}") from None
            known[patch.article_id] = patch
    done = Cleaning()
    with _Written(out, ("restored.jsonl",)) as files:
        for item in read(inputs, config.fields):
            if isinstance(item, Reject):
                done.rejected += 1
                files.write(REJECTED, item.to_json())
                continue
            found = known.get(item.article.id)
            if found is None:
                raise PatchError(
                    f"article {item.article.id[:100]!r}: no patch in {patches}; clean writes one for each article"
                )
            text = found.undo(item.article.text)
            done.count(text, found)
            files.write("restored.jsonl", _plain_record(replace(item.article, text=text)))
    return done


def _plain_record(article: Article) -> dict[str, Any]:
    published = article.published
    row = {
        "id": article.id,
        "title": article.title,
        "source": article.source,
        "url": article.url,
        "published": published.isoformat() if isinstance(published, datetime.date) else published,
        "language": article.language,
        "authors": list(article.authors) or None,
        "text": article.text,
    }
    return {key: value for key, value in row.items() if value is not None}


class _Written:
    """JSON Lines files that appear in a folder together, or nothing at all where there is no folder."""

    def __init__(self, out: Path | None, names: tuple[str, ...]) -> None:
        self._outbox = Outbox(out, last=names[-1]) if out is not None else None
        self._names = names
        self._files: dict[str, Any] = {}

    def __enter__(self) -> _Written:
        if self._outbox is not None:
            self._outbox.__enter__()
            self._files = {name: (self._outbox.scratch / name).open("wb") for name in (*self._names, REJECTED)}
        return self

    def write(self, name: str, row: Mapping[str, Any]) -> None:
        """Add a line to one of the files."""
        if name in self._files:
            self._files[name].write(orjson.dumps(row) + b"\n")

    def __exit__(self, *error: Any) -> None:
        for file in self._files.values():
            file.close()
        if self._outbox is not None:
            self._outbox.__exit__(*error)
