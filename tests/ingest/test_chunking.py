from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.chunking import chunk
from ingest.documents import Block, Document
from retrieval.embeddings import Embedder, in_context
from retrieval.locators import Locator
from retrieval.passages import passage_context, passage_id


def document(*blocks: Block, title: str = "Inventory", language: str = "en") -> Document:
    return Document(title, "markdown", blocks, language)


def paragraph(text: str, *headings: str, line: int = 1) -> Block:
    return Block(text, "paragraph", Locator(lines=(line, line), headings=headings))


def heading(text: str, level: int, *above: str) -> Block:
    return Block(text, "heading", Locator(headings=above), level=level)


def tokens_read(embedder: Embedder, context: str, text: str) -> int:
    """What the model is given for a passage, prefix and special tokens included."""
    read = len(embedder.token_spans("passage: " + in_context(context, text)))
    return read + 2


def test_headings_stand_in_the_locator_and_not_in_the_text(embedder: Embedder) -> None:
    found = chunk(
        document(
            heading("Silver", 1),
            heading("Tureens", 2, "Silver"),
            paragraph("A tureen of 1738.", "Silver", "Tureens"),
        ),
        "a.md",
        embedder,
    )
    assert [p.text for p in found] == ["A tureen of 1738."]
    assert found[0].locator.headings == ("Silver", "Tureens")


def test_a_heading_with_nothing_below_it_becomes_text(embedder: Embedder) -> None:
    blocks = (
        heading("Silver", 1),
        heading("Lost", 2, "Silver"),
        paragraph(" ", "Silver", "Lost"),
        heading("Kept", 2, "Silver"),
        paragraph("A bowl.", "Silver", "Kept"),
        heading("End", 1),
    )
    assert [p.text for p in chunk(document(*blocks), "a.md", embedder)] == ["Lost", "A bowl.", "End"]


def test_a_passage_never_crosses_a_heading(embedder: Embedder) -> None:
    found = chunk(document(paragraph("One.", "A"), paragraph("Two.", "B")), "a.md", embedder)
    assert [(p.text, p.locator.headings) for p in found] == [("One.", ("A",)), ("Two.", ("B",))]


def test_two_headings_of_the_same_words_part_what_is_below_them(embedder: Embedder) -> None:
    blocks = (
        heading("Vase", 1),
        paragraph("Of jade.", "Vase"),
        heading("Vase", 1),
        paragraph("Of tin.", "Vase"),
    )
    assert [p.text for p in chunk(document(*blocks), "a.md", embedder)] == ["Of jade.", "Of tin."]


def test_short_blocks_share_a_passage_one_a_line_with_one_locator(embedder: Embedder) -> None:
    blocks = [paragraph(f"Line {n}.", line=n) for n in (3, 4, 6)]
    (found,) = chunk(document(*blocks), "a.md", embedder)
    assert found.text == "Line 3.\nLine 4.\nLine 6."
    assert found.locator.lines == (3, 6)


def test_locators_join_over_pages_paragraphs_and_characters(embedder: Embedder) -> None:
    def joined(first: Locator, last: Locator) -> Locator:
        blocks = (Block("One.", "paragraph", first), Block("Two.", "paragraph", last))
        return replace(chunk(document(*blocks), "a", embedder)[0].locator, parts=())

    assert joined(Locator(page=1, chars=(0, 9)), Locator(page=2, chars=(0, 5))) == Locator(
        page=1, end_page=2, chars=(0, 9)
    )
    assert joined(Locator(page=1, chars=(0, 9)), Locator(page=1, chars=(10, 15))) == Locator(
        page=1, chars=(0, 15)
    )
    assert joined(Locator(paragraph=4), Locator(paragraph=7)) == Locator(paragraph=4, end_paragraph=7)
    assert joined(Locator(lines=(1, 1)), Locator(note="2")) == Locator(lines=(1, 1))


def test_a_passage_knows_the_place_of_each_of_its_blocks(embedder: Embedder) -> None:
    maker = Block("Maker: Thomas Germain", "field", Locator(xpath="/r/a[1]/b[1]", field="maker"))
    place = Block("Place: Paris", "field", Locator(xpath="/r/a[1]/c[1]", field="place"))
    passage = chunk(document(maker, place), "a", embedder)[0]
    start = passage.text.index("Paris")
    assert passage.locator.xpath == "/r/a[1]"
    assert passage.locator.within(start, start + 5) == Locator(xpath="/r/a[1]/c[1]", field="place")
    assert passage.locator.within(0, start) == Locator(xpath="/r/a[1]")


def test_table_rows_stay_whole(embedder: Embedder) -> None:
    rows = [
        Block(f"Object: bowl {n}; Maker: Germain; Year: 17{n}", "table_row", Locator(table=1, row=n))
        for n in range(30, 50)
    ]
    found = chunk(document(*rows), "a", embedder, target_tokens=100)
    assert len(found) > 3
    assert [line for p in found for line in p.text.split("\n")] == [row.text for row in rows]
    assert found[0].locator.row == 30


