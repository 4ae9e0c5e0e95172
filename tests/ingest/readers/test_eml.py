"""E-mail: the letter as one document, each attachment as another."""

from __future__ import annotations

import base64
from contextlib import suppress
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.readers import documents_in
from retrieval.errors import UnreadableDocument


def letter() -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Осборн <osborn@museum.example>"
    message["To"] = "shen@museum.example"
    message["Date"] = "Mon, 04 Mar 2024 10:00:00 +0300"
    message["Subject"] = "Часы «Павлин» едут в Лондон"
    message.set_content("The crate is ready.\n\nIt leaves on Friday.\n")
    return message


def written(folder: Path, message: EmailMessage, name: str = "letter.eml") -> Path:
    path = folder / name
    path.write_bytes(message.as_bytes())
    return path


def test_a_letter_tells_who_wrote_what_and_when(tmp_path: Path) -> None:
    (document,) = documents_in(written(tmp_path, letter()))
    assert (document.kind, document.title) == ("eml", "Часы «Павлин» едут в Лондон")
    assert document.metadata == {"author": "Осборн <osborn@museum.example>", "date": "2024-03-04"}
    assert "From: Осборн <osborn@museum.example>" in [b.text for b in document.blocks]
    assert [(b.text, b.locator.member, b.locator.lines) for b in document.blocks[-2:]] == [
        ("The crate is ready.", "1", (1, 1)),
        ("It leaves on Friday.", "1", (3, 3)),
    ]


def test_attachments_are_documents_and_a_bad_one_is_a_warning(tmp_path: Path) -> None:
    message = letter()
    message.add_attachment("Inv. No.,Title\n0042,Owl\n", subtype="csv", filename="../loans.csv")
    message.add_attachment(bytes(range(256)) * 9, maintype="application", subtype="x", filename="odd.bin")
    message.add_attachment(letter())
    first, row, forwarded = documents_in(written(tmp_path, message))
    assert first.record == ""
    assert any(warning.startswith("attachment odd.bin") for warning in first.warnings)
    assert (row.record, row.title) == ("../loans.csv/0042", "Owl")
    assert row.blocks[0].locator.member == "../loans.csv"
    assert forwarded.title == letter()["Subject"]


def test_the_body_may_be_html_alone(tmp_path: Path) -> None:
    message = letter()
    message.set_content("<p>The crate is <b>ready</b>.</p>", subtype="html")
    (document,) = documents_in(written(tmp_path, message))
    assert document.blocks[-1].text == "The crate is ready."


def nested(kind: str, *parts: str) -> str:
    """A part of a message that holds others, as its source."""
    mark = f"mark-{kind}-{sum(map(len, parts))}"
    within = "".join(f"--{mark}\r\n{part}\r\n" for part in parts)
    return f'Content-Type: multipart/{kind}; boundary="{mark}"\r\n\r\n{within}--{mark}--\r\n'


def leaf(kind: str, text: str, name: str = "") -> str:
    attached = f'Content-Disposition: attachment; filename="{name}"\r\n' if name else ""
    return f"Content-Type: {kind}\r\n{attached}\r\n{text}\r\n"


BLANK = leaf("text/plain", "")
SIGNATURE = leaf("application/pkcs7-signature", "MIIF", "smime.p7s")
PLAIN, TABLE = (
    leaf("text/plain", "The crate is ready."),
    leaf("text/csv", "Inv. No.,Title\r\n0042,Owl", "loans.csv"),
)
PAGE, LATER = (
    leaf("text/html", "<p>The crate is <b>ready</b>.</p>"),
    leaf("text/html", "<p>It leaves on Friday.</p>"),
)


