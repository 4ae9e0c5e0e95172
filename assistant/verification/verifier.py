"""Does the cited passage support this sentence?"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.verification.alignment import Asked, Columns, align
from assistant.verification.combination import THRESHOLD, score
from assistant.verification.entailment import Entailment, open_entailment
from assistant.verification.features import Measures, measure
from assistant.verification.holding import Held
from assistant.verification.likest import Likest
from assistant.verification.meaning import PassageMeaning, length_of, meaning_of
from assistant.verification.reading import Reading, read
from assistant.verification.reasons import reason_of
from assistant.verification.token_space import PassageTokens, TokenSpace
from assistant.verification.verdict import Verdict
from assistant.verification.words import PassageWords, Renderings, WordGrounding, passage_words
from retrieval.embeddings import Embedder, Encoded, Vectors
from retrieval.engines.token_directions import TokenDirections
from retrieval.wording import Wording

_MOST_KEPT = 512  # passages
_MOST_SENTENCES = 32  # of a draft or two; each is held against several passages
# A passage's tokens as the model gives them, as an index keeps them, or not at hand.
Tokens = Encoded | PassageTokens | None
_LONGEST = 2000  # characters of a sentence that are read; a model may write without end


@dataclass(frozen=True, slots=True)
class _Passage:
    reading: Reading
    words: PassageWords
    columns: Columns
    meaning: PassageMeaning


@dataclass(frozen=True, slots=True)
class _Sentence:
    reading: Reading
    asked: Asked
    renderings: Renderings
    vector: Vectors


class Verifier:
    """Checks sentences against passages; safe to use from several threads.

    `wording` lends its vocabulary and dictionaries. What is read off a passage or a sentence is kept for a
    while, so checking the next against it costs little. With an `entailment` model a sentence must pass
    that too. `directions` are those of the index whose tokens it is given.
    """

    def __init__(
        self,
        embedder: Embedder,
        wording: Wording,
        entailment: Entailment | None = None,
        directions: TokenDirections | None = None,
    ) -> None:
        self._wording = wording
        self._space = TokenSpace(embedder, directions)
        self._entailment = entailment
        self._lock = threading.Lock()
        self._kept: OrderedDict[str, _Passage] = OrderedDict()
        self._sentences: OrderedDict[tuple[str, str | None], _Sentence] = OrderedDict()

    def check(
        self,
        sentence: str,
        passages: Sequence[str],
        *,
        language: str | None = None,
        tokens: Sequence[Tokens] = (),
        least: float = 0.0,
    ) -> Verdict:
        """Whether `passages` together support `sentence`, in whatever languages they are.

        `language` is the sentence's; without it its script decides. `tokens` holds, for each passage, what
        `Embedder.encode_passages` or an index made of it, where that is at hand. Without a passage nothing
        is supported. Where the score cannot reach `least`, the most that it can be is given, which spares
        the model a reading of the passages.
        """
        sentence, held = sentence[:_LONGEST], [p for p in passages if p.strip()]
        if not held or not any(map(str.isalnum, sentence)):
            return Verdict(False, 0.0, "there is no passage to support it", "claim")
        self.prepare(passages, tokens)
        (against,) = self.hold(sentence, [held], language=language)
        measures = measure(against)
        if score(measures.values, measures.pair) >= least:
            measures = self._meaning(measures, against, held)
        reached = score(measures.values, measures.pair)
        if reached >= THRESHOLD and self._entailment:
            reached = min(reached, self._entailment.score(sentence, held))
        if reached >= THRESHOLD:
            return Verdict(True, reached, closeness=measures.closeness)
        kind, reason = reason_of(measures)
        return Verdict(False, reached, reason, kind, measures.closeness)

    def prepare(
        self, passages: Sequence[str], tokens: Sequence[Tokens] = (), *, meaning: bool = False
    ) -> None:
        """Read passages before there is a sentence to check, such as while a model is still writing.

        With `meaning` also what costs most: what each of their sentences says, read alone.
        """
        for i, text in enumerate(passages):
            if text.strip():
                passage = self._passage(text, tokens[i] if i < len(tokens) else None)
                if meaning:
                    passage.meaning.prepare()

    def read_ahead(self, sentences: Sequence[str], language: str | None = None) -> None:
        """Read the sentences of a draft at once, on all cores, before each is checked."""
        texts = list(dict.fromkeys(s[:_LONGEST] for s in sentences))[:_MOST_SENTENCES]
        with self._lock:
            texts = [text for text in texts if (text, language) not in self._sentences]
        for text, encoded in zip(texts, self._space.encode(texts), strict=True):
            self._keep(text, language, encoded)

    def measures(self, sentence: str, passages: Sequence[str], *, language: str | None = None) -> Measures:
        """What `check` weighs: the measures of a sentence and what was found wrong with it."""
        (held,) = self.hold(sentence, [passages], language=language)
        return self._meaning(measure(held), held, passages)

    def _meaning(self, measures: Measures, held: Held, passages: Sequence[str]) -> Measures:
        """The measures with what the sentence says as a whole; nothing new where a passage has it so."""
        text = held.sentence.text.strip()
        if any(text in passage for passage in passages):
            return measures
        said, length = meaning_of(self._space, text, held.vector), length_of(text)
        parts = [self._passage(passage).meaning for passage in passages]
        meant = max(part.likeness(said, length) for part in parts)
        likenesses = [part.likenesses(said) for part in parts]
        causes = self._likest_causes([held.sentence.text[a:b].strip() for a, b in measures.causes], parts)
        return measures.meaning(meant, Likest(likenesses) if any(likenesses) else None, held, causes)

    def _likest_causes(self, causes: Sequence[str], parts: Sequence[PassageMeaning]) -> list[float]:
        """How like what the passages say each cause is that a sentence gives, read alone."""
        vectors = self._space.vectors(list(causes)) if causes else ()
        said = [meaning_of(self._space, text, v) for text, v in zip(causes, vectors, strict=True)]
        return [max(part.likeness(one, 0) for part in parts) for one in said]

    def hold(
        self, sentence: str, sets: Sequence[Sequence[str]], *, language: str | None = None
    ) -> list[Held]:
        """The sentence, read once, beside each set of passages; no set may be empty."""
        own = self._sentence(sentence, language)
        held = []
        for passages in sets:
            grounds = [self._passage(text) for text in passages]
            alignment = align(own.asked, [g.columns for g in grounds])
            words = WordGrounding(
                own.renderings, own.reading, [(g.reading, g.words) for g in grounds], alignment.leading
            )
            readings, tokens = [g.reading for g in grounds], [g.columns.tokens for g in grounds]
            held.append(Held(own.reading, readings, words, alignment, own.vector, own.asked.tokens, tokens))
        return held

    def _sentence(self, text: str, language: str | None) -> _Sentence:
        with self._lock:
            if (text, language) in self._sentences:
                self._sentences.move_to_end((text, language))
                return self._sentences[text, language]
        return self._keep(text, language, self._space.encode([text])[0])

    def _keep(self, text: str, language: str | None, encoded: Encoded) -> _Sentence:
        made = _Sentence(
            read(text, self._wording.vocabulary, language, wants_capital=self._space.wants_capital),
            Asked(self._space, encoded.tokens, encoded.spans),
            Renderings(self._wording.bridge, text),
            encoded.vector,
        )
        with self._lock:
            self._sentences[text, language] = made
            while len(self._sentences) > _MOST_SENTENCES:
                self._sentences.popitem(last=False)
        return made

    def _passage(self, text: str, given: Tokens = None) -> _Passage:
        with self._lock:
            if text in self._kept:
                self._kept.move_to_end(text)
                return self._kept[text]
        reading = read(text, self._wording.vocabulary)
        tokens = self._space.passage_tokens(text, given)
        columns, meaning = Columns.of(reading, tokens), PassageMeaning(self._space, reading)
        made = _Passage(reading, passage_words(reading), columns, meaning)
        with self._lock:
            self._kept[text] = made
            while len(self._kept) > _MOST_KEPT:
                self._kept.popitem(last=False)
        return made


def open_verifier(
    embedder: Embedder,
    wording: Wording,
    *,
    directions: TokenDirections,
    entailment: str | None = None,
    allow_downloads: bool = False,
) -> Verifier:
    """A verifier of an index's passages, with the cross-encoder that `entailment` names as a second opinion.

    Raises SettingsError when that cannot be loaded or is no model of inference.
    """
    second = open_entailment(entailment, allow_downloads=allow_downloads) if entailment else None
    return Verifier(embedder, wording, second, directions)
