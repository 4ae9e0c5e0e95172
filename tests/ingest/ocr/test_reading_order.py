"""The order in which recognised lines are read."""

from ingest.ocr.reading_order import rows_in_order
from ingest.ocr.recognised import RecognisedLine

LONG = "a line of a catalogue entry that is long enough"


def line(text: str, x: int, y: int, width: int = 400, height: int = 30) -> RecognisedLine:
    return RecognisedLine(text, (x, y, width, height), 0.99)


def order(lines: list[RecognisedLine]) -> list[list[str]]:
    return [[each.text for each in row] for row in rows_in_order(lines)]


def test_lines_go_down_the_page_whatever_order_the_engine_gives() -> None:
    lines = [line(f"{LONG} {n}", 50, 100 + 40 * n) for n in (3, 0, 2, 1)]
    assert order(lines) == [[f"{LONG} {n}"] for n in range(4)]


def test_columns_are_read_one_after_the_other_beneath_a_headline() -> None:
    headline = line("A headline over both columns", 50, 20, 900)
    columns = [
        line(f"{LONG} {side}{n}", x, 100 + 40 * n) for n in range(4) for side, x in (("l", 50), ("r", 520))
    ]
    note = line("A line over both columns below them", 50, 300, 900)
    assert [row[0][-2:] for row in order([*columns, note, headline])] == [
        "ns", "l0", "l1", "l2", "l3", "r0", "r1", "r2", "r3", "em",
    ]  # fmt: skip


def test_short_pieces_beside_each_other_are_rows_of_a_table() -> None:
    cells = [
        line(f"{name}{n}", x, 100 + 40 * n, 120) for n in range(5) for name, x in (("a", 50), ("b", 520))
    ]
    assert order(cells) == [[f"a{n}", f"b{n}"] for n in range(5)]


def test_text_in_columns_from_above_is_read_from_the_right() -> None:
    columns = [
        line(text, x, 40, 40, 400) for text, x in (("张择端绘", 300), ("汴京风物", 200), ("清明上河图", 400))
    ]
    assert order(columns) == [["清明上河图"], ["张择端绘"], ["汴京风物"]]


def test_nothing_gives_nothing() -> None:
    assert rows_in_order([]) == []


def test_a_page_of_any_width_is_put_in_order_at_once() -> None:
    lines = [line(f"{LONG} {n}", 50 if n % 2 else 900_000_000, 100 + 40 * n) for n in range(12)]
    assert len(rows_in_order(lines)) == 12
