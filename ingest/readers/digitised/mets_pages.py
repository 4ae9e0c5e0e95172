"""Which METS file, if any, a page of recognised text belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

_METS = re.compile(rb"http://www\.loc\.gov/METS/")
_HEAD = 8192
_MOST_TRIED = 40  # files of a folder whose names do not tell


def page_of(path: Path) -> str:
    """The name of the METS file, in the folder of `path` or the one above, that names it; else ""."""
    for folder in (path.parent, path.parent.parent):
        for candidate in _candidates(folder, path):
            if _names(candidate, path.relative_to(folder).as_posix()):
                return candidate.name
    return ""


def _candidates(folder: Path, page: Path) -> Iterator[Path]:
    """The METS files of a folder: those called so, and among the first of the others."""
    try:
        files = sorted(each for each in folder.iterdir() if each.suffix.lower() == ".xml" and each != page)
    except OSError:
        return
    called = [each for each in files if "mets" in each.name.lower()]
    others = [each for each in files if each not in called]
    for each in (*called, *others[:_MOST_TRIED]):
        try:
            with each.open("rb") as file:
                if _METS.search(file.read(_HEAD)):
                    yield each
        except OSError:
            continue


def _names(mets: Path, page: str) -> bool:
    """Whether a METS file has a reference to `page`, a path relative to it."""
    try:
        content = mets.read_bytes()
    except OSError:
        return False
    forms = "|".join(re.escape(form) for form in {page, quote(page)})
    return re.search(rf"""["'](?:file:(?://)?)?(?:\./)?(?:{forms})["']""".encode(), content) is not None
