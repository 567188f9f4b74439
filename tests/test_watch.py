"""Sources, near-copies and alarms: what many runs tell together."""

from __future__ import annotations

import datetime
import http.server
import json
import random
import socketserver
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from auditor.scoring.shrinkage import Beta, below, fit_means, fit_rates, quantile
from auditor.store.database import Store
from auditor.watch import alarmed, copies, send, sources
from auditor.watch.alarms import Figures, detect
from tests import stores
from tests.test_store import night


@pytest.fixture(params=stores.KINDS)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    with stores.address(request.param, tmp_path) as found:
        yield found


def article(number: int, source: str, *, junk: bool = False, words: int = 60, date: str | None = "2024-03-06") -> Any:
    text = " ".join(f"w{number}x{place}" for place in range(words)) + "."
    text += "\n\nLeave a Reply\n\nYour email address will not be published." if junk else ""
    return {"id": f"{source}{number}", "source": source, "text": text, "published": date, "language": "en"}


# -- shrinkage


def test_the_incomplete_beta_function() -> None:
    assert below(1, 1, 0.3) == pytest.approx(0.3)
    assert below(2, 1, 0.5) == pytest.approx(0.25)
    assert below(2, 3, 0.5) == pytest.approx(0.6875)  # 11/16, by hand
    for a, b in ((0.4, 30.0), (200.0, 3.0), (5.0, 5.0)):
        assert below(a, b, quantile(a, b, 0.05)) == pytest.approx(0.05, abs=1e-9)


def test_the_prior_is_found_again() -> None:
    chance = random.Random(3)
    groups = []
    for _ in range(400):
        rate, of = chance.betavariate(3, 17), chance.choice((8, 30, 120))
        groups.append((float(sum(chance.random() < rate for _ in range(of))), float(of)))
    prior = fit_rates(groups)
    assert prior.a / (prior.a + prior.b) == pytest.approx(0.15, abs=0.02)
    assert prior.a + prior.b == pytest.approx(20, rel=0.35)


def test_intervals_hold_the_truth_as_often_as_they_say() -> None:
    chance = random.Random(5)
    prior, held = Beta(3, 17), 0
    for _ in range(500):
        rate, of = chance.betavariate(3, 17), chance.choice((5, 40))
        told = prior.posterior(sum(chance.random() < rate for _ in range(of)), of)
        held += told.low <= rate <= told.high
    assert 0.86 <= held / 500 <= 0.94


def test_a_small_group_is_drawn_to_the_rest_and_a_large_one_is_not() -> None:
    prior = Beta(2, 18)
    assert prior.mean(3, 3) < 0.25
    assert prior.mean(300, 300) > 0.9
    normal = fit_means([(50, 50 * 90, 50 * (90**2 + 100)), (50, 50 * 70, 50 * (70**2 + 100)), (2, 20, 300)])
    assert normal.posterior(10, 2).value > 12
    assert normal.posterior(70, 5000).value == pytest.approx(70, abs=0.5)


def test_a_single_group_is_known_as_well_as_its_members_tell() -> None:
    normal = fit_means([(25, 25 * 90, 25 * (90**2 + 100))])
    told = normal.posterior(90, 25)
    assert told.value == 90
    assert told.high - told.low == pytest.approx(2 * 1.645 * (100 / 24) ** 0.5, rel=0.05)


def test_nothing_to_fit() -> None:
    assert fit_rates([]) == Beta(1, 1)
    assert fit_means([]).mean == 100.0
    assert fit_rates([(0, 40), (0, 30)]).posterior(0, 40).high < 0.1


# -- sources


def test_sources_are_told_with_intervals_and_hidden_when_few(place: str, tmp_path: Path) -> None:
    rows = [article(n, "clean") for n in range(40)] + [article(n, "bad", junk=n % 2 == 0) for n in range(40)]
    night(place, tmp_path, [*rows, *[article(n, "tiny", junk=True) for n in range(5)]], "one")
    night(place, tmp_path, rows[:10], "two")  # delivered again: counts once
    with Store.open(place) as store:
        clean, bad, tiny = sources.sources(store, ratings={"bad": "C-"})
    assert [item.name for item in (clean, bad, tiny)] == ["clean", "bad", "tiny"]
    assert (clean.articles, bad.rating, tiny.grade, tiny.score) == (40, "C-", None, None)
    assert bad.score is not None
    assert bad.score.low < bad.score.value < bad.score.high
    assert bad.rates["scraper-junk"].value == pytest.approx(0.5, abs=0.06)
    assert clean.rates["scraper-junk"].high < bad.rates["scraper-junk"].low
    assert tiny.to_json()["rates"] is None
    assert (len(clean.series), len(bad.series)) == (2, 1)


