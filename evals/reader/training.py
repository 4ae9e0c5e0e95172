"""Trains the network that tells the words which answer a question.

    python -m evals.reader.training --alone zh:FILE... --parallel en:FILE... [--within CORPUS.jsonl] [--write]

Files are in the form of SQuAD; those after --parallel are translations of each other. --within takes of them
only the paragraphs that a BEIR corpus has. One article in five is left out and measured on: how often the
likeliest sentence is the one that answers, beside late interaction over the same tokens, and how well a text
with its answer is told from the same text without (the area under the curve). Some forty minutes on two
cores, most of them for reading the texts.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from assistant.reader.answer_reader import WEIGHTS, unit_signs
from evals.progress import tracked
from evals.reader.marked_answers import (
    File,
    MarkedAnswer,
    MarkedText,
    is_held_out,
    read_alone,
    read_parallel,
)
from evals.reader.network import ReaderNetwork
from evals.verification.figures import auc
from retrieval.embeddings import Embedder, Vectors, open_embedder
from retrieval.engines.token_directions import TokenDirections, learned

CORE = ("en", "ru", "zh")
UNITS, DROPOUT, DECAY, RATE, EPOCHS, BATCH = 64, 0.2, 0.05, 1.5e-3, 3, 48
_FLIPPED, _UNHEARD = 0.04, 0.05  # of signs and of the question's tokens, in training
_WITHHELD, _SAME_PARAGRAPH = 0.5, 0.25  # of the texts without an answer; others are any text
_PARALLEL = 2  # how often questions between the core languages come in one epoch
_OTHERS = 4  # one in how many of the questions from or to another language
_FEWEST = 8  # tokens of a text
_MEASURED = 1500  # questions
_SHUFFLED = 40  # tokens by which texts of one batch differ in length

Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Case:
    """A question with a text by its number; `kept` are the tokens read of it, `answer` those that answer."""

    question: str
    text: int
    kept: Bools
    answer: Bools


class Material:
    """Texts and questions with their tokens as an index keeps them."""

    def __init__(
        self, texts: Sequence[MarkedText], answers: Sequence[MarkedAnswer], embedder: Embedder
    ) -> None:
        self.texts, self.answers = texts, answers
        self.directions: TokenDirections = learned(embedder)
        self.signs: list[npt.NDArray[np.uint8]] = [np.zeros((0, 0), np.uint8)] * len(texts)
        self.starts: list[npt.NDArray[np.int_]] = [np.zeros(0, np.int_)] * len(texts)
        order = sorted(range(len(texts)), key=lambda i: len(texts[i].text))
        for at in tracked(range(0, len(order), 32), "reading texts"):
            numbers = order[at : at + 32]
            for number, encoded in zip(
                numbers, embedder.encode_passages([("", texts[n].text) for n in numbers]), strict=True
            ):
                self.signs[number] = np.packbits(self.directions.positive(encoded.tokens), axis=1)
                self.starts[number] = np.array([a for a, _ in encoded.spans], np.int_)
        asked = tracked(sorted({answer.question for answer in answers}), "reading questions")
        self.questions: dict[str, Vectors] = {
            q: self.directions.unit(embedder.encode_question(q).tokens) for q in asked
        }

    def tokens(self, number: int) -> Vectors:
        """A text's tokens as unit rows of signs."""
        return unit_signs(np.unpackbits(self.signs[number], axis=1))

    def inside(self, number: int, span: tuple[int, int]) -> Bools:
        """Which tokens of a text begin in a span of it."""
        found: Bools = (self.starts[number] >= span[0]) & (self.starts[number] < span[1])
        return found

    def answered(self, answer: MarkedAnswer) -> Case | None:
        """The question with its answer; None where the text was cut before it."""
        inside = self.inside(answer.text, answer.answer)
        whole = np.ones(len(inside), bool)
        return Case(answer.question, answer.text, whole, inside) if inside.any() else None

    def withheld(self, case: Case) -> Case | None:
        """The same without the sentences that answer; None where hardly anything is left."""
        kept = case.kept.copy()
        for span in self.texts[case.text].sentences:
            inside = self.inside(case.text, span)
            if (inside & case.answer).any():
                kept &= ~inside
        nothing = np.zeros(len(kept), bool)
        return Case(case.question, case.text, kept, nothing) if kept.sum() >= _FEWEST else None

    def another(self, case: Case, number: int) -> Case:
        """The same question with a text that does not answer it."""
        size = len(self.starts[number])
        return Case(case.question, number, np.ones(size, bool), np.zeros(size, bool))

    def batch(self, cases: Sequence[Case], noise: np.random.Generator | None = None) -> list[Tensor]:
        """Tokens, which are there, question, which of it is there, and which tokens answer."""
        rows = [self.tokens(case.text)[case.kept] for case in cases]
        asked = [self.questions[case.question] for case in cases]
        n, m = max(_FEWEST, *map(len, rows)), max(map(len, asked))
        tokens = np.zeros((len(cases), n, rows[0].shape[1]), np.float32)
        question = np.zeros((len(cases), m, tokens.shape[2]), np.float32)
        there, heard, answer = (np.zeros((len(cases), size), bool) for size in (n, m, n))
        for i, (row, words, case) in enumerate(zip(rows, asked, cases, strict=True)):
            tokens[i, : len(row)], there[i, : len(row)] = row, True
            question[i, : len(words)], heard[i, : len(words)] = words, True
            answer[i, : len(row)] = case.answer[case.kept]
        if noise:
            tokens *= np.where(noise.random(tokens.shape) < _FLIPPED, -1, 1).astype(np.float32)
            question *= noise.random((len(cases), m, 1)) >= _UNHEARD
        return [torch.from_numpy(each) for each in (tokens, there, question, heard, answer)]


