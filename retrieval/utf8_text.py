"""Refuses what is no text: words of a command line, names of files, in another encoding than UTF-8."""

from retrieval.errors import CallerError


def checked_text(text: str, what: str) -> str:
    """`text` as it is; CallerError, which calls it `what`, when it holds bytes that are no character."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise CallerError(f"{what} is not UTF-8: {text!r}") from error
    return text
