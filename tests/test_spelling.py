"""Spelling: the lexicon, the language model, slips, and what must stay silent."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import auditor
from auditor.article import Article
from auditor.catalog import all_checks
from auditor.check import Hit
from auditor.config import Config
from auditor.context import Context
from auditor.document import Document
from auditor.knowledge import path, toml
from auditor.reading import word_slips
from auditor.reading.edits import COSTS, one_slip_away, slip_between
from auditor.reading.foreign_words import LANGUAGES, doubled_on_purpose, read_foreign_slips, word_list
from auditor.reading.hash_table import HashTable, map_tables, word_hash, write_tables
from auditor.reading.language_model import language_model
from auditor.reading.lexicon import common_words, known_slips, lexicon, look_alikes, never_apart
from auditor.reading.near_words import near_words
from auditor.reading.slip_prices import MOST_LETTERS, price, prices
from auditor.reading.tokens import read_tokens
from auditor.reading.trees import load_trees
from auditor.reading.usage import usage
from auditor.reading.word_pairs import word_pairs
from auditor.training import slip_prices
from auditor.training import word_pairs as training
from auditor.training.injection import with_slips

CHECKS = [check for check in all_checks().values() if check.family == "typos"]


def hits(text: str, rule: str = "", title: str | None = None, allowed: frozenset[str] = frozenset()) -> list[Hit]:
    document = Document(Article(text=text, title=title), Context(allowed=allowed))
    return [hit for check in CHECKS if rule in check.id for hit in check.find(document)]


def found(text: str, rule: str = "", allowed: frozenset[str] = frozenset()) -> list[str]:
    return [hit.span.of(text) for hit in hits(text, rule, allowed=allowed)]


@pytest.mark.parametrize(
    "text",
    [
        "The colour of the theatre was grey, the travellers said; the programme was organised well.",
        "The color of the theater was gray, the travelers said; the program was organized well.",
        "Residents of Metohija, Podgorica and Kragujevac met the delegation from Ouagadougou.",
        "“[A]ntifa is not a group,” he said, and “(m)uch of it” is on the 2nd page at 10:30am.",
        "Write to o.kowalski@example.org or see https://example.com/wrod-lsit?q=teh and follow @teh_handle.",
        "J. R. R. Smith's and James' e-mails, the O'Briens' house and the iPhone's and YouTube's rules didn't change.",
        "After Brexit and the Covid lockdown, influencers posted selfies about cryptocurrencies on smartphones.",
        "The pro-Beijing, anti-establishment and de-escalation camps re-elected Ms Nguyễn in Łódź.",
        "“We ain't gettin' nowhere,” he said. “Gonna be a looong night.”",
        "On Tuesday in September the Prime Minister of New Zealand, Ms Ardern, met Mr O'Neill.",
    ],
)
def test_right_spellings_are_silent(text: str) -> None:
    assert found(text) == []


def test_allowed_words_are_exempt() -> None:
    text = "The goverment met on Friday to talk about the plan."
    assert found(text) == ["goverment"]
    assert found(text, allowed=frozenset({"goverment"})) == []


def test_every_place_of_an_unknown_word_is_flagged_with_the_same_fix() -> None:
    text = "The goverment met on Friday. The head of the goverment said so on Sunday."
    assert [(hit.span.of(text), hit.fix) for hit in hits(text, "misspelling")] == [("goverment", "government")] * 2


def test_capitals_are_kept_in_the_fix() -> None:
    assert [hit.fix for hit in hits("Goverment ministers met on Friday to discuss the plan.", "misspelling")] == [
        "Government"
    ]


def test_a_name_in_mid_sentence_is_never_called_a_misspelling() -> None:
    assert found("Reporters asked Ms Goverment about the plan for the summer.", "misspelling") == []


def test_a_slip_of_a_weekday_is_told_as_that_of_a_name() -> None:
    text = "The two sides will meet again on Wedneday in the capital."
    assert found(text, "misspelling") == []
    assert [(hit.span.of(text), hit.fix) for hit in hits(text, "misspelt-name")] == [("Wedneday", "Wednesday")]


def test_a_name_that_opens_a_sentence_is_told_as_one() -> None:
    text = "Brtain and France have signed the treaty. They met again in May."
    assert found(text, "misspelling") == []
    assert [(hit.span.of(text), hit.fix) for hit in hits(text, "misspelt-name")] == [("Brtain", "Britain")]


def foreign(text: str, language: str, rule: str) -> list[str]:
    document = Document(Article(text=text, language=language))
    return [hit.span.of(text) for check in CHECKS if rule in check.id for hit in check.find(document)]


@pytest.mark.parametrize("code", sorted(LANGUAGES))
def test_each_other_language_has_its_word_lists(code: str) -> None:
    words = word_list(code)
    assert len(words.frequent) > 10_000
    assert len(words.letters) > 20
    for word in list(words.frequent)[:200]:
        assert word in words.known
        assert read_foreign_slips(word, read_tokens(word), code, frozenset()) == ()
    for word in doubled_on_purpose(code):
        assert foreign(f"Xx {word} {word} xx.", code, "doubled-word") == []
    assert foreign("Xx xxyy xxyy xx.", code, "doubled-word") == ["xxyy xxyy"]


def test_slips_of_another_language() -> None:
    text = "Die Regierung hat gestern den Entwurf veröfentlicht, und die Straßenbahn fuhr weiter."
    assert foreign(text, "de", "misspelling") == ["veröfentlicht"]
    assert foreign(text + " veröfentlicht veröfentlicht", "de", "misspelling") == []
    assert foreign(text, "hr", "misspelling") == []


def test_a_language_without_a_word_list_is_not_measured() -> None:
    outcomes = {code: auditor.audit({"text": "Xx yy zz xx yy. " * 20, "language": code}) for code in ("en", "de", "hr")}
    spelling = {"typos/misspelling", "typos/doubled-word"}
    missing = {code: dict(outcome.not_measured) for code, outcome in outcomes.items()}
    assert not spelling & missing["en"].keys()
    assert not spelling & missing["de"].keys()
    assert missing["de"]["typos/real-word-slip"] == "language: de"
    assert {missing["hr"][rule] for rule in spelling} == {"language: hr"}
    assert outcomes["en"].score.coverage > outcomes["de"].score.coverage > outcomes["hr"].score.coverage


def test_a_check_that_is_off_runs_where_it_is_named() -> None:
    rule = "typos/unbalanced-quote"
    assert not Config().selects(rule)
    assert not Config(select=("typos",)).selects(rule)
    assert Config(select=("typos", rule)).selects(rule)
    assert not Config(select=(rule,), ignore=("typos",)).selects(rule)


def test_fixes_of_names_are_for_a_person_to_take_over() -> None:
    by_hand = {check.id for check in CHECKS if check.by_hand}
    assert by_hand == {"typos/misspelt-name", "typos/name-diacritics", "typos/name-variant"}
    text = "Lindqvist won. Lindqvist smiled. Lindqvist spoke. At the end Lindqvits left."
    (slip,) = [hit for hit in hits(text) if hit.fix]
    assert slip.confidence < 0.9


def test_a_word_without_its_apostrophe_gets_it_back() -> None:
    text = "He said that they dont know what to do about the plan."
    assert [(hit.span.of(text), hit.fix) for hit in hits(text, "misspelling")] == [("dont", "don't")]


def test_a_possessive_is_judged_without_its_ending() -> None:
    text = "It was the goverment's plan to close the road on Friday."
    assert [(hit.span.of(text), hit.fix) for hit in hits(text, "misspelling")] == [("goverment", "government")]


def test_name_variant_shows_and_suggests_the_usual_spelling() -> None:
    text = "Lindqvist won. Lindqvist smiled. Lindqvist spoke. At the end Lindqvits left."
    (hit,) = hits(text, "name-variant")
    assert hit.span.of(text) == "Lindqvits"
    assert hit.fix == "Lindqvist"
    assert hit.related[0].text == "Lindqvist"
    assert "3 times" in hit.message


def test_the_title_counts_towards_the_usual_spelling() -> None:
    text = "The mayor, Lindkvist, spoke on Monday. Later the people of the town heard Lindqvist speak."
    plain = hits(text, "name-variant")
    titled = hits(text, "name-variant", title="Lindqvist wins, and Lindqvist smiles")
    assert [hit.span.of(text) for hit in titled] == ["Lindkvist"]
    assert plain == [] or plain[0].confidence < titled[0].confidence


def test_two_names_told_apart_in_one_sentence_are_no_variants() -> None:
    assert found("Mr Kovalenko met Mr Kovalenka there. Kovalenko spoke. Kovalenko left.", "name-variant") == []


def test_paragraph_without_its_first_letter() -> None:
    text = "The road was closed on Monday.\n\nn spite of the rain, the crews kept working through the night."
    (hit,) = hits(text, "lost-first-letter")
    assert (hit.span.of(text), hit.fix) == ("n", "In")


def test_mixed_scripts_name_the_strange_letter() -> None:
    (hit,) = hits("The cоuncil met.", "mixed-script")
    assert "cyrillic small letter o" in hit.message


@pytest.mark.parametrize("entry", toml("spelling/hyphens.toml")["compound"], ids=lambda entry: entry["apart"])
def test_each_hyphen_entry_fires_on_its_own_line(entry: dict[str, str]) -> None:
    assert [text.lower() for text in found(entry["test"], "missing-hyphen")] == [entry["apart"]]
    assert entry["hyphenated"].replace("-", " ") == entry["apart"]
    assert found(entry["test"].lower().replace(entry["apart"], entry["hyphenated"]), "missing-hyphen") == []


def test_ages_are_called_where_the_option_says_so() -> None:
    text = (
        "His 90 year old mother and a 20-month old child saw a 90-year-old house; she is one year old, he 20 years old."
    )
    check = all_checks()["typos/missing-hyphen"]
    document = Document(Article(text=text))
    assert check.options == {"ages": False}
    assert list(check.find(document)) == []
    assert [hit.span.of(text) for hit in check.find(document, ages=True)] == ["90 year old", "20-month old"]


def test_lexicon_keeps_capitals_apart() -> None:
    words = lexicon()
    assert "london" not in words
    assert words.knows("London")
    assert words.knows("Table")
    assert words.is_name("London")
    assert not words.is_name("Table")


def test_word_lists_agree_with_each_other() -> None:
    common = set(common_words())
    for word, others in look_alikes().items():
        assert word in common or "'" in word
        assert word not in others
        assert others
        assert {other for other in others if "'" not in other} <= common


def test_language_model_prefers_what_people_write() -> None:
    model = language_model()
    assert model.after("calm", "remain", "must") > model.after("clam", "remain", "must") + 5
    assert model.word("qwzx") == model.after("qwzx", "the", "of")


def test_the_checks_do_not_load_the_sound_library() -> None:
    code = (
        "import sys; from auditor.article import Article; from auditor.document import Document;"
        "d = Document(Article(text='The goverment met on Friday.')); assert d.unknown_words;"
        "sys.exit('sounddevice' in sys.modules or 'pandas' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize("name", ["unknown_words", "name_slips", "word_slips"])
def test_trees_are_well_formed(name: str) -> None:
    trees = load_trees(f"spelling/{name}.json")
    measured = json.loads(path(f"spelling/{name}.json").read_text(encoding="utf-8"))["measured"]
    assert 0 < trees.threshold < 1
    assert [row["recall"] for row in measured["curve"]] == sorted(row["recall"] for row in measured["curve"])
    for tree in trees.trees:
        for number, node in enumerate(tree):
            assert len(node) in (1, 4)
            if len(node) == 4:
                assert 0 <= node[0] < len(trees.features)
                assert number < node[2] < len(tree)
                assert number < node[3] < len(tree)


def test_tables_of_hashes_come_back_from_their_file(tmp_path: Path) -> None:
    tables = [
        HashTable.of({word_hash(f"{name} {n}"): n % 255 + 1 for n in range(size)}) for name, size in SIZES.items()
    ]
    write_tables(tmp_path / "tables.bin", *tables)
    mapped = map_tables(tmp_path / "tables.bin")
    assert len(mapped) == len(tables)
    for table, (name, size) in zip(mapped, SIZES.items(), strict=True):
        assert [table.get(f"{name} {n}") for n in range(size)] == [n % 255 + 1 for n in range(size)]
        assert table.get("another") == 0
    (tmp_path / "tables.bin").write_bytes(b"something else")
    with pytest.raises(ValueError, match=r"tables\.bin begins with"):
        map_tables(tmp_path / "tables.bin")


SIZES = {"one": 7, "none": 0, "many": 1000}


def test_what_news_prints() -> None:
    assert usage().run("prime", "minister") > usage().run("prime", "numbers")
    assert usage().run("minister", "prime", "the") == 0
    assert usage().sources("Obama") > 20
    assert usage().sources("obama") < usage().sources("Obama")
    assert usage().sources("Qwzxv") == 0


@pytest.mark.parametrize(
    ("text", "printed", "meant"),
    [
        ("The party said that it's own members had not been told.", "it's", "its"),
        ("He said that its not clear who will pay for the plan.", "its", "it's"),
        ("They have more money then the other parties in the house.", "then", "than"),
        ("It was to late for the town, the mayor said.", "to", "too"),
        ("They said that their are no plans to close the school.", "their", "there"),
    ],
)
def test_pairs_that_writers_confuse_are_told_apart(text: str, printed: str, meant: str) -> None:
    assert [(hit.span.of(text), hit.fix) for hit in hits(text, "real-word-slip")] == [(printed, meant)]
    right = text.replace(f" {printed} ", f" {meant} ")
    assert found(right, "real-word-slip") == []
    words = Document(Article(text=text)).word_stream.words
    odds = word_pairs().odds(words, words.index(printed), meant)
    turned = [meant if word == printed else word for word in words]
    assert odds == pytest.approx(-word_pairs().odds(turned, words.index(printed), printed))
    assert odds > 0


def test_every_pair_has_a_model() -> None:
    pairs = word_pairs()
    for word, others in pairs.others.items():
        for other, least in others:
            assert (word, least) in pairs.others[other]
            assert pairs.odds(["<s>", "qwzx", word, "qwzx", "</s>"], 2, other) != 0


def test_a_pair_is_taught_from_its_uses() -> None:
    pytest.importorskip("sklearn")
    one, other, *_ = training.pairs()[0]
    uses: dict[str, list[tuple[tuple[str, ...], int, int]]] = defaultdict(list)
    uses[one] = [(("<s>", left, "xx", "own", "</s>"), 2, 0) for left in ("of", "in") for _ in range(30)]
    uses[other] = [(("<s>", "that", "xx", "not", "</s>"), 2, 1)] * 60
    said: list[str] = []
    models = training.teach(uses, None, said.append)
    assert models.odds(["<s>", "of", other, "own", "</s>"], 2, one) > 1
    assert models.odds(["<s>", "that", one, "not", "</s>"], 2, other) > 1
    assert len(said) == len(training.pairs()) - 1
    assert training.teach(uses, 0, said.append).others == {}


def test_often_made_slips_are_known_whatever_their_length() -> None:
    assert known_slips().meant_by("definatly") == ("definitely",)
    assert "a lot" in known_slips().meant_by("alot")
    assert known_slips().meant_by("qwzxv") == ()
    text = "He has alot of friends in the city, and they will definatly come."
    assert {(hit.span.of(text), hit.fix) for hit in hits(text)} == {("alot", "a lot"), ("definatly", "definitely")}


def test_slips_of_frequent_letters_are_cheaper() -> None:
    assert price("recieve", "receive") < price("recewve", "receive")
    assert price("frend", "friend") < price("frend", "frond") + 2.0
    assert price("definately", "definitely") < price("definzzely", "definitely")
    assert price("enviroment", "environment") < price("envqrontent", "environment")
    made = slip_prices.prices()
    assert set(made) == set(prices())
    assert all(max(len(letters) for letters in step) <= MOST_LETTERS for step in made)


def test_words_two_slips_away_are_found() -> None:
    assert "killed" in dict(near_words("kild"))
    assert "definitely" in dict(near_words("defanitley"))
    assert "long" not in dict(near_words("looong"))


@pytest.mark.parametrize(
    ("text", "printed", "meant"),
    [
        ("He met the head of the ChineseCommunist Party on Monday.", "ChineseCommunist", "Chinese Communist"),
        ("She said that it’snot what the members wanted.", "it’snot", "it’s not"),
        ("She doesn'tknow what the members wanted.", "doesn'tknow", "doesn't know"),
        ("A spokesman forMicrosoft said that it would be late.", "forMicrosoft", "for Microsoft"),
    ],
)
def test_words_joined_at_a_capital_or_behind_an_apostrophe(text: str, printed: str, meant: str) -> None:
    (hit,) = hits(text, "joined")
    assert hit.span.of(text) == printed
    assert hit.fix == meant


@pytest.mark.parametrize(
    "text",
    [
        "Koh Myung-seok and the socio-economic desk judged the self-servingly told story of the Trump-ites.",
        "TheDC asked him; he told TheDC that it was late, and TheDC wrote that he would not come.",
        "He ran setup.exe and read http:live.example.",
        "He read the Phil\u00ada\u00addel\u00adphia Even\u00ading Bul\u00adle\u00adtin every day.",
    ],
)
def test_parts_of_words_are_no_slips(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize("kind", ["joined", "nonword", "realword"])
def test_slips_put_into_an_article_are_where_they_are_said_to_be(kind: str) -> None:
    text = "In the evening Mr Smith told the House that The Times had met the Queen of Spain on Monday. " * 20
    (changed,) = with_slips({"text": text, "source": "a"}, kind, random.Random(1))
    restored, end = [], 0
    for start, stop, printed, meant, said in changed["errors"]:
        assert (changed["text"][start:stop], said) == (printed, kind)
        assert (printed == meant.replace(" ", "")) == (kind == "joined")
        restored += [changed["text"][end:start], meant]
        end = stop
    assert "".join((*restored, changed["text"][end:])) == text
    assert restored


def test_an_article_with_many_joined_words_prefers_another() -> None:
    one = "On Monday Peng Shuai posted tohis account."
    many = " The bulk ofthe people who saw it formore than a day said that she wasnot inthe city."
    assert [hit.fix for hit in hits(one) if hit.span.of(one) == "tohis"] == ["this"]
    assert [hit.fix for hit in hits(one + many) if hit.span.of(one) == "tohis"] == ["to his"]


def test_an_article_with_many_joined_words_is_surer_of_each() -> None:
    one = "The law lets Chineseenterprises of this kind in."
    many = " The bulk ofthe people who saw it formore than a day said that she wasnot inthe city."
    assert "Chinese enterprises" not in [hit.fix for hit in hits(one)]
    found = {hit.fix: hit.confidence for hit in hits(one + many)}
    assert found["Chinese enterprises"] > 0.2
    assert found["of the"] > max(
        hit.confidence for hit in hits("The bulk ofthe people went away.") if hit.fix == "of the"
    )


def test_pairs_that_are_never_apart_make_one_word() -> None:
    for one, other in never_apart():
        assert one + other in common_words()
    assert found("She did it her self, and he went some where else.", "split") == ["her self", "some where"]
    assert found("Some times were hard for the people of the town.", "split") == []


def test_stopping_early_changes_no_finding() -> None:
    trees = load_trees("spelling/word_slips.json")
    whole = replace(trees, stops={})
    text = " ".join(entry.text for check in CHECKS for entry in check.examples)
    document = Document(Article(text=text))
    for candidate in word_slips.candidates(text, document.word_stream):
        one, other = trees.probability(candidate.features), whole.probability(candidate.features)
        assert one == other or (one == 0.0 and other < trees.threshold)


words = st.text(alphabet="abcdefgh", min_size=1, max_size=8)


@given(words, st.integers(0, 8), st.sampled_from("abcdefgh"), st.sampled_from(["add", "drop", "change", "swap"]))
def test_every_slip_is_found_back(word: str, at: int, letter: str, kind: str) -> None:
    at = min(at, len(word) - 1)
    printed = {
        "add": word[:at] + letter + word[at:],
        "drop": word[:at] + word[at + 1 :],
        "change": word[:at] + letter + word[at + 1 :],
        "swap": word[:at] + word[at : at + 2][::-1] + word[at + 2 :],
    }[kind]
    if printed == word:
        return
    assert list(one_slip_away(printed, {word})) == [word]
    assert slip_between(printed, word) != "far"
    assert slip_between(printed, word) in COSTS


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from("aeT s.,'’“-\n01о[]č"), max_size=120))
def test_hits_lie_in_the_text_and_are_the_same_twice(text: str) -> None:
    first, second = hits(text), hits(text)
    assert first == second
    for hit in first:
        assert 0 <= hit.span.start < hit.span.end <= len(text)
        assert hit.fix != hit.span.of(text)


def hostile() -> Iterator[tuple[str, str]]:
    size = 200_000
    for name, piece in {
        "letters": "a", "blanks": " ", "quotes": '"', "digits": "1", "stops": ".", "commas": ",", "lines": "\n",
        "names": "Abcde ", "words": "teh ", "pairs": "a a ", "camel": "aB", "mixed": "аa", "apostrophes": "a'",
    }.items():  # fmt: skip
        yield name, piece * (size // len(piece))
    yield (
        "many names",
        " ".join(f"Abc{chr(97 + n % 26)}{chr(97 + n // 26 % 26)}{chr(97 + n // 676 % 26)}e" for n in range(20_000)),
    )


@pytest.mark.parametrize(("name", "text"), [pytest.param(name, text, id=name) for name, text in hostile()])
def test_hostile_text_takes_linear_time(name: str, text: str) -> None:
    document = Document(Article(text=text))
    assert document.sentences is not None
    started = time.process_time()
    for check in CHECKS:
        list(check.find(document))
    assert time.process_time() - started < 8, name
