"""What kind of page furniture a line is that the line model calls and no rule names: by its wording, shape, neighbours.

The first that fits: a stamp or note of the desk, whom to write to, what the reader shall do, a player, a form, a short
line by its cue words, a reader's comment, a by-line or a job, a caption, and at last the shape of a headline.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence, Set

from auditor import knowledge
from auditor.reading.lines import Line
from auditor.span import Span

CUES = "junk/line_cues.toml"
_KIND_OF_GROUP = {
    "comment": "comment-thread", "form": "comment-form", "share": "share-bar", "newsletter": "newsletter",
    "consent": "cookie-consent", "legal": "legal-footer", "player": "player", "navigation": "navigation",
    "author": "author-box", "related": "related-label",
}  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+")
_I = frozenset("i i'm i've my me mine ich mein meine mir yo mi je moi mon ja moj".split())
_WE_AND_YOU = frozenset("we our us you your yours wir uns unser sie ihr ihre nous vous nuestro tu".split())

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}"
_DESK = re.compile(
    r"(?:(?:last |first |originally )?(?:updated?|published|posted|modified|corrected|correction|clarification)\b"
    r"|(?:editor|author|publisher)(?:[’']?s[’']?)? note\b"
    rf"|{_MONTH}\.? \d{{1,2}},? \d{{4}}\b.{{0,12}}\b(?:updated|published))",
    re.IGNORECASE,
)
"""The desk says when a text was changed, or that it has something to say."""

_ADDRESS = re.compile(r"[\w.+-]{2,40}@ ?[\w-]{2,40}\.|(?<!\w)@\w{3,30}\b")
_PHONE = re.compile(r"\b(?:tel|fax|phone)\b[.:) ]{0,3}\+?[\d(]", re.IGNORECASE)
_PROMPTS = re.compile(
    r"[\[(*\"“–-]{0,2}\s?(?:please |now |also |and |or )?(?:"
    r"(?P<contact>(?:follow|e-?mail|contact|write to|reach) (?!up\b|the (?:money|rules|science)\b)|(?:let us know"
    r"|send (?:us|tips|letters|comments|your|questions)|tell us|have a (?:tip|question))\b)"
    r"|(?P<newsletter>(?:subscribe|sign up|sign me up)\b)"
    r"|(?P<player>(?:watch|listen)(?: \w+)?\s?:)"
    r"|(?P<related_label>(?:read|see|related|more)(?: \w+){0,2}\s?:|related (?:coverage|stories|articles|content)\b)"
    r"|(?P<call_to_action>catch up on|check out|click|learn more|find out (?:more|how)|for more\b|get started|(?:donate"
    r"|download|support our|join (?:us|our|the conversation)|become an? \w+|(?:shop|buy) now|visit \S+\.\w{2,4})\b)"
    r"|(?P<comment_form>thank you[.!]|thanks for \w+ing"
    r"|your (?:message|comment|request|e-?mail|submission) (?:has|was|is)))",
    re.IGNORECASE,
)
"""What the reader is asked to do; each group is a kind."""

_OFFERS = (
    (re.compile(r"\b(?:inbox|newsletters?|subscri\w+)\b", re.IGNORECASE), "newsletter"),
    (re.compile(r"\bcookies\b", re.IGNORECASE), "cookie-consent"),
)
"""What a sentence that speaks to the reader is about."""

_BYLINE = re.compile(r"(?:By|Von|Par|Por|Di|Door|Autor|Author)\b:? [A-ZÀ-Þ][^!?]{2,80}$")
_JOB = re.compile(
    r"\b(?:director|manager|editor|founder|professor|reporter|correspondent|columnist|writer|producer|president|officer"
    r"|CEO|lecturer|fellow|consultant|specialist|analyst|strategist)s?\b,? (?:at|of|for|in|with) [A-ZÀ-Þ]",
    re.IGNORECASE,
)
_POSTS_BY = re.compile(r"(?:latest|more|all|recent) (?:posts|articles|stories) (?:by|from) [A-ZÀ-Þ]", re.IGNORECASE)
_PICTURED = re.compile(
    r"\b(?:photos?|image|pictured?|poses?|foto|bild|seen (?:here|in)|shown (?:here|in)|file photo|screenshot)\b"
    r"|\((?:left|right|center|centre|top|bottom|L|R|C)\)|, (?:left|right),"
    r"|\b(?:via|Source:|Credit:) ?(?:AP|Getty|Reuters|AFP|EPA|Bloomberg)\b|\b(?:Getty Images|Photographer:)"
    r"|[.!?] (?:AP|Reuters|AFP|EPA)$"
    rf"|\b(?:on|in) (?:\w{{3,9}}day, )?{_MONTH}\.? \d{{1,2}},? \d{{4}}\.?$|\d \w{{3,9}} \d{{4}}\.$",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"\b(?:author|editor|writer|reporter|journalist|columnist|correspondent|founder|professor|freelance|covers|writes)\b"
)
_CLOCK = re.compile(r"\d[:.]\d\d ?(?:[ap]\.?m\b|uhr|h\b)", re.IGNORECASE)
_LONGEST_CAPTION = 90
_LONGEST_PROMPT = 40
_LONGEST_JOB = 14
_SHORT = 8


def is_headline(line: Line) -> bool:
    """Whether a line has the shape of a headline: four words and more, none of the marks that end other lines."""
    first = line.text.lstrip("\"'“‘•-–*· ")[:1]
    plain = 4 <= line.words <= 22 and not line.text.endswith((".", ":", ";", ",")) and not first.islower()
    return plain and not _CLOCK.search(line.text)


def kind_of_called(
    number: int, lines: Sequence[Line], called: Mapping[int, Span], labels: Set[Span], comments: int
) -> str:
    """Return the kind of a line that the model calls, "line" where nothing tells.

    `called`: the lines that are called, by number. `labels`: lines that announce links. `comments`: offset at which the
    readers' part begins.
    """
    line = lines[number]
    if kind := _by_wording(line):
        return kind
    if line.words <= _SHORT and (kind := _by_cue(line.text)):
        return kind
    if line.words >= _SHORT and (line.ends_sentence or line.span.start > comments):
        words = [word.casefold() for word in _WORD.findall(line.text[:400])]
        own, ours = sum(word in _I for word in words), sum(word in _WE_AND_YOU for word in words)
        if own + ours >= 2 and (own or line.span.start > comments) and not _NOTE.search(line.text[:200]):
            return "reader-comment"
        if ours >= 2:
            return next((kind for pattern, kind in _OFFERS if pattern.search(line.text)), "call-to-action")
    if line.words <= _LONGEST_CAPTION and _PICTURED.search(line.text):
        return "caption"
    if is_headline(line):
        above = lines[number - 1] if number else None
        beside = [other for other in (number - 1, number + 1) if other in called and is_headline(lines[other])]
        return "link-list" if beside or (above is not None and above.span in labels) else "headline"
    if line.words >= _SHORT and _NOTE.search(line.text[:200]):
        return "author-box"
    return "line"


def _by_wording(line: Line) -> str | None:
    """Return the kind that the opening of a line, an address in it, or a name with an office speaks for."""
    if _DESK.match(line.text):
        return "line"
    if line.words <= _LONGEST_PROMPT:
        if ("@" in line.text and _ADDRESS.search(line.text)) or _PHONE.search(line.text):
            return "contact"
        if (prompt := _PROMPTS.match(line.text)) and prompt.lastgroup:
            return prompt.lastgroup.replace("_", "-")
    if line.words <= _LONGEST_JOB and any(shape.search(line.text) for shape in (_BYLINE, _JOB, _POSTS_BY)):
        return "author-box"
    return None


@functools.cache
def _cue_words() -> dict[str, str]:
    """Return the kind that each single cue word speaks for."""
    lists: dict[str, list[str]] = knowledge.toml(CUES)
    return {
        word: kind
        for group, kind in _KIND_OF_GROUP.items()
        for word in reversed(lists[group])
        if " " not in word and len(word) > 2
    }


def _by_cue(text: str) -> str | None:
    """Return the kind that most of the words of a short line speak for, if one does."""
    words = [word.casefold() for word in _WORD.findall(text)]
    kinds = [kind for word in words if (kind := _cue_words().get(word))]
    if not kinds or len(kinds) * 3 < len(words):
        return None
    best = max(dict.fromkeys(kinds), key=kinds.count)
    return best if kinds.count(best) * 3 >= len(words) else None
