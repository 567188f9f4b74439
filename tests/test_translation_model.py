"""The translation model: what it looks at, what it says, and that a fit of it is sound."""

from __future__ import annotations

import copy
import gzip
import json
import math
import subprocess
import sys
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor import api, knowledge
from auditor.article import Article
from auditor.checks.machine_translation import machine_translated_text
from auditor.config import ConfigError, load
from auditor.document import Document
from auditor.measures import machine_translation_probability
from auditor.reading import garbled, translation_signs
from auditor.reading.translation_signs import load_model, read_translation_signs, reasons
from auditor.reading.trees import make_trees
from auditor.reading.word_patterns import BITS, LONGEST, Patterns, normalised, read_word_patterns, spelt
from auditor.training import garbled_sentences, machine_translation

TRANSLATED, _, WRITTEN, SHORT = (example.text for example in machine_translated_text.examples)


def grams_of(patterns: Patterns, kind: str) -> list[str]:
    return [spelt(patterns.tokens, kind, place) for place in range(len(patterns.buckets[kind]))]


def probability(text: str, language: str | None = "en") -> float | None:
    return machine_translation_probability.measure(Document(Article(text=text, language=language)))


def test_translated_text_comes_out_high_and_written_text_low() -> None:
    assert (probability(TRANSLATED) or 0) > 0.9
    assert (probability(WRITTEN) or 1) < 0.3


def test_short_texts_and_other_languages_are_not_measured() -> None:
    assert probability(SHORT) is None
    assert probability("word " * 59) is None
    assert probability("word " * 60) is not None
    assert probability(TRANSLATED, language="sr") is None


@pytest.mark.parametrize("prior", [0.01, 0.1, 0.5, 0.9])
def test_the_prior_shifts_the_log_odds(prior: float) -> None:
    signs = read_translation_signs(TRANSLATED)
    assert signs is not None
    p = signs.probability(prior)
    assert math.log(p / (1 - p)) == pytest.approx(signs.log_odds + math.log(prior / (1 - prior)))


def test_the_prior_is_an_option_of_the_measure(tmp_path: Path) -> None:
    file = tmp_path / "auditor.toml"
    file.write_text('[checks."machine-translation-probability"]\nprior = 0.1\n')
    (tmp_path / "in.txt").write_text(TRANSLATED)
    api.run([str(tmp_path / "in.txt")], tmp_path / "out", load(file, {"formats": ["jsonl"], "jobs": 1}))
    row = json.loads((tmp_path / "out" / "articles.jsonl").read_text())
    signs = read_translation_signs(TRANSLATED)
    assert signs is not None
    assert row["measures"]["machine_translation_probability"] == round(signs.probability(0.1), 4)
    file.write_text('[checks."machine-translation-probability"]\npriors = 0.1\n')
    with pytest.raises(ConfigError, match="unknown option `priors`; did you mean prior"):
        load(file)


@pytest.mark.parametrize("prior", [0.0, 1.0, -1.0, float("nan")])
def test_a_prior_that_is_no_share_is_refused(prior: float) -> None:
    with pytest.raises(ValueError, match="allowed: a number above 0 and below 1"):
        machine_translation_probability.measure(Document(Article(text=TRANSLATED)), prior=prior)


def test_house_style_is_no_sign() -> None:
    plain = TRANSLATED.replace("“", '"').replace("”", '"')
    curly = TRANSLATED.replace(", ", ",\n", 20).replace(" ", "\u00a0", 30)
    assert probability(curly) == probability(plain) == probability(TRANSLATED)
    assert normalised("‘It’s’ – 5 « … »") == "'It's' - 5 \" ... \""


def test_page_furniture_is_left_out() -> None:
    page = f"{TRANSLATED}\nLeave a Reply\nYour email address will not be published. Required fields are marked *"
    assert probability(page) == probability(TRANSLATED)


