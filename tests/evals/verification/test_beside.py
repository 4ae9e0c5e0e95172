from evals.verification.beside import KIND, SupportRow, beside

_HOME = ["The bowl is of silver. It was made in Paris.", "The bowl was sold in London. It was bought back."]
_OTHER = "A clock of gilt bronze, made in Canton."


def _row(
    sentence: str, passages: list[str], source: str = "bowl.md", *, supported: bool = True
) -> SupportRow:
    return SupportRow(
        language="en",
        sentence=sentence,
        passages=passages,
        supported=supported,
        kind="paraphrased",
        source=source,
    )


def test_a_supported_sentence_is_put_beside_another_passage_of_its_document() -> None:
    rows = [
        _row("The bowl is silver.", [_HOME[0], _OTHER]),
        _row("Paris made it.", [_HOME[0]]),
        _row("It was sold.", [_HOME[1]]),
        _row("It is of gold.", [_HOME[0]], supported=False),
        _row("A clock of bronze.", [_OTHER], "clock.md"),
        _row("It is from Canton.", [_OTHER], "clock.md"),
    ]
    made = list(beside(rows))
    assert [(row.sentence, row.passages) for row in made] == [
        ("The bowl is silver.", [_HOME[1]]),
        ("Paris made it.", [_HOME[1]]),
        ("It was sold.", [_HOME[0]]),
    ]
    assert {(row.supported, row.kind) for row in made} == {(False, KIND)}


def test_a_passage_that_has_the_sentence_too_is_none_to_put_it_beside() -> None:
    rows = [_row("Made in Paris.", [_HOME[0]]), _row("It was made in Paris.", [_HOME[0] + " It is old."])]
    assert [row.sentence for row in beside(rows)] == ["Made in Paris."]
