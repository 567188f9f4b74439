"""The door for a language-inference model, with a tiny ONNX model that is built here."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from auditor import api
from auditor.article import Article
from auditor.config import ConfigError, load
from auditor.document import Document
from auditor.engine.inspection import Plan
from auditor.engine.versions import versions
from auditor.reading import inference

RULE = "contradictions/inferred-contradiction"
KEPT = "The council of Elberfeld will keep the ferry to Norvik in service."
STOPPED = "The council of Elberfeld will not keep the ferry to Norvik in service."
WORDS = ["[UNK]", "[PAD]", "not", "the", "council", "of", "elberfeld", "will", "keep", "ferry", "to", "norvik"]


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a model that finds a contradiction where one sentence of the two has one "not" and the other none."""
    onnx = pytest.importorskip("onnx")
    tokenizers = pytest.importorskip("tokenizers")
    folder = tmp_path_factory.mktemp("model")
    vocabulary = {word: number for number, word in enumerate(WORDS)}
    tokenizer = tokenizers.Tokenizer(tokenizers.models.WordLevel(vocabulary, unk_token="[UNK]"))
    tokenizer.normalizer = tokenizers.normalizers.Lowercase()
    tokenizer.pre_tokenizer = tokenizers.pre_tokenizers.Whitespace()
    tokenizer.save(str(folder / "tokenizer.json"))
    make, kinds = onnx.helper, onnx.TensorProto
    inputs = [
        make.make_tensor_value_info(name, kinds.INT64, ["pairs", "tokens"]) for name in ("input_ids", "attention_mask")
    ]
    nodes = [
        make.make_node("Equal", ["input_ids", "two"], ["is_not"]),
        make.make_node("Cast", ["is_not"], ["nots"], to=kinds.FLOAT),
        make.make_node("Cast", ["attention_mask"], ["seen"], to=kinds.FLOAT),
        make.make_node("Mul", ["nots", "seen"], ["counted"]),
        make.make_node("ReduceSum", ["counted", "axis"], ["sum"], keepdims=1),
        make.make_node("MatMul", ["sum", "weights"], ["scaled"]),
        make.make_node("Add", ["scaled", "bias"], ["logits"]),
    ]
    constants = [
        make.make_tensor("two", kinds.INT64, [], [2]),
        make.make_tensor("axis", kinds.INT64, [1], [1]),
        make.make_tensor("weights", kinds.FLOAT, [1, 3], [0.0, 0.0, 10.0]),
        make.make_tensor("bias", kinds.FLOAT, [3], [2.0, 0.0, -4.0]),
    ]
    outputs = [make.make_tensor_value_info("logits", kinds.FLOAT, ["pairs", 3])]
    graph = make.make_graph(nodes, "tiny", inputs, outputs, constants)
    onnx.save(
        make.make_model(graph, opset_imports=[make.make_opsetid("", 13)], ir_version=8), str(folder / "model.onnx")
    )
    labels = {"0": "entailment", "1": "neutral", "2": "contradiction"}
    (folder / "config.json").write_text(json.dumps({"id2label": labels}), encoding="utf-8")
    return folder


def test_a_model_scores_pairs(model: Path) -> None:
    pytest.importorskip("onnxruntime")
    score = inference.load(str(model))
    same, turned = score([(KEPT, KEPT), (KEPT, STOPPED)])
    assert same < 0.01
    assert turned > 0.95
    assert score([]) == []


def test_a_configured_model_is_asked_and_only_asks_to_verify(model: Path) -> None:
    pytest.importorskip("onnxruntime")
    config = load(overrides={"select": [RULE], "inference": {"model": str(model)}})
    (found,) = api.audit(f"{KEPT} It snowed. {STOPPED}", config).findings
    assert (found.text, found.certainty, found.preview) == (STOPPED, "verify", True)
    assert found.related[0].text == KEPT


def test_without_a_model_it_is_no_part_of_an_audit(model: Path) -> None:
    audited = api.audit(f"{KEPT} It snowed. {STOPPED}", load(overrides={"select": ["contradictions"]}))
    assert RULE not in audited.not_measured
    assert RULE not in {finding.rule for finding in audited.findings}


def test_another_model_makes_remembered_results_stale(model: Path, tmp_path: Path) -> None:
    one = versions(Plan(rules=(RULE,), inference=str(model)))
    assert one != versions(Plan(rules=(RULE,)))
    assert one == versions(Plan(rules=(RULE,), inference=str(model)))


@pytest.mark.parametrize(
    ("files", "says"),
    [
        ({}, "it has no config.json"),
        ({"config.json": "{}"}, "it has neither model.onnx nor model.safetensors"),
        ({"config.json": "{}", "model.onnx": ""}, "it has no tokenizer.json"),
    ],
)
def test_a_folder_that_is_no_model_is_told_at_once(files: dict[str, str], says: str, tmp_path: Path) -> None:
    for name, content in files.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(ConfigError, match=says):
        load(overrides={"inference": {"model": str(tmp_path)}})
    with pytest.raises(inference.InferenceError, match=says):
        inference.load(str(tmp_path))


def test_labels_that_know_no_contradiction_are_told() -> None:
    assert inference.contradiction_index({"id2label": {"0": "CONTRADICTION", "1": "neutral"}}, "x") == 0
    with pytest.raises(inference.InferenceError, match=r"labels \['no', 'yes'\]; one must be contradiction"):
        inference.contradiction_index({"id2label": {"0": "yes", "1": "no"}}, "config.json")


def test_candidates_share_rare_words_and_stay_few() -> None:
    towns = [f"{a}{b}burg" for a in ("Al", "Ber", "Cor", "Dun", "Elm", "Fal", "Gor", "Hin") for b in "aeiouy"]
    text = " ".join(f"The harbour of {town} lies empty. In {town} the harbour was sold to a bank." for town in towns)
    pairs = Document(Article(text=f"{text} {KEPT} {STOPPED}")).claim_pairs
    assert 0 < len(pairs) <= 40
    assert all(one.span.start < other.span.start for one, other in pairs)
