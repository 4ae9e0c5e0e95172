"""Cuts documents into passages along headings, blocks and sentences.

Sizes are counted in the embedder's own tokens, context line included, so that nothing a passage
holds lies beyond what the embedder reads.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice, zip_longest

from ingest.documents import Block, BlockKind, Document
from ingest.languages import passage_language
from retrieval.embeddings import Embedder
from retrieval.language.sentences import sentence_spans
from retrieval.locators import Locator, Part, joined
from retrieval.passages import Passage, passage_context, passage_id

TARGET_TOKENS = 200
_SMALLEST = 0.25  # of the target: a shorter end of a section joins what is before it
_LONGEST_HEADER = 1 / 3  # of the target: a longer one is not repeated over the rows of a table
_AT_ONCE = 50_000  # characters that are cut into tokens together: each token takes some hundred bytes
_BREAK = "\n"  # between two blocks
_BETWEEN = 1  # tokens it may cost


@dataclass(frozen=True, slots=True)
class _Piece:
    """Text that is never cut again: a block, or some of a long block's sentences."""

    text: str
    tokens: int
    locator: Locator
    kind: BlockKind
    repeated: bool = False  # a table's header, put again before some of its rows


@dataclass(slots=True)
class _Group:
    """The pieces of one passage."""

    pieces: list[_Piece] = field(default_factory=list)

    @property
    def tokens(self) -> int:
        return sum(piece.tokens + _BETWEEN for piece in self.pieces) - _BETWEEN

    @property
    def locator(self) -> Locator:
        """From the first piece to the last, with the place of each block if they are several."""
        parts: list[Part] = []
        at = 0
        for piece in self.pieces:
            end = at + len(piece.text)
            if not piece.repeated:
                parts.append(Part(at, end, replace(piece.locator, headings=())))
            at = end + len(_BREAK)
        whole = joined([piece.locator for piece in self.pieces if not piece.repeated])
        return replace(whole, parts=tuple(parts)) if len(self.pieces) > 1 else whole

    def lacks(self, header: _Piece) -> bool:
        return all(piece.kind != "table_header" or piece.locator != header.locator for piece in self.pieces)


def chunk(
    document: Document,
    document_id: str,
    embedder: Embedder,
    *,
    target_tokens: int = TARGET_TOKENS,
    facets: Mapping[str, str] | None = None,
) -> list[Passage]:
    """The passages of `document` in reading order.

    A passage never crosses a heading. Its text is the text of its blocks, one a line; headings are
    kept in its locator and become text only where nothing stands below them. Where the rows of a table
    go on in another passage, they have its header in front of them again.
    """
    sections = list(_sections([block for block in document.blocks if block.text.strip()]))
    counts = _token_counts((block.text for section in sections for block in section), embedder)
    passages: list[Passage] = []
    for section in sections:
        tokens = list(islice(counts, len(section)))
        headings = section[0].locator.headings
        context = len(embedder.token_spans(passage_context(document.title, headings))) + _BETWEEN
        limit = max(embedder.room - context, 16)
        target = min(target_tokens, limit)
        pieces = [
            p
            for block, n in zip(section, tokens, strict=True)
            for p in _pieces(block, n, embedder, document.language, target=target, limit=limit)
        ]
        for group in _packed(pieces, target=target, limit=limit):
            text = _BREAK.join(piece.text for piece in group.pieces)
            position = len(passages)
            passages.append(
                Passage(
                    passage_id=passage_id(document_id, position, text),
                    document_id=document_id,
                    position=position,
                    text=text,
                    locator=group.locator,
                    title=document.title,
                    language=passage_language(text, document.language),
                    kind=document.kind,
                    facets=facets or {},
                )
            )
    return passages


