"""The library: what the command line does, as functions."""

from __future__ import annotations

import csv
import datetime
import io
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson

from auditor import __version__, knowledge
from auditor.article import Article
from auditor.config import Config, load
from auditor.dismissals import Dismissals
from auditor.doors.gatekeeper import Gatekeeper
from auditor.engine.audited import Audited, Summary
from auditor.engine.night import Night
from auditor.engine.outbox import Outbox
from auditor.engine.prepare import prepare
from auditor.engine.profile import Profile, profiled
from auditor.engine.run import Progress
from auditor.intake import Query, Reject, read
from auditor.reading.fact_table import COLUMNS, FactError, cells, read_fact, read_facts
from auditor.reading.office_holders import Tenure, all_tenures, fold
from auditor.remote import is_remote, located, send, shown
from auditor.render import FOLDERS, writer
from auditor.training import Say, Trainer, TrainingError
from auditor.training import trainers as _trainers

if TYPE_CHECKING:
    import pandas as pd

    from auditor.gating import Decision, Suite, Validation
    from auditor.repair import Cleaning

REJECTED = "rejected.jsonl"
COMPLETE = "run.json"


@dataclass(frozen=True, slots=True)
class Result:
    """What a run left behind: figures, folder (or address), the worst articles (at most five), the gate's judgement."""

    summary: Summary
    directory: Path | str
    worst: tuple[Audited, ...]
    validation: Validation | None = None
    profile: Profile | None = None


def audit(
    article: Article | Mapping[str, Any] | str, config: Config | None = None, *, today: datetime.date | None = None
) -> Audited:
    """Audit one article (a record, an `Article` or bare text) on its own.

    `today`: the last day an article can be of (default: the current day, UTC). No file is written; read is the
    configuration, where none is given, and the dismissals that it names. Raises `ArticleError` for what is no article.
    """
    return Gatekeeper(config, today=today).audit(article)


def gate(
    article: Article | Mapping[str, Any] | str,
    suite: Suite | Path | str | None = None,
    config: Config | None = None,
    *,
    today: datetime.date | None = None,
) -> Decision:
    """Audit one article and decide whether it goes on: `decision.accepted`, and if not, `decision.failed` says why.

    `suite`: a suite of expectations or its file (default: all but the verdict reject goes on). For many articles make
    one `Gatekeeper` and ask it again. Raises `ArticleError` for what is no article, `SuiteError` for what is no suite.
    """
    return Gatekeeper(config, suite, today=today).decide(article)


def audit_frame(
    frame: pd.DataFrame,
    suite: Suite | Path | str | None = None,
    config: Config | None = None,
    *,
    today: datetime.date | None = None,
    prefix: str = "auditor_",
) -> pd.DataFrame:
    """Audit every row of a pandas frame; see `auditor.doors.frame.audit_frame`."""
    from auditor.doors.frame import audit_frame as audited  # noqa: PLC0415  (pandas takes a second to import)

    return audited(frame, Gatekeeper(config, suite, today=today), prefix=prefix)


