from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest

from evals.verification.parallel import BESIDE, TRANSLATED, VERBATIM, is_parallel, parallel_rows
from evals.verification.weights import Measured
from retrieval import CallerError

_ENGLISH = {
    "bell-0": "The bell was cast in 1687 by two brothers from Riga. It weighs 312 kilograms and hangs in the "
    "tower. Its rim carries a frieze of vines and small birds.",
    "bell-1": "The tower was raised in 1702 after the bell had cracked. Masons from the valley built it in "
    "five years. The bell was hung again on the first day of May.",
    "owl-0": "The silver owl turns its head when the drawer below it is opened. It was made in Augsburg.",
}
_CHINESE = {
    "bell-0": "这口钟于1687年由来自里加的两兄弟铸造。它重312公斤，悬挂在塔楼之中。"
    "钟的边缘饰有葡萄藤和小鸟图案。",
    "bell-1": "塔楼是在钟破裂之后于1702年建造的。来自山谷的石匠用了五年时间将它建成。"
    "五月的第一天，钟被重新悬挂起来。",
    "lamp-0": "这盏灯是用青铜和玻璃制成的，高四十厘米。",
}


def _folder(path: Path, texts: Mapping[str, str]) -> Path:
    path.mkdir()
    lines = (json.dumps({"_id": key, "text": text}, ensure_ascii=False) for key, text in texts.items())
    (path / "corpus.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_sentences_are_supported_by_the_translation_and_not_by_its_neighbour(tmp_path: Path) -> None:
    rows = parallel_rows([_folder(tmp_path / "en", _ENGLISH), _folder(tmp_path / "zh", _CHINESE)])
    translated = [row for row in rows if row.kind == TRANSLATED]
    assert {row.language for row in translated} == {"en", "zh"}
    assert all(row.supported and row.source == "bell" for row in translated)
    for row in translated:
        own, other = (_ENGLISH, _CHINESE) if row.language == "en" else (_CHINESE, _ENGLISH)
        (key,) = [key for key, text in own.items() if row.sentence in text]
        assert row.passages == [other[key]]
        beside = [r for r in rows if r.kind == BESIDE and r.sentence == row.sentence]
        assert [r.passages for r in beside] == [[other["bell-1" if key == "bell-0" else "bell-0"]]]
        assert not any(r.supported for r in beside)


def test_a_changed_sentence_stands_in_no_passage(tmp_path: Path) -> None:
    rows = parallel_rows([_folder(tmp_path / "en", _ENGLISH), _folder(tmp_path / "zh", _CHINESE)])
    changed = [row for row in rows if not row.supported and row.kind != BESIDE]
    assert changed
    texts = "\n".join([*_ENGLISH.values(), *_CHINESE.values()])
    assert not any(row.sentence in texts for row in changed)
    assert max(Counter((row.sentence, row.kind) for row in changed).values()) == 1


def test_in_one_language_sentences_are_verbatim(tmp_path: Path) -> None:
    rows = parallel_rows([_folder(tmp_path / "en", _ENGLISH), _folder(tmp_path / "zh", _CHINESE)])
    verbatim = [row for row in rows if row.kind == VERBATIM]
    assert verbatim
    assert all(row.supported and row.sentence in row.passages[0] for row in verbatim)


def test_rows_are_always_the_same(tmp_path: Path) -> None:
    folders = [_folder(tmp_path / "en", _ENGLISH), _folder(tmp_path / "zh", _CHINESE)]
    assert parallel_rows(folders) == parallel_rows(folders)
    assert parallel_rows([]) == []


def test_folders_of_one_language_or_without_a_common_id_are_refused(tmp_path: Path) -> None:
    english = _folder(tmp_path / "en", _ENGLISH)
    with pytest.raises(CallerError, match="language 'en'"):
        parallel_rows([english, _folder(tmp_path / "en2", _ENGLISH)])
    with pytest.raises(CallerError, match="no id in common"):
        parallel_rows([english, _folder(tmp_path / "zh", {"lamp-0": _CHINESE["lamp-0"]})])


def test_false_alarms_are_counted_on_rows_of_museums_alone(tmp_path: Path) -> None:
    rows = parallel_rows([_folder(tmp_path / "en", _ENGLISH), _folder(tmp_path / "zh", _CHINESE)])
    translated = next(row for row in rows if row.kind == TRANSLATED)
    written = translated.model_copy(update={"kind": "translated"})
    assert (is_parallel(translated), is_parallel(written)) == (True, False)
    assert list(Measured([translated, written], []).judged) == [False, True]
