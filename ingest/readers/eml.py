"""E-mail: who wrote what to whom and when, and the attachments as documents of their own."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from email.message import EmailMessage, MIMEPart
from email.utils import parsedate_to_datetime
from pathlib import Path

from ingest.documents import Block, Document, Field
from ingest.readers import html
from ingest.readers.encoding import decode
from ingest.readers.inner_files import ReadFile, inner_documents
from ingest.readers.quoted_replies import letter_blocks
from ingest.records.text import field_blocks
from retrieval.errors import StudioloError, UnreadableDocument
from retrieval.locators import Locator

_HEADERS = ("From", "To", "Cc", "Date", "Subject")
# What the parser raises over headers that no mailer wrote.
_DAMAGE = (ValueError, LookupError, TypeError, AttributeError, RecursionError, OverflowError)
_TEXTS = ("text/plain", "text/html")
_SIGNATURES = ("application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature")
_LARGEST = 200 * 2**20  # bytes
_MOST_ATTACHMENTS = 200


@dataclass(frozen=True, slots=True)
class _Leaf:
    """A part that holds no others, with its number (RFC 3501), and whether it is the letter's text."""

    number: str
    part: MIMEPart
    is_text: bool

    @property
    def kind(self) -> str:
        return self.part.get_content_type()

    def says(self, kind: str) -> bool:
        """Whether it is text of that type and not blank."""
        return self.is_text and self.kind == kind and bool(_content(self.part).strip())


def documents(path: Path, read_attachment: ReadFile) -> Iterator[Document]:
    """The message, then each attachment as what it is; one that cannot be read is named in a warning.

    A place in the message names its header or the number of its part as `member`; one in an attachment,
    the attachment's file name. UnreadableDocument when the file is no message.
    """
    message = _message(path)
    try:
        leaves = list(_leaves(message))
        attachments = list(_attachments(leaves))
    except _DAMAGE as error:
        raise UnreadableDocument(f"{path.name}: it cannot be read as a message: {error}") from error
    read, warnings = _read(attachments, read_attachment)
    yield _letter(path, message, [leaf for leaf in leaves if leaf.is_text], warnings)
    yield from read


def _message(path: Path) -> EmailMessage:
    if path.stat().st_size > _LARGEST:
        raise UnreadableDocument(f"{path.name}: it is larger than {_LARGEST >> 20} MB")
    try:
        message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
        headers = [name for name in _HEADERS if message[name]]
    except _DAMAGE as error:
        raise UnreadableDocument(f"{path.name}: it cannot be read as a message: {error}") from error
    if not headers:
        raise UnreadableDocument(f"{path.name}: it is no e-mail message: it has no sender, date or subject")
    return message


def _letter(path: Path, message: EmailMessage, texts: Iterable[_Leaf], warnings: tuple[str, ...]) -> Document:
    said = {name: _header(message, name) for name in _HEADERS}
    body: list[Block] = []
    unread: list[str] = []
    for text in texts:
        try:
            body += _text_blocks(path, text)
        except UnreadableDocument as error:  # headers and attachments can still be read
            unread.append(f"the text of the message was left out: {error}")
    fields = tuple(
        Field("date" if name == "Date" else "note", value, Locator(member=name), label=name)
        for name, value in said.items()
        if value
    )
    blocks = (*field_blocks(fields, "en"), *body)
    metadata = {"author": said["From"], "date": _day(said["Date"])}
    known = {key: value for key, value in metadata.items() if value}
    return Document(said["Subject"] or path.stem, "eml", blocks, "", known, (*unread, *warnings), fields)


def _text_blocks(path: Path, text: _Leaf) -> list[Block]:
    if text.kind == "text/html":
        inner = inner_documents(_content(text.part), "body.html", text.number, lambda file: [html.read(file)])
        return [block for document in inner for block in document.blocks]
    blocks = letter_blocks(part_text(text.part), path.stem)
    return [replace(block, locator=replace(block.locator, member=text.number)) for block in blocks]


def part_text(part: MIMEPart) -> str:
    """The text of a part in the charset it names, or in the one that it is really in."""
    content = _content(part)
    return decode(content, part.get_content_charset() or "").text if content.strip() else ""


def _content(part: MIMEPart) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _leaves(part: MIMEPart, above: str = "") -> Iterator[_Leaf]:
    """What a message is made of, in order, however it is nested; of alternatives the plain text."""
    kind = part.get_content_type()
    if kind.startswith("message/") or not part.is_multipart():
        is_text = kind in _TEXTS and not part.is_attachment() and not part.get_filename()
        yield _Leaf(above or "1", part, is_text)
        return
    branches = [
        list(_leaves(each, f"{above}.{number}" if above else str(number)))
        for number, each in enumerate(part.iter_parts(), 1)
    ]
    chosen = next((b for each in _TEXTS for b in branches if any(leaf.says(each) for leaf in b)), None)
    for branch in branches:
        for leaf in branch:
            if kind != "multipart/alternative" or not leaf.is_text or branch is chosen:
                yield leaf


def _attachments(leaves: Iterable[_Leaf]) -> Iterator[tuple[str, bytes]]:
    seen: set[str] = set()
    for position, leaf in enumerate((leaf for leaf in leaves if not leaf.is_text), 1):
        part = leaf.part
        forwarded = leaf.kind == "message/rfc822"
        name = part.get_filename() or (f"message-{position}.eml" if forwarded else "")
        if (
            not name
            or leaf.kind in _SIGNATURES
            or (part.get_content_maintype() == "image" and part.get("Content-ID"))
        ):
            continue  # a picture within the text, or what vouches for it
        while name in seen:
            name = f"{position}-{name}"
        seen.add(name)
        yield name, _forwarded(part) if forwarded else _content(part)


def _forwarded(part: MIMEPart) -> bytes:
    inner = part.get_payload(0) if part.is_multipart() else None
    return inner.as_bytes() if isinstance(inner, EmailMessage) else _content(part)


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
