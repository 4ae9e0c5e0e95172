"""How lines of print become running text."""

import pytest

from ingest.readers.line_joining import Spelling, joined, spelling_of

BREAKING = Spelling(frozenset(["collection", "well-known", "catalogue"]), breaks_words=True)
UNBROKEN = Spelling(frozenset(), breaks_words=False)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["the col-", "lection of silver"], "the collection of silver"),
        (["the col\u00ad", "lection, care\u00adfully kept"], "the collection, carefully kept"),
        (["собра-", "ние музея"], "собрание музея"),
        (["by Jean-", "Luc Martin"], "by Jean-Luc Martin"),
        (["a well-", "known maker"], "a well-known maker"),
        (["mid-eighteenth-", "century Paris"], "mid-eighteenth-century Paris"),
        (["a shell-", "like bowl"], "a shell-like bowl"),
        (["кто-", "нибудь из них"], "кто-нибудь из них"),
        (["pages 12-", "14 of it"], "pages 12-14 of it"),
        (["silver -", "gilt"], "silver - gilt"),
        (["the bowl—", "and its lid"], "the bowl—and its lid"),
        (["https://example.org/col-", "lection/7"], "https://example.org/col-lection/7"),
        (["https://example.org/2020/", "file.pdf now"], "https://example.org/2020/file.pdf now"),
        (["两千一百一", "十八箱"], "两千一百一十八箱"),
        (["收藏在北京，", "2015年展出"], "收藏在北京，2015年展出"),
        (["ﬁne ﬂagon, oﬃce, aﬄuent, staﬀ"], "fine flagon, office, affluent, staff"),
        (["“Ægidius” №  5 …", "", "½ Ⅻ"], "“Ægidius” № 5 … ½ Ⅻ"),
    ],
)
def test_only_the_layout_is_undone(lines: list[str], expected: str) -> None:
    assert joined(lines, BREAKING) == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["the bowl", "and its lid"], "the bowl \fand its lid"),
        (["the col-", "lection"], "the col\flection"),
        (["a well-", "known maker"], "a well-\fknown maker"),
        (["两千一百一", "十八箱"], "两千一百一\f十八箱"),
    ],
)
def test_a_page_break_stands_exactly_where_the_page_ends(lines: list[str], expected: str) -> None:
    assert joined(lines, BREAKING, page_starts=[1]) == expected


def test_a_text_neither_begins_with_a_page_break_nor_has_two_where_a_line_is_blank() -> None:
    assert joined(["the bowl", " ", "is", "lost"], BREAKING, page_starts=[0, 1, 2]) == "the bowl \fis lost"


def test_a_document_that_never_breaks_words_keeps_its_hyphens() -> None:
    assert joined(["a gilded-", "silver ewer"], UNBROKEN) == "a gilded-silver ewer"
    assert joined(["a gilded-", "silver ewer"], BREAKING) == "a gildedsilver ewer"


def test_spelling_tells_a_document_that_breaks_words_from_one_that_does_not() -> None:
    hyphenated = ["the collec-", "tion and the mu-", "seum hold a cata-", "logue of the collection"]
    assert spelling_of(hyphenated).breaks_words
    compound = ["a gilded-", "silver ewer, a boar-", "head tureen, a fig-", "leaf and a well-known hand"]
    spelling = spelling_of(compound)
    assert not spelling.breaks_words
    assert "well-known" in spelling.words
    assert "silver" not in spelling.words
