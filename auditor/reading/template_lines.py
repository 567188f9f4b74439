"""Lines as a source's template would have them: without what changes from article to article.

A line has one or two keys. The first folds case and white space and masks figures, handles and addresses; the second
masks names as well ("Follow Jane Doe on Twitter" and "Follow John Roe on Twitter" share it). Lines that belong to the
article however often they recur have none: separators without a letter, and credits ("contributed to this report").
"""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from auditor.reading.lines import Line

LONGEST = 120
"""Words above which a line is not looked at: no template line is longer."""

_FIGURE = r"\d+(?:[.,:/]\d+)*"
_CHANGES = re.compile(rf"https?://\S+|www\.\S+|[\w.+-]{{1,64}}@[\w.-]{{1,255}}|@\w+|{_FIGURE}")
_FIGURES = re.compile(_FIGURE)
_NAME = re.compile(r"[^\W\d_a-z][\w'’.-]*(?:\s(?:(?:de|van|von|der|al|bin)\s)?[^\W\d_a-z][\w'’.-]*)*")
_PLAIN = re.compile(r"[^\W\d_]{3,}")
_CREDIT = re.compile(
    r"contribut(?:ed|ing) (?:to|report)|(?:reporting|reported|editing|additional reporting|written|edited) by\b"
    r"|(?:receives?|provided|with) (?:\w+\s){0,3}(?:support|funding|grant)s?\b|assisted (?:in|with) this report"
    r"|(?:mitarbeit|bericht von|avec (?:l['’])?afp|priredi[ol]|doprinos)",
    re.IGNORECASE,
)
# One of these stands in every credit; the pattern is costly on prose, which has none.
_CREDIT_SIGNS = (
    "contribut", "ng by", "ed by", "en by", "support", "funding", "grant", "assisted ", "mitarbeit", "bericht von",
    "avec ", "priredi", "doprinos",
)  # fmt: skip
_LONGEST_KEY = 160
_LONGEST_PACKED = 40
_NAMED = "names: "
_FEWEST_PLAIN = 3
"""Words in small letters that a line must keep when its names are masked."""


@dataclass(frozen=True, slots=True)
class Recurring:
    """How many articles of the source have a line with this key. `ruled`: what a reviewer said of it, None: nothing."""

    key: str
    articles: int
    ruled: bool | None = None


def template_keys(line: Line, *, names: bool = True) -> Iterator[str]:
    """Yield the keys of a line, the exact one first; of a long one the end is hashed. `names`: the second one too."""
    text = line.text
    if not line.words or line.words > LONGEST:
        return
    small = text.casefold()
    if any(sign in small for sign in _CREDIT_SIGNS) and _CREDIT.search(text):
        return
    changes = _CHANGES if "@" in text or "://" in text or "www." in text else _FIGURES
    masked = changes.sub("0", text)
    folded = " ".join((small if masked == text else masked.casefold()).split())
    if any(map(str.isalpha, folded)):
        yield _short(folded)
    if not names:
        return
    named = _NAME.sub("*", masked)
    if "*" in named and len(_PLAIN.findall(named)) >= _FEWEST_PLAIN:
        yield _short(_NAMED + " ".join(named.casefold().split()))


def packed(key: str) -> str:
    """Return a key as passes carry it: a long one, which most lines of prose have, as 64 bits of hash.

    That halves what an article moves between machines when a run gathers.
    """
    if len(key) <= _LONGEST_PACKED:
        return key
    digest = hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
    return f"{_NAMED if key.startswith(_NAMED) else ''}#{digest}"


def _short(key: str) -> str:
    if len(key) <= _LONGEST_KEY:
        return key
    return f"{key[:_LONGEST_KEY]}…{zlib.crc32(key.encode('utf-8', 'surrogatepass')):08x}"


def recurring(lines: tuple[Line, ...], known: Mapping[str, Recurring]) -> dict[int, Recurring]:
    """Return, by number of the line, what is known of lines that recur. `known`: by key, or by key as packed."""
    if not known:
        return {}
    found: dict[int, Recurring] = {}
    names = any(key.startswith(_NAMED) for key in known)
    for line in lines:
        keys = [name for key in template_keys(line, names=names) for name in dict.fromkeys((key, packed(key)))]
        hits = [known[key] for key in keys if key in known]
        if hits:
            ruled = [hit for hit in hits if hit.ruled is not None]
            found[line.number] = ruled[0] if ruled else max(hits, key=lambda hit: hit.articles)
    return found
