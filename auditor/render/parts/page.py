"""A template and values made into a file, with a policy that lets in nothing but the page's own style and script."""

from __future__ import annotations

import base64
import functools
import hashlib
import re
from collections.abc import Callable, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from auditor import knowledge
from auditor.calibration import MAPS
from auditor.finding import FAMILIES
from auditor.render.parts import words
from auditor.render.parts.view import anchor_of
from auditor.scoring.score import WEIGHTS

_INDENT = re.compile(r"\s*\n\s*")


def write(template: str, path: Path, values: Mapping[str, Any]) -> None:
    """Fill in a template and write it, piece by piece, to `path`; `values` may bring other assets."""
    page = environment().get_template(template).stream({**assets(), **values})
    page.enable_buffering(64)
    with path.open("wb") as file:
        page.dump(file, encoding="utf-8", errors="replace")


class _Loader(PackageLoader):
    """Gives templates without their indentation, which would be a tenth of a page."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool] | None]:
        source, name, fresh = super().get_source(environment, template)
        return _INDENT.sub("\n", source), name, fresh


@functools.cache
def environment(*packages: str) -> Environment:
    """Return the environment of all pages: everything is escaped, nothing may be undefined.

    `packages`: further packages with a folder `templates`, looked into first.
    """
    made = Environment(
        loader=ChoiceLoader([_Loader(package) for package in (*packages, "auditor.render")]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(
        family=words.FAMILY, verdict=words.VERDICT, certainty=words.CERTAINTY, anchor_of=anchor_of, FAMILIES=FAMILIES
    )
    made.filters.update(number=words.number, percent=words.percent, day=words.day)
    made.globals["count"] = words.count
    made.globals["weights"] = knowledge.toml(WEIGHTS)["model"]["version"]
    made.globals["maps"] = knowledge.toml(MAPS)["model"]["version"]
    made.globals["decide"] = None  # the desk puts what was decided into each note
    return made


@functools.cache
def assets() -> Mapping[str, Any]:
    """Return style, script and the content security policy that knows both."""
    return _assets(text_of("report.css") + text_of("articles.css"))


@functools.cache
def plain_assets() -> Mapping[str, Any]:
    """Return the assets of a page without an article: a large report has many, and each carries its own style."""
    return _assets(text_of("report.css"))


def _assets(sheet: str) -> Mapping[str, Any]:
    style, script = tight(sheet), _INDENT.sub("\n", text_of("report.js"))
    return {
        "style": Markup(style),  # noqa: S704  (a file of this package)
        "script": Markup(script),  # noqa: S704  (a file of this package)
        "policy": policy(style, script),
    }


def policy(style: str, script: str) -> str:
    """Return the content security policy: nothing but this style and this script."""
    return "; ".join(
        (
            "default-src 'none'",
            f"style-src '{digest(style)}'",
            f"script-src '{digest(script)}'",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def tight(style: str) -> str:
    """Return a style sheet without the white space that only its reader needs; every page carries it."""
    return re.sub(r"\s*([{};])\s*", r"\1", style).replace(": ", ":").replace(", ", ",").strip()


def text_of(name: str, package: str = "auditor.render") -> str:
    """Return a file beside the templates of a package."""
    return files(package).joinpath("templates", name).read_text(encoding="utf-8")


def digest(content: str) -> str:
    """Return what a content security policy knows a style or a script by."""
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode("utf-8")).digest()).decode("ascii")
