"""Measures: readability equals textstat's own to the last digit, and what cannot be measured is None."""

from __future__ import annotations

import subprocess
import sys
import time
from random import Random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from auditor import knowledge
from auditor.article import Article
from auditor.catalog import all_measures
from auditor.document import Document
from auditor.measures import readability

STORY = (
    "The council of the small town decided on Monday to repair the old bridge. Nobody had expected an agreement so "
    "soon; the engineer's report, 140 pages long, was finished only last week. “We couldn't wait any longer,” said "
    "Mayor Élodie Nováková. She hadn't slept. Traffic across the river will be interrupted for approximately eleven "
    "months... Shopkeepers on the left bank are worried! Will their customers come back? The opposition's well-known "
    "spokesman called it an irresponsible and unnecessarily expensive undertaking, financed by borrowed money. "
    "Children from both villages have to walk an additional kilometre to school. Work begins on 3 May, weather "
    "permitting, and the first lorries may roll again in April."
)


def measured(name: str, text: str, language: str | None = None) -> object:
    found = [measure for measure in all_measures().values() if name in measure.names]
    [measure] = found
    return measure.measure(Document(Article(text=text, language=language)))[name]


def by_textstat(text: str) -> dict[str, float]:
    readability.count("")  # puts the pronouncing dictionary where textstat looks for it
    import textstat

    return {name: getattr(textstat, name)(text) for name in readability.names}


_WORDS = st.sampled_from(
    ["the", "bridge", "extraordinary", "isn't", "'tis", "dogs'", "well-known", "U.S.", "3.5", "Élodie", "İzmir", "ΣΑΣ",
     "—", "...", "?!", "'", "a", "supercalifragilistic", "naïve", "e-mail", "\n", "“no”", "don’t", "½", "_x_", "O'Neil"]
)  # fmt: skip


@given(st.lists(_WORDS, max_size=60).map(" ".join))
@settings(deadline=None)
@example("")
@example("...")
@example("' '")
@example(STORY)
@example("No end in sight")
def test_readability_of_made_sentences_is_textstats(text: str) -> None:
    assert readability.readability(text) == by_textstat(text)


@given(st.text(max_size=120))
@settings(deadline=None)
def test_readability_of_any_text_is_textstats(text: str) -> None:
    assert readability.readability(text) == by_textstat(text)


@given(st.text(alphabet="abcdefghilmnoprstuy", min_size=1, max_size=24))
def test_breaks_are_those_of_pyphen(word: str) -> None:
    readability.count("")
    from textstat.backend import utils

    assert readability._breaks(word) == len(utils.get_pyphen("en_US").positions(word))


def test_readability_needs_english_and_a_hundred_words() -> None:
    assert isinstance(measured("gunning_fog", STORY), float)
    assert measured("gunning_fog", STORY, language="de") is None
    assert measured("gunning_fog", "The bridge is closed. " * 24) is None
    assert isinstance(measured("gunning_fog", "The bridge is closed. " * 25, language="en"), float)


def test_readability_works_offline_in_a_fresh_process() -> None:
    code = (
        "import socket\n"
        "def no_network(*args, **kwargs): raise OSError('network used')\n"
        "socket.socket.connect = socket.getaddrinfo = socket.create_connection = no_network\n"
        "from auditor.measures.readability import count\n"
        "print(count('The readable colonel').syllables)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env={"HOME": "/x"})
    assert done.stdout.strip() == "6"  # by spelling alone "colonel" would have three
    assert done.stderr == ""


@pytest.mark.slow
def test_syllables_are_those_that_textstat_reads_through_nltk() -> None:
    import nltk

    folder = str(knowledge.path("readability/nltk_data"))
    nltk.data.path.insert(0, folder)
    try:
        real = nltk.corpus.cmudict.dict()
    finally:
        nltk.data.path.remove(folder)
    ours = readability.Syllables()
    assert len(ours) == len(real) > 100_000
    assert all(
        sum(phone[-1].isdigit() for phone in ours[word][0]) == sum(phone[-1].isdigit() for phone in spoken[0])
        for word, spoken in real.items()
    )


def test_nltk_is_not_loaded_and_whoever_has_it_keeps_it() -> None:
    script = (
        "import sys; from auditor.measures import readability; readability.readability('One two three. ' * 40); "
        "assert 'nltk' not in sys.modules; import nltk; nltk.corpus.cmudict; print('kept')"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.stdout == "kept\n", done.stderr


@pytest.mark.slow
def test_readability_is_five_times_as_fast_as_textstat() -> None:
    lines = knowledge.path("readability/nltk_data/corpora/cmudict/cmudict").read_text(encoding="utf-8").splitlines()
    words = [line.split()[0].lower() for line in lines]
    random = Random(1)
    random.shuffle(words)

    def article() -> str:
        # Few words often, many seldom, as in news.
        drawn = (words[int(len(words) ** (random.random() ** 0.6 * 0.8))] for _ in range(600))
        return "".join(
            f"{word}, " if n % 9 == 5 else f"{word}. " if n % 20 == 19 else f"{word} " for n, word in enumerate(drawn)
        )

    texts = [article() for _ in range(400)]
    readability.readability(STORY)
    by_textstat(STORY)
    for text in texts[:200]:  # a run soon knows the words that it meets
        readability.readability(text)
    start = time.process_time()
    ours = [readability.readability(text) for text in texts[200:]]
    middle = time.process_time()
    theirs = [by_textstat(text) for text in texts[200:]]
    end = time.process_time()
    assert ours == theirs
    assert end - middle > 5 * (middle - start), (end - middle) / (middle - start)


def test_counts() -> None:
    text = "Rain fell. It was well-known rain."
    assert (measured("words", text), measured("sentences", text)) == (6, 2)
    assert (measured("words", ""), measured("sentences", "")) == (0, 0)


def test_language_measures() -> None:
    assert measured("language", STORY) == "en"
    assert measured("language_confidence", STORY) == pytest.approx(1, abs=0.01)
    assert measured("language", "Rain.") is None


def test_share_of_another_language() -> None:
    german = "Der Gemeinderat hat am Montag beschlossen, die alte Brücke über den Fluss zu sanieren und zu streichen. "
    assert measured("other_language_share", STORY) == 0
    share = measured("other_language_share", STORY + "\n" + german * (len(STORY) // len(german)), language="en")
    assert share == pytest.approx(0.5, abs=0.1)
    assert measured("other_language_share", "Too short.") is None
