"""Makes more unsupported rows to learn from: supported sentences beside another passage of their document.

What a language model adds is mostly said of the right matter, in the words of the documents, and stands
in no passage that it cites. The rows that are published have few sentences of that kind for each passage.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from pydantic import BaseModel

from evals.verification.rows.making import alike

KIND = "beside"


class SupportRow(BaseModel):
    """A row of a verification set, with the document it is from."""

    language: str
    sentence: str
    passages: list[str]
    supported: bool
    kind: str
    source: str = ""


def beside(rows: Sequence[SupportRow]) -> Iterator[SupportRow]:
    """Each supported sentence with the passage of its document that is most like its own, and not it."""
    cited: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        if row.supported:
            cited[row.source].update(row.passages)
    # The passages that rows cite beside their own, to lead astray, are of other documents.
    homes = {
        passage: max(cited, key=lambda source: cited[source][passage])
        for row in rows
        for passage in row.passages
    }
    for row in rows:
        if not row.supported:
            continue
        own = [passage for passage in row.passages if homes[passage] == row.source]
        others = [
            passage
            for passage in cited[row.source]
            if homes[passage] == row.source and passage not in own and row.sentence.strip() not in passage
        ]
        if own and others:
            nearest = max(others, key=lambda passage: (alike(own[0], passage), passage))
            yield row.model_copy(update={"passages": [nearest], "supported": False, "kind": KIND})
