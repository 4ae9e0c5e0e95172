"""Keys of object numbers: one number however it is written, its beginnings, and how well two agree."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.object_numbers import (
    key_prefixes,
    match_strength,
    number_key,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2005.1.1", "2005.00001.0001"),
        ("71.DG.77", "71dg77"),
        ("故00154701", "故 154701"),
        ("OA 9478", "oa9478"),
        ("１９８５．２０", "1985.20"),
        ("8001-903/3", "8001–903/3"),
        ("КП-123", "кп 123"),
        ("А-123", "A-123"),  # Cyrillic and Latin
        ("資001234", "资1234"),
        ("R.F. 1234", "RF1234"),
        ("R.F. 1234", "RF 1234"),
        ("м.к. 12", "МК-12"),
        ("EA 10470", "EA10470"),
        ("I C 1234", "IC 1234"),
        ("C.12 & A-1923", "C.12&A-1923"),
    ],
)
def test_one_number_written_two_ways_has_one_key(one: str, other: str) -> None:
    assert number_key(one) == number_key(other)
    assert match_strength(one, other) == 1.5


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1985.2", "1985.20"),
        ("19.85", "1985"),
        ("12.3", "1.23"),
        ("0", "00.0"),
        ("335a, b", "335ab"),
        ("C.1877-1928", "C.1900-1928"),
        ("C.123-1931", "C.123&A-1931"),
    ],
)
def test_different_numbers_have_different_keys(one: str, other: str) -> None:
    assert number_key(one) != number_key(other)


@given(st.text(max_size=20))
def test_a_key_is_its_own_key(text: str) -> None:
    assert number_key(number_key(text)) == number_key(text)


@given(st.lists(st.integers(0, 99999), min_size=1, max_size=5), st.integers(0, 4), st.sampled_from(".-/ "))
def test_zeros_before_a_part_and_the_mark_between_parts_do_not_count(
    parts: list[int], zeros: int, mark: str
) -> None:
    plain = ".".join(str(part) for part in parts)
    assert number_key(mark.join("0" * zeros + str(part) for part in parts)) == plain


@given(st.lists(st.integers(0, 999), min_size=1, max_size=6))
def test_prefixes_are_whole_parts_and_more_than_one(parts: list[int]) -> None:
    key = ".".join(str(part) for part in parts)
    prefixes = key_prefixes(key)
    assert all(key.startswith(prefix + ".") and prefix.count(".") for prefix in prefixes)
    assert len(prefixes) == max(0, len(parts) - 2)


def test_a_match_is_stronger_the_more_is_the_same() -> None:
    same = match_strength("1985.20.23", "1985.20.23")
    folded = match_strength("1985.20.23", "1985.020.0023")
    beginning = match_strength("1985.20", "1985.20.23")
    shorter = match_strength("1985.20", "1985.20.23.1")
    assert same == 2 > folded > beginning > shorter > 0


@pytest.mark.parametrize(
    ("asked", "number"), [("1985.2", "1985.20"), ("1985", "1985.20"), ("", "1985.20"), ("-", "/")]
)
def test_numbers_that_are_not_the_same_do_not_match(asked: str, number: str) -> None:
    assert match_strength(asked, number) == 0
