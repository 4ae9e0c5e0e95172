from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from evals import cli
from evals.retrieval.beir import BeirSet, CorpusRow
from evals.retrieval.mixed import evaluate_mixed, mixed_set
from retrieval import Embedder
from retrieval.errors import CallerError

_TEXTS = {
    "en": ["A vase from Beijing.", "A clock from London.", "A bowl from Delft.", "A fan from Guangzhou."],
    "zh": ["北京的花瓶。", "伦敦的钟。", "代尔夫特的碗。", "广州的扇子。"],
}
_QUESTIONS = {
    "en": ["Whence the vase?", "Whence the clock?", "Whence the bowl?", "Whence the fan?"],
    "zh": ["花瓶来自哪里？", "钟来自哪里？", "碗来自哪里？", "扇子来自哪里？"],
}


def one_language(language: str, *, ids: str = "p") -> BeirSet:
    """Four passages and a question about each."""
    return BeirSet(
        name=language,
        corpus=tuple(CorpusRow(_id=f"{ids}-{i}", text=t) for i, t in enumerate(_TEXTS[language])),
        questions={f"q-{i}": text for i, text in enumerate(_QUESTIONS[language])},
        qrels={f"q-{i}": {f"{ids}-{i}": 1} for i in range(4)},
    )


def test_every_passage_stands_in_one_language_and_is_asked_about_in_all() -> None:
    mixed = mixed_set([one_language("en"), one_language("zh")])
    assert [row.text for row in mixed.collection.corpus] == [
        _TEXTS["en"][0], _TEXTS["zh"][1], _TEXTS["en"][2], _TEXTS["zh"][3],
    ]  # fmt: skip
    assert len(mixed.collection.questions) == 8
    assert {name: sorted(judged) for name, judged in mixed.groups.items()} == {
        "en, own language": ["en/q-0", "en/q-2"],
        "en, another language": ["en/q-1", "en/q-3"],
        "zh, own language": ["zh/q-1", "zh/q-3"],
        "zh, another language": ["zh/q-0", "zh/q-2"],
    }


def test_figures_come_by_group_and_leg(embedder: Embedder) -> None:
    mixed = mixed_set([one_language("en"), one_language("zh")])
    found = evaluate_mixed(mixed, embedder, legs=("studiolo", "bm25"))
    assert list(found) == list(mixed.groups)
    assert found["en, own language"]["bm25"]["R@1"] == 1.0
    assert {tuple(legs) for legs in found.values()} == {("studiolo", "bm25")}


@pytest.mark.parametrize(
    "sets",
    [
        [one_language("en"), one_language("en")],
        [one_language("en")],
        [one_language("en"), one_language("zh", ids="other")],
    ],
)
def test_sets_that_cannot_be_mixed_are_refused(sets: list[BeirSet]) -> None:
    with pytest.raises(CallerError):
        mixed_set(sets)


def test_the_command_prints_one_json_document_or_a_table(
    tmp_path: Path, tiny_model: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("STUDIOLO_EMBEDDING_MODEL", str(tiny_model))
    folders = [str(written(one_language(language), tmp_path / language)) for language in ("en", "zh")]
    shown = []
    for arguments in (["--json"], []):
        monkeypatch.setattr(sys, "argv", ["evals", "mixed", *folders, "--legs", "dense", *arguments])
        with pytest.raises(SystemExit) as stopped:
            cli.main()
        assert stopped.value.code == 0
        shown.append(capsys.readouterr().out)
    report = json.loads(shown[0])
    assert set(report) == {"groups", "config"}
    assert report["config"]["passages"] == 4
    assert "4 passages, 8 questions" in shown[1]
    assert "another language" in shown[1]


def written(collection: BeirSet, folder: Path) -> Path:
    """A set as the folder it is read from."""
    (folder / "qrels").mkdir(parents=True)
    rows = [json.dumps({"_id": row.id, "text": row.text}) for row in collection.corpus]
    (folder / "corpus.jsonl").write_text("\n".join(rows), encoding="utf-8")
    asked = [json.dumps({"_id": i, "text": text}) for i, text in collection.questions.items()]
    (folder / "queries.jsonl").write_text("\n".join(asked), encoding="utf-8")
    judged = [f"{q}\t{p}\t{s}" for q, right in collection.qrels.items() for p, s in right.items()]
    lines = ["query-id\tcorpus-id\tscore", *judged]
    (folder / "qrels" / "test.tsv").write_text("\n".join(lines), encoding="utf-8")
    return folder