def test_the_report_rates_a_source_by_the_runs_before_and_draws_them(tmp_path: Path) -> None:
    place = str(tmp_path / "s.db")
    rows = [article(n, "bad", junk=n % 2 == 0) for n in range(25)]
    night(place, tmp_path, rows, "one", formats=["html"])
    with Store.open(place) as store:
        (bad,) = sources.sources(store)
    night(place, tmp_path, [*rows[:3], article(1, "new")], "two", formats=["html"])
    assert bad.score is not None
    first, second = (html.parse(tmp_path / name / "report.html") for name in ("one", "two"))
    (row,) = first.xpath("//section[@id='sources']//tbody/tr")
    told = f"{bad.grade} {bad.score.value:.1f} ({bad.score.low:.1f}–{bad.score.high:.1f})"
    assert told in " ".join(row.text_content().split())
    assert not first.xpath("//svg[@class='spark']")
    rows_of_two = {row.xpath("string(th)").strip(): row for row in second.xpath("//section[@id='sources']//tbody/tr")}
    assert told in " ".join(rows_of_two["bad"].text_content().split())
    assert "not rated" in rows_of_two["new"].text_content()
    assert rows_of_two["new"].get("class") == "few"
    (line,) = second.xpath("//*[@class='spark']")
    assert line.get("aria-label").startswith("Mean score of 2 runs, from")


def test_a_syndicated_story_counts_once_and_old_articles_less(tmp_path: Path) -> None:
    place = str(tmp_path / "s.db")
    night(place, tmp_path, [article(n, "s") for n in range(30)], "one")
    with Store.open(place) as store:
        (plain,) = sources.sources(store)
        (shared,) = sources.sources(store, shares={"s0": 0.5, "s1": 0.5})
        (old,) = sources.sources(store, day=datetime.date(2026, 1, 1) + datetime.timedelta(90), half_life=90)
    assert (plain.weight, shared.weight, old.weight) == (30, 29, 15)


def test_ratings_from_outside(tmp_path: Path) -> None:
    (tmp_path / "r.csv").write_text("source,rating\nbbc.co.uk,High\n")
    assert sources.read_ratings(tmp_path / "r.csv") == {"bbc.co.uk": "High"}
    (tmp_path / "r.csv").write_text("name,stars\nx,3\n")
    with pytest.raises(Exception, match="needed are source and rating"):
        sources.read_ratings(tmp_path / "r.csv")


# -- near-copies


def test_clusters_have_the_likely_original_first(place: str, tmp_path: Path) -> None:
    wire = article(1, "wire", date="2024-03-05")
    copy = {
        **wire,
        "id": "copy",
        "source": "paper",
        "published": "2024-03-06",
        "text": wire["text"] + " And more here.",
    }
    late = {**wire, "id": "late", "source": "blog", "published": None, "text": wire["text"] + "\n\nLeave a Reply"}
    night(place, tmp_path, [copy, article(7, "paper")], "one")
    night(place, tmp_path, [wire, late], "two")
    with Store.open(place) as store:
        (cluster,) = copies.clusters(store)
        assert copies.update(store) == 0
        assert [member.article for member in cluster] == ["wire1", "copy", "late"]
        assert all(member.contained > 0.8 for member in cluster)
        assert copies.weights([cluster]) == dict.fromkeys(("wire1", "copy", "late"), 1 / 3)
        told = copies.borrowed([cluster])
    assert told["paper"]["wire"]["articles"] == 1
    assert told["blog"]["wire"]["points_lost"] > 0


# -- alarms


def usual(runs: int, chance: random.Random, articles: int = 12) -> list[Figures]:
    made = []
    for number in range(runs):
        logs = [chance.gauss(6, 0.5) for _ in range(articles)]
        touched = {"scraper-junk/share-bar": sum(chance.random() < 0.1 for _ in logs)}
        made.append(Figures(number, articles, touched, articles, {"en": articles}, sum(logs), sum(x * x for x in logs)))
    return made


BAD: dict[str, dict[str, Any]] = {
    "defects": {"touched": {"scraper-junk/share-bar": 11}},
    "volume": {"articles": 1, "dated": 1, "languages": {"en": 1}, "log_words": 6.0, "log_words_squared": 36.0},
    "dates": {"dated": 0},
    "language": {"languages": {"de": 12}},
    "length": {"log_words": 12 * 3.0, "log_words_squared": 12 * 9.5},
}