def test_a_long_paragraph_is_cut_between_sentences(embedder: Embedder) -> None:
    sentences = [f"Sentence number {n} tells of a bowl." for n in range(40)]
    found = chunk(document(paragraph(" ".join(sentences))), "a", embedder, target_tokens=100)
    assert len(found) > 3
    assert all(p.text.endswith(".") and p.text.startswith("Sentence") for p in found)
    assert " ".join(p.text for p in found).split(". ") == " ".join(sentences).split(". ")


@pytest.mark.parametrize("text", ["中" * 1500, "x" * 2500, "㍿ﷺ" * 300])
def test_a_sentence_without_spaces_is_cut_within_the_limit_and_loses_nothing(
    embedder: Embedder, text: str
) -> None:
    found = chunk(document(paragraph(text)), "a", embedder)
    assert len(found) > 1
    assert "".join(p.text for p in found) == text
    assert all(tokens_read(embedder, "Inventory", p.text) <= embedder.max_tokens for p in found)


def test_a_long_sentence_is_cut_at_a_space_where_one_is_near(embedder: Embedder) -> None:
    words = " ".join(f"word{n}" for n in range(400))
    found = chunk(document(paragraph(words)), "a", embedder)
    assert len(found) > 2
    assert [w for p in found for w in p.text.split()] == words.split()


def test_each_passage_has_the_language_of_its_script(embedder: Embedder) -> None:
    blocks = (paragraph("此瓶为青花。", "A"), paragraph("The vase is blue.", "B"))
    found = chunk(document(*blocks, language="zh"), "a", embedder)
    assert [p.language for p in found] == ["zh", "en"]


def test_positions_ids_and_facets_come_with_each_passage(embedder: Embedder) -> None:
    blocks = (paragraph("One.", "A"), paragraph("Two.", "B"))
    found = chunk(document(*blocks), "a.md", embedder, facets={"access": "public"})
    assert [(p.position, p.passage_id) for p in found] == [
        (0, passage_id("a.md", 0, "One.")),
        (1, passage_id("a.md", 1, "Two.")),
    ]
    assert all(p.facets == {"access": "public"} and p.title == "Inventory" for p in found)
    assert found == chunk(document(*blocks), "a.md", embedder, facets={"access": "public"})


def test_a_document_without_text_has_no_passages(embedder: Embedder) -> None:
    assert chunk(document(), "a", embedder) == []
    assert chunk(document(paragraph(" \n")), "a", embedder) == []


_SENTENCES = st.sampled_from(
    ["The bowl is blue. ", "Made c. 1738 in Paris. ", "此瓶为青花。", "高三十厘米！", "Ваза куплена. ",
     "x" * 90, "中" * 150, "㍿", "№ 5; ", "\u00a0", "\u200b", " ", "e\u0301", "\x01", "…"]
)  # fmt: skip
_BLOCKS = st.lists(
    st.tuples(
        st.lists(_SENTENCES, max_size=25).map("".join),
        st.sampled_from(["paragraph", "list_item", "table_row", "heading"]),
        st.sampled_from([(), ("Silver",), ("Silver", "Of " + "the king " * 12), ("银器" * 60,)]),
        st.integers(1, 3),
    ),
    max_size=8,
)


def letters(texts: Sequence[str]) -> str:
    return "".join(c for text in texts for c in text if not c.isspace())


@settings(max_examples=150, deadline=None)
@given(_BLOCKS, st.sampled_from([30, 200, 500]), st.sampled_from(["", "Title", "长" * 200]))
def test_every_text_comes_once_in_order_within_what_the_model_reads(
    embedder: Embedder, rows: list[tuple[str, str, tuple[str, ...], int]], target: int, title: str
) -> None:
    blocks = [
        Block(text, kind, Locator(headings=path), level=level if kind == "heading" else None)  # type: ignore[arg-type]
        for text, kind, path, level in rows
    ]
    found = chunk(document(*blocks, title=title), "a", embedder, target_tokens=target)
    kept = letters([p.text for p in found])
    texts = [b for b in blocks if b.kind != "heading"]
    if len(texts) == len(blocks):
        assert kept == letters([b.text for b in texts])
    else:
        at = 0
        for block in texts:
            at = kept.index(letters([block.text]), at) + len(letters([block.text]))
    for passage in found:
        context = passage_context(passage.title, passage.locator.headings)
        assert tokens_read(embedder, context, passage.text) <= embedder.max_tokens


def table(*rows: str, header: str = "", number: int = 1) -> list[Block]:
    """A table's blocks, a line a row, its header on line 1 if it has one."""
    kinds = [(header, "table_header")] * bool(header) + [(text, "table_row") for text in rows]
    return [
        Block(text, kind, Locator(lines=(n, n), table=number, row=n))  # type: ignore[arg-type]
        for n, (text, kind) in enumerate(kinds, 1)
    ]


