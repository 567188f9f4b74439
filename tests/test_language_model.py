"""The language model: one word, many at once and the library that it comes from say the same, to the last bit."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest

from auditor.article import Article
from auditor.document import Document
from auditor.reading.language_model import CLOSE, OPEN, UNKNOWN, language_model, model_path
from auditor.reading.ngrams import Ngrams
from auditor.reading.substitutes import Substitutes

TEXT = (
    "The council met on Sunday and agreed on the plan. It must remain clam, said Mr Qwzxy, who has been its chair for "
    "ten years; its members know that. Yes. They did not vote on it, he said, and they will not do so in 2024."
)


def triples(number: int) -> list[tuple[str, str, str]]:
    """Return words of the model in runs that it has, that it has in part, and that it has not."""
    pick = random.Random(7)
    spelt = [*language_model().spelt, "qwzxy", "", "Überall"]
    common = ["the", "of", "to", "and", "in", OPEN, CLOSE, "said", "was", "it", "not", "years", "new", "york", "times"]
    return [tuple(pick.choice(common if pick.random() < 0.8 else spelt) for _ in range(3)) for _ in range(number)]  # type: ignore[misc]  # three of them


def test_it_says_what_the_library_says() -> None:
    from pocketsphinx import Config, LogMath, NGramModel

    library, model = NGramModel(Config(), LogMath(), str(model_path())), language_model()
    rows = triples(20_000)
    steps = [library.prob(list(row)) for row in rows]
    told = [step * 1e-4 if step > -10_000_000 else UNKNOWN for step in steps]
    many = model.after_all(*(model.numbers(column) for column in zip(*rows, strict=True)))
    assert many.tolist() == told
    assert [model.after(*row) for row in rows] == told
    for word in model.spelt[::50]:
        assert model.word(word) == library.prob([word]) * 1e-4


def test_a_stream_and_its_substitutes_say_the_same_as_words_one_by_one() -> None:
    stream, model = Document(Article(text=TEXT)).word_stream, language_model()
    words = stream.words
    for at in range(1, len(words)):
        assert stream.log[at] == model.after(words[at], words[at - 1], words[at - 2])
    places = [at for at, token in enumerate(stream.tokens) if token is not None]
    others = ["calm", "its", "qwzxy"]
    instead = Substitutes.of(stream, places, [others] * len(places))
    for number, place in enumerate(np.repeat(places, len(others)).tolist()):
        one = Substitutes(stream, instead.at[[number]], instead.words[[number]])
        word = others[number % len(others)]
        assert one.own[0] == instead.own[number] == model.after(word, words[place - 1], words[place - 2])
        assert one.behind[0] == instead.behind[number] == model.after(words[place + 1], word, words[place - 1])
        goes_on = words[place + 1] != CLOSE
        expected = model.after(words[place + 2], words[place + 1], word) if goes_on else 0.0
        assert one.beyond[0] == instead.beyond[number] == expected
        whole = stream.log_probabilities(place, [(word,)])[0]
        assert whole == instead.own[number] + instead.behind[number] + instead.beyond[number]
    fewer = instead.only(instead.own > -8)
    assert 0 < len(fewer.at) < len(instead.at)
    assert fewer.beyond.tolist() == instead.beyond[instead.own > -8].tolist()


def test_another_file_is_told_from_a_model(tmp_path: Path) -> None:
    file = tmp_path / "model.bin"
    file.write_bytes(b"Darpa Trigram LM" + bytes(100))
    with pytest.raises(ValueError, match=r"model\.bin begins with .*Darpa.*; allowed: .*Trie.*; install"):
        Ngrams(file)
