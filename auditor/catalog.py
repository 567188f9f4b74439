"""Finds every check, measure and corpus pass by walking the package, and explains one of them.

Nothing is registered by hand: a module under `auditor/checks/<family>/` with `find` is a check, one under
`auditor/measures/` with `measure` or `measures` a measure, one under `auditor/passes/` with `keys`, `row` and `judge`
a pass. The id is the path: `auditor/checks/typos/doubled_word.py` is `typos/doubled-word`.
"""

from __future__ import annotations

import difflib
import functools
import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterable, Mapping
from types import ModuleType
from typing import Any

from auditor import checks, measures, passes
from auditor.check import REQUIREMENTS, Check, Example
from auditor.corpus_check import Pass
from auditor.errors import AuditorError
from auditor.finding import FAMILIES
from auditor.measure import Measure, Value

_MOST_NAMED = 20
"""Names that an error lists: only rules are more."""


class CatalogError(AuditorError):
    """A module of the catalog breaks its contract; the message says which, how, and what is expected."""


def _modules(package: ModuleType) -> Iterable[ModuleType]:
    for info in sorted(pkgutil.walk_packages(package.__path__, package.__name__ + "."), key=lambda info: info.name):
        if not info.ispkg:
            yield importlib.import_module(info.name)


def _slug(name: str) -> str:
    return name.replace("_", "-")


def _documentation(module: ModuleType) -> tuple[str, str]:
    text = inspect.cleandoc(module.__doc__ or "")
    if not text:
        raise CatalogError(f"{module.__file__}: no docstring; its first line is the summary of the rule")
    return text.split("\n", 1)[0], text


def _options(module: ModuleType, function: Callable[..., Any]) -> Mapping[str, Any]:
    options: dict[str, Any] = {}
    for parameter in list(inspect.signature(function).parameters.values())[1:]:
        if parameter.kind is not parameter.KEYWORD_ONLY or parameter.default is parameter.empty:
            raise CatalogError(
                f"{module.__file__}: parameter `{parameter.name}` of {function.__name__}() is no option; "
                "options are keyword-only and have a default"
            )
        options[parameter.name] = parameter.default
    return options


def _check(module: ModuleType) -> Check:
    family, name = module.__name__.split(".")[-2:]
    if _slug(family) not in FAMILIES:
        raise CatalogError(f"{module.__file__}: family {_slug(family)!r}; allowed: {', '.join(FAMILIES)}")
    for attribute in ("find", "examples"):
        if not hasattr(module, attribute):
            raise CatalogError(f"{module.__file__}: no `{attribute}`; a check has a docstring, `examples` and `find`")
    requires = tuple(getattr(module, "requires", ()))
    if unknown := set(requires) - set(REQUIREMENTS):
        raise CatalogError(f"{module.__file__}: requires {sorted(unknown)}; allowed: {', '.join(REQUIREMENTS)}")
    summary, description = _documentation(module)
    return Check(
        id=f"{_slug(family)}/{_slug(name)}",
        family=_slug(family),
        summary=summary,
        description=description,
        examples=tuple(module.examples),
        options=_options(module, module.find),
        requires=requires,
        preview=getattr(module, "preview", None),
        by_hand=getattr(module, "by_hand", None),
        off=getattr(module, "off", None),
        needs=frozenset(getattr(module, "needs", ())),
        find=module.find,
        path=module.__file__ or "",
    )


@functools.cache
def all_checks() -> Mapping[str, Check]:
    """Return every check by id, in the order of their ids."""
    return {check.id: check for check in sorted(map(_check, _modules(checks)), key=lambda check: check.id)}


@functools.cache
def all_measures() -> Mapping[str, Measure]:
    """Return every measure by id."""
    found = {}
    for module in _modules(measures):
        name = _slug(module.__name__.split(".")[-1])
        summary, description = _documentation(module)
        if hasattr(module, "measures"):
            names, function, options = tuple(module.names), module.measures, _options(module, module.measures)
        else:
            names = (name.replace("-", "_"),)
            function, options = _single(names[0], module.measure), _options(module, module.measure)
        found[name] = Measure(name, names, summary, description, function, module.__file__ or "", options)
    return found


def _single(name: str, function: Callable[..., Value]) -> Callable[..., Mapping[str, Value]]:
    return lambda document, **options: {name: function(document, **options)}


@functools.cache
def all_passes() -> Mapping[str, Pass]:
    """Return every corpus pass by id. The family of a reporting pass is stated in its module."""
    found = {}
    for module in _modules(passes):
        summary, description = _documentation(module)
        name = _slug(module.__name__.split(".")[-1])
        family = getattr(module, "family", "")
        identity = f"{family}/{name}" if module.stage == "report" else name
        examples: tuple[Example, ...] = tuple(getattr(module, "examples", ()))
        found[identity] = Pass(
            identity, family, module.stage, summary, description, module.keys, module.row, module.judge,
            module.__file__ or "", examples, tuple(getattr(module, "readers", ())),
        )  # fmt: skip
    return found


def rule_ids() -> tuple[str, ...]:
    """Return the ids that a finding can carry: those of all checks and of all reporting passes."""
    reporting = [item.id for item in all_passes().values() if item.stage == "report"]
    return tuple(sorted([*all_checks(), *reporting]))


def close_matches(name: str, known: Iterable[str]) -> str:
    """Return a sentence part that helps after an unknown name: "did you mean a, b?", or what is known."""
    known = sorted(known)
    near = difflib.get_close_matches(name, known, n=3, cutoff=0.5)
    if not near:
        near = [other for other in known if name and name in other][:3]
    if near:
        return f"did you mean {', '.join(near)}?"
    more = f" and {len(known) - _MOST_NAMED} more, see `auditor list`" if len(known) > _MOST_NAMED else ""
    return f"known: {', '.join(known[:_MOST_NAMED])}{more}"