def run(
    inputs: Sequence[str | Query],
    out: Path | str,
    config: Config | None = None,
    *,
    suite: Suite | Path | None = None,
    store: str | None = None,
    baseline: str | None = None,
    wait: float = 0.0,
    engine: str = "local",
    scheduler: str | None = None,
    profile: bool = False,
    today: datetime.date | None = None,
    now: datetime.datetime | None = None,
    progress: Progress = lambda step, done, of: None,
) -> Result:
    """Audit every article of `inputs` and write the report into `out`; with `suite`, gate them as well.

    `store`: path or URL of a store that keeps the run (see `auditor.store`): its dismissals hold, what has not changed
    is not audited again, and findings are told apart as new, still there and fixed. `baseline`: tell them apart beside
    a run of the store, or a `findings.jsonl`. `wait`: seconds to wait for another run on the store. `engine`: "local",
    or "dask" for a Dask cluster: the one at `scheduler`, or processes of this machine.
    `profile`: time checks and views, in one process.

    `inputs`: files, folders, "-", Parquet at an address (`s3://bucket/day`, see `auditor.remote`), or a `Query` of a
    database. `out`: a folder, or an address; then the results are made here and copied there at the end.
    `today`: the last day an article can be of (default: the current day, UTC). `now`: the time that the report gives
    for the run (default: the clock's); the rest of the results does not depend on it.
    Nothing appears in `out` under a final name before it is whole; `run.json` comes last.
    Raises `InputError` for an input that cannot be opened; a record that cannot be read goes to `rejected.jsonl`.
    Raises `StoreError` if the store cannot be used; then it holds what it held before.
    """
    if isinstance(out, str) and is_remote(out):
        return _run_to_address(
            out, partial(
                run, inputs, config=config, suite=suite, store=store, baseline=baseline, wait=wait, engine=engine,
                scheduler=scheduler, profile=profile, today=today, now=now, progress=progress,
            ),
        )  # fmt: skip
    out = Path(out)
    config = config or load()
    started = now or datetime.datetime.now(datetime.UTC)
    today = today or started.date()
    records = read(inputs, config.fields)
    dismissals = Dismissals.load(Path(config.dismissed)) if config.dismissed else Dismissals()
    judged_by = None
    if suite is not None:
        from auditor.gating import Gate, load_suite  # noqa: PLC0415  (only a gate needs them)

        judged_by = load_suite(suite) if isinstance(suite, Path) else suite
    summary = Summary(run=out.name, started=started, version=__version__, inputs=tuple(map(str, inputs)))
    worst: list[Audited] = []
    with (
        ExitStack() as stack,
        Night(out.name, store, wait=wait, baseline=baseline) as night,
        Outbox(out, last=COMPLETE, beside=FOLDERS) as outbox,
        (outbox.scratch / REJECTED).open("wb") as rejects,
    ):

        def rejected(item: Reject) -> None:
            summary.rejected += 1
            rejects.write(orjson.dumps(item.to_json()) + b"\n")

        auditor = prepare(
            config, dismissals, today, jobs=1 if profile else config.jobs, rejected=rejected, progress=progress,
            engine=engine, scheduler=scheduler,
        )  # fmt: skip
        timed = stack.enter_context(profiled(auditor.plan)) if profile else None
        writers: list[Any] = [writer(name, outbox.scratch) for name in config.formats]
        judge = None if judged_by is None else Gate(judged_by, outbox.scratch)
        night.begin(auditor, dismissals, summary, outbox, today)
        for audited in night.marked(auditor.stream(records, outbox.spool)):
            summary.add(audited)
            for face in writers:
                face.add(audited)
            if judge is not None:
                judge.add(audited)
            worst = sorted([*worst, audited], key=lambda item: (item.score.total, item.ordinal))[:5]
        summary.unused_dismissals = dismissals.unused(today)
        for face in writers:
            face.close(summary)
        validation = judge.close() if judge is not None else None
        if "jsonl" not in config.formats:
            (outbox.scratch / COMPLETE).write_bytes(orjson.dumps(summary.to_json(), option=orjson.OPT_INDENT_2))
        rejects.flush()
        night.end(summary, outbox, today)
    return Result(summary, out, tuple(worst), validation, timed)


def _run_to_address(address: str, run_into: Callable[[Path], Result]) -> Result:
    """Make the results in a folder of this machine and copy them to `address` when they are whole."""
    located(address)  # an address that cannot be used is told before the work is done
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / (address.rstrip("/").rpartition("/")[2] or "run")
        result = run_into(made)
        send(made, address, last=COMPLETE)
    return replace(result, directory=shown(address))


def clean(
    inputs: Sequence[str],
    out: Path | None = None,
    config: Config | None = None,
    *,
    only: Sequence[str] | None = None,
    min_confidence: float = 0.9,
    show: Callable[[str, list[tuple[str, str]]], None] | None = None,
) -> Cleaning:
    """Take the sure junk out of every article of `inputs`; see `auditor.repair.clean_files`."""
    from auditor.repair import clean_files  # noqa: PLC0415  (only this command needs it)

    return clean_files(inputs, out, config, only=only, min_confidence=min_confidence, show=show)


def restore(inputs: Sequence[str], patches: Path, out: Path, config: Config | None = None) -> Cleaning:
    """Undo `clean`; see `auditor.repair.restore_files`."""
    from auditor.repair import restore_files  # noqa: PLC0415  (likewise)

    return restore_files(inputs, patches, out, config)


