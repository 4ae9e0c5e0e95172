from collections.abc import Sequence

from assistant.sentence_choice import SentenceChoice
from retrieval.passages import Evidence
from tests.assistant.conftest import evidence_of


def test_every_sentence_is_a_verbatim_candidate_and_the_best_comes_first(
    choice: SentenceChoice, evidence: Sequence[Evidence]
) -> None:
    candidates = choice.candidates("Its foot is pierced", evidence)
    assert candidates[0].text == "Its foot is pierced."
    assert len(candidates) == 7
    assert [c.score for c in candidates] == sorted((c.score for c in candidates), reverse=True)
    for candidate in candidates:
        assert candidate.text in candidate.evidence.passage.text
        assert evidence[candidate.rank] is candidate.evidence


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
