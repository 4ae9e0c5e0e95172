"""Which language a text is in, for filters, sentence ends and labels."""

import re
from collections import Counter

import py3langid

from retrieval.language.scripts import CYRILLIC, script_of
from retrieval.language.sentences import script_language

_SAMPLE = 4000  # characters; more does not change the answer
_KANA, _HANGUL = re.compile(r"[\u3040-\u30ff]"), re.compile(r"[\uac00-\ud7af]")
_OTHER_CYRILLIC = CYRILLIC - {"ru"}
_LATIN_AT_LEAST = 40  # letters; shorter texts in Latin script are guessed badly


def detect_language(text: str) -> str:
    """An ISO 639-1 code for the language most of `text` is in; `en` when nothing tells.

    The script decides first, since short texts and mixed records mislead statistical models.
    """
    sample = text[:_SAMPLE]
    script = script_language(sample)
    if len(_KANA.findall(sample)) * 10 > len(sample.strip() or "x"):
        return "ja"
    if len(_HANGUL.findall(sample)) * 3 > len(sample.strip() or "x"):
        return "ko"
    if script == "zh" or sum(map(str.isalpha, sample)) < _LATIN_AT_LEAST:
        return script
    guess = str(py3langid.classify(sample)[0])
    if script == "ru":
        return guess if guess in _OTHER_CYRILLIC else "ru"
    return guess if guess not in {"zh", "ja", "ko", "ru", *_OTHER_CYRILLIC} else "en"


def passage_language(text: str, document_language: str) -> str:
    """The language of one passage: the document's, unless its script says otherwise."""
    script = script_language(text)
    if document_language == "ja" and _KANA.search(text):
        return "ja"
    return document_language if script == script_of(document_language) else script


def main_language(languages: list[str]) -> str:
    """The language met most often, the first of them on a tie."""
    return Counter(languages).most_common(1)[0][0] if languages else "en"
