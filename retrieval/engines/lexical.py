"""What is asked of Tantivy: which passages hold a question's words, numbers and years.

A passage's text is not kept here.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import tantivy
from tantivy import Occur, Query

from retrieval.dates.year_terms import asked
from retrieval.engines.lexical_files import LexicalFiles
from retrieval.engines.lexical_terms import (
    FACETS,
    NUMBER_PREFIXES,
    NUMBERS,
    PAIRS,
    SPELLINGS,
    WORDS,
    YEARS,
    Alternative,
    Entry,
    Group,
    Match,
    Weighed,
    facet_term,
    most,
)
from retrieval.filters import EVERYTHING, Filters, facet_values

# What one term can add beyond its rarity: k1 + 1 with Tantivy's k1 of 1.2 (Robertson and Zaragoza 2009).
_MOST_PER_TERM = 2.2
_MOST_COUNTS = 256  # kept, of as many filters


class LexicalIndex:
    """The terms of passages in one folder; safe in several threads and processes."""

    def __init__(self, folder: Path) -> None:
        self._files = LexicalFiles(folder)
        self._schema = self._files.schema

    def add(self, entries: Sequence[Entry]) -> None:
        """Write entries; one that is there already is written over."""
        with self._files.writing() as writer:
            for entry in entries:
                writer.delete_documents_by_term("passage_id", entry.passage_id)
                writer.add_document(_document(entry))

    def remove(self, passage_ids: Sequence[str]) -> None:
        """Take passages out; unknown ids are passed over."""
        with self._files.writing() as writer:
            for passage_id in passage_ids:
                writer.delete_documents_by_term("passage_id", passage_id)

    def search(
        self,
        groups: Mapping[str, Sequence[Group]],
        k: int,
        filters: Filters,
        *,
        among: Sequence[str] | None = None,
    ) -> Match:
        """The `k` passages that hold most of `groups`, by BM25, among those `filters` allow.

        Of each group the best alternative counts. `groups` come by language, those that read the same
        in all under `SHARED`: the most that can be reached is that of one language, words that follow
        each other not counted. `among` names the only passages to look at.
        """
        searcher = self._files.read().searcher
        weighed = self._weighed(searcher, groups)
        queries = [self._query(group) for several in weighed.values() for group in several]
        if not queries:
            return Match({}, 0.0)
        wanted = Query.boolean_query([(Occur.Should, query) for query in queries])
        return Match(self._found(searcher, wanted, k, filters, among), most(weighed))

    def weighed(self, groups: Mapping[str, Sequence[Group]]) -> dict[str, list[list[Weighed]]]:
        """The groups of a question, by language, with what each of their terms can add."""
        return self._weighed(self._files.read().searcher, groups)

    def holding(
        self,
        field: str,
        values: Sequence[str],
        k: int,
        filters: Filters,
        *,
        groups: Mapping[str, Sequence[Group]] | None = None,
        among: Sequence[str] | None = None,
    ) -> list[str]:
        """Up to `k` passages that hold one of the values in a field, those with most of `groups` first.

        Without `groups` in no order that matters. `among` names the only passages to look at.
        """
        searcher = self._files.read().searcher
        held = Query.const_score_query(Query.term_set_query(self._schema, field, list(values)), 0.0)
        weighed = self._weighed(searcher, groups or {})
        words = [(Occur.Should, self._query(group)) for several in weighed.values() for group in several]
        wanted = Query.boolean_query([(Occur.Must, held), *words]) if words else held
        return list(self._found(searcher, wanted, k, filters, among))

    def passage_ids(self) -> set[str]:
        """The ids of all passages in the index."""
        searcher = self._files.read().searcher
        if not searcher.num_docs:
            return set()
        hits = searcher.search(Query.all_query(), limit=searcher.num_docs, count=False).hits
        return {_id(searcher, address) for _, address in hits}

    def allowed(self, filters: Filters, k: int, *, among: Sequence[str] | None = None) -> list[str]:
        """Up to `k` passages that `filters` allow, of those in `among` where it is given, in no order."""
        return list(self._found(self._files.read().searcher, Query.all_query(), k, filters, among))

    def count(self, filters: Filters = EVERYTHING) -> int:
        """How many passages of the index `filters` allow."""
        read = self._files.read()
        if not (allowed := list(self._allowed(filters))):
            return int(read.searcher.num_docs)
        key = repr(filters)
        if (known := read.counts.get(key)) is None:
            every = Query.boolean_query([(Occur.Must, query) for query in allowed])
            known = int(read.searcher.search(every, limit=1, count=True).count)  # type: ignore[attr-defined]
            if len(read.counts) >= _MOST_COUNTS:
                read.counts.clear()
            read.counts[key] = known
        return known

    def _found(
        self,
        searcher: tantivy.Searcher,
        wanted: Query,
        k: int,
        filters: Filters,
        among: Sequence[str] | None,
    ) -> dict[str, float]:
        parts = [(Occur.Must, wanted), *((Occur.Must, q) for q in self._allowed(filters))]
        if among is not None:
            ids = Query.term_set_query(self._schema, "passage_id", list(among))
            parts.append((Occur.Must, Query.const_score_query(ids, 0.0)))
        query = Query.boolean_query(parts) if len(parts) > 1 else wanted
        hits = searcher.search(query, limit=max(1, k), count=False).hits
        return {_id(searcher, address): float(score) for score, address in hits}

    def _allowed(self, filters: Filters) -> Iterator[Query]:
        """One query for each facet that restricts anything."""
        for facet, values in filters.chosen().items():
            yield self._unscored([(FACETS, [facet_term(facet, value) for value in values])])
        if keys := filters.number_keys():
            yield self._unscored([(NUMBERS, keys), (NUMBER_PREFIXES, keys)])
        if filters.dates:
            yield self._unscored([(YEARS, asked([filters.dates]))])

    def _unscored(self, fields: Sequence[tuple[str, Sequence[str]]]) -> Query:
        allowed = [(Occur.Should, Query.term_set_query(self._schema, f, list(v))) for f, v in fields]
        return Query.const_score_query(Query.boolean_query(allowed), 0.0)

    def _weighed(
        self, searcher: tantivy.Searcher, groups: Mapping[str, Sequence[Group]]
    ) -> dict[str, list[list[Weighed]]]:
        return {
            language: [weighed for group in several if (weighed := self._weighed_group(searcher, group))]
            for language, several in groups.items()
        }

    def _weighed_group(self, searcher: tantivy.Searcher, group: Group) -> list[Weighed]:
        """A group with what it can add; empty when nothing holds any of it.

        A group is as rare as all of its alternatives together, so that an odd rendering of a common
        word weighs no more than the word (Pirkola 1998, for dictionary-based retrieval); those that are
        trusted less count for as much less, so that a guess at a common word does not cost the group its
        rarity (Darwish and Oard, Probabilistic structured query methods, 2003).
        """
        kept = [(a, held) for a in group if (held := self._held(searcher, a))]
        if not kept:
            return []
        surest = max(alternative.weight for alternative, _ in kept)
        together = self._rarity(searcher, sum(a.weight / surest * min(held.values()) for a, held in kept))
        weighed = []
        for alternative, held in kept:
            weight = alternative.weight * together / self._rarity(searcher, min(held.values()))
            masses = {term: weight * self._rarity(searcher, n) * _MOST_PER_TERM for term, n in held.items()}
            weighed.append(Weighed(alternative, weight, masses))
        return weighed

    def _query(self, group: Sequence[Weighed]) -> Query:
        """The best of a group's alternatives, scored by BM25."""
        queries = []
        for weighed in group:
            occur = Occur.Must if weighed.alternative.every else Occur.Should
            terms = [
                Query.term_query(self._schema, weighed.alternative.field, term, index_option="freq")
                for term in weighed.terms
            ]
            query = terms[0] if len(terms) == 1 else Query.boolean_query([(occur, t) for t in terms])
            queries.append(Query.boost_query(query, weighed.weight))
        return queries[0] if len(queries) == 1 else Query.disjunction_max_query(queries)

    def _held(self, searcher: tantivy.Searcher, alternative: Alternative) -> dict[str, int]:
        """How many passages hold each of the alternative's terms; empty when it can't be matched."""
        held = {term: searcher.doc_freq(alternative.field, term) for term in alternative.terms}
        if alternative.every and not all(held.values()):
            return {}
        return {term: n for term, n in held.items() if n}

    def _rarity(self, searcher: tantivy.Searcher, held: float) -> float:
        """The inverse document frequency of what `held` passages hold, as Tantivy has it."""
        passages = max(searcher.num_docs, held)
        return math.log(1 + (passages - held + 0.5) / (held + 0.5))


def _document(entry: Entry) -> tantivy.Document:
    document = tantivy.Document()
    document.add_text("passage_id", entry.passage_id)
    document.add_text(WORDS, " ".join(entry.words))
    document.add_text(PAIRS, " ".join(entry.pairs))
    for name in (SPELLINGS, NUMBERS, NUMBER_PREFIXES, YEARS):
        for value in getattr(entry.marks, name):
            document.add_text(name, value)
    for facet, whole in entry.facets.items():
        for value in facet_values(facet, whole):
            document.add_text(FACETS, facet_term(facet, value))
    return document


def _id(searcher: tantivy.Searcher, address: tantivy.DocAddress) -> str:
    return str(searcher.doc(address).get_first("passage_id"))
