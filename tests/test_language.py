"""Languages: stated and measured, the same in any order, and never an error."""

from __future__ import annotations

import functools

import langdetect
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from langdetect import LangDetectException
from langdetect.detector_factory import PROFILES_DIRECTORY, DetectorFactory

from auditor.article import Article
from auditor.document import Document
from auditor.reading.language import language_code, read_passages
from auditor.reading.language_walk import detect

ENGLISH = "The council decided on Monday to repair the old bridge over the river before the autumn rain sets in."
GERMAN = "Der Gemeinderat hat am Montag beschlossen, die alte Brücke über den Fluss noch im Sommer zu sanieren."
MIXED = "Oslo Bergen opera hotel restaurant taxi internet museum festival radio video pizza problem minister student."


@pytest.mark.parametrize(
    ("stated", "code"),
    [
        ("en", "en"), ("EN-gb", "en"), ("en_US", "en"), ("eng", "en"), (" English ", "en"), ("sr-Latn-RS", "sr"),
        ("ger", "de"), ("zh-Hans", "zh"), (None, None), ("", None), ("xx", None), ("n/a", None), ("unknown", None),
        ("e", None), ("en gb", None),
    ],
)  # fmt: skip
def test_stated_language_is_normalised(stated: str | None, code: str | None) -> None:
    assert language_code(stated) == code


def test_stated_language_wins_and_the_measured_one_is_kept() -> None:
    language = Document(Article(text=GERMAN, language="en-GB")).language
    assert (language.code, language.stated, language.measured) == ("en", True, "de")
    language = Document(Article(text=GERMAN, language="klingon")).language
    assert (language.code, language.stated, language.measured) == ("de", False, "de")


def test_short_text_has_no_language_and_counts_as_english() -> None:
    document = Document(Article(text="Jens Stoltz, 48"))
    assert (document.language.code, document.language.confidence, document.english) == (None, None, True)


def test_furniture_lines_before_the_story_do_not_count() -> None:
    menu = "Startseite\nNachrichten aus aller Welt\nKontakt und Impressum\nDatenschutz und Werbung\n"
    assert Document(Article(text=menu + ENGLISH)).language.code == "en"


def test_the_same_text_has_the_same_answer_in_any_order_and_beside_other_users() -> None:
    texts = [ENGLISH, GERMAN, MIXED]

    def answers(order: list[str]) -> dict[str, object]:
        return {text: Document(Article(text=text)).language for text in order}

    first = answers(texts)
    langdetect.DetectorFactory.seed = 7
    langdetect.detect(MIXED)
    assert answers(texts[::-1]) == first
    assert all(answers([MIXED]) == {MIXED: first[MIXED]} for _ in range(10))


def test_passages_are_code_points_also_after_letters_of_several_bytes() -> None:
    french = "Le conseil municipal a décidé lundi de réparer le vieux pont avant les grandes pluies d’automne. " * 3
    text = "Žuži 😀 \x00 " + ENGLISH * 3 + "\n" + french
    [passage] = [passage for passage in read_passages(text) if passage.code == "fr"]
    overlap = min(passage.span.end, len(text)) - max(passage.span.start, text.index("Le conseil"))
    assert overlap > 0.9 * len(french)
    assert passage.span.of(text).count("Le conseil") >= 2


@given(st.text(alphabet=st.characters(codec=None), max_size=400))
def test_any_text_has_passages_in_order_inside_it(text: str) -> None:
    end = 0
    for passage in read_passages(text):
        assert end <= passage.span.start <= passage.span.end <= len(text)
        end = passage.span.end


@given(st.text(alphabet=st.characters(codec=None), max_size=200))
def test_any_text_has_a_language_or_none(text: str) -> None:
    language = Document(Article(text=text)).language
    assert (language.code is None) == (language.confidence is None)


SAMPLES = (
    ENGLISH,
    "Vlada je jučer usvojila novi zakon o mirovinama, rekao je ministar ČAČIĆ novinarima u Zagrebu.",
    "Влада је данас усвојила нови закон, пише на www.vesti.rs; јавите се на urednik@vesti.rs, речи ВЕЛИКЕ и мале.",
    "本日は晴天なり。これは日本語の文章です。かなとカナを混ぜて書きます。Latin words are left out of it.",
    "오늘은 한국어 문장을 하나 씁니다. 날씨가 좋습니다.",
    "Tiếng Việt là ngôn ngữ của người Việt, tie\u0302\u0301ng nói và chữ viết.",
    "مرحبا بالعالم هذا نص باللغة العربية ی",
    "Țara și orașul, ștergar, țuică.",
    "12 34",
    "NATO AND THE EU",
)


def by_langdetect(sample: str) -> tuple[str, float] | None:
    detector = _factory().create()
    detector.seed, detector.n_trial = 0, 3
    detector.append(sample)
    try:
        best = detector.get_probabilities()[0]
    except (LangDetectException, IndexError):
        return None
    return best.lang, best.prob


@functools.cache
def _factory() -> DetectorFactory:
    factory = DetectorFactory()
    factory.load_profile(PROFILES_DIRECTORY)
    return factory


@pytest.mark.parametrize("sample", SAMPLES)
def test_the_walk_over_arrays_ends_where_langdetect_does(sample: str) -> None:
    assert detect(sample, seed=0, trials=3) == by_langdetect(sample)


_MIXED = st.text(alphabet=st.sampled_from("abcdeéñßABC  .,1@ščжшיءあ中한ệ\u0300"), max_size=80)


@given(st.one_of(_MIXED, st.lists(st.sampled_from(SAMPLES), max_size=3).map(" ".join)))
@settings(deadline=None, max_examples=60)
def test_the_walk_over_arrays_ends_where_langdetect_does_on_any_text(sample: str) -> None:
    assert detect(sample[:500], seed=0, trials=3) == by_langdetect(sample[:500])