ROWS = [f"17{n} | a bowl of hammered silver | Germain" for n in range(30, 60)]


def test_a_table_has_its_header_once_at_the_top_of_each_passage(embedder: Embedder) -> None:
    found = chunk(document(*table(*ROWS, header="Year | Object | Maker")), "a", embedder, target_tokens=100)
    assert len(found) > 3
    lines = [p.text.split("\n") for p in found]
    assert all(each[0] == "Year | Object | Maker" and len(each) > 1 for each in lines)
    assert [row for each in lines for row in each[1:]] == ROWS
    assert all(len(embedder.token_spans(p.text)) <= 100 for p in found)


def test_a_repeated_header_does_not_widen_the_place_of_a_passage(embedder: Embedder) -> None:
    first, second = chunk(
        document(*table(*ROWS[:8], header="Year | Object | Maker")), "a", embedder, target_tokens=100
    )[:2]
    assert first.locator.lines is not None
    assert second.locator.lines is not None
    assert first.locator.lines[0] == 1
    assert second.locator.lines[0] == first.locator.lines[1] + 1


def test_a_header_stays_with_its_rows_and_not_at_the_end_of_what_is_above(embedder: Embedder) -> None:
    above = paragraph("The bowls came to the museum. They came in a bequest.")
    row = "1730 | " + "a bowl of hammered silver, " * 3 + "| Germain"
    found = chunk(document(above, *table(row, header="Year | Object")), "a", embedder, target_tokens=100)
    assert tokens_read(embedder, "", found[0].text + "Year | Object") < 100
    assert [p.text for p in found] == [above.text, f"Year | Object\n{row}"]


def test_a_header_of_two_rows_with_a_note_between_comes_before_each_part(embedder: Embedder) -> None:
    upper, lower, *rows = table("Size", "g", *ROWS[:12])
    headers = [replace(block, kind="table_header") for block in (upper, lower)]
    note = Block("By weight.", "footnote", Locator(table=1, row=1, note="1"))
    blocks = (headers[0], note, headers[1], *rows)
    first, *others = chunk(document(*blocks), "a", embedder, target_tokens=100)
    assert first.text.startswith(f"Size\nBy weight.\ng\n{ROWS[0]}\n")
    assert others
    assert all(p.text.startswith("Size\ng\n17") for p in others)


def test_the_next_table_and_a_new_header_end_the_reach_of_a_header(embedder: Embedder) -> None:
    first = table(*ROWS[:6], header="Year | Object | Maker")
    again = [replace(block, locator=replace(block.locator, row=20)) for block in table(header="Part | Mark")]
    second = table(*ROWS[18:24], number=2)
    blocks = (*first, *again, *table(*ROWS[6:18]), *second)
    found = chunk(document(*blocks), "a", embedder, target_tokens=60)
    names = {row: p.text.count("Part | Mark") for p in found for row in ROWS if row in p.text}
    assert all(names[row] == 0 for row in ROWS[:6])
    assert all(names[row] == 1 for row in ROWS[6:18])
    assert not any("|" not in p.text for p in found)
    assert "Part" not in found[-1].text
    assert "Year" not in found[-1].text


def test_a_header_longer_than_a_third_of_a_passage_is_not_repeated(embedder: Embedder) -> None:
    header = " | ".join(f"Column number {n}" for n in range(12))
    found = chunk(document(*table(*ROWS, header=header)), "a", embedder, target_tokens=100)
    assert found[0].text.startswith(f"{header}\n{ROWS[0]}")
    assert "\n".join(p.text for p in found) == "\n".join([header, *ROWS])


def test_a_header_that_leaves_a_row_no_room_is_left_out_before_it(embedder: Embedder) -> None:
    cell = "A bowl of hammered silver raised from one sheet of metal in the year of the fire. "
    found = chunk(
        document(*table(cell * 90, header="Year | Object | Maker")), "a", embedder, target_tokens=500
    )
    assert len(found) > 2
    assert all(tokens_read(embedder, "Inventory", p.text) <= embedder.max_tokens for p in found)
    rows = letters([p.text.removeprefix("Year | Object | Maker\n") for p in found])
    assert rows == letters([cell * 90])


def test_a_text_of_any_length_is_cut_into_tokens_a_few_pages_at_a_time(
    embedder: Embedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    together: list[int] = []
    real = embedder.token_spans_of

    def counted(texts: Sequence[str]) -> list[list[tuple[int, int]]]:
        together.append(sum(map(len, texts)))
        return real(texts)

    monkeypatch.setattr(embedder, "token_spans_of", counted)
    blocks = (paragraph("x" * 120_000), *(paragraph("A bowl.", line=n) for n in range(9_000)))
    found = chunk(document(*blocks), "a.md", embedder)
    assert max(together) <= 50_000
    assert letters([p.text for p in found]) == letters([block.text for block in blocks])
