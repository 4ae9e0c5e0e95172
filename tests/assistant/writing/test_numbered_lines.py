import pytest

from assistant.writing.numbered_lines import numbered_lines


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("1. One.\n2. Two.", {1: "One.", 2: "Two."}),
        ("Here you are:\n\n1) One.\n\n3) Three.", {1: "One.", 3: "Three."}),
        ("**1.** One.\n- 2. Two.", {1: "One.", 2: "Two."}),
        ("1．一。\n2、二。", {1: "一。", 2: "二。"}),
        ("1. One.\nAnd more.\n2. Two.", {1: "One. And more.", 2: "Two."}),
        ("1. One.\n1. Again.\nAnd more.", {1: "One."}),
        ("No numbers.", {}),
        ("1736 was a good year.", {}),
        ("", {}),
    ],
)
def test_lines_are_read_by_their_numbers(text: str, lines: dict[int, str]) -> None:
    assert numbered_lines(text) == lines
