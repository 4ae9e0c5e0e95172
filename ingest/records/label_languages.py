"""The languages that labels are worded in, the same for every table of them."""

LANGUAGES = ("en", "zh", "ru", "de", "fr")
Words = tuple[str, str, str, str, str]  # one of each, in that order


def in_language(words: Words, language: str) -> str:
    """The one of the words that is in `language` (ISO 639-1), the English one where we have none."""
    return words[LANGUAGES.index(language)] if language in LANGUAGES else words[0]