def train(material: Material, seed: int = 0) -> ReaderNetwork:
    """A network taught with all that is not held out."""
    torch.manual_seed(seed)
    chance, noise = random.Random(seed), np.random.default_rng(seed)
    network = ReaderNetwork(material.directions.basis.shape[1], UNITS, DROPOUT)
    optimiser = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=DECAY)
    size = 2 * len(_epoch(material, random.Random(seed))) // BATCH + 2
    rates = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, total_steps=EPOCHS * size, pct_start=0.1)
    network.train()
    for epoch in range(EPOCHS):
        cases = list(_with_negatives(material, _epoch(material, chance), chance))
        cases.sort(key=lambda case: case.kept.sum() + chance.random() * _SHUFFLED)
        batches = [cases[at : at + BATCH] for at in range(0, len(cases), BATCH)]
        chance.shuffle(batches)
        for batch in tracked(batches, f"epoch {epoch + 1} of {EPOCHS}"):
            *given, answer = material.batch(batch, noise)
            numbers, nothing = network(*given)
            lost = _loss(numbers, nothing, answer)
            optimiser.zero_grad()
            if torch.isfinite(lost):
                lost.backward()  # type: ignore[no-untyped-call]  # torch has no type for it
                torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
                optimiser.step()
            rates.step()
    return network.eval()


def _loss(numbers: Tensor, nothing: Tensor, answer: Tensor) -> Tensor:
    """How unlikely the answer's tokens are among all tokens and nothing; nothing, where there is none."""
    every = torch.logsumexp(torch.cat([numbers, nothing[:, None]], 1), 1)
    right = torch.logsumexp(numbers.masked_fill(~answer, -1e4), 1)
    return (every - torch.where(answer.any(1), right, nothing)).clamp(max=30.0).mean()


def _epoch(material: Material, chance: random.Random) -> list[Case]:
    """The questions of one epoch, each with its answer."""
    found = []
    for answer in material.answers:
        text = material.texts[answer.text]
        if is_held_out(text):
            continue
        both = {text.language, answer.asked_in} <= set(CORE)
        alone = not answer.is_parallel
        if not both and chance.random() >= 1 / _OTHERS:
            continue
        if case := material.answered(answer):
            found += [case] * (1 if alone or not both else _PARALLEL)
    return found


