from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.quoting import sentence_choice
from assistant.quoting.sentence_choice import SentenceChoice
from retrieval.embeddings import Embedder, Encoded, Span
from retrieval.index import PassageIndex
from retrieval.passages import Evidence, Passage
from tests.assistant.conftest import choice_of, evidence_of


def test_every_statement_is_a_verbatim_candidate_and_the_fittest_comes_first(
    choice: SentenceChoice, evidence: Sequence[Evidence]
) -> None:
    candidates = choice.candidates("Its foot is pierced", evidence)
    assert candidates[0].text == "Its foot is pierced."
    texts = {candidate.text for candidate in candidates}
    assert len(texts) == len(candidates) == 5
    assert "Who threw the lidded bowl?" not in texts
    assert [c.fit for c in candidates] == sorted((c.fit for c in candidates), reverse=True)
    for candidate in candidates:
        assert candidate.text in candidate.evidence.passage.text
        assert evidence[candidate.rank] is candidate.evidence


@pytest.mark.slow
def test_of_the_fittest_ones_document_it_is_told_how_likely_each_sentence_answers(
    tmp_path: Path, packaged_model: Embedder
) -> None:
    said = "The kiln stands by the river. It was built for the monastery. The first firing was in 1742."
    (own,), (other,) = evidence_of(said), evidence_of("A loom was made in 1801.")
    passage = replace(other.passage, document_id="b.md", passage_id="loom")
    evidence = [own, replace(other, passage=passage, score=0.1)]
    with PassageIndex.open(tmp_path / "index", packaged_model) as index:
        index.add([e.passage for e in evidence])
        candidates = choice_of(index).candidates("In what year was the kiln built?", evidence)
    likely = {c.text: c.likely for c in candidates}
    assert (
        max(likely, key=lambda text: likely[text] if text in said else -99) == "The first firing was in 1742."
    )
    assert likely["The kiln stands by the river."] < likely["The first firing was in 1742."] - 1
    assert likely["A loom was made in 1801."] == 0.0
    assert all(c.text == c.evidence.passage.text[slice(*c.span)] for c in candidates)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("What did visitors pay in 1920?", "In 1920 visitors paid 5 roubles."),
        ("Сколько платили посетители в 1930 году?", "In 1930 visitors paid 2 roubles."),
    ],
)
def test_a_sentence_of_the_year_asked_about_comes_before_those_of_others(
    tmp_path: Path, packaged_model: Embedder, question: str, answer: str
) -> None:
    said = (
        "In 1910 visitors paid 20 kopecks. In 1920 visitors paid 5 roubles. In 1930 visitors paid 2 roubles."
    )
    evidence = evidence_of(said)
    with PassageIndex.open(tmp_path / "index", packaged_model) as index:
        index.add([e.passage for e in evidence])
        assert choice_of(index).candidates(question, evidence)[0].text == answer