def test_a_short_text_says_less_than_a_long_one_of_the_same_wording() -> None:
    short = read_translation_signs(TRANSLATED[: len(TRANSLATED) // 2])
    long = read_translation_signs(TRANSLATED)
    assert short is not None
    assert long is not None
    assert 0 < short.log_odds < long.log_odds


def test_reasons_are_in_the_text_and_the_strongest_come_first() -> None:
    signs = read_translation_signs(TRANSLATED)
    assert signs is not None
    found = reasons(signs)
    assert len(found) == 5
    odds = [reason.log_odds for reason in found]
    assert odds == sorted(odds, reverse=True)
    assert odds[-1] > 0
    grams = {*grams_of(signs.patterns, "words"), *grams_of(signs.patterns, "patterns")}
    assert all(reason.text in grams for reason in found)


def test_patterns_keep_grammar_and_endings_and_drop_the_topic() -> None:
    patterns = read_word_patterns("The Mayor praised the reconstruction of 12 dams in Łódź.")
    singles = grams_of(patterns, "patterns")[: len(patterns.tokens)]
    assert singles == ["the", "Name", "…ed", "the", "…tion", "of", "0", "…s", "in", "Ñame", "."]


@given(st.text(max_size=400))
def test_any_text_gives_a_bucket_for_every_run(text: str) -> None:
    patterns = read_word_patterns(text)
    for kind, longest in LONGEST.items():
        grams = grams_of(patterns, kind)
        assert [gram.count(" ") for gram in grams] == sorted(gram.count(" ") for gram in grams)
        assert all(gram.count(" ") < longest for gram in grams)
        # One bucket for one n-gram: equal spelling, equal bucket.
        assert len(set(zip(grams, patterns.buckets[kind].tolist(), strict=True))) == len(set(grams))
    for kind, buckets in patterns.buckets.items():
        assert buckets.size == 0 or int(buckets.max()) < 1 << BITS[kind]


def test_buckets_do_not_depend_on_the_process() -> None:
    code = (
        "from auditor.reading.word_patterns import read_word_patterns\n"
        "found = read_word_patterns('The dam of the town was closed because of rain.').buckets\n"
        "print({kind: int(row.astype('uint64').sum()) for kind, row in found.items()})"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={"PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("0", "1", "77")
    }
    assert len(said) == 1


def test_the_model_is_small_and_plain() -> None:
    files = [knowledge.path(f"translation/{name}") for name in ("model.npz", "model.json")]
    assert sum(file.stat().st_size for file in files) < 3_000_000
    with np.load(files[0], allow_pickle=False) as arrays:
        assert {array.dtype for array in arrays.values()} <= {np.dtype(np.int8), np.dtype(np.uint8)}


def test_a_very_long_text_is_read_to_its_bound_only() -> None:
    bound = translation_signs.MOST_CHARACTERS
    long = TRANSLATED * (3 * bound // len(TRANSLATED))
    assert probability(long) == probability(long[:bound])


def test_figures_of_the_model_hold_the_order_that_the_docs_state() -> None:
    measured = copy.deepcopy(dict(load_model().measured))
    year, article = measured["a year left out"], measured["articles left out"]
    assert year["auc"] >= 0.795
    assert article["auc"] >= 0.87
    assert year["auc_originals"] > year["auc_to_2014"] > year["auc_from_2019"]
    assert measured["called"]["originals"] <= 0.01
    errors = measured["calibration error, a year left out"]
    assert errors.pop("all") <= 0.03
    assert max(errors.values()) < 0.1, "the worst year"


def labelled(folder: Path) -> None:
    """Write a made-up labelled set: machine texts are full of "of the", human ones of "in a"."""
    random = Random(3)
    nouns = [f"noun{chr(97 + n % 26)}{chr(97 + n // 26)}" for n in range(120)]
    rows = []
    for number in range(60):
        topic = random.sample(nouns, 12)
        for kind in ("mt", "human_translation", "original"):
            link = "of the" if kind == "mt" else "in a"
            text = " ".join(f"{random.choice(topic)} {link if random.random() < 0.7 else 'and'}" for _ in range(80))
            rows.append(
                {
                    "kind": kind,
                    "lang_pair": "xx-en",
                    "year": 2012 + number % 3,
                    "doc_id": str(number),
                    "sys_tercile": ("low", "mid", "high")[number % 3] if kind == "mt" else None,
                    "text": text,
                }
            )
    with gzip.open(folder / machine_translation.FILE, "wt", encoding="utf-8") as out:
        out.writelines(json.dumps(row) + "\n" for row in rows)


def test_a_fit_finds_what_tells_the_classes_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    labelled(tmp_path)
    said: list[str] = []
    machine_translation.train(tmp_path, tmp_path / "out", said.append)
    facts = json.loads((tmp_path / "out" / "translation" / "model.json").read_text())
    assert facts["measured"]["a year left out"]["auc"] > 0.95
    assert any("articles left out" in line for line in said)
    monkeypatch.setattr(translation_signs, "path", lambda name: tmp_path / "out" / name)
    load_model.cache_clear()
    try:
        signs = read_translation_signs("nounaa of the " * 40)
        other = read_translation_signs("nounaa in a " * 40)
        assert signs is not None
        assert other is not None
        assert signs.log_odds > 0 > other.log_odds
        assert "of" in reasons(signs)[0].text
    finally:
        load_model.cache_clear()


def test_a_fit_of_garbled_sentences_tells_salad_from_english(tmp_path: Path) -> None:
    random = Random(5)
    strange = [f"{a}{b}{c}" for a in ("khu", "zer", "pwo") for b in ("mba", "sto") for c in ("rix", "lun")]
    sound = "the council met on monday and spoke about the old bridge over the river for an hour".split()
    segments: list[dict[str, Any]] = []
    texts: list[dict[str, Any]] = []
    for number in range(120):
        salad = " ".join(random.choice(strange) for _ in range(12))
        fine = " ".join(random.sample(sound, 12))
        segments.append(
            {"id": f"s{number}", "doc_id": f"d{number}", "text": salad, "spans": [[0, len(salad), "x", None]]}
        )
        segments.append({"id": f"f{number}", "doc_id": f"d{number}", "text": fine, "spans": []})
        texts.append({"kind": "human_translation", "doc_id": f"h{number}", "text": fine})
    for name, rows in ((garbled_sentences.SEGMENTS, segments), (garbled_sentences.TEXTS, texts)):
        with gzip.open(tmp_path / name, "wt", encoding="utf-8") as out:
            out.writelines(json.dumps(row) + "\n" for row in rows)
    said: list[str] = []
    garbled_sentences.train(tmp_path, tmp_path / "out", said.append)
    content = json.loads((tmp_path / "out" / "translation" / "garbled.json").read_text())
    best = content["measured"][0]
    assert best["precision"] > 0.95
    assert best["recall"] > 0.95
    trees = make_trees(content)
    [worse] = garbled.candidates(segments[0]["text"], Document(Article(text=segments[0]["text"])).word_stream)
    assert trees.probability(worse.features) >= trees.threshold


def test_a_table_and_a_likely_sentence_are_no_candidates() -> None:
    table = "2016 Roe 85% 2000 Orlov 78 2000 Aydin 73 1996 Kolev 68 2008 Danova 61"
    likely = "The people of the city said that they did not want to go to the house of the president"
    for text in (table, likely):
        assert list(garbled.candidates(text, Document(Article(text=text)).word_stream)) == []
