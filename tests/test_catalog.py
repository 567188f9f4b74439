"""The catalog: it finds what lies in the package, and says what is wrong with a module that breaks its contract."""

from __future__ import annotations

import types
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest

from auditor import catalog
from auditor.article import Article
from auditor.check import Bad, Example, Hit
from auditor.cli.catalog import entries
from auditor.context import Context
from auditor.document import Document
from auditor.span import Span


def module(**attributes: object) -> types.ModuleType:
    made = types.ModuleType("auditor.checks.typos.some_defect", "Something stands wrong.")
    made.__file__ = "some_defect.py"
    for name, value in attributes.items():
        setattr(made, name, value)
    return made


def find(document: Document, *, least: int = 3) -> Iterator[Hit]:
    yield Hit(Span(0, least), "m")


def test_id_options_and_summary_are_read_from_the_module() -> None:
    check = catalog._check(module(find=find, examples=()))
    assert (check.id, check.family, check.summary) == ("typos/some-defect", "typos", "Something stands wrong.")
    assert check.options == {"least": 3}


@pytest.mark.parametrize(
    ("attributes", "said"),
    [
        ({"examples": ()}, "no `find`"),
        ({"find": find}, "no `examples`"),
        ({"find": find, "examples": (), "requires": ("russian",)}, "requires"),
        ({"find": lambda document, limit: [], "examples": ()}, "no option"),
        ({"find": find, "examples": (), "__doc__": ""}, "no docstring"),
    ],
)
def test_a_broken_module_is_named(attributes: dict[str, object], said: str) -> None:
    with pytest.raises(catalog.CatalogError) as caught:
        catalog._check(module(**attributes))
    assert said in str(caught.value)
    assert "some_defect.py" in str(caught.value)


def test_every_rule_has_a_summary_of_one_sentence() -> None:
    for item in entries().values():
        assert item.summary.endswith("."), item.id
        assert len(item.description) > len(item.summary), item.id


def test_close_matches() -> None:
    assert catalog.close_matches("typo", ("typos", "metadata")) == "did you mean typos?"
    assert catalog.close_matches("xyz", ("b", "a")) == "known: a, b"
    assert catalog.close_matches("xyz", map(str, range(100))).endswith(" and 80 more, see `auditor list`")


def test_marks_of_an_example_are_taken_out() -> None:
    example = Bad("a [[b]] c [[dd]]")
    assert example.text == "a b c dd"
    assert [span.of(example.text) for span in example.spans] == ["b", "dd"]


def test_every_check_survives_hostile_text_in_bounded_time() -> None:
    """No pattern blows up: a hundred thousand characters of what makes patterns backtrack, through every check."""
    import time

    from auditor.article import Article

    for piece in ("a", " ", '"', "(", "1,", "A ", "the ", "<", "a.b ", "Photo: ", "Mr ", "–/", "May 1 ", "€5 "):
        document = Document(Article(text=(piece * (100_000 // len(piece)))[:100_000]))
        for check in catalog.all_checks().values():
            started = time.process_time()
            for _ in check.find(document):
                pass
            assert time.process_time() - started < 10, (check.id, piece)


class Watched(dict[str, Any]):
    """What passes gathered: nothing, and whose verdicts were asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: set[str] = set()

    def get(self, key: str, default: Any = None) -> Any:
        self.asked.add(key)
        return default


def test_what_a_pass_says_of_its_readers_is_true() -> None:
    narrow = {item.id: set(item.readers) for item in catalog.all_passes().values() if item.readers}
    assert narrow
    readers: dict[str, set[str]] = {name: set() for name in narrow}
    some = [example for check in catalog.all_checks().values() for example in check.examples][::150]

    def ask(part: str, work: Callable[[Document], Any], own: Iterable[Example] = ()) -> None:
        for example in (*some, *own):
            watched = Watched()
            article = Article(text=example.text, title=example.title, published=example.published, source="s")
            work(Document(article, Context(watched)))
            for name in watched.asked & narrow.keys():
                readers[name].add(part)

    for check in catalog.all_checks().values():
        ask(check.id, lambda document, check=check: list(check.find(document)), check.examples)  # type: ignore[misc]
    for measure in catalog.all_measures().values():
        ask(f"measure:{measure.id}", measure.measure)
    for item in catalog.all_passes().values():
        ask(f"pass:{item.id}", lambda document, item=item: (list(item.keys(document)), item.row(document)))  # type: ignore[misc]
    assert readers == narrow
