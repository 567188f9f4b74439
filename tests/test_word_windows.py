"""The network over the words around a place: what it reads, and that it learns and is kept as taught."""

from __future__ import annotations

import gzip
import itertools
from pathlib import Path

import numpy as np
import orjson
import pytest

from auditor.article import Article
from auditor.document import Document
from auditor.reading.word_windows import (
    ENDINGS,
    OTHER_MARK,
    WordWindows,
    ending,
    mark_between,
    read_windows,
    word_windows,
)
from auditor.training import word_windows as training


def odds(text: str, printed: str, meant: str, windows: WordWindows | None = None) -> float:
    stream = Document(Article(text=text)).word_stream
    windows = windows or word_windows()
    asked = windows.asks(text, stream.words, stream.tokens, stream.words.index(printed))
    return windows.odds(asked, printed, meant)[0]


@pytest.mark.parametrize(
    ("text", "printed", "meant"),
    [
        ("Officials said that no one seemed to now where the money had gone.", "now", "know"),
        ("He was the first member of the House how was charged with the crime.", "how", "who"),
        ("English was not there first language, the teacher said.", "there", "their"),
    ],
)
def test_it_asks_for_the_word_that_was_meant(text: str, printed: str, meant: str) -> None:
    assert odds(text, printed, meant) > 2
    assert odds(text.replace(f" {printed} ", f" {meant} "), meant, printed) < -2


def test_a_word_it_does_not_know_has_no_odds() -> None:
    assert odds("They said that the zzyx was late.", "zzyx", "the") == 0.0


def test_marks_between_words() -> None:
    text = "one, two - three “four” (five); six seven ... eight"
    tokens = [token for token in Document(Article(text=text)).tokens if token.is_word]
    assert [mark_between(text, *pair) for pair in itertools.pairwise(tokens)] == [
        1, 2, 3, 3, 4, 0, OTHER_MARK,
    ]  # fmt: skip
    assert mark_between(text, None, tokens[0]) == mark_between(text, tokens[0], None) == 0


def test_words_that_are_not_listed_share_a_row_by_ending_and_capital() -> None:
    assert ending("blorping", False) == ending("clorping", False) != ending("clorping", True)


def test_the_edges_of_a_text_are_blanks() -> None:
    stream = Document(Article(text="Go there.")).word_stream
    for at in range(len(stream.words)):
        assert np.isfinite(word_windows().asks("Go there.", stream.words, stream.tokens, at)).all()


def test_what_is_taught_is_learnt_and_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = (
        "The men said that they lost their way there. " * 40 + "\n\n" + "It was the mayor and her aide who came. " * 40
    )
    rows = [{"id": str(n), "source": f"s{n}.example", "text": f"Day {n}. {text}"} for n in range(6)]
    with gzip.open(tmp_path / "corpus.jsonl.gz", "wb") as file:
        file.write(b"\n".join(map(orjson.dumps, rows)))
    monkeypatch.setattr(training, "BATCH", 64)
    archive = training.read_archive(tmp_path)
    said: list[str] = []
    taught = training.teach(archive, None, said.append)
    training.write(taught, tmp_path, said.append)
    kept = read_windows(tmp_path / "spelling" / "word_windows.npz")
    line = "The men said that they lost there way there."
    assert odds(line, "there", "their", kept) == odds(line, "there", "their", taught) > 1
    assert len(kept.around) == len(kept.words) + 2 * ENDINGS + 1
    assert len(said) == 2