@pytest.mark.parametrize("kind", BAD)
def test_a_planted_change_is_told_with_its_first_run(kind: str) -> None:
    series = usual(20, random.Random(1))
    good = series[-1]
    fields = ("articles", "touched", "dated", "languages", "log_words", "log_words_squared")
    bad = Figures(20, **{name: BAD[kind].get(name, getattr(good, name)) for name in fields})
    found = list(detect("s", [*series, bad]))
    assert [(alarm.kind, alarm.first_run) for alarm in found] == [(kind, 20)]
    assert "s: " in found[0].message


def test_ordinary_runs_raise_no_alarm() -> None:
    raised = sum(
        len(list(detect("s", usual(runs, random.Random(seed))))) for seed in range(20) for runs in range(1, 30, 4)
    )
    assert raised == 0


def test_few_articles_say_nothing() -> None:
    series = usual(20, random.Random(2), articles=1)
    assert not list(detect("s", [*series, Figures(20, 1, {"scraper-junk/share-bar": 1}, 0, {"de": 1}, 1.0, 1.0)]))


def test_an_alarm_is_raised_once_and_closed(place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[str] = []

    def watched(alarms: Any, run: str, say: Any) -> bool:
        sent.extend(alarm["message"] for alarm in alarms)
        return True

    monkeypatch.setattr(send, "send", watched)
    for number in range(12):
        rows = [article(100 * number + n, "s", junk=8 <= number < 10) for n in range(8)]
        result = night(place, tmp_path, rows, f"n{number}")
        assert bool(result.summary.alarms) == (number == 8)
    with Store.open(place) as store:
        found = alarmed.alarms(store)
        assert {(row["kind"], row["first_run"]) for row in found} == {("defects", found[0]["run"])}
        assert alarmed.alarms(store, only_open=True) == []
        assert alarmed.unsent(store) == []
    assert len(sent) == len(found)
    lines = (tmp_path / "n8" / "alarms.jsonl").read_text().splitlines()
    assert [json.loads(line)["message"] for line in lines] == sent


class _Hook(http.server.BaseHTTPRequestHandler):
    got: list[Any] = []  # noqa: RUF012  (read by the test)
    status = 200

    def do_POST(self) -> None:
        self.got.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        self.send_response(self.status)
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        pass


def test_a_webhook_gets_the_alarms_and_no_message_holds_its_secret() -> None:
    said: list[str] = []
    alarm = {"id": 1, "message": "<!channel> has 90% junk", "sent": False}
    with socketserver.TCPServer(("127.0.0.1", 0), _Hook) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        env = {send.WEBHOOK: f"http://127.0.0.1:{server.server_address[1]}/services/opensesame"}
        assert send.send([alarm], "night", said.append, env)
        assert "&lt;!channel&gt;" in _Hook.got[0]["text"]
        _Hook.status = 500
        assert not send.send([alarm], "night", said.append, env)
        server.shutdown()
    assert not send.send([alarm], "night", said.append, env)
    assert not send.send([alarm], "night", said.append, {send.SMTP: "smtp://u:opensesame@127.0.0.1:1"})
    assert not send.send([alarm], "night", said.append, {send.WEBHOOK: "file:///etc/opensesame"})
    assert len(said) == 4
    assert "opensesame" not in " ".join(said)
    assert "answer 500" in said[0]


def test_mail(monkeypatch: pytest.MonkeyPatch) -> None:
    class Client:
        said: list[Any] = []  # noqa: RUF012  (read by the test)

        def __init__(self, host: str, port: int, **_: Any) -> None:
            self.said.append((host, port))

        def __enter__(self) -> Client:
            return self

        def __exit__(self, *_: object) -> None: ...

        def starttls(self, **_: Any) -> None:
            self.said.append("tls")

        def login(self, user: str, password: str) -> None:
            self.said.append((user, password))

        def send_message(self, message: Any) -> None:
            self.said.append((message["To"], message["Subject"]))

    monkeypatch.setattr("smtplib.SMTP", Client)
    env = {send.SMTP: "smtp://me:p%40ss@mail.test", send.MAIL_FROM: "a@b.c", send.MAIL_TO: "d@e.f"}
    assert send.send([{"message": "s: broken"}], "n", print, env)
    assert Client.said == [
        ("mail.test", 587),
        "tls",
        ("me", "p@ss"),
        ("d@e.f", "1 alarm in run n of the article audit"),
    ]
