"""The passages of one search, fetched while it is still being found out which of them are the best."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future

from retrieval.passages import Passage

Get = Callable[[Sequence[str]], list[Passage]]


class Fetching:
    """Gives passages by id, each asked for once; `beside` runs what is asked for ahead."""

    def __init__(self, get: Get, beside: Executor) -> None:
        self._get, self._beside = get, beside
        self._known: dict[str, Passage] = {}
        self._coming: list[Future[list[Passage]]] = []

    def ahead(self, passage_ids: Sequence[str]) -> None:
        """Begin to fetch passages that will probably be wanted."""
        if passage_ids:
            self._coming.append(self._beside.submit(self._get, passage_ids))

    def __call__(self, passage_ids: Sequence[str]) -> list[Passage]:
        """The passages with these ids, in the order of the ids, those not there left out."""
        while self._coming:
            self._keep(self._coming.pop().result())
        if missing := [i for i in passage_ids if i not in self._known]:
            self._keep(self._get(missing))
        return [self._known[i] for i in passage_ids if i in self._known]

    def _keep(self, passages: Sequence[Passage]) -> None:
        self._known.update((passage.passage_id, passage) for passage in passages)
