"""Damages files in the ways that files are damaged, and in those that an attacker would think of."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable, Sequence

_TOKENS = (
    b"\0", b"\xff", b"\xef\xbb\xbf", b"\xff\xfe", b"<", b">", b"&", b"&#0;", b"&#x110000;", b"]]>", b"<!--",
    b"<![CDATA[", b'"', b"'", b"{", b"}", b"[", b"]", b",", b":", b"\\", b"\\u0000", b"\\ud800", b"-1", b"0",
    b"99999999999999999999", b"1e999", b"NaN", b"null", b"%s%n", b"../../etc/passwd", b"\r", b"\n\n\n", b"\t",
    b" " * 1000, b"A" * 5000, "\u202e\u0000\ufeff".encode(), b"xmlns=''", b"<a>" * 400, b"[" * 400,
    b"1-01-01", b"-0001", b"00:99:99.999",
)  # fmt: skip
_NUMBER = re.compile(rb"\d+")
_ELEMENT = re.compile(rb"<[^<>]{1,80}>")
_LARGEST = 2_000_000  # bytes
_ARCHIVE = b"PK\x03\x04"
_INSIDE = 0.8  # the share of archives that are damaged within


def mutated(seed: bytes, others: Sequence[bytes], chance: random.Random) -> bytes:
    """`seed` after one to six changes; `others` lend it pieces of theirs.

    Of an archive mostly one of its files is changed: damage to the archive itself is found before any of
    them is read.
    """
    if seed.startswith(_ARCHIVE) and chance.random() < _INSIDE:
        return _changed_inside(seed, chance)
    content = seed
    for _ in range(chance.randint(1, 6)):
        content = chance.choice(_CHANGES)(content, others, chance)
    return content[:_LARGEST]


def _changed_inside(archive: bytes, chance: random.Random) -> bytes:
    """The archive with changes to one of its files, packed anew."""
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        files = {info: opened.read(info) for info in opened.infolist()}
    chosen = chance.choice([info for info in files if not info.is_dir()])
    files[chosen] = mutated(files[chosen], list(files.values()), chance)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as written:
        for info, content in files.items():
            written.writestr(info, content)
    return packed.getvalue()


def _span(content: bytes, chance: random.Random, longest: int = 200) -> tuple[int, int]:
    start = chance.randint(0, len(content))
    return start, min(len(content), start + chance.randint(0, longest))


def _flip(content: bytes, _others: Sequence[bytes], chance: random.Random) -> bytes:
    changed = bytearray(content or b"\0")
    for _ in range(chance.randint(1, 8)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _cut(content: bytes, _others: Sequence[bytes], chance: random.Random) -> bytes:
    start, end = _span(content, chance)
    return content[:start] + content[end:]


def _truncate(content: bytes, _others: Sequence[bytes], chance: random.Random) -> bytes:
    return content[: chance.randint(0, len(content))]


def _repeat(content: bytes, _others: Sequence[bytes], chance: random.Random) -> bytes:
    start, end = _span(content, chance)
    return content[:end] + content[start:end] * chance.choice((1, 2, 50)) + content[end:]


def _insert(content: bytes, _others: Sequence[bytes], chance: random.Random) -> bytes:
    at = chance.randint(0, len(content))
    return content[:at] + chance.choice(_TOKENS) + content[at:]


def _splice(content: bytes, others: Sequence[bytes], chance: random.Random) -> bytes:
    other = chance.choice(others)
    start, end = _span(other, chance, 2000)
    at, to = _span(content, chance, 2000)
    return content[:at] + other[start:end] + content[to:]


def _number(content: bytes, _others: Sequence[bytes], chance: random.Random) -> bytes:
    found = list(_NUMBER.finditer(content))
    if not found:
        return content
    place = chance.choice(found)
    value = chance.choice((b"0", b"-1", b"4294967296", b"999999999999999999999", b"", b"0x7f", b"1.5"))
    return content[: place.start()] + value + content[place.end() :]


def _element(content: bytes, _others: Sequence[bytes], chance: random.Random) -> bytes:
    """Takes a tag away, doubles it, or swaps it with another: what is well-formed may be so no more."""
    found = list(_ELEMENT.finditer(content))
    if len(found) < 2:
        return content
    one, other = sorted(chance.sample(found, 2), key=lambda match: match.start())
    between = content[one.end() : other.start()]
    texts = chance.choice(
        (
            (b"", other.group()),
            (one.group() * 2, other.group()),
            (other.group(), one.group()),
            (one.group(), b""),
        )
    )
    return content[: one.start()] + texts[0] + between + texts[1] + content[other.end() :]


_CHANGES: tuple[Callable[[bytes, Sequence[bytes], random.Random], bytes], ...] = (
    _flip, _cut, _truncate, _repeat, _insert, _splice, _number, _element,
)  # fmt: skip
