"""What the ignore files of folders keep out of a batch, in gitignore's syntax and as git takes them."""

from __future__ import annotations

import os
from pathlib import Path

import pathspec

from retrieval.errors import SettingsError

IGNORE_FILE = ".studioloignore"


class IgnoreFiles:
    """The ignore files from `root` down: each speaks of what is below its own folder, the deepest first.

    What lies in an ignored folder is ignored, whatever a file further down says.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._files: dict[Path, tuple[tuple[Path, pathspec.GitIgnoreSpec], ...]] = {}

    def read(self, folder: Path) -> None:
        """Read the ignore file of a folder, if it has one; SettingsError where it cannot be understood."""
        self._files_of(folder)

    def ignore(self, path: Path, *, is_folder: bool) -> bool:
        """Whether `path` is kept out by itself; that the folders above it are not is the caller's to know."""
        for folder, patterns in self._files_of(path.parent):
            name = path.relative_to(folder).as_posix()
            verdict = patterns.check_file(f"{name}/" if is_folder else name).include
            if verdict is not None:
                return verdict
        return False

    def ignore_folder(self, folder: Path) -> bool:
        """Whether a folder at or below the root is kept out, by itself or with one above it."""
        between = [each for each in (folder, *folder.parents) if self._root in each.parents]
        return any(self.ignore(each, is_folder=True) for each in reversed(between))

    def _files_of(self, folder: Path) -> tuple[tuple[Path, pathspec.GitIgnoreSpec], ...]:
        """The folders that have a say on what is in `folder`, the deepest first, with their patterns."""
        if folder not in self._files:
            above = () if folder == self._root else self._files_of(folder.parent)
            own = _patterns(folder / IGNORE_FILE)
            self._files[folder] = ((folder, own), *above) if own else above
        return self._files[folder]


def _patterns(file: Path) -> pathspec.GitIgnoreSpec | None:
    try:
        return pathspec.GitIgnoreSpec.from_lines(os.fsdecode(file.read_bytes()).splitlines())
    except FileNotFoundError:
        return None
    except OSError as error:
        raise SettingsError(f"{file} cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise SettingsError(f"{file} cannot be understood: {error}") from error
