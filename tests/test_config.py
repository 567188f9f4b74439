"""The configuration: each value knows its origin, and every mistake is named with its place and what is allowed."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from auditor import catalog
from auditor.catalog import all_checks
from auditor.check import Check
from auditor.config import FIELDS, Config, ConfigError, load


def write(folder: Path, text: str, name: str = "auditor.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def origins(config: Config) -> dict[str, str]:
    return {key: origin for key, _, origin in config.rows()}


@pytest.fixture
def checks(monkeypatch: pytest.MonkeyPatch) -> None:
    """A catalog of two checks: one with an option of every type, one that is a preview."""
    options = {"least": 2, "share": 0.5, "strict": True, "mark": "*", "words": ("a",), "names": frozenset({"b"})}

    def check(name: str, options: dict[str, object], preview: str | None = None) -> Check:
        return Check(f"typos/{name}", "typos", "", "", (), options, (), preview, lambda document: (), "")

    found = {item.id: item for item in (check("plain", options), check("young", {}, "not measured"))}
    monkeypatch.setattr(catalog, "all_checks", lambda: found)


# Where it is found


def test_defaults_select_everything_and_say_so() -> None:
    config = load()
    off = {rule for rule, check in catalog.all_checks().items() if check.off}
    assert {rule for rule in catalog.rule_ids() if not config.selects(rule)} == off
    assert set(origins(config).values()) == {"default"}
    assert (config.thresholds, config.fields["text"]) == ({"accept": 80, "reject": 40}, ("text",))


def test_the_nearest_file_upwards_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, '[tool.auditor]\njobs = 3\nignore = ["typos"]\n', "pyproject.toml")
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    write(tmp_path / "a", "[project]\nname = 'x'\n", "pyproject.toml")
    monkeypatch.chdir(inner)
    config = load(overrides={"jobs": 1})
    assert (config.jobs, config.ignore) == (1, ("typos",))
    assert origins(config)["jobs"] == "command line"
    assert origins(config)["ignore"].endswith("pyproject.toml [tool.auditor]")
    assert origins(config)["select"] == "default"
    assert not any(config.selects(rule) for rule in all_checks() if rule.startswith("typos/"))


def test_auditor_toml_comes_before_pyproject(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "[tool.auditor]\njobs = 3\n", "pyproject.toml")
    write(tmp_path, "jobs = 4\n")
    monkeypatch.chdir(tmp_path)
    config = load()
    assert (config.jobs, origins(config)["jobs"]) == (4, "auditor.toml")


def test_the_search_ends_at_the_root_of_the_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "jobs = 3\n")
    root = tmp_path / "repository"
    (root / ".git").mkdir(parents=True)
    monkeypatch.chdir(root)
    assert load().jobs == 0
    write(root, "jobs = 4\n")
    assert load().jobs == 4


def test_a_named_file_has_to_be_there_and_to_have_the_table(tmp_path: Path) -> None:
    write(tmp_path, "", "auditor.toml")
    with pytest.raises(ConfigError, match=r"no such file; did you mean auditor\.toml\?"):
        load(tmp_path / "auditer.toml")
    with pytest.raises(ConfigError, match=r"has no table \[tool\.auditor\]"):
        load(write(tmp_path, "[project]\nname = 'x'\n", "pyproject.toml"))
    with pytest.raises(ConfigError, match="must be a table"):
        load(write(tmp_path, "[tool]\nauditor = 3\n", "pyproject.toml"))
    (tmp_path / "latin.toml").write_bytes(b"reports = 'caf\xe9'")
    with pytest.raises(ConfigError, match="not UTF-8"):
        load(tmp_path / "latin.toml")


def test_file_names_are_relative_to_the_file_that_gives_them(tmp_path: Path) -> None:
    config = load(write(tmp_path, 'dismissed = "a/d.jsonl"\nreports = "/r"'), {"dismissed": "b/d.jsonl"})
    assert (config.dismissed, config.reports) == ("b/d.jsonl", "/r")
    assert load(write(tmp_path, 'dismissed = "a/d.jsonl"')).dismissed == str(tmp_path / "a/d.jsonl")


# What it may hold


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("job = 3", "unknown key `job`; did you mean jobs"),
        ("[tool.auditor]\njobs = 3", "that heading is for pyproject.toml"),
        ("jobs = -1", "jobs: found -1; allowed: a whole number from 0"),
        ("jobs = true", "allowed: a whole number from 0"),
        ("select = ['typo']", "select: unknown rule or family `typo`; did you mean typos"),
        ("ignore = ['typos/x*y*z']", "unknown rule or family `typos/x*y*z`"),
        ("select = 'typos'", "allowed: a list of strings"),
        ("select = []", "one rule or family at least"),
        ("formats = [1]", "allowed: a list of strings"),
        ("thresholds = 3", "thresholds: found 3; allowed: a table"),
        ("[thresholds]\naccept = 101", "thresholds.accept: found 101; allowed: a number from 0 to 100"),
        ("[thresholds]\naccept = nan", "allowed: a number from 0 to 100"),
        ("[thresholds]\nacept = 80", "did you mean accept"),
        ("[thresholds]\naccept = 30", "reject is 40, above accept, 30; reject must be the lower one"),
        ("[fields]\ntxt = 'body'", "unknown field of an article `txt`; did you mean text"),
        ("[fields]\ntext = 5", "fields.text: found 5; allowed: a field name"),
        ("[fields]\ntext = []", "allowed: a field name"),
        ("[checks.'typos/yong']\na = 1", "unknown check `typos/yong`; did you mean typos/young"),
        ("[checks.'typos/young']\na = 1", "unknown option `a`; this check has none"),
        ("[checks.'typos/plain']\nleest = 1", "unknown option `leest`; did you mean least"),
        ("[checks.'typos/plain']\nleast = 1.5", "least: found 1.5; allowed: a whole number from 0 on (default: 2)"),
        ("[checks.'typos/plain']\nleast = true", "allowed: a whole number"),
        ("[checks.'typos/plain']\nshare = 'x'", "allowed: a share, above 0 and below 1 (default: 0.5)"),
        ("[checks.'typos/plain']\nshare = 1", "share: found 1; allowed: a share"),
        ("[checks.'typos/plain']\nleast = -1", "least: found -1; allowed: a whole number from 0 on"),
        ("[checks.'typos/plain']\nstrict = 1", "allowed: true or false"),
        ("[checks.'typos/plain']\nmark = 1", "allowed: a string"),
        ("[checks.'typos/plain']\nwords = 'a'", "allowed: a list of strings"),
        ("preview = 1", "allowed: true or false"),
        ("dismissed = ''", "allowed: a string"),
        ("jobs = ", "not valid TOML"),
        ("allow_files = ['none.txt']", "one entry a line"),
    ],
)
@pytest.mark.usefixtures("checks")
def test_a_mistake_is_named(text: str, said: str, tmp_path: Path) -> None:
    path = write(tmp_path, text)
    with pytest.raises(ConfigError) as caught:
        load(path)
    assert said in str(caught.value)
    assert str(caught.value).startswith(str(path))


def test_a_mistake_on_the_command_line_is_named_as_such() -> None:
    with pytest.raises(ConfigError, match=r"^command line: select: unknown rule or family `typo`"):
        load(overrides={"select": ["typo"]})


@pytest.mark.usefixtures("checks")
def test_options_take_the_type_of_their_default(tmp_path: Path) -> None:
    given_ = "least = 3\nshare = 0.25\nstrict = false\nmark = '-'\nwords = ['x', 'y']\nnames = ['z']\n"
    config = load(write(tmp_path, "[checks.'typos/plain']\n" + given_))
    options = config.checks["typos/plain"]
    assert options == {
        "least": 3,
        "share": 0.25,
        "strict": False,
        "mark": "-",
        "words": ("x", "y"),
        "names": frozenset("z"),
    }
    assert isinstance(options["share"], float)
    assert origins(config)["checks.typos/plain.least"] == str(tmp_path / "auditor.toml")
    assert load(write(tmp_path, "[checks.'typos/plain']\nleast = 3")).checks == {"typos/plain": {"least": 3}}


def test_tables_are_joined_key_by_key(tmp_path: Path) -> None:
    path = write(tmp_path, "[thresholds]\naccept = 90\n[fields]\ntext = ['body', 'text']\n")
    config = load(path, {"thresholds": {"reject": 10}})
    assert config.thresholds == {"accept": 90, "reject": 10}
    assert config.fields == {**{name: (name,) for name in FIELDS}, "text": ("body", "text")}
    said = origins(config)
    assert said["thresholds.accept"] == said["fields.text"] == str(path)
    assert (said["thresholds.reject"], said["fields.id"]) == ("command line", "default")


def test_keys_may_be_written_with_hyphens(tmp_path: Path) -> None:
    assert load(write(tmp_path, "allow-words = ['Doomscroll']")).allowed == {"doomscroll"}


def test_allow_lists_come_from_the_file_and_from_word_files(tmp_path: Path) -> None:
    (tmp_path / "names.txt").write_text("\ufeffGazivoda # a lake\n\n# nothing\nŽilavka\n", encoding="utf-8")
    config = load(write(tmp_path, 'allow_words = ["Doomscroll"]\nallow_names = ["Ó"]\nallow_files = ["names.txt"]'))
    assert config.allowed == {"doomscroll", "ó", "gazivoda", "žilavka"}


# What is run


def test_families_ids_and_patterns() -> None:
    config = Config(select=("typos/*", "scraper-junk"), ignore=("typos/doubled-*",))
    assert config.selects("typos/misspelling")
    assert not config.selects("typos/doubled-word")
    assert config.selects("scraper-junk/comment-form")
    assert not config.selects("metadata/published-in-future")


@pytest.mark.usefixtures("checks")
def test_previews_can_be_left_out() -> None:
    assert Config().selects("typos/young")
    assert not Config(preview=False).selects("typos/young")
    assert Config(preview=False).selects("typos/plain")


def test_rows_print_every_key_as_toml_would(tmp_path: Path) -> None:
    rows = {key: value for key, value, _ in load(write(tmp_path, "formats = ['csv']\npreview = false")).rows()}
    assert (rows["formats"], rows["preview"], rows["dismissed"]) == ('["csv"]', "false", "(none)")
    assert {"select", "thresholds.accept", "fields.published", "reports"} <= rows.keys()


VALUES: st.SearchStrategy[object] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=5), inner, max_size=2),
    max_leaves=4,
)
KEYS = ("select", "checks", "fields", "jobs", "thresholds", "allow_files", "dismissed", "x")


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(KEYS), VALUES)
def test_nothing_but_a_config_error_is_raised(key: str, value: object) -> None:
    with contextlib.suppress(ConfigError):
        assert load(overrides={key: value}).rows()
