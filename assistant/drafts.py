"""What a writer hands over: sentences with the evidence they rest on, before citations are numbered."""

from __future__ import annotations

from dataclasses import dataclass

from retrieval.passages import Evidence


@dataclass(frozen=True, slots=True)
class Source:
    """A passage and the verbatim run of its text that a sentence rests on."""

    evidence: Evidence
    quote: str


@dataclass(frozen=True, slots=True)
class DraftSentence:
    """A sentence with its sources; without any it is not presented as fact."""

    text: str
    sources: tuple[Source, ...]
    support: float


@dataclass(frozen=True, slots=True)
class Draft:
    """What a writer made of the evidence; no sentence with a source means a refusal.

    `prompt` is the prompt's name and version, None where none was used. `suspect` says that some of what
    a model wrote was none of its task: then nothing that is left out is listed. `simpler` is the prompt by
    which sentences were made easier to read, None where none were.
    """

    sentences: tuple[DraftSentence, ...] = ()
    prompt: str | None = None
    notices: tuple[str, ...] = ()
    suspect: bool = False
    simpler: str | None = None
