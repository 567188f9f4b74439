"""The day in the address of a page: /2019/03/05/, /2019-03-05-, /20190305/, /2019/mar/05/."""

from __future__ import annotations

import datetime
import re

from auditor.reading.calendar import MONTHS, day

_LONGEST = 2000
_DAY = re.compile(
    r"[/=](?P<year>(?:19|20)\d\d)(?P<mark>[-/]?)(?P<month>\d\d|[a-z]{3})(?P=mark)(?P<day>\d\d)(?=[/\-_.?]|$)",
    re.IGNORECASE,
)


def read_address_date(address: str) -> datetime.date | None:
    """Return the first day that `address` carries, None if it has none that a calendar knows."""
    for match in _DAY.finditer(address[:_LONGEST]):
        month = MONTHS.get(match["month"].lower()) if match["month"].isalpha() else int(match["month"])
        found = day(int(match["year"]), month, int(match["day"])) if month else None
        if found:
            return found
    return None
