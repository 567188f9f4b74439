"""Languages: of the article (langdetect) and of passages inside it (CLD2)."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from auditor.reading.lines import Line
from auditor.span import Span

SAMPLE = 500
"""Characters that langdetect is shown: more cost time and change nothing."""
TRIALS = 3
"""Random walks that langdetect takes. Its own are seven; of 500 articles three changed."""
LEAST_LETTERS = 50
"""Below this langdetect guesses: a bare name comes out as German."""

_NAMES = dict(
    pair.split("=")
    for pair in (
        "english=en german=de french=fr spanish=es italian=it portuguese=pt dutch=nl polish=pl russian=ru serbian=sr "
        "croatian=hr bosnian=bs turkish=tr arabic=ar chinese=zh japanese=ja korean=ko eng=en deu=de ger=de fra=fr "
        "fre=fr spa=es ita=it por=pt nld=nl pol=pl rus=ru srp=sr hrv=hr bos=bs tur=tr ara=ar zho=zh jpn=ja kor=ko"
    ).split()
)
# ISO 639-1.
_CODES = frozenset(
    (
        "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz "
        "ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik "
        "io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml "
        "mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd "
        "se sg sh si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve "
        "vi vo wa wo xh yi yo za zh zu"
    ).split()
)
_TAG = re.compile(r"([a-z]{2})(?:[-_][a-z0-9]+)*")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Language:
    """The language of an article.

    `code`: ISO 639-1; `confidence`: langdetect's probability of it. Both None if it was neither stated nor measurable.
    `stated`: the record says so; then `measured` is what langdetect says, and confidence that of the measured one.
    """

    code: str | None
    confidence: float | None
    stated: bool = False
    measured: str | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of text in one language: ISO 639-1 code, or "un" where CLD2 could not tell."""

    span: Span
    code: str


def language_code(stated: str | None) -> str | None:
    """Return the ISO 639-1 code of a stated language ("en-GB", "eng", "English"), or None where it names none."""
    if not stated:
        return None
    folded = stated.strip().lower()
    if folded in _NAMES:
        return _NAMES[folded]
    match = _TAG.fullmatch(folded)
    return match[1] if match and match[1] in _CODES else None


def read_language(lines: tuple[Line, ...], stated: str | None = None) -> Language:
    """Return the language of the article: as stated, else measured on its first 500 characters of prose.

    The measurement is seeded, so the same text gives the same answer in any order and process.
    """
    prose = [line.text for line in lines if line.is_prose] or [line.text for line in lines]
    sample, size = [], 0
    for text in prose:
        sample.append(text)
        size += len(text)
        if size >= SAMPLE:
            break
    measured, confidence = _detect(" ".join(sample)[:SAMPLE])
    code = language_code(stated)
    return Language(code or measured, confidence, code is not None, measured)


def _detect(sample: str) -> tuple[str | None, float | None]:
    if sum(map(str.isalpha, sample)) < LEAST_LETTERS:
        return None, None
    from auditor.reading.language_walk import detect  # noqa: PLC0415  (only for texts long enough)

    found = detect(sample, seed=0, trials=TRIALS)  # unseeded it gave five answers in five calls
    return (found[0][:2], round(found[1], 3)) if found else (None, None)


def language_name(code: str) -> str:
    """Return the English name of a language that CLD2 knows by `code`, else the code."""
    import pycld2  # noqa: PLC0415  (only for passages in another language)

    return next((name.capitalize() for name, known in pycld2.LANGUAGES if known == code), code)


def script_name(text: str) -> str:
    """Return the name of the script of the first letter of `text` ("Latin", "Cyrillic"), "" without letters."""
    letter = next((char for char in text if char.isalpha()), "")
    name = unicodedata.name(letter, "").partition(" ")[0].capitalize()
    return {"Cjk": "Chinese", "Katakana": "Japanese", "Hiragana": "Japanese", "Hangul": "Korean"}.get(name, name)


def read_passages(text: str) -> tuple[Passage, ...]:
    """Return the passages of `text` by language, in order; offsets are code points, not CLD2's bytes. Never raises."""
    import pycld2  # noqa: PLC0415  (only for texts that are asked about)

    clean = _CONTROL.sub(" ", text)
    data = clean.encode("utf-8")
    try:
        _, _, _, vectors = pycld2.detect(data, returnVectors=True, isPlainText=True)
    except pycld2.error:
        return ()
    found = []
    if len(data) == len(clean):  # ASCII: bytes are code points
        return tuple(Passage(Span(start, start + size), code) for start, size, _, code in vectors)
    at_byte, at_char = 0, 0
    for start, size, _, code in vectors:
        first = at_char + len(data[at_byte:start].decode("utf-8", "ignore"))
        last = first + len(data[start : start + size].decode("utf-8", "ignore"))
        at_byte, at_char = start + size, last
        found.append(Passage(Span(first, min(last, len(text))), code))
    return tuple(found)
