"""Keeps archives from swelling beyond what they may: for the formats that are ZIP files inside."""

from __future__ import annotations

import zipfile
from pathlib import Path, PurePosixPath

from ingest.readers.file_errors import damaged
from retrieval.errors import UnreadableDocument

MOST_MEMBERS = 20_000
LARGEST_MEMBER = 300 * 2**20  # bytes, unpacked
LARGEST_WHOLE = 2 * 2**30
_MOST_SWOLLEN = 500  # times its packed size; deflate itself ends at 1032
_SMALL = 10 * 2**20  # what is no larger unpacked harms nobody, however well it was packed


def check_archive(path: Path) -> None:
    """Raise UnreadableDocument when an archive is damaged, encrypted, or would unpack to too much.

    Sizes are those the archive states; what a member holds beyond them is never read, since zipfile
    stops there.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise damaged(path, error) from error
    if len(members) > MOST_MEMBERS:
        raise UnreadableDocument(f"{path.name}: it holds {len(members)} files, more than {MOST_MEMBERS}")
    if sum(member.file_size for member in members) > LARGEST_WHOLE:
        raise UnreadableDocument(f"{path.name}: it would unpack to more than {LARGEST_WHOLE >> 20} MB")
    for member in members:
        _check_member(path, member)


def _check_member(path: Path, member: zipfile.ZipInfo) -> None:
    parts = PurePosixPath(member.filename.replace("\\", "/"))
    if parts.is_absolute() or ".." in parts.parts:
        raise UnreadableDocument(f"{path.name}: a file in it has a path that climbs out: {member.filename!r}")
    if member.file_size > LARGEST_MEMBER:
        raise UnreadableDocument(f"{path.name}: {member.filename} in it is too large to unpack")
    if member.file_size > _SMALL and member.file_size > _MOST_SWOLLEN * max(member.compress_size, 1):
        raise UnreadableDocument(f"{path.name}: {member.filename} in it swells too much: it may be a trap")
    if member.flag_bits & 1:
        raise UnreadableDocument(f"{path.name}: it is locked with a password; save it without one")
