"""An old question asked again today, and what differs from the answer that was given then."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from assistant.answers import Answer
from assistant.log.answer_log import KeptAnswer, MadeWith
from ingest.catalog import Catalog
from retrieval.errors import NotFound

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not as it was: `what` names it, `then` and `now` are its JSON values."""

    what: str
    then: Any
    now: Any


@dataclass(frozen=True, slots=True)
class GonePassage:
    """A passage of the old answer that is not in the catalogue any more.

    `quotes` are the old answer's quotes of it; `document` is `removed`, or `changed` when the document
    is still there with another text.
    """

    passage_id: str
    document_id: str
    title: str
    quotes: tuple[str, ...]
    document: str


@dataclass(frozen=True, slots=True)
class Replay:
    """The answer as it was given, the answer of today, and what differs."""

    kept: KeptAnswer
    now: Answer
    differences: tuple[Difference, ...]
    gone: tuple[GonePassage, ...]

    @property
    def same(self) -> bool:
        """Whether nothing differs."""
        return not self.differences and not self.gone

    def to_json(self) -> dict[str, Any]:
        """The replay as JSON values."""
        return {
            "id": self.kept.answer["id"],
            "question": self.kept.answer["question"],
            "same": self.same,
            "differences": [asdict(difference) for difference in self.differences],
            "gone": [asdict(passage) | {"quotes": list(passage.quotes)} for passage in self.gone],
            "then": self.kept.to_json(),
            "now": self.now.to_json(),
        }


def replayed(kept: KeptAnswer, now: Answer, made_with: MadeWith, catalog: Catalog) -> Replay:
    """What differs between the answer kept and the one of today, made with `made_with`."""
    then_seen, now_seen = _aspects(kept.answer, kept.made_with), _aspects(now.to_json(), made_with)
    differences = [
        Difference(what, then_seen[what], now_seen[what])
        for what in now_seen
        if then_seen[what] != now_seen[what]
    ]
    differences += _settings(kept.made_with.settings, made_with.settings)
    return Replay(kept, now, tuple(differences), tuple(_gone(kept.answer, catalog)))


def _aspects(answer: Json, made_with: MadeWith) -> dict[str, Any]:
    """What is compared of an answer; not its id, timings and the last digits of its scores."""
    return {
        "refused": answer["refused"],
        "text": answer["text"],
        "citations": [_named(c, "number", "document_id", "passage_id", "quote") for c in answer["citations"]],
        "evidence": [_named(p, "document_id", "passage_id") for p in answer["passages"]],
        "left_out": answer["left_out"],
        "notices": answer["notices"],
        "model": answer["model"],
        "prompt": answer["prompt"],
        "index": {
            "generation": made_with.index_generation,
            "embedding_model": made_with.embedding_model,
            "embedding_fingerprint": made_with.embedding_fingerprint,
        },
        "version": made_with.version,
    }


def _named(values: Json, *names: str) -> dict[str, Any]:
    return {name: values[name] for name in names}


def _settings(then: Json, now: Json) -> list[Difference]:
    names = dict.fromkeys([*then, *now])
    return [
        Difference(f"settings.{name}", then.get(name), now.get(name))
        for name in names
        if then.get(name) != now.get(name)
    ]


def _gone(answer: Json, catalog: Catalog) -> list[GonePassage]:
    """The passages the answer cited or was written from that nobody can look up any more."""
    gone = []
    for passage in {p["passage_id"]: p for p in [*answer["citations"], *answer["passages"]]}.values():
        if _is_there(catalog.passage, passage["passage_id"]):
            continue
        quotes = [c["quote"] for c in answer["citations"] if c["passage_id"] == passage["passage_id"]]
        state = "changed" if _is_there(catalog.entry, passage["document_id"]) else "removed"
        gone.append(
            GonePassage(passage["passage_id"], passage["document_id"], passage["title"], tuple(quotes), state)
        )
    return gone


def _is_there(look_up: Callable[[str], object], name: str) -> bool:
    try:
        look_up(name)
    except NotFound:
        return False
    return True
