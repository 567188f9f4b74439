"""Puts rows before great_expectations and reads back which rows fail. Nothing else here knows the library.

The library lets null pass: it drops null values, and rows whose condition null leaves open, before it looks. What could
not be measured would be accepted without a word, so such rows are found first and treated as the suite says.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from auditor.gating.columns import Cell, Grain
from auditor.gating.condition import holds
from auditor.gating.frames import frame_of
from auditor.gating.suite import Expectation, SuiteError


@dataclass(frozen=True, slots=True)
class Ruling:
    """What one expectation says of a list of rows, as positions in the list.

    `evaluated`: number of rows it is about. `unmeasured`: rows on which null left it open. `failed`: rows that fail,
    among them the unmeasured ones unless the expectation lets these pass.
    """

    evaluated: int
    unmeasured: frozenset[int]
    failed: frozenset[int]


class Judge:
    """Judges rows of one grain. Importing the library takes seconds, so that happens here and only when one is made."""

    def __init__(self, expectations: Sequence[Expectation], grain: Grain, file: str) -> None:
        # The library reports every call at INFO and warns about its own deprecations.
        logging.getLogger("great_expectations").setLevel(logging.ERROR)
        import great_expectations as gx  # noqa: PLC0415  (seconds and 200 MB; only a gate pays for it)

        self.version = str(gx.__version__)
        self.expectations = tuple(item for item in expectations if item.grain == grain)
        self._grain: Grain = grain
        self._file = file
        context = _context()
        asset = context.data_sources.add_pandas(name="auditor").add_dataframe_asset(name=grain)
        self._batch = asset.add_batch_definition_whole_dataframe(name=grain)
        try:
            self._suite = gx.ExpectationSuite(
                name=grain,
                expectations=[
                    {"type": item.type, "kwargs": dict(item.kwargs), "meta": {"id": item.id}}
                    for item in self.expectations
                ],
            )
        except ValueError as error:
            raise SuiteError(f"{file}: great_expectations refuses it: {error}") from error

    def judge(self, rows: Sequence[Mapping[str, Cell]]) -> dict[str, Ruling]:
        """Return expectation id to ruling, in the order of the suite."""
        if not rows or not self.expectations:
            return {item.id: Ruling(0, frozenset(), frozenset()) for item in self.expectations}
        batch = self._batch.get_batch(batch_parameters={"dataframe": frame_of(rows, self._grain)})
        validated = batch.validate(self._suite, result_format={"result_format": "COMPLETE"})
        # The library returns results in an order of its own.
        results: dict[str, Any] = {}
        for result in validated.results:
            config: Any = result.expectation_config
            results[config.meta["id"]] = result
        return {item.id: self._ruling(item, rows, results[item.id]) for item in self.expectations}

    def _ruling(self, item: Expectation, rows: Sequence[Mapping[str, Cell]], result: Any) -> Ruling:
        if message := _raised(result.exception_info):
            raise self._unfit(item, message)
        evaluated, unmeasured = 0, set()
        for number, row in enumerate(rows):
            try:
                about = holds(item.condition, row)
            except TypeError as error:  # a measure that yields words where the condition names a number
                raise self._unfit(item, str(error)) from error
            evaluated += about is not False
            if about is None or (about and row[item.column] is None and not item.about_null):
                unmeasured.add(number)
        failed = set(result.result["unexpected_index_list"] or ()) - unmeasured
        if item.unmeasured == "fail":
            failed |= unmeasured
        return Ruling(evaluated, frozenset(unmeasured), frozenset(failed))

    def _unfit(self, item: Expectation, message: str) -> SuiteError:
        return SuiteError(f"{self._file}: expectation {item.id!r} cannot judge column {item.column!r}: {message}")


def _context() -> Any:
    """Return a context that lives in memory: no folder, no site of pages, no usage figures, no progress bars."""
    import great_expectations as gx  # noqa: PLC0415  (seconds and 200 MB; only a gate pays for it)
    from great_expectations.data_context.types import base  # noqa: PLC0415  (as above)

    config = base.DataContextConfig(
        store_backend_defaults=base.InMemoryStoreBackendDefaults(init_temp_docs_sites=False),
        progress_bars=base.ProgressBarsConfig(globally=False),
        analytics_enabled=False,
    )
    return gx.get_context(mode="ephemeral", project_config=config)


def _raised(info: Mapping[str, Any]) -> str | None:
    """Return the message of an error inside an expectation; the library files it flat, or by the metric that raised."""
    for entry in (info, *info.values()):
        if isinstance(entry, Mapping) and entry.get("raised_exception"):
            return str(entry.get("exception_message"))
    return None