@pytest.mark.parametrize(
    ("source", "texts"),
    [
        (nested("alternative", PLAIN, nested("mixed", PAGE, TABLE, LATER)), ["The crate is ready."]),
        (nested("signed", nested("mixed", PLAIN, TABLE), SIGNATURE), ["The crate is ready."]),
        (nested("mixed", nested("mixed", PLAIN, TABLE), leaf("text/plain", "List of the registrars")),
         ["The crate is ready.", "List of the registrars"]),
        (nested("mixed", PAGE, TABLE, leaf("text/plain", "List of the registrars")),
         ["The crate is ready.", "List of the registrars"]),
        (nested("related", nested("alternative", PLAIN, PAGE), TABLE), ["The crate is ready."]),
        (nested("mixed", nested("alternative", BLANK, PAGE), TABLE), ["The crate is ready."]),
    ],
)  # fmt: skip
def test_nothing_is_lost_of_a_letter_however_a_mailer_nests_it(
    tmp_path: Path, source: str, texts: list[str]
) -> None:
    path = tmp_path / "letter.eml"
    path.write_bytes(f"From: a@b.example\r\nSubject: Owl\r\nMIME-Version: 1.0\r\n{source}".encode())
    first, *attached = documents_in(path)
    assert [b.text for b in first.blocks if b.kind != "field"] == texts
    assert [document.record for document in attached] == ["loans.csv/0042"]
    assert first.warnings == ()


def test_a_body_that_is_no_text_costs_the_body_alone(tmp_path: Path) -> None:
    path = tmp_path / "bad.eml"
    head = b"From: a\nSubject: Owl\nMIME-Version: 1.0\nContent-Transfer-Encoding: base64\n\n"
    path.write_bytes(head + base64.encodebytes(bytes(range(256)) * 9))
    (document,) = documents_in(path)
    assert document.title == "Owl"
    assert "the text of the message was left out" in document.warnings[0]


def test_messages_within_messages_are_followed_only_so_far(tmp_path: Path) -> None:
    message = letter()
    for _ in range(12):
        outer = letter()
        outer.add_attachment(message)
        message = outer
    documents = list(documents_in(written(tmp_path, message)))
    assert len(documents) == 5
    assert "within each other" in documents[-1].warnings[0]


def test_a_message_is_known_without_its_ending_and_others_are_refused(tmp_path: Path) -> None:
    assert next(documents_in(written(tmp_path, letter(), "letter.txt"))).kind == "eml"
    path = tmp_path / "none.eml"
    path.write_text("X-One: 1\nX-Two: 2\n\nwords", encoding="utf-8")
    with pytest.raises(UnreadableDocument, match=r"none\.eml: it is no e-mail"):
        list(documents_in(path))


@given(noise=st.binary(max_size=300))
def test_rubbish_in_a_message_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, noise: bytes
) -> None:
    path = tmp_path_factory.mktemp("rubbish") / "bad.eml"
    head = b"From: a\nSubject: b\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n"
    path.write_bytes(head + noise + b"\n\n--x\n" + noise + b"\n--x--\n")
    with suppress(UnreadableDocument):
        assert list(documents_in(path))


QUOTING = """\
We agree to the loan of the peacock clock, provided that the case is fitted
with a humidity buffer for the whole of the period.

On Mon, 4 Mar 2024 at 10:00, Osborn wrote:
> Dear Shen, we should like to borrow the clock for our exhibition on the
> clocks of the palace. The value that we assume is 10,000 pounds.
>
> > An older letter, which is quoted in the reply and wrapped at the
> > same width as it.

It leaves on Friday.
"""


def test_what_a_reply_quotes_is_marked_once_and_stands_below_who_wrote_it(tmp_path: Path) -> None:
    message = letter()
    message.set_content(QUOTING)
    (document,) = documents_in(written(tmp_path, message))
    blocks = [block for block in document.blocks if block.locator.member == "1"]
    wrote = ("On Mon, 4 Mar 2024 at 10:00, Osborn wrote:",)
    assert [(b.text, b.locator.lines, b.locator.headings) for b in blocks[2:]] == [
        (
            "> Dear Shen, we should like to borrow the clock for our exhibition on the clocks of the palace. "
            "The value that we assume is 10,000 pounds.",
            (5, 6),
            wrote,
        ),
        (
            ">> An older letter, which is quoted in the reply and wrapped at the same width as it.",
            (8, 9),
            wrote,
        ),
        ("It leaves on Friday.", (11, 11), ()),
    ]
    start, end = blocks[2].locator.chars or (0, 0)
    assert QUOTING[start:end].startswith("Dear Shen,")
    assert QUOTING[start:end].endswith("10,000 pounds.")
