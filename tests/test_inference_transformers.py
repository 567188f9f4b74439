"""The door for a language-inference model in transformers, with a tiny model that is built and trained here.

torch and transformers are no part of the environment of the tests:

python3 -m venv /tmp/nli && /tmp/nli/bin/pip install torch transformers
AUDITOR_TRANSFORMERS_PYTHON=/tmp/nli/bin/python pytest tests/test_inference_transformers.py
"""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from tests.conftest import ROOT

pytestmark = pytest.mark.slow

BUILD = """
import sys
from pathlib import Path
import torch
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers
from transformers import BertConfig, BertForSequenceClassification, PreTrainedTokenizerFast

folder = Path(sys.argv[1])
words = "[PAD] [UNK] [CLS] [SEP] [MASK] not never the council will keep sell close ferry mill".split()
plain = Tokenizer(models.WordLevel({word: number for number, word in enumerate(words)}, unk_token="[UNK]"))
plain.normalizer, plain.pre_tokenizer = normalizers.Lowercase(), pre_tokenizers.Whitespace()
tokenizer = PreTrainedTokenizerFast(
    tokenizer_object=plain, pad_token="[PAD]", unk_token="[UNK]", cls_token="[CLS]", sep_token="[SEP]")
torch.manual_seed(0)
labels = {0: "entailment", 1: "neutral", 2: "CONTRADICTION"}
model = BertForSequenceClassification(BertConfig(
    vocab_size=len(words), hidden_size=32, num_hidden_layers=1, num_attention_heads=2, intermediate_size=32,
    hidden_dropout_prob=0, attention_probs_dropout_prob=0, id2label=labels, label2id={v: k for k, v in labels.items()}))
pairs, gold = [], []
for verb in ("keep", "sell", "close"):
    for thing in ("ferry", "mill"):
        plain, turned = (f"the council will {no}{verb} the {thing}" for no in ("", "not "))
        pairs += [(plain, plain), (plain, turned), (turned, plain)]
        gold += [0, 2, 2]
coded = tokenizer(*map(list, zip(*pairs)), padding=True, return_tensors="pt")
optimiser = torch.optim.Adam(model.parameters(), lr=5e-3)
for _ in range(150):
    loss = torch.nn.functional.cross_entropy(model(**coded).logits, torch.tensor(gold))
    optimiser.zero_grad(); loss.backward(); optimiser.step()
model.save_pretrained(folder)
tokenizer.save_pretrained(folder)
"""
ASK = """
import json, sys
from auditor.reading import inference
score = inference.load(sys.argv[1])
kept, stopped = "The council will keep the ferry.", "The council will not keep the ferry."
turned = score([(kept, stopped), (stopped, kept)])
print(json.dumps({"same": score([(kept, kept)]), "turned": turned, "none": score([])}))
"""


@pytest.fixture(scope="module")
def python() -> str:
    found = os.environ.get("AUDITOR_TRANSFORMERS_PYTHON")
    if not found:
        pytest.skip("set AUDITOR_TRANSFORMERS_PYTHON to a Python that has torch and transformers")
    return found


@pytest.fixture(scope="module")
def model(python: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("model")
    run(python, BUILD, folder)
    return folder


def run(python: str, code: str, folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "HF_HUB_OFFLINE": "1", "TOKENIZERS_PARALLELISM": "false"}
    return subprocess.run(
        [python, "-c", code, str(folder)], env=environment, capture_output=True, text=True, check=True, timeout=300
    )


def test_a_model_in_transformers_scores_pairs(python: str, model: Path) -> None:
    said = json.loads(run(python, ASK, model).stdout)
    assert said["none"] == []
    assert max(said["same"]) < 0.1
    assert min(said["turned"]) > 0.9


def test_weights_that_are_a_pickle_are_refused(python: str, model: Path, tmp_path: Path) -> None:
    for name in ("config.json", "tokenizer.json", "tokenizer_config.json"):
        (tmp_path / name).write_bytes((model / name).read_bytes())
    (tmp_path / "pytorch_model.bin").write_bytes(b"\x80\x04N.")
    with pytest.raises(subprocess.CalledProcessError) as failed:
        run(python, ASK, tmp_path)
    assert "it has neither model.onnx nor model.safetensors" in failed.value.stderr
