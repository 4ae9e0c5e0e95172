"""Every encoding a museum's archive holds, on texts as short as a label and as long as a report."""

from pathlib import Path

import pytest

from ingest.readers.encoding import decode, read_decoded
from retrieval.errors import NotFound, UnreadableDocument

HANS = (
    "清乾隆粉彩镂空转心瓶，高四十一点五厘米，口径十九厘米，底部有“大清乾隆年制”六字款。"
    "此瓶由内瓶与外瓶套装而成，内瓶可以转动，透过孔洞可见内瓶所绘的婴戏图。"
    "借展协议规定，借方承担往返运输、保险及布展费用，展柜内相对湿度保持在百分之五十左右。"
)
HANT = (
    "這件青瓷水仙盆是北宋汝窯的傳世名品，釉色天青，通體無開片，底部刻有清高宗御題詩一首。"
    "翠玉白菜以半白半綠的翡翠雕成，葉間停留兩隻昆蟲，原陳設於紫禁城永和宮，現為國立故宮博物院收藏。"
    "觀眾可於服務臺租借語音導覽，請勿在展廳內使用閃光燈拍照，亦請勿觸摸展品。"
)
RUSSIAN = (
    "Ваза фарфоровая с росписью, Императорский фарфоровый завод, Санкт-Петербург, 1830-е годы. "
    "Поступила в 1941 году из собрания Юсуповых. На тулове изображён вид Петергофского дворца. "
    "Протокол заседания фондово-закупочной комиссии: принять предметы на постоянное хранение."
)
ENGLISH = (
    "The Sèvres porcelain vase was bought by Rémy Lefèvre in 1867 and given by Mme Hélène d'Espérey. "
    "Attributed to the workshop of André-Charles Boulle, it has a façade of première-partie marquetry; "
    "the drawers were repaired in Zürich by Jürgen Müller."
)
WRITTEN = [
    (HANS, "gb18030"),
    (HANS, "utf-16-le"),
    (HANS, "utf-16-be"),
    (HANS, "utf-8"),
    (HANT, "big5"),
    (HANT, "gb18030"),
    (HANT, "utf-16-le"),
    (HANT, "utf-8"),
    (RUSSIAN, "windows-1251"),
    (RUSSIAN, "koi8-r"),
    (RUSSIAN, "cp866"),
    (RUSSIAN, "iso-8859-5"),
    (RUSSIAN, "utf-16-be"),
    (RUSSIAN, "utf-8"),
    (ENGLISH, "windows-1252"),
    (ENGLISH, "utf-16-le"),
    (ENGLISH, "utf-16-be"),
    (ENGLISH, "utf-8"),
]


@pytest.mark.parametrize(("text", "encoding"), WRITTEN)
@pytest.mark.parametrize("length", [30, 60, 120, 200, 5000])
def test_text_comes_back_in_every_encoding_short_and_long(text: str, encoding: str, length: int) -> None:
    for start in (0, 20, 40):
        written = (text * 30)[start : start + length].strip()
        decoded = decode(written.encode(encoding))
        assert decoded.text == written
        assert decoded.encoding in (encoding, "utf-8")
        assert decoded.replaced == 0


@pytest.mark.parametrize("encoding", ["windows-1251", "koi8-r", "cp866"])
@pytest.mark.parametrize("length", [100, 250])
def test_a_russian_text_in_capitals_is_not_read_in_the_other_case(encoding: str, length: int) -> None:
    written = RUSSIAN.upper()[:length]
    assert decode(written.encode(encoding)).text == written


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_is_believed_and_is_no_part_of_the_text(encoding: str) -> None:
    assert decode(HANT.encode(encoding)).text == HANT


def test_japanese_is_told_from_chinese() -> None:
    text = "この花瓶は江戸時代後期に有田で焼かれた磁器で、高さは三十センチメートルあります。"
    assert decode(text.encode("shift_jis")).text == text
    assert decode(text.encode("euc_jp")).text == text


def test_a_few_foreign_words_in_an_english_text_come_back() -> None:
    chinese = "The vase 花瓶 was made in Jingdezhen 景德镇 and bought in 1923."
    assert decode(chinese.encode("gb18030")).text == chinese
    russian = "Lent by the Hermitage (Эрмитаж), catalogued by Иванов in 1987."
    assert decode(russian.encode("windows-1251")).text == russian
    assert decode("Dessin à la plume".encode("windows-1252")).text == "Dessin à la plume"


def test_a_greek_text_is_not_taken_for_russian() -> None:
    text = "Αρχαίος ελληνικός αμφορέας με παράσταση του Ηρακλή, που βρέθηκε στην Αθήνα. " * 5
    assert decode(text.encode("cp1253")).text == text


def test_a_declared_charset_decides_unless_it_is_plainly_wrong() -> None:
    assert decode("花瓶".encode("gb18030"), "gb2312").encoding == "gb18030"
    assert decode(RUSSIAN.encode("windows-1251"), "iso-8859-1").text == RUSSIAN
    assert decode(RUSSIAN.encode(), "windows-1251").encoding == "utf-8"


def test_one_damaged_byte_does_not_turn_utf_8_into_another_encoding() -> None:
    raw = bytearray((RUSSIAN * 3).encode())
    raw[400] = 0xFF
    decoded = decode(bytes(raw))
    assert decoded.encoding == "utf-8"
    assert decoded.replaced >= 1
    assert "replaced" in decoded.warnings[0]
    assert decode(RUSSIAN.encode()).warnings == ()


@pytest.mark.parametrize(
    "raw",
    [
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89",
        bytes(range(256)) * 20,
        b"\0" * 4000,
        b"\x7fELF\x02\x01\x01" + bytes(9) + b"\x03\0>\0\x01\0\0\0" * 50,
    ],
)
def test_binary_rubbish_is_refused(raw: bytes) -> None:
    with pytest.raises(UnreadableDocument, match=r"not text|empty"):
        decode(raw)


@pytest.mark.parametrize("raw", [b"", b" \n\t\n", b"\xef\xbb\xbf"])
def test_a_text_without_words_is_called_empty(raw: bytes) -> None:
    with pytest.raises(UnreadableDocument, match="empty"):
        decode(raw)


def test_an_error_names_the_file(tmp_path: Path) -> None:
    path = tmp_path / "label.txt"
    with pytest.raises(NotFound, match=r"label\.txt"):
        read_decoded(path)
    path.write_bytes(bytes(range(256)) * 20)
    with pytest.raises(UnreadableDocument, match=r"label\.txt: it is not text"):
        read_decoded(path)
    with pytest.raises(UnreadableDocument, match="cannot be opened"):
        read_decoded(tmp_path)
