"""Files that run the audit every night, for `auditor init --schedule`: one template a tool, filled in and written."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from auditor.errors import AuditorError
from auditor.store.prune import days

TOOLS = ("cron", "systemd", "airflow", "dagster")
_PASSWORD = re.compile(r"://[^/@\s]*:[^/@\s]+@")
_FILES = {
    "cron": ("auditor.cron",),
    "systemd": ("auditor.service", "auditor.timer"),
    "airflow": ("auditor_airflow.py",),
    "dagster": ("auditor_dagster.py",),
}
_TIME = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")
_NEXT = {
    "cron": "crontab -l | cat - {0} | crontab -",
    "systemd": "cp {0} {1} ~/.config/systemd/user/ && systemctl --user enable --now auditor.timer",
    "airflow": "copy {0} into the DAGs folder",
    "dagster": "dagster dev -f {0}",
}


class ScheduleError(AuditorError):
    """A schedule that cannot be written; the message says why and what is allowed."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """What runs when. `inputs`, `store`, `reports`: paths or addresses. `at`: HH:MM. `command`: the program."""

    inputs: tuple[str, ...]
    store: str
    reports: str
    at: str = "03:00"
    command: str = "auditor"
    keep: str = "90d"

    def values(self) -> dict[str, str]:
        """Return what is put into the templates; raises `ScheduleError` or, for `keep`, `StoreError`."""
        found = _TIME.fullmatch(self.at)
        if not found:
            raise ScheduleError(f"--at: found {self.at[:20]!r}; allowed: a time such as 03:00")
        days(self.keep)
        for value in (*self.inputs, self.store, self.reports, self.command):
            if any(ord(letter) < 32 for letter in value):
                raise ScheduleError(f"{value[:40]!r}: line breaks and control characters do not belong into a schedule")
            if _PASSWORD.search(value):
                raise ScheduleError(
                    "an address holds a password; put it into ~/.pgpass, and only the user into the address"
                )
        hour, minute = int(found[1]), int(found[2])
        run = [
            self.command,
            "run",
            *self.inputs,
            "--store",
            self.store,
            "--wait",
            "3600",
            "--fail-on",
            "alarm",
            "--quiet",
        ]
        prune = [self.command, "prune", "--store", self.store, "--keep", self.keep, "--wait", "3600"]
        return {
            "HOUR": str(hour),
            "MINUTE": str(minute),
            "TIME": f"{hour:02}:{minute:02}",
            "REPORTS": self.reports,
            "RUN_SHELL": _cron(run, self.reports),
            "PRUNE_SHELL": shlex.join(prune).replace("%", r"\%"),
            "RUN_UNIT": " ".join(_unit(word) for word in [*run, "--out", f"{self.reports}/latest"]),
            "PRUNE_UNIT": " ".join(_unit(word) for word in prune),
            "RUN_LIST": repr(run),
            "PRUNE_LIST": repr(prune),
            "REPORTS_STRING": repr(self.reports),
        }


def write(tool: str, schedule: Schedule, folder: Path) -> list[Path]:
    """Write the files for a tool into `folder` and return them. Raises `ScheduleError`; nothing is overwritten."""
    if tool not in TOOLS:
        raise ScheduleError(f"--schedule: found {tool[:40]!r}; allowed: {', '.join(TOOLS)}")
    values = schedule.values()
    paths = [folder / name for name in _FILES[tool]]
    if there := [path for path in paths if path.exists()]:
        raise ScheduleError(f"{there[0]}: exists already; move it away, or give another folder by --into")
    folder.mkdir(parents=True, exist_ok=True)
    for path in paths:
        text = files(__name__).joinpath("templates", f"{path.name}.txt").read_text(encoding="utf-8")
        path.write_text(re.sub(r"@@([A-Z_]+)@@", lambda found: values[found[1]], text), encoding="utf-8")
    return paths


def next_step(tool: str, paths: list[Path]) -> str:
    """Return what to do with the files."""
    return _NEXT[tool].format(*(shlex.quote(str(path)) for path in paths))


def _cron(run: list[str], reports: str) -> str:
    """Return a shell line for crontab, where a percent sign would end the command."""
    line = f'{shlex.join(run)} --out {shlex.quote(reports)}/"$(date -u +%Y-%m-%d)"'
    return line.replace("%", r"\%")


def _unit(word: str) -> str:
    """Quote a word for a unit of systemd: percent signs and dollars mean something there."""
    safe = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return f'"{safe}"' if re.search(r"[^\w@%+=:,./-]", safe) else safe
