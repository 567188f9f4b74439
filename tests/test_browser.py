"""The report and the desk in a real browser: by keyboard, by two editors, printed, without scripts, attacked."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from auditor import catalog
from auditor.server.review.app import application
from auditor.store import decisions, runs
from auditor.store.database import Store
from tests import render_run
from tests.browser import Visit, axe, chromium
from tests.desk import ARTICLES, listening, stored
from tests.pictures import ROOT, SAMPLE, take
from tests.render_run import run

WIDTHS = (360, 1280, 2000)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a report of one file, one of many (`large/`), and a store of two runs."""
    made = tmp_path_factory.mktemp("browser")
    patch = pytest.MonkeyPatch()
    render_run.catalog_of_its_own(patch)
    (made / "small").mkdir()
    run(made / "small", "html")
    patch.undo()
    catalog.all_checks()
    stored(made)
    more = [
        {
            "id": f"n{number}",
            "source": f"Post {number % 9}",
            "title": "A bridge over the river is closed for longer than the council of the town had said it would be",
            "text": f"It it was closed for {number} days.",
        }
        for number in range(80)
    ]
    stored(made, [*ARTICLES, *more], name="large")
    assert (made / "large" / "report" / "new.html").is_file()  # the second run of the store
    return made


@pytest.fixture
def desk(folder: Path, tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """The address of a desk, and its store."""
    file = Path(shutil.copy(folder / "auditor.db", tmp_path))
    with Store.open(file) as store:
        newest = runs.latest(store)
        assert newest is not None
        with listening(application(store, newest, who="mk")) as address:
            yield address, file


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    made = Visit(browser, viewport={"width": 1280, "height": 900})
    yield made
    assert made.wrong == []
    made.context.close()


def kept(file: Path) -> list[str]:
    with Store.open(file) as store:
        return [made.kind for made in decisions.history(store)]


def overflows(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))


# --- the report


def test_the_report_filters_and_jumps(folder: Path, visit: Visit) -> None:
    page = visit.page
    page.goto((folder / "small" / "report.html").as_uri())
    notes = page.locator("li.note:visible")
    total = notes.count()
    page.select_option("select[name=rule]", "typos/doubled-word")
    expect(notes).to_have_count(1)
    expect(page.locator("#status")).to_contain_text(f"1 of {total} findings")
    assert page.locator("mark.off").count() > 0
    page.click("#reset")
    expect(notes).to_have_count(total)
    page.keyboard.press("j")
    first = page.evaluate("location.hash")
    page.keyboard.press("j")
    second = page.evaluate("location.hash")
    assert first != second
    assert re.fullmatch(r"#a-[0-9a-f]{12}-[0-9a-f]{16}", second)
    page.keyboard.press("k")
    assert page.evaluate("location.hash") == first
    expect(page.locator("li.note:target")).to_be_visible()
    page.goto((folder / "small" / "report.html").as_uri() + second)
    expect(page.locator("li.note:target")).to_be_in_viewport()
    assert visit.left("file://") == []


def test_every_page_of_a_large_report_opens_from_a_file(folder: Path, visit: Visit) -> None:
    page = visit.page
    page.goto((folder / "large" / "report.html").as_uri())
    took = page.evaluate("performance.timing.domContentLoadedEventEnd - performance.timing.navigationStart")
    assert took < 1_000  # milliseconds
    page.click("ol.pages a")
    expect(page.locator("article").first).to_be_visible()
    page.click("article .why a >> nth=0")
    expect(page.locator("ol.hits li").first).to_be_visible()
    page.click("ol.hits a >> nth=0")
    expect(page.locator("li.note:target")).to_be_in_viewport()
    page.click("text=Front page >> nth=0")
    page.click("#summary td.soft ~ td >> nth=0", trial=True)
    assert visit.left("file://") == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_is_wider_than_the_screen(folder: Path, browser: Browser, width: int, scheme: str) -> None:
    made = Visit(browser, viewport={"width": width, "height": 900}, color_scheme=scheme)
    pages = [folder / "small" / "report.html", *(folder / "large").rglob("*.html")]
    for path in pages:
        made.page.goto(path.as_uri())
        assert not overflows(made.page), path.name
    made.context.close()
    assert made.wrong == []


