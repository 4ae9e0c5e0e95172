import gzip
from pathlib import Path

import pytest

from retrieval.bridge.mueller import pairs, parsed
from tests.retrieval.bridge.dictd_files import write_dictd

_SILVER = """   [↗sɪlvɜ]
   1. _n.
      1) серебро; sterling silver чистое
серебро
      2) серебряные монеты; деньги
   2. _a. седой (о волосах)
"""


def test_an_entry_gives_its_renderings_without_marks_and_notes() -> None:
    found = [russian for english, russian in parsed("silver", _SILVER) if english == "silver"]
    assert found == ["серебро", "серебряные монеты", "деньги", "седой"]


def test_an_example_gives_a_pair_of_its_own_even_over_a_line_break() -> None:
    assert ("sterling silver", "чистое серебро") in set(parsed("silver", _SILVER))


@pytest.mark.parametrize(
    "body",
    [
        "   [x] указывает на изъятие или исключение чего-либо",
        "   [x] _n. (обыкн. the turf)",
        "   [x] _pref.",
    ],
)
def test_explanations_and_bare_notes_are_not_renderings(body: str) -> None:
    assert list(parsed("ex", body)) == []


def test_pairs_carry_the_order_of_meanings_and_references_are_followed(tmp_path: Path) -> None:
    path = write_dictd(
        tmp_path,
        {
            "00-database-short": "     Mueller",
            "vast": "   [vɑ:st] _a. обширный, громадный",
            "vasty": "   [vɑ:stɪ] = vast 1, 1",
            "turfy": "   см. nowhere",
            "un-": "   _pref. не",
        },
    )
    assert list(pairs(path)) == [
        ("vast", "обширный", 0),
        ("vast", "громадный", 1),
        ("vasty", "обширный", 0),
        ("vasty", "громадный", 1),
    ]


def test_offsets_of_more_than_one_digit_are_read(tmp_path: Path) -> None:
    entries = {f"word{chr(97 + i)}": "   _n. " + "слово" * 20 for i in range(9)}
    path = write_dictd(tmp_path, {**entries, "vase": "   [vɑ:z] _n. ваза"})
    assert len(gzip.decompress(path.read_bytes())) > 64**2 / 4
    assert ("vase", "ваза", 0) in list(pairs(path))
