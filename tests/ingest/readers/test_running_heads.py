"""What counts as a running head, and what only looks like one."""

from ingest.readers.pdf.page_lines import Line
from ingest.readers.pdf.running_heads import without_running_heads


def line(page: int, text: str, y: float, size: float = 10.0) -> Line:
    return Line(page, 0, len(text), text, 50.0, y, 200.0, size, False, "vera")


def kept(pages: list[list[tuple[str, float]]]) -> list[list[str]]:
    lines = [[line(n, text, y) for text, y in page] for n, page in enumerate(pages, start=1)]
    return [[each.text for each in page] for page in without_running_heads(lines)]


def body(page: int) -> list[tuple[str, float]]:
    words = ("silver", "gold", "lacquer", "porcelain", "jade", "bronze", "amber", "ivory")
    return [
        (f"{words[page % 8]} {words[row]} of room {words[-row - 1]}", 700.0 - 20 * row) for row in range(8)
    ]


def test_a_head_with_a_growing_page_number_goes_wherever_the_number_stands() -> None:
    pages = [
        [(f"{n + 11} FRENCH SILVER" if n % 2 else f"THE MAKERS {n + 11}", 780.0), *body(n)]
        for n in range(1, 9)
    ]
    assert kept(pages) == [[text for text, _ in body(n)] for n in range(1, 9)]


def test_roman_and_arabic_page_numbers_go() -> None:
    roman = ("i", "ii", "iii", "iv", "v", "vi")
    pages = [[*body(n), (f"— {roman[n]} —", 30.0)] for n in range(6)]
    pages += [[*body(n), (f"Page {n} of 9", 30.0)] for n in range(7, 10)]
    assert kept(pages) == [[text for text, _ in page[:-1]] for page in pages]


def test_a_number_that_does_not_grow_with_the_pages_is_text() -> None:
    pages = [[(f"Object number: {number}", 780.0), *body(n)] for n, number in enumerate((871, 12, 403, 66))]
    assert [page[0] for page in kept(pages)] == [f"Object number: {n}" for n in (871, 12, 403, 66)]


def test_numbers_of_objects_that_happen_to_grow_with_the_pages_are_text() -> None:
    for words in ("Object number: {}", "Plate {}", "Cat. no. {}", "82.DG.{}", "Инв. № {}"):
        pages = [[(words.format(n + 40), 780.0), *body(n)] for n in range(6)]
        assert [page[0] for page in kept(pages)] == [words.format(n + 40) for n in range(6)]


def test_a_form_of_which_every_page_is_the_same_keeps_its_text() -> None:
    assert kept([[("Received", 780.0), ("Signed", 30.0)]] * 3) == [["Received", "Signed"]] * 3


def test_a_line_repeated_in_the_middle_of_pages_or_set_large_is_text() -> None:
    pages = [[*body(n)[:4], ("Marks", 600.5), *body(n)[4:]] for n in range(5)]
    assert all("Marks" in page for page in kept(pages))
    large = [[line(n, "Plate", 780.0, size=20.0), *(line(n, *each) for each in body(n))] for n in range(5)]
    assert all(page[0].text == "Plate" for page in without_running_heads(large))
