"""Which encoding a file's bytes are in, and the text they make.

A byte order mark and valid UTF-8 settle it. Otherwise each encoding a museum's archive may hold is
tried on a sample and the text that is cheapest to write wins: `_bits` prices every character by how
often it comes in Chinese, Russian, Japanese, Korean or western European text next to the one before
it. Bytes read in a wrong encoding become rare characters, or capitals inside words, and cost more.
charset-normalizer is asked for the scripts that are not priced; on short KOI8-R and accented Latin text
it is wrong more often than right.
"""

import codecs
import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from charset_normalizer import from_bytes

from retrieval.errors import NotFound, UnreadableDocument

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
_REPLACEMENT = "\ufffd"
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x19\x1b-\x1f\x7f\ufffe\uffff]")

_FREQUENT_HAN = frozenset(
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种"
    "事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民"
    "第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西月话"
    "合回特代内信表化老给世位次度门任常先海通教原东声提立及比员解水名真论处走义各入几口认条平系气题活更别打女变四神总"
    "何电数安少报才结反受目太量再建务做接必场件计管期市直资山金指统区保至形社空治展五基书非则白光强即思王象完设式色路"
    "记南品住告类求据程北边六七八九九百千万张该交规取术领共确传师观清今院让识带导争运博馆宫故藏瓷器铜玉画朝宋唐元绘佛"
    "览陈列修复古纹饰厘米宽纸绢约号时周请开放室请勿历史收主题"
    "這個們來為國說時會對於過發後裡裏種經麼學現當沒動還進樣開從實軍無與長機業將兩間問並應戰頭體見產話內給門東聲員論處"
    "義條係氣題別變總電數報結務場計資統區書則強設記類據邊萬張該規術領確傳師觀讓識帶導爭運館宮畫繪覽陳復紋飾寬紙絹約號"
    "歷銅請"
)
_FREQUENT_HANGUL = frozenset(
    "이다의는을에가한로고지사리기도를어하서자시있대해정스인전부제수일여나아장들으은그라보동구원주진성조상신과와되었관물"
    "국중것에서년만미유적문화선소비용방경공연영게면할니오우"
)
# Per cent of the letters of running Russian text, the commonest letter first.
_RUSSIAN_SHARES = (
    "11 8.5 8 7.4 6.7 6.3 5.5 4.7 4.5 4.4 3.5 3.2 3 2.8 2.6 2 1.9 1.7 1.7 1.65 1.6 1.4 1.2 1 .95 .7 .65"
)
_RUSSIAN = dict(
    zip(
        "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё",
        map(float, f"{_RUSSIAN_SHARES} .5 .35 .3 .25 .05 .1".split()),
        strict=True,
    )
)
_COMMON_ACCENTS = frozenset("éèêëàâäáçùûüúôöóîïíñßåøæœãõ")
_POLISH_AND_CZECH = frozenset("ąćęłńśźżčďěňřšťůžýőűĺľŕăşţđ")
_WESTERN_PUNCTUATION = frozenset("«»“”„‘’‚–—…№°§·•×½¼¾±²³©®™€£\u00a0")
_CJK_PUNCTUATION = frozenset("，。、；：？！“”‘’（）《》〈〉「」『』【】—…·～\u3000")


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
        return (f"{self.replaced} damaged spots in the {self.encoding} text were replaced by {_REPLACEMENT}",)


def read_decoded(path: Path, declared: re.Pattern[bytes] | None = None) -> Decoded:
    """The text of a file; `declared` finds the charset that the file itself names, as its group 1.

    NotFound when there is no such file, UnreadableDocument when it is empty or no text.
    """
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        raise NotFound(f"{path}: there is no such file") from None
    except OSError as error:
        raise UnreadableDocument(f"{path.name}: it cannot be opened: {error.strerror or error}") from error
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
        costs[name] = (_bits(text) + prior + odd + 4 * kanji) / len(sample)
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
    replaced = text.count(_REPLACEMENT)
    if replaced and encoding.startswith("utf"):  # a text may hold the replacement character itself
        replaced -= raw.count(_REPLACEMENT.encode(encoding))
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


def _bits(text: str) -> float:
    """What `text` costs to write, in bits, when its language is known but not its words."""
    total, before = 0.0, " "
    for character, after in zip(text, text[1:] + " ", strict=True):
        if character < "\x80":
            total += _ascii_bits(character)
        elif "\u0400" <= character <= "\u04ff":
            total += _cyrillic_bits(before, character, after)
        elif character < "\u0250":
            total += _latin_bits(before, character, after)
        else:
            total += _other_bits(character) + (6.0 if _inside_a_word(before, after) else 0.0)
        before = character
    return total


def _ascii_bits(character: str) -> float:
    if character.isalnum() or character in " \n\r\t.,":
        return 5.0
    return 8.0 if character >= " " else 25.0


def _cyrillic_bits(before: str, character: str, after: str) -> float:
    lower = character.lower()
    share = _RUSSIAN.get(lower)
    bits = -math.log2(share / 100) if share else (10.0 if lower in "іїєґў" else 16.0)
    if lower != character:
        bits += 9.0 if before.islower() else (0.2 if before.isupper() or after.isupper() else 3.0)
    if (before.isascii() and before.isalpha()) or (after.isascii() and after.isalpha()):
        bits += 8.0
    if not (before.isalpha() or after.isalpha()):
        bits += 9.0  # more likely the à of a French name than one of the few words of one letter
    return bits


def _latin_bits(before: str, character: str, after: str) -> float:
    if character in _WESTERN_PUNCTUATION:
        return 9.0
    if not character.isalpha():
        return 15.0
    lower = character.lower()
    bits = 8.0 if lower in _COMMON_ACCENTS else (10.0 if lower in _POLISH_AND_CZECH else 15.0)
    if lower != character:
        bits += 9.0 if before.islower() else 3.0
    neighbours = [other for other in (before, after) if other.isalpha()]
    if any(not other.isascii() for other in neighbours):
        bits += 5.0
    if not any(other.isascii() for other in neighbours):
        bits += 4.0
    return bits


def _inside_a_word(before: str, after: str) -> bool:
    return before.isascii() and before.isalpha() and "a" <= after <= "z"


@cache
def _other_bits(character: str) -> float:
    if character in _CJK_PUNCTUATION or character in _WESTERN_PUNCTUATION:
        return 9.0
    if character in _FREQUENT_HAN:
        return 9.5
    if "\u3041" <= character <= "\u30ff":
        return 8.0
    if "\u3400" <= character <= "\u9fff":
        return 13.5 if character in _common_syllables() else 19.0
    if "\uac00" <= character <= "\ud7a3":
        return 9.5 if character in _FREQUENT_HANGUL else (14.0 if character in _common_syllables() else 19.0)
    if "\uff01" <= character <= "\uff5e" or "\u2000" <= character <= "\u2bff":
        return 14.0  # full-width letters; arrows, boxes and signs
    return 40.0 if character == _REPLACEMENT else 26.0


@cache
def _common_syllables() -> frozenset[str]:
    """The first levels of GB 2312 and Big5, the characters in daily use, and the Hangul of KS X 1001."""
    return frozenset(
        "".join(_plane(range(0xB0, 0xD8), "gb2312"))
        + "".join(_plane(range(0xA4, 0xC7), "big5"))
        + "".join(_plane(range(0xB0, 0xC9), "euc_kr"))
    )


def _plane(leads: Iterable[int], codec: str) -> Iterable[str]:
    for lead in leads:
        for trail in (*range(0x40, 0x7F), *range(0xA1, 0xFF)):
            yield bytes((lead, trail)).decode(codec, "ignore")
