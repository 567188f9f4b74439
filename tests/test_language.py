"""Languages: stated and measured, the same in any order, and never an error."""

from __future__ import annotations

import langdetect
import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.article import Article
from auditor.document import Document
from auditor.reading.language import language_code, read_passages

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