def _with_negatives(material: Material, cases: Sequence[Case], chance: random.Random) -> Iterator[Case]:
    """Each question with its answer and with a text that has none."""
    elsewhere = {(a.question, a.text): a.elsewhere for a in material.answers}
    for case in cases:
        yield case
        drawn, others = chance.random(), elsewhere[case.question, case.text]
        without = material.withheld(case) if drawn < _WITHHELD else None
        if without is None and others and drawn < _WITHHELD + _SAME_PARAGRAPH:
            without = material.another(case, chance.choice(others))
        yield without or material.another(case, chance.choice(cases).text)


def measure(material: Material, network: ReaderNetwork) -> dict[str, object]:
    """What the network is worth on the articles held out, by the languages of question and text."""
    held = [a for a in material.answers if is_held_out(material.texts[a.text])]
    held = [a for a in held if {a.asked_in, material.texts[a.text].language} <= set(CORE)]
    random.Random(1).shuffle(held)
    right: dict[str, list[tuple[bool, bool]]] = {}
    answered: list[float] = []
    without: list[float] = []
    for answer in tracked(held[:_MEASURED], "measuring"):
        case = material.answered(answer)
        if case is None:
            continue
        numbers, nothing = _read(material, network, case)
        answered.append(float(np.logaddexp.reduce(numbers)) - nothing)
        if withheld := material.withheld(case):
            numbers_left, nothing = _read(material, network, withheld)
            without.append(float(np.logaddexp.reduce(numbers_left)) - nothing)
            inside = _sentences(material, case)
            near = material.tokens(case.text) @ material.questions[case.question].T
            pair = f"{answer.asked_in}-{material.texts[answer.text].language}"
            mine = _is_right(material, case, [float(np.logaddexp.reduce(numbers[i])) for i in inside])
            late = _is_right(material, case, [float(near[i].max(axis=0).mean()) for i in inside])
            right.setdefault(pair, []).append((mine, late))
    pairs = {
        pair: {"questions": len(found), "right": _share(found, 0), "late interaction": _share(found, 1)}
        for pair, found in sorted(right.items())
    }
    return {"sentences": pairs, "answer there or withheld": auc(answered, without)}


def _read(material: Material, network: ReaderNetwork, case: Case) -> tuple[npt.NDArray[np.float32], float]:
    with torch.no_grad():
        numbers, nothing = network(*material.batch([case])[:4])
    return numbers[0].numpy()[: case.kept.sum()], float(nothing[0])


def _sentences(material: Material, case: Case) -> list[Bools]:
    """Which tokens are in each sentence of a text, of those that have any."""
    inside = [material.inside(case.text, span) for span in material.texts[case.text].sentences]
    return [tokens for tokens in inside if tokens.any()]


def _is_right(material: Material, case: Case, scores: Sequence[float]) -> bool:
    """Whether the sentence of the highest score has the answer."""
    best = _sentences(material, case)[int(np.argmax(scores))]
    return bool((best & case.answer).any())


def _share(found: Sequence[tuple[bool, bool]], which: int) -> float:
    return round(sum(each[which] for each in found) / len(found), 3)


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints what the network is worth and, with --write, puts its weights where the assistant reads them."""
    parser = argparse.ArgumentParser(prog="python -m evals.reader.training", description=__doc__)
    parser.add_argument("--alone", nargs="+", default=[], type=File.of, metavar="LANGUAGE:FILE")
    parser.add_argument("--parallel", nargs="+", default=[], type=File.of, metavar="LANGUAGE:FILE")
    parser.add_argument("--within", type=Path, metavar="CORPUS.jsonl")
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args(arguments)
    within = set()
    if given.within:
        within = {json.loads(line)["text"].strip() for line in given.within.open(encoding="utf-8")}
    texts, answers = read_alone(given.alone)
    more, others = read_parallel(given.parallel, within, CORE)
    answers += [answer.moved(len(texts)) for answer in others]
    embedder = open_embedder()
    material = Material([*texts, *more], answers, embedder)
    network = train(material)
    print(json.dumps(measure(material, network), indent=1))
    if given.write:
        kept = {
            name: value.astype(np.float16) for name, value in network.weights(material.directions).items()
        }
        np.savez_compressed(WEIGHTS, allow_pickle=False, model=np.array(embedder.fingerprint), **kept)
    return 0


if __name__ == "__main__":
    sys.exit(main())
