"""Tests of collections in several scripts: what answers in another than the question's is found too."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from retrieval.embeddings import Embedder
from retrieval.filters import Filters
from retrieval.index import PassageIndex
from retrieval.search import across, ranking, searching
from tests.retrieval.conftest import make_passage

_LATIN = make_passage("The clock was wound on Sundays.", "en.md")
_HAN = make_passage("孔雀钟由英国匠人制作。", "zh.md", language="zh")
_CYRILLIC = make_passage("Часы завели в воскресенье.", "ru.md", language="ru")
_UKRAINIAN = make_passage("Годинник завели в неділю.", "uk.md", language="uk")
_FRENCH = make_passage("La pendule fut remontée le dimanche.", "fr.md", language="fr")
_ALL = [_LATIN, _HAN, _CYRILLIC, _UKRAINIAN, _FRENCH]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[PassageIndex]:
    with PassageIndex.open(tmp_path_factory.mktemp("home"), embedder) as opened:
        opened.add(_ALL)
        yield opened


@pytest.mark.parametrize(
    ("language", "apart"), [("en", [0, 1, 1, 1, 0]), ("zh", [1, 0, 1, 1, 1]), ("ru", [1, 1, 0, 0, 1])]
)
def test_foreign_is_what_is_written_in_another_script(
    index: PassageIndex, language: str, apart: list[int]
) -> None:
    lexical = index._words(index._collection())
    assert list(across.foreign([p.passage_id for p in _ALL], language, lexical)) == apart


def test_others_are_searched_for_where_the_collection_has_their_script(
    index: PassageIndex, tmp_path: Path, embedder: Embedder
) -> None:
    vector = embedder.embed_questions(["Who wound the clock?"])[0]
    lexical, tokens = index._words(index._collection()), index._tokens
    found = across.vectors_toward_others(vector, "en", lexical, tokens)
    means = {code: tokens.question_mean(code) for code in ("en", "zh", "ru")}
    for other, code in zip(found, ("zh", "ru"), strict=True):
        assert (other - vector) @ (means[code] - means["en"]) > 0
    with PassageIndex.open(tmp_path / "index", embedder) as plain:
        plain.add([_LATIN, _FRENCH])
        assert across.vectors_toward_others(vector, "en", plain._words(plain._collection()), tokens) == []


def test_a_passage_in_another_script_is_not_behind_for_that(
    index: PassageIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    def scores() -> dict[str, float]:
        return {e.passage.document_id: e.score for e in index.search("Who wound the clock?", 5)}

    evened = scores()
    monkeypatch.setattr(ranking, "FOREIGN_LATE", 0.0)
    plain = scores()
    assert all(evened[d] > plain[d] for d in ("zh.md", "ru.md", "uk.md"))
    assert {d: evened[d] for d in ("en.md", "fr.md")} == pytest.approx(
        {d: plain[d] for d in ("en.md", "fr.md")}, abs=0.05
    )


def test_who_asks_for_a_language_gets_that_alone(index: PassageIndex) -> None:
    found = index.search("Who wound the clock?", 5, Filters(language=("ru",)))
    assert [e.passage.document_id for e in found] == ["ru.md"]


@pytest.mark.parametrize("filters", [Filters(), Filters(kind=("markdown",))])
def test_passages_near_to_the_question_in_another_script_are_ranked_with_the_nearest(
    index: PassageIndex, monkeypatch: pytest.MonkeyPatch, filters: Filters
) -> None:
    engines = index._engines(index._collection())
    monkeypatch.setattr(across, "_TOWARD", 50.0)  # so far that nothing but the script counts
    _, _, near, abroad = searching._near(engines, "Who wound the clock?", 2, filters)
    assert len(near) == 2
    assert _HAN.passage_id in abroad


def test_nothing_is_looked_for_in_other_scripts_where_a_language_is_asked_for(index: PassageIndex) -> None:
    engines = index._engines(index._collection())
    asked = Filters(language=("en",))
    _, _, near, abroad = searching._near(engines, "Who wound the clock?", 2, asked)
    assert (list(near), abroad) == ([_LATIN.passage_id], [])
