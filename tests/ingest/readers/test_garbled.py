"""Text layers that make no sense are told from those that only look odd."""

import pytest

from ingest.readers.pdf.garbled import is_garbled

CATALOGUE = (
    "Tureen, 1738, by Thomas Germain (1673-1748); H: 24.5 x W: 37 cm; inv. 71.DG.78. Struck underneath with "
    "the maker's mark TG, a lamb's fleece & two grains; see McCarthy, iPhone, PhD, MS 12/3a, pp. 4-7."
)


@pytest.mark.parametrize(
    "text",
    [
        CATALOGUE,
        "故宫博物院成立于1925年10月10日，建立在明清两朝皇宫的基础上。" * 3,
        "Часы «Павлин» изготовлены в Лондоне в 1770-х годах мастером Джеймсом Коксом и подарены " * 2,
        "",
        "12 34 56 78 90 " * 8,
    ],
)
def test_what_people_write_is_not_garbled(text: str) -> None:
    assert not is_garbled(text)


@pytest.mark.parametrize(
    "text",
    [
        CATALOGUE.replace("e", "\ufffd").replace("a", "\ufffd"),
        "(cid:12)(cid:44)(cid:3) " * 30,
        "\ue001\ue002\ue003 " * 30,
        "Th#s t$xt w%s r&ad f*om a b+d f<nt t=at m@ps l^tters " * 4,
        "\ufffd\ufffd",
        "xqzt bcdfg hjklm nprst vwxz " * 8,
    ],
)
def test_debris_is_garbled(text: str) -> None:
    assert is_garbled(text)