@pytest.mark.parametrize(
    ("question", "answer", "echo"),
    [
        ("Who threw the lidded bowl?", "A bowl thrown by Kocks.", "The lidded bowl was thrown."),
        ("When was the bowl thrown?", "The bowl was thrown in 1701.", "The bowl was thrown in Delft."),
        ("Кто сделал часы?", "Эти часы сделал Кокс.", "Эти часы сделал кто-то другой."),
        ("What did the bowl cost?", "The bowl cost 30 guineas.", "The bowl cost 1.6 kg of silver."),
        ("How many feet has the bowl?", "The bowl has three feet.", "The bowl has number 14 on its lid."),
        ("How tall is the bowl?", "The bowl is 20 cm tall.", "caption: the bowl, 20 cm tall, in the window"),
        (
            "Where was the bowl thrown?",
            "The bowl was thrown in Delft.",
            "Thrown, W. Bowl. Delft: Old Press, 1901.",
        ),
    ],
)
def test_a_sentence_that_answers_is_fitter_than_one_that_fits_as_well_and_does_not(
    choice: SentenceChoice, question: str, answer: str, echo: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def alike(_question: Encoded, passages: Sequence[Passage]) -> list[list[tuple[Span, float]]]:
        return [[((0, len(p.text)), 0.4)] for p in passages]

    monkeypatch.setattr(choice._index, "sentence_scores", alike)
    monkeypatch.setattr(sentence_choice, "_A_RANK_LOWER", 0.0)
    monkeypatch.setattr(sentence_choice, "_MET", 0.0)
    best, other = choice.candidates(question, evidence_of(echo, answer))
    assert (best.text, other.text) == (answer, echo)
    assert best.score == other.score


def test_of_sentences_that_fit_alike_that_of_the_better_passage_is_fitter(
    choice: SentenceChoice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sentence_choice, "_A_RANK_LOWER", 0.0)
    first, second = evidence_of("The bowl is blue and white.", "The bowl is blue and green.")
    better = Evidence(second.passage, first.score + 1.0)
    assert choice.candidates("Describe the bowl", [first, better])[0].evidence is better


def test_the_best_sentence_of_a_passage_lends_to_those_that_speak_of_it(choice: SentenceChoice) -> None:
    one = "It was pierced later."
    alone = choice.candidates("the lidded bowl", evidence_of(one))[0]
    beside = choice.candidates("the lidded bowl", evidence_of(f"This is the lidded bowl. {one}"))[1]
    assert beside.fit - beside.score > alone.fit - alone.score


def test_what_a_sentence_says_read_alone_counts_beside_what_its_words_say_in_their_passage(
    choice: SentenceChoice, monkeypatch: pytest.MonkeyPatch
) -> None:
    def alike(_question: Encoded, passages: Sequence[Passage]) -> list[list[tuple[Span, float]]]:
        return [[((0, len(p.text)), 0.4)] for p in passages]

    monkeypatch.setattr(choice._index, "sentence_scores", alike)
    monkeypatch.setattr(sentence_choice, "_A_RANK_LOWER", 0.0)
    far, near = "Nine guests came to dinner.", "The lidded bowl came from Delft."
    best, other = choice.candidates("Whence came the lidded bowl from Delft", evidence_of(far, near))
    read = choice._index.embedder.embed_passages(["Whence came the lidded bowl from Delft", near, far])
    cosines = read[1:] @ read[0]
    assert (best.text, other.text) == (near, far)
    monkeypatch.setattr(sentence_choice, "_NEARNESS", 0.0)
    without = choice_of(choice._index).candidates(
        "Whence came the lidded bowl from Delft", evidence_of(far, near)
    )
    fit = {c.text: c.fit for c in without}
    gained = (best.fit - other.fit) - (fit[near] - fit[far])
    assert gained == pytest.approx(0.75 * (cosines[0] - cosines[1]), abs=1e-4)


def test_sentences_behind_the_fittest_are_not_read_and_stay_behind(
    choice: SentenceChoice, evidence: Sequence[Evidence], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = choice.candidates("Its foot is pierced", evidence)
    monkeypatch.setattr(sentence_choice, "_READ_ALONE", 2)
    read: list[str] = []
    embedder = choice._index.embedder
    embed = embedder.embed_passages
    monkeypatch.setattr(embedder, "embed_passages", lambda texts: (read.extend(texts), embed(texts))[1])
    few = choice_of(choice._index).candidates("Its foot is pierced", evidence)
    assert len(read) == 3  # the question and two sentences
    assert {c.text for c in few} == {c.text for c in whole}
    assert few[0].text == whole[0].text


def test_a_title_that_has_the_words_of_the_question_speaks_for_its_sentences(choice: SentenceChoice) -> None:
    question = "When was the Peacock clock brought?"
    choice._index.add([e.passage for e in evidence_of("The Peacock clock.", "The silver bowl.")])
    plain = choice.candidates(question, evidence_of("It was brought in 1781."))[0]
    headed = choice.candidates(question, evidence_of("It was brought in 1781.", title="The Peacock clock"))[0]
    assert headed.fit > plain.fit


def test_a_sentence_in_the_language_of_the_question_is_not_fitter_for_that(choice: SentenceChoice) -> None:
    own = [
        Evidence(replace(e.passage, language=language), e.score)
        for e, language in zip(evidence_of("Автомат сделал Кокс.") * 2, ("ru", "en"), strict=True)
    ]
    same, other = (choice.candidates("Кто сделал автомат?", [e])[0].fit for e in own)
    assert other - same == pytest.approx(sentence_choice._FOREIGN)


def test_a_passage_that_meets_the_words_of_the_question_speaks_for_its_sentences(
    choice: SentenceChoice, monkeypatch: pytest.MonkeyPatch
) -> None:
    evidence = evidence_of("It was brought in 1781.", "It was brought in 1914.")
    monkeypatch.setattr(choice._grounds, "met", lambda _question, _evidence: [0.1, 0.4])
    best, other = choice.candidates("When was the bowl brought?", evidence)
    monkeypatch.setattr(sentence_choice, "_MET", 0.0)
    fit = {c.text: c.fit for c in choice_of(choice._index).candidates("When was the bowl brought?", evidence)}
    assert best.text == "It was brought in 1914."
    gained = (best.fit - other.fit) - (fit[best.text] - fit[other.text])
    assert gained == pytest.approx(0.8 * 0.3, abs=1e-4)


def test_what_stands_in_several_documents_says_little_of_one(choice: SentenceChoice) -> None:
    texts = ("The roll is kept in the strong room.", "It is long. The roll is kept in the strong room.")
    first, second = evidence_of(*texts)
    other = Evidence(replace(second.passage, document_id="b.md"), second.score)
    alone = {c.text: c.fit for c in choice.candidates("Describe the roll", [first, second])}
    parted = {c.text: c.fit for c in choice.candidates("Describe the roll", [first, other])}
    assert alone[texts[0]] - parted[texts[0]] == pytest.approx(0.1, abs=1e-4)


def test_a_record_is_quoted_by_the_field_that_is_asked_for(choice: SentenceChoice) -> None:
    record = "Title: The roll\nLicense: CC BY 4.0\nBinding: brown calf\nBibliography: The roll, London 1901."
    evidence = evidence_of(record, title="The roll")
    assert choice.candidates("How is the roll bound?", evidence)[0].text == "Binding: brown calf"
    best = choice.candidates("Under what licence is the roll?", evidence)[0]
    assert (best.text, best.gives, best.labelled) == ("License: CC BY 4.0", {"rights"}, True)


def test_a_question_by_number_is_answered_from_what_is_of_that_object(
    choice: SentenceChoice, monkeypatch: pytest.MonkeyPatch
) -> None:
    def of(document: str, text: str, number: str, rank: int) -> Evidence:
        (found,) = evidence_of(text, title="Card")
        passage = replace(found.passage, document_id=document, facets={"object_number": number})
        return Evidence(passage, 1.2 - rank)

    evidence = [
        of("a.md", "Medium: porcelain", "14.40.593", 0),
        of("b.md", "Dimensions: 12 × 8 cm\nThe other is 14.40.593.", "14.40.488", 0),
        of("c.md", "Dimensions: 12 × 8 × 5 cm", "LC.1979.2", 1),
    ]
    question = "What are the dimensions of 14.40.593?"
    fit = {c.text: c.fit for c in choice.candidates(question, evidence)}
    assert set(fit) == {"Medium: porcelain", "The other is 14.40.593."}
    assert len(choice.candidates("What are the dimensions of the box?", evidence)) == 4
    assert choice.candidates("What are the dimensions of 71.DG.77?", evidence) == []
    monkeypatch.setattr(sentence_choice, "_ANOTHER_OBJECT", 0.0)
    without = {c.text: c.fit for c in choice_of(choice._index).candidates(question, evidence)}
    assert {text: without[text] - fit[text] for text in fit} == {
        "Medium: porcelain": pytest.approx(0.0, abs=1e-4),
        "The other is 14.40.593.": pytest.approx(0.2, abs=1e-4),
    }


def test_a_claim_is_quoted_from_the_sentence_nearest_to_it(
    choice: SentenceChoice, evidence: Sequence[Evidence]
) -> None:
    quote, support = choice.best_quote("Реставрация закончена", evidence[2].passage)
    assert quote == "Реставрация закончена в 1912 году."
    assert (
        choice.best_quote("Where", evidence_of("At Meissen they \fthrew it.")[0].passage)[0]
        == "At Meissen they"
    )
    other = choice.best_quote("The foot is pierced", evidence[2].passage)[1]
    assert 0 <= other < support <= 1


def test_the_same_question_of_the_same_evidence_is_scored_once(
    index: PassageIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[str] = []
    encode = index.embedder.encode_question
    monkeypatch.setattr(index.embedder, "encode_question", lambda text: (calls.append(text), encode(text))[1])
    evidence, choice = evidence_of("The lidded bowl was thrown in Delft."), choice_of(index)
    assert choice.candidates("Who?", evidence) == choice.candidates("Who?", evidence)
    assert len(choice.candidates("Where?", evidence)) == 1
    assert calls == ["Who?", "Where?"]