def _sections(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """Runs of blocks under the same heading, without those headings that have text below them.

    Two headings of the same words part what is below them.
    """
    section: list[Block] = []
    for block, following in zip_longest(blocks, blocks[1:]):
        ends = block.kind == "heading" and not _is_bare(block, following)
        if section and (ends or block.locator.headings != section[-1].locator.headings):
            yield section
            section = []
        if not ends:
            section.append(block)
    if section:
        yield section


def _is_bare(heading: Block, following: Block | None) -> bool:
    """Whether nothing stands below a heading."""
    if following is None:
        return True
    return following.kind == "heading" and (following.level or 1) <= (heading.level or 1)


def _pieces(
    block: Block, tokens: int, embedder: Embedder, language: str, *, target: int, limit: int
) -> list[_Piece]:
    if tokens <= target:
        return [_Piece(block.text, tokens, block.locator, block.kind)]
    sentences = sentence_spans(block.text, passage_language(block.text, language))
    spans = [window for a, b in sentences for window in _windows(a, b)]
    counts = _token_counts((block.text[a:b] for a, b in spans), embedder)
    even = -(-tokens // -(-tokens // target))  # equal parts rather than full ones and a rest
    parts: list[tuple[int, int, int]] = []
    for (a, b), count in zip(spans, counts, strict=True):
        within = _cut(block.text, a, b, embedder, target) if count > limit else [(a, b, count)]
        for start, end, size in within:
            if parts and parts[-1][2] < even and parts[-1][2] + size <= target:
                parts[-1] = (parts[-1][0], end, parts[-1][2] + size)
            else:
                parts.append((start, end, size))
    return [_Piece(block.text[start:end], size, block.locator, block.kind) for start, end, size in parts]


def _token_counts(texts: Iterable[str], embedder: Embedder) -> Iterator[int]:
    """How many tokens each text has, counted a few pages at a time."""
    waiting: list[str] = []
    room = _AT_ONCE
    for text in texts:
        if len(text) > room:
            yield from map(len, embedder.token_spans_of(waiting))
            waiting, room = [], _AT_ONCE
        if len(text) > _AT_ONCE:
            yield sum(len(embedder.token_spans(text[a:b])) for a, b in _windows(0, len(text)))
        else:
            waiting.append(text)
            room -= len(text)
    yield from map(len, embedder.token_spans_of(waiting))


def _windows(a: int, b: int) -> list[tuple[int, int]]:
    return [(start, min(start + _AT_ONCE, b)) for start in range(a, b, _AT_ONCE)]


def _cut(text: str, a: int, b: int, embedder: Embedder, target: int) -> list[tuple[int, int, int]]:
    """A sentence longer than the model reads, cut between tokens, at a space or comma where one is near.

    The parts meet: several tokens may stand for one character, and none for another.
    """
    starts = [a + x for x, _ in embedder.token_spans(text[a:b])]
    parts, at, begin = [], 0, a
    while at < len(starts):
        stop = min(at + target, len(starts))
        if stop < len(starts):
            near = range(stop, max(stop - target // 4, at + 1), -1)
            stop = next((i for i in near if text[starts[i] - 1] in " ,;，；、"), stop)
            while stop < len(starts) and starts[stop] <= begin:
                stop += 1
        end = starts[stop] if stop < len(starts) else b
        parts.append((begin, end, stop - at))
        at, begin = stop, end
    return parts


def _packed(pieces: Sequence[_Piece], *, target: int, limit: int) -> list[_Group]:
    groups: list[_Group] = []
    for piece, headers in _under_headers(pieces, longest=int(target * _LONGEST_HEADER)):
        if groups:
            joined = _Group([*groups[-1].pieces, *filter(groups[-1].lacks, headers), piece])
            if joined.tokens <= target:
                groups[-1] = joined
                continue
        groups.append(_begun(piece, headers, groups, limit))
    if len(groups) > 1:
        before = groups[-2]
        new = [piece for piece in groups[-1].pieces if not piece.repeated or before.lacks(piece)]
        joined = _Group([*before.pieces, *new])
        if _Group(new).tokens < target * _SMALLEST and joined.tokens <= limit:
            groups[-2:] = [joined]
    return groups


def _under_headers(pieces: Sequence[_Piece], *, longest: int) -> Iterator[tuple[_Piece, list[_Piece]]]:
    """Each piece with what to repeat before it: the header above a table's row, if not too long."""
    headers: dict[int, list[_Piece]] = {}
    complete: set[int] = set()
    for piece in pieces:
        table = piece.locator.table
        repeated: list[_Piece] = []
        if table is not None and piece.kind == "table_header":
            if table in complete:
                complete.remove(table)
                headers[table] = []
            headers.setdefault(table, []).append(replace(piece, repeated=True))
        elif table in headers and piece.kind == "table_row":
            complete.add(table)
            repeated = headers[table] if sum(h.tokens for h in headers[table]) <= longest else []
        yield piece, repeated


def _begun(piece: _Piece, headers: list[_Piece], groups: list[_Group], limit: int) -> _Group:
    """A new group for `piece` below its headers; one that ends the last of `groups` is moved from there."""
    last = groups[-1].pieces if groups else []
    kept = len(last)
    while kept and _is_header_of(last[kept - 1], piece):
        kept -= 1
    moved = _Group(last[kept:])
    group = _Group([*filter(moved.lacks, headers), *moved.pieces, piece])
    if group.tokens > limit:
        return _Group([piece])
    del last[kept:]
    if groups and not last:
        groups.pop()
    return group


def _is_header_of(header: _Piece, piece: _Piece) -> bool:
    table = piece.locator.table if piece.kind == "table_row" else None
    return header.kind == "table_header" and table is not None and header.locator.table == table
