"""The pages of the desk for one run: what each shows, and what each form keeps."""

from __future__ import annotations

import functools
import json
from collections import Counter
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from auditor.article import Article
from auditor.finding import FAMILIES, SEVERITIES
from auditor.render.parts.rules import described
from auditor.server.review import pages, wishes
from auditor.server.review.rate import Rounds
from auditor.server.review.security import FILTERS, NAME, Seal, cookie, cookies
from auditor.server.review.standing import STATUSES, Standing
from auditor.server.review.wishes import FormError
from auditor.server.review.worklist import Filter, Item, Worklist
from auditor.store import decisions, precision, runs
from auditor.store.database import Store
from auditor.store.decisions import Conflict, Decision
from auditor.store.errors import StoreError
from auditor.store.records import Run

_REACH = 12
"""Findings before and after the one at hand that the list shows."""
_LOGGED = 500
_SAMPLE = 12


class Desk:
    """Answers requests about one run. `who`: the name that decisions bear unless an editor gives another."""

    def __init__(self, store: Store, run: Run, who: str, *, standing: Standing, seal: Seal, floor: float) -> None:
        self.store, self.run, self.who, self.floor = store, run, who, floor
        self.worklist = Worklist(store, run.id)
        self._standing, self._seal = standing, seal

    # --- looking

    def home(self, request: Request, form: Mapping[str, str]) -> Response:
        """Answer with how far the review is, and ways into it."""
        standing = self._standing.refresh()
        statuses = [(item, standing.of(item).judged) for item in self.worklist.items]
        left = [item for item, judged in statuses if judged == "open"]
        return self._page(
            request,
            "home.html",
            left=len(left),
            total=len(statuses),
            counts=Counter(judged for _, judged in statuses),
            new=sum(item.state == "new" for item in left),
            new_previews=sum(item.state == "new" and item.finding.preview for item in left),
            all_sources=len({item.source for item in left}),
            rules=Counter(item.finding.rule for item in left).most_common(12),
            sources=Counter(item.source for item in left).most_common(8),
            families=Counter(item.finding.family for item in left),
            measured=precision.measured(self.store),
            recent=[self._logged(item) for item in reversed(standing.log[-8:])],
        )

    def queue(self, request: Request, form: Mapping[str, str]) -> Response:
        """Answer with the list, and the article of the finding at hand."""
        return self._queue(request, request.query_params)

    def _queue(self, request: Request, query: Mapping[str, str], *, told: str = "", code: int = 200) -> Response:
        standing = self._standing.refresh()
        wanted = Filter.of(query)
        base = self.worklist.chosen(wanted.but(status=""), standing)
        shown = base if not wanted.status else [item for item in base if standing.of(item).judged == wanted.status]
        item = self._at(query, shown, standing)
        values: dict[str, Any] = {
            "wanted": wanted,
            "total": len(base),
            "left": sum(standing.of(one).judged == "open" for one in base),
            "shown": len(shown),
            "values": {
                "family": FAMILIES,
                "rule": self.worklist.rules,
                "severity": tuple(reversed(SEVERITIES)),
                "state": ("new", "still"),
                "status": STATUSES,
                "source": self.worklist.sources,
            },
            "told": told,
            "last": self._last(query),
            "item": item,
        }
        if item is None:
            return self._page(request, "queue.html", code=code, **values)
        stored = runs.article(self.store, item.key, run=self.run.id)
        if stored is None:
            raise StoreError(f"{self.store.name}: run {self.run.id} was pruned; start the desk on a newer one")
        article, decide = pages.article_view(stored, self.worklist.of_article(item.key), standing, self._article)
        numbers = [one.number for one in shown]
        at = numbers.index(item.number) if item.number in numbers else -1
        around = pages.window(shown, max(at, 0), _REACH)
        measured = precision.measured(self.store)
        values |= {
            "article": article,
            "note": next((one for one in article.notes if one.finding.fingerprint == item.finding.fingerprint), None),
            "decide": decide,
            "status": standing.of(item),
            "at": at,
            "around": [(one, standing.of(one).judged, pages.address(wanted, one)) for one in around],
            "before": pages.address(wanted, shown[at - 1]) if at > 0 else None,
            "after": pages.address(wanted, shown[at + 1]) if -1 < at < len(shown) - 1 else None,
            "reasons": wishes.REASONS,
            "measured": measured.get(item.finding.rule),
        }
        return self._page(request, "queue.html", code=code, **values)

    def _at(self, query: Mapping[str, str], shown: list[Item], standing: Standing) -> Item | None:
        """Return the finding at hand: the one named, else the first that is open, else the first."""
        number = query.get("at", "")
        if number.isascii() and number.isdigit() and int(number[:9]) < len(self.worklist.items):
            return self.worklist.items[int(number[:9])]
        return next((one for one in shown if standing.of(one).judged == "open"), shown[0] if shown else None)

    def finding(self, request: Request, form: Mapping[str, str]) -> Response:
        """Lead to a finding, wherever it is in the list."""
        item = self.worklist.find(request.path_params["fingerprint"])
        if item is None:
            return self.told(request, 404, "This run has no such finding.")
        return RedirectResponse(pages.address(Filter(), item), 303)

    def rules(self, request: Request, form: Mapping[str, str]) -> Response:
        """Answer with every rule that found something: what it looks for, and how often it was right."""
        counts = Counter(item.finding.rule for item in self.worklist.items)
        measured = precision.measured(self.store)
        nothing = precision.Measured(0, 0)
        # Those that editors dismiss most come first, then those they have yet to look at, the most frequent first.
        order = sorted(
            {*counts, *measured},
            key=lambda rule: (rule not in measured, measured.get(rule, nothing).lower, -counts[rule], rule),
        )
        listed = [(described(rule), counts[rule], measured.get(rule)) for rule in order]
        return self._page(request, "rules.html", listed=listed, below=precision.below(measured, self.floor))

    def log(self, request: Request, form: Mapping[str, str]) -> Response:
        """Answer with the decisions, newest first."""
        log = self._standing.refresh().log
        return self._page(
            request, "log.html", total=len(log), recent=[self._logged(item) for item in reversed(log[-_LOGGED:])]
        )

    # --- deciding

    def decide(self, request: Request, form: Mapping[str, str]) -> Response:
        """Keep one decision, then go on to the next open finding."""
        item = self._item(form)
        wish, seen = wishes.one(form, item, self._name(request))
        standing = self._standing.refresh()
        status = standing.of(item)
        if (status.revision, status.judged) != (seen, form.get("judged", status.judged)):
            return self._overtaken(request, form, item)
        try:
            made = decisions.append(self.store, wish, seen=seen if wish.scope == "finding" else standing.revision(wish))
        except Conflict:
            return self._overtaken(request, form, item)
        standing.refresh()
        wanted = Filter.of(form)
        if wish.kind in ("note", "assign"):
            return RedirectResponse(pages.address(wanted, item, last=made.id), 303)
        return RedirectResponse(self._next(wanted, item, made.id), 303)

    def _next(self, wanted: Filter, item: Item, last: int) -> str:
        """Return the address of the next open finding of the filter, from the one at hand on and round."""
        standing = self._standing.refresh()
        listed = self.worklist.chosen(wanted.but(status=""), standing)
        left = [one for one in listed if standing.of(one).judged == "open"]
        following = next((one for one in left if one.number > item.number), left[0] if left else None)
        return pages.address(wanted, following, last=last)

    def _overtaken(self, request: Request, form: Mapping[str, str], item: Item) -> Response:
        """Tell an editor that another was quicker; nothing of theirs was kept."""
        standing = self._standing.refresh()
        own = [made for made in standing.log if made.fingerprint == item.finding.fingerprint]
        latest = standing.of(item).decision or (own[-1] if own else None)
        said = f" by {latest.who}: {latest.kind} ({latest.reason or 'no reason given'})" if latest else ""
        told = f"Not kept. This finding was decided on in the meantime{said}. This is how it stands now."
        return self._queue(request, {**form, "at": str(item.number)}, told=told, code=409)

    def bulk(self, request: Request, form: Mapping[str, str]) -> Response:
        """Answer with what a decision on everything shown would touch."""
        return self._bulk(request, Filter.of(request.query_params))

    def _bulk(self, request: Request, wanted: Filter, *, told: str = "", code: int = 200) -> Response:
        standing = self._standing.refresh()
        chosen = self._open(wanted)
        return self._page(
            request,
            "bulk.html",
            code=code,
            wanted=wanted,
            chosen=len(chosen),
            articles=len({item.key for item in chosen}),
            sample=chosen[:_SAMPLE],
            by_rule=Counter(item.finding.rule for item in chosen).most_common(20),
            version=standing.version,
            reasons=wishes.REASONS,
            told=told,
        )

    def decide_all(self, request: Request, form: Mapping[str, str]) -> Response:
        """Keep one decision on every open finding of a filter: all, or none if anything changed since the count."""
        wanted = Filter.of(form)
        standing = self._standing.refresh()
        chosen = self._open(wanted)
        made, seen = wishes.many(form, chosen, standing, self._name(request))
        try:
            version = int(form.get("version", ""))
        except ValueError:
            raise FormError("version: not a number; load the page again") from None
        later = {item.fingerprint for item in standing.since(version)}
        if str(len(chosen)) != form.get("count") or any(item.finding.fingerprint in later for item in chosen):
            told = "Nothing was kept: someone decided on some of these in the meantime. This is the new count."
            return self._bulk(request, wanted, told=told, code=409)
        try:
            kept = decisions.append_all(self.store, made, seen=seen)
        except Conflict as conflict:
            return self._bulk(request, wanted, told=f"Nothing was kept. {conflict}", code=409)
        return RedirectResponse(pages.address(wanted, None, last=kept[-1].id), 303)

    def _open(self, wanted: Filter) -> list[Item]:
        standing = self._standing
        listed = self.worklist.chosen(wanted.but(status=""), standing)
        return [item for item in listed if standing.of(item).judged == "open"]

    def undo(self, request: Request, form: Mapping[str, str]) -> Response:
        """Take back a decision, and those that were made in one go with it."""
        number = form.get("decision", "")
        standing = self._standing.refresh()
        batch = standing.batch(int(number[:18])) if number.isascii() and number.isdigit() else []
        if not batch:
            return self.told(request, 409, "There is nothing to take back: the decision was undone already.")
        made, seen = wishes.undoing(batch, standing, self._name(request))
        decisions.append_all(self.store, made, seen=seen)
        item = self.worklist.find(batch[-1].fingerprint or "") if len(batch) == 1 else None
        return RedirectResponse(pages.address(Filter.of(form), item), 303)

    def name(self, request: Request, form: Mapping[str, str]) -> Response:
        """Remember who is at the desk."""
        name = wishes.named(form.get("name", ""))
        answer = RedirectResponse("/", 303)
        value = name.encode("utf-8").hex()
        answer.headers.append("set-cookie", cookie(NAME, value, secure=request.url.scheme == "https"))
        return answer

    def keep(self, request: Request, form: Mapping[str, str]) -> Response:
        """Keep a filter under a name, or forget the one of that name, in the editor's own browser."""
        wanted = Filter.of(form)
        kept = wishes.filters_with(
            self._filters(request), form.get("label", ""), "" if "forget" in form else wanted.query()
        )
        answer = RedirectResponse(pages.address(wanted, None), 303)
        value = json.dumps(kept, ensure_ascii=False).encode().hex()
        answer.headers.append("set-cookie", cookie(FILTERS, value, secure=request.url.scheme == "https"))
        return answer

    # --- rating

    def rate(self, request: Request, form: Mapping[str, str]) -> Response:
        """Answer with an article to rate, blind."""
        return self._page(
            request, "rate.html", **self._rounds.page(self._name(request), request.query_params.get("skip", ""))
        )

    def keep_rating(self, request: Request, form: Mapping[str, str]) -> Response:
        """Keep a rating, and go on to the next article."""
        self._rounds.keep(form, self._name(request))
        return RedirectResponse("/rate", 303)

    @functools.cached_property
    def _rounds(self) -> Rounds:
        return Rounds(self.store, self.run.id)

    # --- what all share

    def _item(self, form: Mapping[str, str]) -> Item:
        number = form.get("at", "")
        if not (number.isascii() and number.isdigit() and int(number[:9]) < len(self.worklist.items)):
            raise FormError("at: no such finding in this run")
        return self.worklist.items[int(number[:9])]

    def _name(self, request: Request) -> str:
        try:
            return bytes.fromhex(cookies(request).get(NAME, "")).decode("utf-8") or self.who
        except ValueError:
            return self.who

    def _filters(self, request: Request) -> list[tuple[str, str]]:
        """Return the names and queries of the filters kept in this browser."""
        try:
            kept = json.loads(bytes.fromhex(cookies(request).get(FILTERS, "")) or b"[]")
            return [(str(name), Filter.of(dict(parse_qsl(query))).query()) for name, query in kept]
        except (ValueError, TypeError):  # not what the desk wrote
            return []

    def _later(self) -> Run | None:
        """Return the newest run of the store, if it came after the one at hand."""
        newest = runs.latest(self.store)
        return newest if newest is not None and newest.id > self.run.id else None

    def _last(self, query: Mapping[str, str]) -> Mapping[str, Any] | None:
        number = query.get("last", "")
        if not (number.isascii() and number.isdigit()):
            return None
        batch = self._standing.batch(int(number[:18]))
        return {"decision": batch[-1], "count": len(batch)} if batch else None

    def _logged(self, made: Decision) -> Mapping[str, Any]:
        item = self.worklist.find(made.fingerprint) if made.fingerprint else None
        undone = {one.undoes for one in self._standing.log if one.kind == "undo"}
        return {"decision": made, "item": item, "undone": made.id in undone}

    def _article(self, identity: str) -> Article | None:
        stored = runs.article(self.store, identity, run=self.run.id)
        return None if stored is None else stored.article

    def _page(self, request: Request, template: str, *, code: int = 200, **values: Any) -> Response:
        shared = {
            "run": self.run,
            "summary": self.run,
            "who": self._name(request),
            "seal": self._seal.of(request),
            "link": pages.Links(),
            "later": self._later(),
            "filters": self._filters(request),
        }
        return HTMLResponse(pages.page(template, **(shared | values)), code)

    def told(self, request: Request, code: int, message: str) -> Response:
        """Answer with a message."""
        return self._page(request, "told.html", code=code, message=message)