def learn_templates(inputs: Sequence[str], out: Path, config: Config | None = None) -> tuple[int, int, int]:
    """Learn the lines that each source of `inputs` prints round its stories; write them to the file `out`.

    Returns how many sources have such lines, how many lines there are, and how many are taken for furniture.
    """
    from auditor.engine.templates import learn  # noqa: PLC0415  (likewise)

    config = config or load()
    sources, lines, junk = set(), 0, 0
    with tempfile.TemporaryDirectory() as scratch:
        articles = (item.article for item in read(inputs, config.fields) if not isinstance(item, Reject))
        partial = out.with_name(f".partial-{out.name}")
        out.parent.mkdir(parents=True, exist_ok=True)
        with partial.open("wb") as file:
            for row in learn(articles, Path(scratch)):
                file.write(orjson.dumps(row) + b"\n")
                sources.add(row["source"])
                lines, junk = lines + 1, junk + row["junk"]
        partial.replace(out)
    return len(sources), lines, junk


def facts(files: Sequence[Path] = (), *, person: str = "", organisation: str = "") -> list[Tenure]:
    """Return the rows of the shipped table of office-holders and of `files`, those with the letters given.

    Raises `FactError` for a row that cannot be used.
    """
    rows = [*all_tenures(), *(row for file in files for row in check_facts(file))]
    named, at = fold(person), fold(organisation)
    return [row for row in rows if named in fold(row.person) and at in fold(row.organisation)]


def check_facts(file: Path) -> tuple[Tenure, ...]:
    """Read a table of facts whole; raises `FactError` with line, what was found and what is allowed."""
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            return read_facts(lines, str(file))
    except UnicodeDecodeError as error:
        raise FactError(f"{file}: not UTF-8 at byte {error.start:,}; give a UTF-8 file") from None


def add_fact(file: Path, row: Mapping[str, str]) -> Tenure:
    """Add one row to the table `file`, which is made if there is none; raises `FactError` and leaves the file alone."""
    old = check_facts(file) if file.exists() else ()
    new = read_fact(row, "new row")
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(cells(tenure) for tenure in (*old, new))
    read_facts(text.getvalue().splitlines(keepends=True), str(file))
    partial = file.with_name(f"{file.name}.partial")
    partial.write_text(text.getvalue(), encoding="utf-8", newline="")
    partial.replace(file)
    return new


def trainers() -> Mapping[str, Trainer]:
    """Return every model that can be trained, by name."""
    return _trainers()


def train(name: str, data: Path, into: Path | None = None, *, say: Say = lambda line: None) -> None:
    """Fit the model `name` on the labelled files in `data` and write it below `into` (default: the package's own data).

    Raises `TrainingError` when labelled files or the library that fits are missing.
    """
    _trainers()[name].train(data, into or knowledge.path("."), say)


def train_from_store(
    name: str, store: str, into: Path | None = None, *, data: Path | None = None, say: Say = lambda line: None
) -> None:
    """Fit the model `name` on what people rated and decided in a store; see `train`.

    `data`: the labelled files of a model that learns from decisions beside them. Raises `TrainingError` also where the
    fit would be no better than what there is, `StoreError` for a bad store.
    """
    trainer = _trainers()[name]
    if trainer.with_store and data is None:
        raise TrainingError(f"{name} learns from decisions beside labelled texts: give --data DIR, too")
    if not trainer.with_store and (data is not None or not trainer.from_store):
        able = [item for item in _trainers().values() if item.from_store or item.with_store]
        learn = "; ".join(f"{item.name}: {item.learns_from}" for item in able)
        raise TrainingError(f"{name} takes {trainer.learns_from}; from a store learn: {learn}")
    from auditor.store import labelled, ratings  # noqa: PLC0415  (SQLAlchemy, for those who keep a store)
    from auditor.store.database import Store  # noqa: PLC0415  (as above)

    with tempfile.TemporaryDirectory() as folder, Store.open(store, create=False) as opened:
        decided = Path(folder) / "labelled.jsonl"
        labelled.write(opened, decided)
        if data is not None:
            trainer.train(data, into or knowledge.path("."), say, decided)
            return
        rows = (orjson.dumps(row) + b"\n" for row in ratings.rows(opened))
        (Path(folder) / "ratings.jsonl").write_bytes(b"".join(rows))
        train(name, Path(folder), into, say=say)
