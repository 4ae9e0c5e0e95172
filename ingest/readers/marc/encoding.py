"""The encoding of a binary MARC record: what it says it is in, and what it is in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pymarc.marc8 import marc8_to_unicode

from ingest.readers.encoding import decode
from retrieval.errors import UnreadableDocument

_ESCAPE = b"\x1b"
_HIGH = re.compile(rb"[\x80-\xff]")
# MARC-8 writes an accent before its letter: bytes above 0x7F in a row are seldom more than two.
_RUN = re.compile(rb"[\x80-\xff]{3,}")
_LOCAL_SHARE = 0.5  # of the high bytes in longer runs: the text is in the encoding of some computer


@dataclass(frozen=True, slots=True)
class MarcText:
    """How the bytes of a record become text: `encoding` is `marc-8` or the name of a codec."""

    encoding: str
    warnings: tuple[str, ...] = ()

    def decoded(self, value: bytes) -> str:
        """A value as text; what cannot be read is U+FFFD."""
        if self.encoding != "marc-8":
            return value.decode(self.encoding, "replace")
        try:
            return marc8_to_unicode(value, True)
        except (UnicodeDecodeError, KeyError, ValueError):
            return value.decode("ascii", "replace")


def text_of_record(values: Sequence[bytes], *, declared_utf8: bool) -> MarcText:
    """How to read the values of one record.

    UTF-8 is recognised whether declared or not, and with damaged bytes in it; MARC-8 is what the standard
    has else; a record in the encoding of an old computer (Windows-1251, GBK) is guessed as plain text is,
    with a warning.
    """
    whole = b"\n".join(values)
    if not _HIGH.search(whole) and _ESCAPE not in whole:
        return MarcText("utf-8")
    try:
        whole.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return MarcText("marc-8" if _ESCAPE in whole and not declared_utf8 else "utf-8")
    if _ESCAPE not in whole and _nearly_utf8(whole):
        return MarcText("utf-8", ("some bytes are no UTF-8: what they stood for is lost",))
    in_runs = sum(len(run) for run in _RUN.findall(whole))
    if not declared_utf8 and (_ESCAPE in whole or in_runs < _LOCAL_SHARE * len(_HIGH.findall(whole))):
        return MarcText("marc-8")
    try:
        guessed = decode(whole).encoding
    except UnreadableDocument:
        guessed = "utf-8"
    said = "UTF-8" if declared_utf8 else "MARC-8"
    return MarcText(_codec(guessed), (f"declared as {said}, read as {guessed}",))


def _nearly_utf8(whole: bytes) -> bool:
    """Whether more than half of what is no ASCII is UTF-8, which in another encoding hardly any is."""
    decoded = whole.decode("utf-8", "replace")
    damaged = decoded.count("\ufffd")
    return sum(character > "\x7f" for character in decoded) > 2 * damaged


def _codec(encoding: str) -> str:
    try:
        b"".decode(encoding)
    except LookupError:
        return "utf-8"
    return encoding
