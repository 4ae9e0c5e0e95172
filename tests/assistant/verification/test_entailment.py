"""A cross-encoder as a second opinion: a tiny one, made here."""

from pathlib import Path

import pytest
import torch
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Whitespace
from tokenizers.processors import TemplateProcessing
from transformers import BertConfig, BertForSequenceClassification, PreTrainedTokenizerFast

from assistant.verification import open_entailment
from retrieval.errors import SettingsError

_WORDS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "the", "bowl", "is", "blue", "red"]


def _cross_encoder(folder: Path, labels: list[str]) -> Path:
    """A cross-encoder of two layers that has learned nothing."""
    tokenizer = Tokenizer(WordLevel({word: i for i, word in enumerate(_WORDS)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = Whitespace()  # type: ignore[assignment]
    tokenizer.post_processor = TemplateProcessing(  # type: ignore[assignment]
        single="[CLS] $A [SEP]",
        pair="[CLS] $A [SEP] $B:1 [SEP]:1",
        special_tokens=[("[CLS]", 2), ("[SEP]", 3)],
    )
    PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, pad_token="[PAD]", unk_token="[UNK]", cls_token="[CLS]",
        sep_token="[SEP]", model_max_length=64,
    ).save_pretrained(folder)  # fmt: skip
    torch.manual_seed(0)
    config = BertConfig(
        vocab_size=len(_WORDS), hidden_size=16, num_hidden_layers=2, num_attention_heads=2,
        intermediate_size=32, max_position_embeddings=64, num_labels=len(labels),
        id2label=dict(enumerate(labels)),
    )  # fmt: skip
    BertForSequenceClassification(config).save_pretrained(folder)
    return folder


def test_a_cross_encoder_says_how_likely_the_best_passage_entails_a_sentence(tmp_path: Path) -> None:
    model = open_entailment(str(_cross_encoder(tmp_path, ["contradiction", "entailment", "neutral"])))
    one, other = model.score("the bowl is blue", ["the bowl"]), model.score("the bowl is blue", ["red"])
    assert 0 < one < 1
    assert model.score("the bowl is blue", ["the bowl", "red"]) == pytest.approx(max(one, other), abs=1e-5)
    assert model.score("the bowl is blue", []) == 0.0


def test_a_model_without_a_label_for_entailment_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="one of several must be entailment"):
        open_entailment(str(_cross_encoder(tmp_path, ["good", "bad", "ugly"])))


def test_a_model_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="cannot be loaded"):
        open_entailment(str(tmp_path / "missing"))