def test_on_a_small_screen_the_filters_wait_folded(folder: Path, browser: Browser) -> None:
    made = Visit(browser, viewport={"width": 360, "height": 700})
    made.page.goto((folder / "small" / "report.html").as_uri())
    rule = made.page.locator("select[name=rule]")
    expect(rule).to_be_hidden()
    expect(made.page.locator("#status")).to_be_visible()
    made.page.click("#filters summary")
    expect(rule).to_be_visible()
    made.context.close()
    assert made.wrong == []


def test_what_is_new_leads_to_its_place(folder: Path, visit: Visit) -> None:
    page = visit.page
    page.goto((folder / "large" / "report.html").as_uri())
    page.click("p.changes a >> nth=0")
    page.click("#new ol.hits a >> nth=0")
    expect(page.locator("li.note:target")).to_be_in_viewport()
    page.click("text=List of articles >> nth=0")
    page.click("table.articles tbody a >> nth=3")
    expect(page.locator("article:target")).to_be_in_viewport()
    assert visit.left("file://") == []


def test_without_scripts_everything_can_be_read(folder: Path, browser: Browser) -> None:
    made = Visit(browser, java_script_enabled=False)
    made.page.goto((folder / "small" / "report.html").as_uri())
    expect(made.page.locator("#filters")).to_be_hidden()
    assert made.page.locator("li.note:visible").count() == made.page.locator("li.note").count()
    made.page.click("a.num >> nth=0")
    made.context.close()


def test_the_report_prints(folder: Path, visit: Visit) -> None:
    visit.page.goto((folder / "small" / "report.html").as_uri())
    printed = visit.page.pdf()
    assert printed.startswith(b"%PDF-")
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) >= 4  # a front page, and one for every article
    visit.page.emulate_media(media="print")
    expect(visit.page.locator("#filters")).to_be_hidden()
    visit.page.set_viewport_size({"width": 718, "height": 1000})  # A4 within its margins
    for path in (folder / "small" / "report.html", *(folder / "large").rglob("*.html")):
        visit.page.goto(path.as_uri())
        assert not overflows(visit.page), path.name


def test_the_report_is_accessible(folder: Path, visit: Visit) -> None:
    large = folder / "large"
    one_of_each = [
        next(large.rglob(f"{kind}*.html")) for kind in ("report", "articles", "rule", "sources", "new", "list")
    ]
    for path in (folder / "small" / "report.html", *one_of_each):
        visit.page.goto(path.as_uri())
        assert axe(visit.page) == [], path.name


# --- the desk


def test_decide_by_keyboard_then_undo(desk: tuple[str, Path], visit: Visit) -> None:
    address, file = desk
    page = visit.page
    page.goto(f"{address}/queue?rule=typos/doubled-word&source=Post&status=open")
    expect(page.locator("#progress")).to_have_text("3 of 3 left in this filter")
    one = page.locator("#panel-title").inner_text()
    page.keyboard.press("j")
    expect(page.locator(".turn span")).to_have_text("2 of 3")
    page.keyboard.press("k")
    expect(page.locator(".turn span")).to_have_text("1 of 3")
    page.keyboard.press("c")
    expect(page.locator("#progress")).to_have_text("2 of 3 left in this filter")
    page.keyboard.press("d")
    page.keyboard.type("quoted as spoken")
    page.keyboard.press("Enter")
    expect(page.locator("#progress")).to_have_text("1 of 3 left in this filter")
    expect(page.locator(".done")).to_contain_text("quoted as spoken")
    page.keyboard.press("u")
    expect(page.locator("#progress")).to_have_text("2 of 3 left in this filter")
    assert kept(file) == ["confirm", "dismiss", "undo"]
    page.reload()
    expect(page.locator("#progress")).to_have_text("2 of 3 left in this filter")
    page.keyboard.press("?")
    expect(page.locator("#help dl")).to_be_visible()
    page.keyboard.press("/")
    page.keyboard.type("c")  # a key in a field is a letter
    assert kept(file) == ["confirm", "dismiss", "undo"]
    assert one
    assert visit.left(address) == []


def test_bulk_by_keyboard(desk: tuple[str, Path], visit: Visit) -> None:
    address, file = desk
    page = visit.page
    page.goto(f"{address}/queue?q=was+closed+for&status=open")
    page.keyboard.press("x")
    expect(page.locator("h1")).to_have_text("80 open findings in 80 articles")
    page.check("input[value=dismiss]")
    page.fill("input[name=reason]", "house style")
    page.click("text=Decide on 80 findings")
    expect(page.locator("#progress")).to_have_text("0 of 80 left in this filter")
    page.keyboard.press("u")
    expect(page.locator("#progress")).to_have_text("80 of 80 left in this filter")
    assert {*kept(file)} == {"dismiss", "undo"}


