"""Which encoding a file's bytes are in, and the text they make.

A byte order mark and valid UTF-8 settle it. Otherwise each encoding a museum's archive may hold is
tried on a sample and the text that is cheapest to write wins. charset-normalizer is asked for the
scripts that are not priced; on short KOI8-R and accented Latin text it is wrong more often than right.
"""

import codecs
import re
from dataclasses import dataclass
from pathlib import Path

from charset_normalizer import from_bytes

from ingest.readers.encoding_scores import REPLACEMENT, bits
from ingest.readers.file_errors import not_opened
from retrieval.errors import UnreadableDocument

# The name given to the outside, Python's codec, and the bits its rarity costs beforehand.
_CANDIDATES = (
    ("gb18030", "gb18030", 0),
    ("big5", "big5hkscs", 0),
    ("windows-1251", "cp1251", 0),
    ("koi8-r", "koi8_r", 0),
    ("windows-1252", "cp1252", 0),
    ("cp866", "cp866", 4),
    ("iso-8859-5", "iso8859_5", 8),
    ("mac-cyrillic", "mac_cyrillic", 10),
    ("shift_jis", "cp932", 4),
    ("euc-jp", "euc_jp", 8),
    ("euc-kr", "cp949", 8),
    ("utf-16-le", "utf-16-le", 12),
    ("utf-16-be", "utf-16-be", 12),
    ("windows-1250", "cp1250", 16),
    ("mac-roman", "mac_roman", 16),
    ("cp850", "cp850", 16),
)
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_CYRILLIC = ("windows-1251", "koi8-r", "iso-8859-5", "cp866", "mac-cyrillic")
_OTHER_SCRIPTS = ("cp1253", "iso8859_7", "cp1255", "iso8859_8", "cp1256", "iso8859_6")
# Labels that pages declare and that stand for a larger encoding, as browsers read them.
_LABELS = {
    **dict.fromkeys(("gb2312", "gbk", "gb_2312-80", "x-gbk", "hz-gb-2312"), "gb18030"),
    **dict.fromkeys(("big5", "big5-hkscs", "cp950", "x-x-big5"), "big5"),
    **dict.fromkeys(("iso-8859-1", "latin1", "us-ascii", "ascii", "cp1252"), "windows-1252"),
    **dict.fromkeys(("cp1251", "x-cp1251"), "windows-1251"),
    **dict.fromkeys(("koi8", "koi8_r", "koi", "koi8-u"), "koi8-r"),
    **dict.fromkeys(("sjis", "x-sjis", "shift-jis", "windows-31j"), "shift_jis"),
    **dict.fromkeys(("ibm866", "866"), "cp866"),
}
_CODECS = {name: codec for name, codec, _ in _CANDIDATES}
_JAPANESE, _KANA, _HAN = ("shift_jis", "euc-jp"), re.compile("[\u3041-\u30ff]"), re.compile("[\u4e00-\u9fff]")
_SAMPLE = 6_000
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x19\x1b-\x1f\x7f\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text and the encoding it was in; `replaced` counts the spots that could not be read."""

    text: str
    encoding: str
    replaced: int = 0

    @property
    def warnings(self) -> tuple[str, ...]:
        """What a person preparing an import should hear of, if anything."""
        if not self.replaced:
            return ()
        return (f"{self.replaced} damaged spots in the {self.encoding} text were replaced by {REPLACEMENT}",)


def read_decoded(path: Path, declared: re.Pattern[bytes] | None = None) -> Decoded:
    """The text of a file; `declared` finds the charset that the file itself names, as its group 1.

    NotFound when there is no such file, UnreadableDocument when it is empty or no text.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise not_opened(path, error) from error
    label = declared.search(raw[:4096]) if declared else None
    try:
        return decode(raw, label.group(1).decode("ascii", "replace") if label else "")
    except UnreadableDocument as error:
        raise UnreadableDocument(f"{path.name}: {error}") from None


def decode(raw: bytes, declared: str = "") -> Decoded:
    """The text of `raw` without a byte order mark, and its encoding.

    `declared` is the charset the bytes name for themselves; it is believed unless another encoding
    explains them far better. UnreadableDocument when they are empty or no text in any encoding.
    """
    decoded = _by_mark(raw) or _as_utf8(raw) or _by_cost(raw, declared)
    if not decoded.text.strip():
        raise UnreadableDocument("it is empty: there is no text in it")
    unwritable = len(_CONTROL.findall(decoded.text)) + decoded.replaced
    if unwritable > 1 + len(decoded.text) // 50:
        raise UnreadableDocument("it is not text: it holds binary bytes that no text encoding explains")
    return decoded


def _by_mark(raw: bytes) -> Decoded | None:
    for mark, encoding in _BYTE_ORDER_MARKS:
        if raw.startswith(mark):
            return _decoded(raw[len(mark) :], encoding)
    return None


def _as_utf8(raw: bytes) -> Decoded | None:
    """UTF-8 if `raw` is, or is but for damage in less than one in fifty of its longer characters."""
    decoded = _decoded(raw, "utf-8")
    if 100 * len(_CONTROL.findall(decoded.text)) > len(decoded.text):
        return None  # most likely UTF-16: its letters are valid UTF-8 between control characters
    written = sum(character > "\x7f" for character in decoded.text) if decoded.replaced else 0
    return decoded if 50 * decoded.replaced <= written else None


def _by_cost(raw: bytes, declared: str) -> Decoded:
    costs = {}
    for name, codec, prior in _CANDIDATES:
        wide = name.startswith("utf-16")
        sample = raw[: _SAMPLE // 2 * 2] if wide else _telling_lines(raw)
        odd = 20 * (len(raw) % 2) if wide else 0
        text = sample.decode(codec, "replace")
        kanji = 0 if _KANA.search(text) or name not in _JAPANESE else len(_HAN.findall(text))
        costs[name] = (bits(text) + prior + odd + 4 * kanji) / len(sample)
    label = declared.strip().lower()
    label = _LABELS.get(label, label)
    if label in costs:
        costs[label] = costs[label] * 0.8 - 40 / len(raw)
    ranked = sorted(costs, key=costs.__getitem__)
    if ranked[0] in _CYRILLIC and (other := _other_script(_telling_lines(raw))):
        ranked.insert(0, other)
    for name in ranked:
        decoded = _decoded(raw, name)
        if 50 * decoded.replaced <= len(decoded.text):
            return decoded
    raise UnreadableDocument("it is not text: it holds binary bytes that no text encoding explains")


def _other_script(sample: bytes) -> str | None:
    """Greek, Hebrew or Arabic, which our prices do not know and take for Russian, if a detector sees it."""
    match = from_bytes(sample).best() if len(sample) >= 240 else None
    return match.encoding if match and match.encoding in _OTHER_SCRIPTS else None


def _decoded(raw: bytes, encoding: str) -> Decoded:
    text = raw.decode(_CODECS.get(encoding, encoding), "replace")
    replaced = text.count(REPLACEMENT)
    if replaced and encoding.startswith("utf"):  # a text may hold the replacement character itself
        replaced -= raw.count(REPLACEMENT.encode(encoding))
    return Decoded(text, encoding, max(replaced, 0))


def _telling_lines(raw: bytes) -> bytes:
    """Lines of `raw` that are not plain ASCII, up to the size of a sample; all of it when there are none."""
    lines, size = [], 0
    for line in raw.split(b"\n"):
        if not line.isascii():
            lines.append(line[: _SAMPLE - size])
            size += len(line) + 1
            if size >= _SAMPLE:
                break
    return b"\n".join(lines) or raw[:_SAMPLE]
