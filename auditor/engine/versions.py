"""What a remembered result depends on besides its article, as hashes: when one changes, what rests on it is done again.

A *part* is a check, a measure or a corpus pass. Its version covers its own file and those it imports from its own
floor, its options, and the *ground* all parts stand on: reading, contracts, knowledge, the libraries that read. So an
edit of one check changes one version, an edit in `reading` changes all.
"""

from __future__ import annotations

import functools
import hashlib
import importlib.metadata
import platform
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

import orjson

import auditor
from auditor import catalog
from auditor.engine.inspection import Plan
from auditor.reading.inference import model_version

PACKAGE = Path(auditor.__file__).parent
_FLOOR = ("checks", "measures", "passes")
_GROUND = (
    "article.py",
    "calibration.py",
    "check.py",
    "claims.py",
    "context.py",
    "corpus_check.py",
    "finding.py",
    "measure.py",
    "span.py",
    "engine/inspection.py",
    "engine/memory.py",
    "scoring/score.py",
)
_LIBRARIES = (
    "ahocorasick-rs",
    "ftfy",
    "google-re2",
    "langdetect",
    "marisa-trie",
    "numpy",
    "nupunkt",
    "pocketsphinx",
    "pycld2",
    "rapidfuzz",
    "textstat",
)

# Read off by a pattern: to parse all checks takes half a second, a third of a run over unchanged articles. What only
# looks like an import, as in a docstring, makes a version depend on a file too many, which does no harm.
_IMPORT = re.compile(
    rb"^[ \t]*(?:from[ \t]+(auditor[\w.]*)[ \t]+import[ \t]+(\([^)]*\)|[^\n]*)|import[ \t]+(auditor[\w.]*))",
    re.MULTILINE,
)
_NAME = re.compile(r"[^\W\d]\w*")


def versions(plan: Plan) -> dict[str, str]:
    """Return the version of every part of a plan, by part id (see `Plan.parts`)."""
    common = _hash(
        [
            ground().encode(),
            *(word.encode("utf-8", "surrogatepass") for word in sorted(plan.allowed)),
            *(repr(row).encode("utf-8", "surrogatepass") for row in plan.facts),
            model_version(plan.inference).encode(),
        ]
    )
    paths = {
        **{check.id: check.path for check in plan.checks},
        **{f"measure:{item.id}": item.path for item in plan.measures},
        **{f"pass:{item.id}": item.path for stage in ("gather", "report") for item in plan.passes(stage)},
    }
    options = {part: plan.options.get(part.removeprefix("measure:"), {}) for part in paths}
    return {
        part: _hash([common.encode(), _own(Path(path)).encode(), _options(options[part])])
        for part, path in paths.items()
    }


@functools.cache
def ground() -> str:
    """Return the hash of what all parts stand on."""
    files = [PACKAGE / name for name in _GROUND]
    for folder in ("document", "reading", "knowledge"):
        files += (path for path in (PACKAGE / folder).rglob("*") if path.is_file() and path.suffix != ".pyc")
    parts = [platform.python_version().encode()]
    for name in _LIBRARIES:
        try:
            parts.append(f"{name} {importlib.metadata.version(name)}".encode())
        except importlib.metadata.PackageNotFoundError:
            continue
    for path in sorted(files):
        parts += [path.relative_to(PACKAGE).as_posix().encode(), _file(path)]
    return _hash(parts)


@functools.cache
def _own(path: Path) -> str:
    """Return the hash of a module and of what it imports, directly or not, from its own floor."""
    seen: dict[Path, bytes] = {}
    waiting = [path]
    while waiting:
        file = waiting.pop()
        if file in seen or not file.is_file():
            continue
        source = file.read_bytes()
        seen[file] = source
        waiting += _imported(source)
    return _hash(part for file in sorted(seen) for part in (file.name.encode(), seen[file]))


def _imported(source: bytes) -> Iterable[Path]:
    for match in _IMPORT.finditer(source):
        module, names, plain = (part.decode() if part else "" for part in match.groups())
        found = [plain] if plain else [module, *(f"{module}.{name}" for name in _NAME.findall(names))]
        for name in found:
            root, _, rest = name.partition(".")
            if root == "auditor" and rest.partition(".")[0] in _FLOOR:
                yield PACKAGE.joinpath(*rest.split(".")).with_suffix(".py")


def _options(options: Mapping[str, object]) -> bytes:
    return orjson.dumps(dict(options), option=orjson.OPT_SORT_KEYS, default=lambda value: sorted(map(str, value)))


@functools.cache
def _file(path: Path) -> bytes:
    return hashlib.blake2b(path.read_bytes(), digest_size=16).digest()


def _hash(parts: Iterable[bytes]) -> str:
    total = hashlib.blake2b(digest_size=16)
    for part in parts:
        total.update(len(part).to_bytes(8, "little"))
        total.update(part)
    return total.hexdigest()


def measured_names() -> Mapping[str, tuple[str, ...]]:
    """Return the names of the values of each measure, by part id."""
    return {f"measure:{item.id}": item.names for item in catalog.all_measures().values()}
