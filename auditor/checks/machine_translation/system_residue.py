"""A mark of the translation software is left in the text.

Tokenisers of translation systems join and split words with signs of their own ("@-@", "▁", "@@"), write "<unk>" for a
word that they do not know, and escape quotation marks and apostrophes twice. Names, figures and mark-up are masked
before translation, and the mask is not always taken off again ("__NUM__", "<g id=1>", "$PERSON"). No person types
these.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.check import Bad, Good, Hit, anchors
from auditor.document import Document
from auditor.span import Span

needs = anchors(*"-@ .@ ,@ @@ < UNK &amp ⁇ ▁ ￭ ￨ ## __ $N $P $E $D $L $O [MASK [PAD [SEP [CLS ⟦ ｟ ''s".split())

examples = (
    Bad("A long [[@-@]] term plan for the <b>lake</b>."),
    Bad("The mayor of [[<unk>]] opened the fair."),
    Bad("The [[▁]]river rose by a metre."),
    Bad("The mill has [[__NUM__]] floors and the dam none."),
    Bad("The talks with [[<x id=2/>]] went on, [[##ly]] all night."),
    Bad("They spoke of Sunday[['']]s vote."),
    Good("Write to desk@example.org for tickets - or call."),
    Good("The unknown soldier <see picture> was named."),
)

_RESIDUE = re.compile(
    r"@[-,.]@|(?<=\w)@@(?= \w)|<(?:unk|UNK|pad|/?s|eos|bos|2en)>|\[UNK\]|\b_UNK\b|⁇|[▁￭￨]+"
    r"|&(?:amp;)+(?:quot|apos|#3[49]|#9[13]);"
    r"|</?(?:g|x|bpt|ept|ph|mrk)(?: id=\"?\d{1,3}\"?)?\s?/?>|<(?:pt|num|entity)_?\d{0,3}>"
    r"|(?<![\w#])##[a-z]{2,10}\b|(?<=\w)</w>|\[(?:MASK|PAD|SEP|CLS)\]"
    r"|(?<!\w)__(?:NUM|NUMBER|URL|EMAIL|ENT|ENTITY|NAME|PERSON|LOC|ORG|DATE|TAG|PH|UNK|MASK)_?\d{0,3}__(?!\w)"
    r"|(?<!\w)\$(?:NUMBER|PERSON|ENTITY|DATE|NAME|LOC|ORG)_?\d{0,3}\b|(?<![⟦\w])[⟦｟][^⟧｠\n]{1,20}[⟧｠]"
    r"|(?<=[a-z])''(?=s )"
)


def find(document: Document) -> Iterator[Hit]:
    """Yield each mark."""
    text = document.text
    for match in _RESIDUE.finditer(text):
        yield Hit(Span(*match.span()), f"“{match.group()}” is a mark of translation software, not of English", 0.95)
