from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from evals.answers.question_sets import Question
from evals.answers.scoring import NO_ANSWER, ScoredAnswer, figures, figures_by_language, score
from evals.answers.source_texts import SourceTexts

MakeQuestion = Callable[..., Question]
QUOTE = "The singing clock was made in London in 1772 by James Cox."


def answer(**changes: Any) -> dict[str, Any]:
    given: dict[str, Any] = {
        "refused": False,
        "text": f"{QUOTE} [1]",
        "sentences": [{"text": QUOTE, "citations": [1]}],
        "citations": [{"number": 1, "document_id": "clocks/clock.md", "quote": QUOTE}],
        "passages": [{"document_id": "clocks/clock.md"}, {"document_id": "vase.txt"}],
    }
    return given | changes


def scored(question: Question, given: dict[str, Any], corpus: Path) -> ScoredAnswer:
    return score(question, given, SourceTexts(corpus), milliseconds=12.34)


def test_a_right_answer_scores_on_every_count(make_question: MakeQuestion, corpus: Path) -> None:
    row = scored(make_question(), answer(), corpus)
    assert (row.gold_in_top1, row.gold_in_top5, row.facts) == (True, True, (True, True))
    assert (row.cited, row.verbatim, row.sentences_without_citation) == ((True,), (True,), 0)
    found = figures([row])
    assert found["fact_recall"] == found["citation_precision"] == found["quotes_verbatim"] == 1.0
    assert (found["answered"], found["refusal_precision"], found["refusal_recall"]) == (1.0, None, None)


def test_another_record_of_the_gold_documents_file_is_not_the_one_asked_for(
    make_question: MakeQuestion, corpus: Path
) -> None:
    cited = {"number": 1, "document_id": "stock.csv#12", "quote": QUOTE}
    passages = [{"document_id": "stock.csv#1"}, {"document_id": "stock.csv#12"}]
    given = answer(citations=[cited], passages=passages)
    for gold, top1 in (("stock.csv#12", False), ("stock.csv#1", True), ("stock", True)):
        row = scored(make_question(gold=[{"document": gold}]), given, corpus)
        assert (row.gold_in_top1, row.gold_in_top5, row.golds) == (top1, True, (True,))
        assert row.cited == (gold != "stock.csv#1",)


def test_a_missing_key_fact_lowers_fact_recall(make_question: MakeQuestion, corpus: Path) -> None:
    row = scored(make_question(), answer(text="It was made by Cox of London. [1]"), corpus)
    assert row.facts == (True, False)
    assert figures([row])["fact_recall"] == 0.5


def test_a_wrong_citation_lowers_citation_precision(make_question: MakeQuestion, corpus: Path) -> None:
    wrong = {"number": 2, "document_id": "vase.txt", "quote": "The blue vase was fired at Jingdezhen"}
    row = scored(make_question(), answer(citations=[*answer()["citations"], wrong]), corpus)
    assert row.cited == (True, False)
    assert figures([row])["citation_precision"] == 0.5
    assert figures([row])["quotes_verbatim"] == 1.0


def test_a_changed_quote_is_not_verbatim(make_question: MakeQuestion, corpus: Path) -> None:
    changed = {"number": 1, "document_id": "clocks/clock.md", "quote": QUOTE.replace("1772", "1773")}
    row = scored(make_question(), answer(citations=[*answer()["citations"], changed]), corpus)
    assert row.verbatim == (True, False)
    assert figures([row])["quotes_verbatim"] == 0.5
    assert figures([row])["quotes"] == 2


def test_a_quote_of_a_document_without_text_is_counted_as_unchecked(
    make_question: MakeQuestion, corpus: Path
) -> None:
    (corpus / "scan.tiff").write_bytes(b"II*\0")
    scan = {"number": 2, "document_id": "scan.tiff", "quote": "The clock"}
    found = figures([scored(make_question(), answer(citations=[*answer()["citations"], scan]), corpus)])
    assert (found["quotes"], found["quotes_verbatim"], found["quotes_unchecked"]) == (2, 1.0, 1)


