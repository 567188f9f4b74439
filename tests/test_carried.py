"""What goes from the first sweep to the second is what would be read."""

from __future__ import annotations

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.article import Article
from auditor.document import Document

TEXT = (
    "Dr. Anna Roe's office in New York said on Monday that 1,700 people, about 2.5 million dollars and “half a dozen”"
    " boats were lost. “Is it so?” asked Jean-Luc Dupont.\n\nNo. 3 was first; minus -4.5 °C, two hundred and five."
)
VIEWS = ("language", "sentences", "names", "numbers")


def again(text: str) -> tuple[Document, Document]:
    """Return a document that has read its views, and one that was handed them."""
    first = Document(Article(text=text))
    for view in VIEWS:
        getattr(first, view)
    carried = orjson.loads(orjson.dumps(first.carry()))
    assert set(carried) == set(VIEWS)
    return first, Document(Article(text=text), carried=carried)


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_comes_back_as_it_was(view: str) -> None:
    first, second = again(TEXT)
    assert getattr(second, view)
    assert getattr(second, view) == getattr(first, view)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=120))
def test_views_of_any_text_come_back(text: str) -> None:
    first, second = again(text)
    assert all(getattr(second, view) == getattr(first, view) for view in VIEWS)


def test_what_was_not_read_is_not_carried() -> None:
    assert Document(Article(text=TEXT)).carry() == {}
