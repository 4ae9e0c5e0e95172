"""E-mail: who wrote what to whom and when, and the attachments as documents of their own."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Iterator
from dataclasses import replace
from email.message import EmailMessage, MIMEPart
from email.utils import parsedate_to_datetime
from pathlib import Path

from ingest.documents import Block, Document, Field
from ingest.readers import html
from ingest.readers.encoding import decode
from ingest.readers.inner_files import ReadFile, inner_documents
from ingest.readers.text import titled_blocks
from ingest.records.text import field_blocks
from retrieval.errors import StudioloError, UnreadableDocument
from retrieval.locators import Locator

_HEADERS = ("From", "To", "Cc", "Date", "Subject")
# What the parser raises over headers that no mailer wrote.
_DAMAGE = (ValueError, LookupError, TypeError, AttributeError, RecursionError, OverflowError)
_LARGEST = 200 * 2**20  # bytes
_MOST_ATTACHMENTS = 200


def documents(path: Path, read_attachment: ReadFile) -> Iterator[Document]:
    """The message, then each attachment as what it is; one that cannot be read is named in a warning.

    A place in the message names its header or the number of its part as `member`; one in an attachment,
    the attachment's file name. UnreadableDocument when the file is no message.
    """
    message = _message(path)
    attachments = list(_attachments(message))
    read, warnings = _read(attachments, read_attachment)
    yield _letter(path, message, warnings)
    yield from read


def _message(path: Path) -> EmailMessage:
    if path.stat().st_size > _LARGEST:
        raise UnreadableDocument(f"{path.name}: it is larger than {_LARGEST >> 20} MB")
    try:
        message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
        headers = [name for name in _HEADERS if message[name]]
    except (
        ValueError,
        LookupError,
        TypeError,
        AttributeError,
        IndexError,
        RecursionError,
        OverflowError,
    ) as error:
        raise UnreadableDocument(f"{path.name}: it cannot be read as a message: {error}") from error
    if not headers:
        raise UnreadableDocument(f"{path.name}: it is no e-mail message: it has no sender, date or subject")
    return message


def _letter(path: Path, message: EmailMessage, warnings: tuple[str, ...]) -> Document:
    said = {name: _header(message, name) for name in _HEADERS}
    body, unread = _body(path, message)
    fields = tuple(
        Field("date" if name == "Date" else "note", value, Locator(member=name), label=name)
        for name, value in said.items()
        if value
    )
    blocks = (*field_blocks(fields, "en"), *body)
    metadata = {"author": said["From"], "date": _day(said["Date"])}
    known = {key: value for key, value in metadata.items() if value}
    return Document(said["Subject"] or path.stem, "eml", blocks, "", known, (*unread, *warnings), fields)


def _body(path: Path, message: EmailMessage) -> tuple[list[Block], tuple[str, ...]]:
    """The text of the letter, and a warning where it cannot be read: headers and attachments still can."""
    body = message.get_body(("plain", "html"))
    if body is None:
        return [], ()
    part = next((number for number, each in _parts(message) if each is body), "1")
    try:
        if body.get_content_type() == "text/html":
            inner = inner_documents(_content(body), "body.html", part, lambda file: [html.read(file)])
            return [block for document in inner for block in document.blocks], ()
        text = titled_blocks(part_text(body), path.stem)[1]
        return [replace(block, locator=replace(block.locator, member=part)) for block in text], ()
    except UnreadableDocument as error:
        return [], (f"the text of the message was left out: {error}",)


def part_text(part: MIMEPart) -> str:
    """The text of a part in the charset it names, or in the one that it is really in."""
    content = _content(part)
    return decode(content, part.get_content_charset() or "").text if content.strip() else ""


def _content(part: MIMEPart) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _parts(message: MIMEPart, above: str = "") -> Iterator[tuple[str, MIMEPart]]:
    """The leaves of a message with the numbers that IMAP (RFC 3501) gives them."""
    if not message.is_multipart():
        yield above or "1", message
        return
    for number, part in enumerate(message.iter_parts(), 1):
        yield from _parts(part, f"{above}.{number}" if above else str(number))


def _attachments(message: EmailMessage) -> Iterator[tuple[str, bytes]]:
    seen: set[str] = set()
    parts = message.iter_attachments() if message.is_multipart() else ()
    for position, part in enumerate(parts, 1):
        forwarded = part.get_content_type() == "message/rfc822"
        name = part.get_filename() or (f"message-{position}.eml" if forwarded else "")
        if not name or (part.get_content_maintype() == "image" and part.get("Content-ID")):
            continue  # a picture within the text
        while name in seen:
            name = f"{position}-{name}"
        seen.add(name)
        yield name, part.get_content().as_bytes() if forwarded else _content(part)


def _read(
    attachments: list[tuple[str, bytes]], read_attachment: ReadFile
) -> tuple[list[Document], tuple[str, ...]]:
    documents: list[Document] = []
    warnings: list[str] = []
    for name, content in attachments[:_MOST_ATTACHMENTS]:
        try:
            for document in inner_documents(content, name, name, read_attachment):
                record = f"{name}/{document.record}" if document.record else name
                documents.append(replace(document, record=record))
        except StudioloError as error:
            warnings.append(f"attachment {name}: {error}")
    if len(attachments) > _MOST_ATTACHMENTS:
        warnings.append(f"{len(attachments) - _MOST_ATTACHMENTS} attachments more than are read")
    return documents, tuple(warnings)


def _header(message: EmailMessage, name: str) -> str:
    return " ".join(str(message[name] or "").split())


def _day(date: str) -> str:
    try:
        return parsedate_to_datetime(date).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return date
