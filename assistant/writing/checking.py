"""Holds what a model wrote against the passages it cites: keeps, repairs or leaves out each sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.drafts import Draft, DraftSentence, Source
from assistant.grounds import Ground, Grounds
from assistant.quoting.sentence_choice import SentenceChoice
from assistant.verification import Verdict
from assistant.verification.combination import THRESHOLD
from assistant.writing.prompting import instructions
from assistant.writing.shortening import is_quoted_or_shortened
from retrieval.language.sentences import script_language
from retrieval.passages import Evidence, passage_context

# What has to be there again when a sentence is said in other words.
_EXACT = ("object_number", "date", "number", "unit", "name")
# How well a passage must support a sentence that did not cite it, and how nearly say the same in its words:
# several are tried, and what a model makes up of their words is easily near one of them. A draft that names
# no passage at all may only quote and shorten (docs/decisions/0010-verification.md).
_REPAIRED, _CLOSE = 0.95, 0.8
# At most one word and no number, or the number of a list.
_SCRAP = re.compile(r"\W*[^\W\d\u3400-\u9fff]*\W*|\W*\d{1,2}\W*")
# A question, or what only announces that something follows.
_UNSAID = re.compile(r".*[?？:：]\s*", re.DOTALL)
# A sentence about what was read instead of what it says: a reader asked for neither, and no passage holds it.
_ABOUT_PASSAGES = re.compile(
    r"\W*(?:(?:the|this|these|both|all|none\s+of\s+the)\s+)?(?:(?:given|provided|above|first|second|cited)\s+)*"
    r"(?:passages?|texts?|excerpts?|documents?|sources?)(?:\s+(?:provided|given|above|\d+))?\s+"
    r"(?:is|are|was|were|do|does|did|mentions?|describes?|discuss(?:es)?|provides?|states?|says?|tells?|gives?|talks?|refers?)\b|"
    r"\W*(?:данн\w+|эт\w+|приведённ\w+|приведенн\w+)\s+(?:отрыв\w+|фрагмент\w*|текст\w*|документ\w*)\s|"
    r"\W*(?:该|这|此|上述|以上|所给|本)(?:个|段|些|篇)*(?:段落|文段|文字|文章|文本|资料)",
    re.IGNORECASE,
)
_PASSAGES = re.compile(
    r"\bpassages?\b|(?<!\w)отрыв(?:ок|к[аеиу]|ком|ков|ках|кам)(?!\w)|段落|文段", re.IGNORECASE
)
_BY_PASSAGES = re.compile(
    r"\W*(?:according\s+to|based\s+on|as\s+(?:stated|described|mentioned)\s+in|согласно|судя\s+по|根据|據|据)",
    re.IGNORECASE,
)
_LEFT_OUT = {
    "en": "Left out, as no passage supports it: {count}.",
    "zh": "因没有文献支持而略去的句子：{count}。",
    "ru": "Опущено предложений, которые не подтверждаются документами: {count}.",
}


class Checking:
    """Checks drafts against the evidence of one index; safe to use from several threads."""

    def __init__(self, grounds: Grounds, choice: SentenceChoice) -> None:
        self._grounds, self._choice = grounds, choice
        self._instructions = instructions()

    def checked(self, draft: Draft, evidence: Sequence[Evidence], language: str) -> Draft:
        """`draft` with only what the evidence supports as fact.

        A sentence that its own citations do not support is given one that does, out of `evidence`. One that
        nothing supports (or, in a draft that cites nothing at all, that does more than quote or shorten a
        sentence of its language), or that states nothing (a single word, a title, a question, a remark on the
        passages), loses its citations, so that it is left out, and a notice says how many were. What is said
        again is dropped, and what is left out and has words of the instructions in it.
        """
        if not draft.sentences:
            return draft
        grounds = self._grounds.of(evidence)
        said = {s.text.casefold(): s for s in reversed(draft.sentences)}
        once = [s for s in draft.sentences if said[s.text.casefold()] is s]
        self._grounds.verifier().read_ahead([s.text for s in once], language)
        cites = any(s.sources for s in draft.sentences)
        sentences = tuple(self._checked(s, evidence, grounds, language, cites=cites) for s in once)
        if count := sum(not s.sources for s in sentences):
            notice = _LEFT_OUT.get(language, _LEFT_OUT["en"]).format(count=count)
            kept = tuple(s for s in sentences if s.sources or not self._tells(s.text))
            return replace(draft, sentences=kept, notices=(*draft.notices, notice))
        return replace(draft, sentences=sentences)

    def prepare(self, evidence: Sequence[Evidence]) -> None:
        """Read the evidence, so that checking what is written of it takes less time."""
        grounds = self._grounds.of(evidence)
        texts, tokens = [text for text, _ in grounds], [t for _, t in grounds]
        self._grounds.verifier().prepare(texts, tokens, meaning=True)

    def support(self, text: str, sources: Sequence[Source], language: str) -> float | None:
        """How well the passages of `sources` support a sentence; None when they do not, or it is a scrap."""
        if _SCRAP.fullmatch(text):
            return None
        verdict = self._verdict(text, self._grounds.of([s.evidence for s in sources]), language)
        return verdict.score if verdict.supported else None

    def loses(self, said: str, again: str, language: str) -> bool:
        """Whether a name, date or number of `said` is missing where it is said `again` in other words."""
        verdict = self._grounds.verifier().check(said, [again], language=language)
        return not verdict.supported and verdict.kind in _EXACT

    def translates(self, text: str, quote: str, language: str, quoted: str) -> bool:
        """Whether `text` in `language` says what `quote`, in the language `quoted`, says, with all facts."""
        verdict = self._grounds.verifier().check(text, [quote], language=language)
        return verdict.supported and not self.loses(quote, text, quoted)

    def _checked(
        self,
        sentence: DraftSentence,
        evidence: Sequence[Evidence],
        grounds: Sequence[Ground],
        language: str,
        *,
        cites: bool,
    ) -> DraftSentence:
        """`sentence` with the sources that support it; `cites` is whether its draft names any passage."""
        if (
            _SCRAP.fullmatch(sentence.text)
            or _UNSAID.fullmatch(sentence.text)
            or _speaks_of_passages(sentence.text, evidence)
            or _is_in_headings(sentence.text, evidence)
        ):
            return DraftSentence(sentence.text, (), 0.0)
        cited = [source.evidence.passage.passage_id for source in sentence.sources]
        own = [g for e, g in zip(evidence, grounds, strict=True) if e.passage.passage_id in cited]
        verdict = self._verdict(sentence.text, own, language)
        if own and verdict.supported:
            return replace(sentence, support=verdict.score)
        tried = [self._verdict(sentence.text, [ground], language, _REPAIRED) for ground in grounds]
        scores = [
            other.score
            if other.closeness >= _CLOSE and (cites or _is_in_words_of(sentence.text, e.passage.text))
            else 0.0
            for other, e in zip(tried, evidence, strict=True)
        ]
        best = max(range(len(scores)), key=scores.__getitem__)
        quote, _ = self._choice.best_quote(sentence.text, evidence[best].passage)
        if scores[best] < _REPAIRED or not quote:
            return DraftSentence(sentence.text, (), verdict.score)
        return DraftSentence(sentence.text, (Source(evidence[best], quote),), scores[best])

    def _tells(self, text: str) -> bool:
        return self._instructions.of(text, supported=False)

    def _verdict(
        self, sentence: str, grounds: Sequence[Ground], language: str, least: float = THRESHOLD
    ) -> Verdict:
        texts, tokens = [text for text, _ in grounds], [t for _, t in grounds]
        verifier = self._grounds.verifier()
        return verifier.check(sentence, texts, language=language, tokens=tokens, least=least)


def _is_in_headings(text: str, evidence: Sequence[Evidence]) -> bool:
    """Whether a sentence is only what a title or heading has: that answers nothing."""
    bare = text.strip(" .。\n").casefold()
    named = [(e.passage, passage_context(e.passage.title, e.passage.locator.headings)) for e in evidence]
    return any(bare in above.casefold() and bare not in p.text.casefold() for p, above in named)


def _is_in_words_of(text: str, passage: str) -> bool:
    """Whether `text` quotes or shortens a sentence of the passage, or is in another language."""
    foreign = script_language(text) != script_language(passage)
    return foreign or is_quoted_or_shortened(text, passage)


def _speaks_of_passages(text: str, evidence: Sequence[Evidence]) -> bool:
    """Whether a sentence is about the passages, and none of them is quoted by it."""
    bare = text.strip(" .。\n")
    if _ABOUT_PASSAGES.match(text):
        return not any(bare in e.passage.text for e in evidence)
    named = None if _BY_PASSAGES.match(text) else _PASSAGES.search(text)
    # A passage between two rooms is one in the documents too, unless they are in another language.
    texts = [e.passage.text for e in evidence]
    own = [t.casefold() for t in texts if script_language(t) == script_language(text)]
    return named is not None and bool(own) and not any(named.group().casefold()[:5] in t for t in own)