def test_gold_in_the_sixth_passage_is_not_found(make_question: MakeQuestion, corpus: Path) -> None:
    others = [{"document_id": f"other-{i}.txt"} for i in range(5)]
    gold = {"document_id": "clocks/clock.md"}
    sixth = scored(make_question(), answer(passages=[*others, gold]), corpus)
    fifth = scored(make_question(), answer(passages=[*others[:4], gold]), corpus)
    assert (sixth.gold_in_top1, sixth.gold_in_top5) == (False, False)
    assert (fifth.gold_in_top1, fifth.gold_in_top5) == (False, True)
    assert figures([sixth, fifth])["gold_in_top5"] == 0.5


def test_all_gold_documents_are_asked_for_where_a_question_rests_on_several(
    make_question: MakeQuestion, corpus: Path
) -> None:
    two = make_question(gold=[{"document": "clock.docx"}, {"document": "vase.txt"}])
    other = make_question(gold=[{"document": "clock.docx"}, {"document": "scroll.txt"}])
    rows = [scored(question, answer(), corpus) for question in (two, other, make_question())]
    assert [row.golds for row in rows] == [(True, True), (True, False), (True,)]
    assert figures(rows)["all_golds_in_top5"] == 0.5
    assert figures(rows[2:])["all_golds_in_top5"] is None


def test_sentences_without_citation_are_counted(make_question: MakeQuestion, corpus: Path) -> None:
    bare = {"text": "It is lovely.", "citations": []}
    given = answer(sentences=[*answer()["sentences"], bare, bare], left_out=["It is not shown."])
    found = figures([scored(make_question(), given, corpus)])
    assert (found["sentences_without_citation"], found["sentences_left_out"]) == (2, 1)


def test_refusals_are_scored_for_precision_and_recall(make_question: MakeQuestion, corpus: Path) -> None:
    refusal = answer(refused=True, text="", sentences=[], citations=[])
    unanswerable = make_question(answerable=False, gold=[], key_facts=[])
    found = figures(
        [
            scored(unanswerable, refusal, corpus),
            scored(unanswerable, answer(), corpus),
            scored(unanswerable, answer(), corpus),
            scored(make_question(), refusal, corpus),
            scored(make_question(), answer(), corpus),
        ]
    )
    assert found["refusal_precision"] == 0.5
    assert found["refusal_recall"] == pytest.approx(1 / 3, abs=1e-4)
    assert found["answered"] == 0.5
    assert found["fact_recall"] == 0.5  # what was refused is a fact not told
    assert found["citation_precision"] == 1.0  # answers to unanswerable questions have no gold to miss


def test_a_question_that_failed_is_neither_answered_nor_refused(
    make_question: MakeQuestion, corpus: Path
) -> None:
    sources = SourceTexts(corpus)
    row = score(make_question(), NO_ANSWER, sources, milliseconds=1, error="the model does not answer")
    found = figures([row])
    assert (found["errors"], found["answered"], found["fact_recall"]) == (1, 0.0, 0.0)
    assert found["refusal_precision"] is None


def test_questions_without_key_facts_say_nothing_of_fact_recall(
    make_question: MakeQuestion, corpus: Path
) -> None:
    rows = [scored(make_question(key_facts=[]), answer(), corpus), scored(make_question(), answer(), corpus)]
    assert figures(rows)["fact_recall"] == 1.0


def test_median_and_95th_percentile_come_from_the_times_of_asking(
    make_question: MakeQuestion, corpus: Path
) -> None:
    row = scored(make_question(), answer(), corpus)
    rows = [replace(row, milliseconds=float(n)) for n in range(100, 0, -1)]
    found = figures(rows)
    assert (found["p50_ms"], found["p95_ms"]) == (50, 95)


def test_figures_are_given_overall_and_by_language(make_question: MakeQuestion, corpus: Path) -> None:
    english = scored(make_question(), answer(), corpus)
    chinese = scored(make_question(language="zh"), answer(passages=[]), corpus)
    found = figures_by_language([chinese, english])
    assert list(found) == ["all", "en", "zh"]
    assert [found[group]["gold_in_top1"] for group in found] == [0.5, 1.0, 0.0]
    assert [found[group]["questions"] for group in found] == [2, 1, 1]


def test_nothing_asked_gives_empty_figures() -> None:
    found = figures([])
    assert (found["questions"], found["gold_in_top1"], found["p50_ms"]) == (0, None, None)