def test_two_editors_at_once(desk: tuple[str, Path], browser: Browser, visit: Visit) -> None:
    address, file = desk
    other = Visit(browser)
    other.page.goto(address)
    other.page.fill("input[name=name]", "Ilse")
    other.page.click("text=Keep")
    for page in (visit.page, other.page):
        page.goto(f"{address}/queue?article=a&at=0")
    other.page.keyboard.press("c")
    expect(other.page.locator(".done")).to_contain_text("confirm")
    visit.page.fill("#dismiss input[name=reason]", "house style")
    visit.page.keyboard.press("Enter")
    expect(visit.page.locator("[role=alert]")).to_contain_text("decided on in the meantime by Ilse: confirm")
    assert kept(file) == ["confirm"]
    other.context.close()
    assert visit.wrong == ["Failed to load resource: the server responded with a status of 409 (Conflict)"]
    visit.wrong.clear()


def test_the_desk_works_without_scripts(desk: tuple[str, Path], browser: Browser) -> None:
    address, file = desk
    made = Visit(browser, java_script_enabled=False)
    made.page.goto(f"{address}/queue?status=open")
    made.page.click("#confirm button")
    expect(made.page.locator(".done")).to_contain_text("confirm")
    made.page.fill("#dismiss input[name=reason]", "house style")
    made.page.click("#dismiss button")
    made.page.click("#undo button")
    assert kept(file) == ["confirm", "dismiss", "undo"]
    made.context.close()


def test_a_hostile_article_does_nothing_on_the_desk(desk: tuple[str, Path], visit: Visit) -> None:
    address, _ = desk
    page = visit.page
    page.goto(f"{address}/queue?q=javascript")
    expect(page.locator("article h3")).to_contain_text("</title><script>alert(5)</script>")
    expect(page.locator("article .line").first).to_contain_text("<script>alert(1)</script></script><img src=x")
    expect(page.locator("article .line").first).to_contain_text("{{ 7 * 7 }} {% raw %} ${7*7}")
    page.keyboard.press("c")
    expect(page.locator(".done")).to_be_visible()
    for path in ("/", "/log", "/rules", "/bulk?q=javascript", "/queue?q=%3Cscript%3Ealert(1)%3C/script%3E"):
        page.goto(address + path)
    page.wait_for_timeout(100)
    assert visit.left(address) == []


def test_the_policy_of_the_desk_stops_a_script(desk: tuple[str, Path], visit: Visit) -> None:
    visit.page.goto(desk[0])
    visit.page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=alert(1)>')")
    visit.page.wait_for_timeout(100)
    assert any("Content Security Policy" in line for line in visit.wrong)
    assert not any(line.startswith("dialog") for line in visit.wrong)
    visit.wrong.clear()


@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_of_the_desk_is_wider_than_the_screen(desk: tuple[str, Path], browser: Browser, width: int) -> None:
    made = Visit(browser, viewport={"width": width, "height": 900})
    for path in ("/", "/queue?q=javascript", "/queue?status=open", "/bulk", "/rules", "/log"):
        made.page.goto(desk[0] + path)
        assert not overflows(made.page), path
    made.context.close()


def test_the_desk_is_accessible(desk: tuple[str, Path], visit: Visit) -> None:
    visit.page.goto(f"{desk[0]}/queue")
    visit.page.keyboard.press("c")
    expect(visit.page.locator(".done")).to_be_visible()
    for path in (
        "/",
        "/queue?status=open",
        "/queue?status=confirmed",
        "/queue?q=nothing+at+all",
        "/bulk",
        "/rules",
        "/log",
    ):
        visit.page.goto(desk[0] + path)
        assert axe(visit.page) == [], path


def test_the_pictures_in_readme_can_be_taken(browser: Browser, tmp_path: Path) -> None:
    made = take(browser, tmp_path, tmp_path)
    assert [path.name for path in made] == ["report.png", "desk.png"]
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for path in made:
        assert path.read_bytes().startswith(b"\x89PNG")
        assert f"(reports/seeds/{path.name})" in readme
        assert (SAMPLE / path.name).stat().st_size < 400_000
