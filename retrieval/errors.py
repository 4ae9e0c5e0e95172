"""Every error the house raises on purpose.

```
StudioloError
├── CallerError               the caller's fault: fix the request
│   ├── NotFound                no such document, passage or file
│   └── SettingsError           a setting, a model name or an extra that is missing
├── Unavailable               nothing is wrong with the request: try again later
├── Cancelled                 who asked has left; nobody reads an answer
├── IndexMismatch             the index was made by another model: reindex, or name that model
└── UnreadableDocument        this file cannot become text; the batch goes on without it
    ├── EncryptedDocument       it needs a password
    ├── NoReader                XML or JSON of a vocabulary that no reader knows
    ├── NoTextLayer             its pages are pictures: it needs OCR
    └── ReadingFailed           reading it went wrong, perhaps for now: the next batch tries again
```

A message says what happened, to which item, and what to do.
"""


class StudioloError(Exception):
    """The root: catch this to catch everything Studiolo raises on purpose."""


class CallerError(StudioloError):
    """The request cannot be carried out as it was made."""


class NotFound(CallerError):
    """The named document, passage or file does not exist."""


class SettingsError(CallerError):
    """A setting, a model name or an optional package is wrong or missing."""


class Unavailable(StudioloError):
    """A part that is needed does not answer now; the same request may succeed later."""


class Cancelled(StudioloError):
    """The work was given up, since nobody waits for it any more."""


class IndexMismatch(StudioloError):
    """The index was made by another embedding model than the one in use."""


class UnreadableDocument(StudioloError):
    """The file cannot be turned into text; but for ReadingFailed, not until the file changes."""


class EncryptedDocument(UnreadableDocument):
    """The file is locked with a password."""


class NoReader(UnreadableDocument):
    """The file is XML or JSON of no vocabulary that is read here, such as a program's settings."""


class NoTextLayer(UnreadableDocument):
    """The pages hold pictures of text and no text."""


class ReadingFailed(UnreadableDocument):
    """Reading the file went wrong over something else than what it holds, as far as anyone can tell."""
