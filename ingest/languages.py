"""Which language a text is in, for filters, sentence ends and labels."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from retrieval.language.scripts import CYRILLIC, script_of
from retrieval.language.sentences import script_language

_SAMPLE = 4000  # characters; more does not change the answer
_KANA, _HANGUL = re.compile(r"[\u3040-\u30ff]"), re.compile(r"[\uac00-\ud7af]")
# What is in another script than most of a text is a name or a quotation, and misleads as to the rest.
_FOREIGN = {
    "en": re.compile(r"[Ѐ-ӿ\u3040-\u30ff\u3400-\u9fff]+"),
    "ru": re.compile(r"[A-Za-zÀ-ɏ\u3400-\u9fff]+"),
}
_AT_LEAST = 30  # letters; shorter texts are guessed badly
# The languages that museums' documents are written in, those with the most first. Creoles and dialects
# that share their words with one of these are left out: records full of names would be taken for them.
_LANGUAGES = """
en de fr es it nl pl pt sv da no cs hu ro tr fi el hr sk sl et lv lt ca gl eu nn is ga cy gd br fy lb fo mt sq
la eo id ms vi tl jv af sw zu xh yo ig ha so rw mg az uz he ar fa ur ps ku ug hi bn pa gu mr ne si ta te kn ml
th lo km my ka hy am
"""
_WRITTEN = _LANGUAGES.split()
_CYRILLIC = ["ru", "uk", "bg", "be", "sr", "mk", "kk", "ky", "mn", "tt", "ba", "tg"]
# How many times likelier than English or Russian another language has to be, for names and terms of art
# come from all of them: of English records it was seldom more than 15, of foreign sentences at least 400.
_CLEARLY = {"en": 20.0, "ru": 4.0}
_ABOUT_AS_LIKELY = 2.0  # then it is the language that stands first above


def detect_language(text: str) -> str:
    """An ISO 639-1 code for the language most of `text` is in; `en` when nothing tells.

    The script decides first, since short texts and mixed records mislead statistical models; another
    language than English or Russian has to be clearly the likelier one.
    """
    sample = text[:_SAMPLE]
    script = script_language(sample)
    if len(_KANA.findall(sample)) * 10 > len(sample.strip() or "x"):
        return "ja"
    if len(_HANGUL.findall(sample)) * 3 > len(sample.strip() or "x"):
        return "ko"
    if script == "zh":
        return script
    own = _FOREIGN[script].sub(" ", sample)
    if sum(map(str.isalpha, own)) < _AT_LEAST:
        return script
    guess = _likeliest(own, _CYRILLIC if script == "ru" else _WRITTEN)
    return guess if script != "ru" or guess in CYRILLIC else "ru"


def _likeliest(sample: str, languages: Sequence[str]) -> str:
    """The likeliest of `languages`, of which the first is meant where no other is clearly likelier."""
    found = dict(_identifier().rank(sample))
    most = max(found[language] for language in languages)
    if most < _CLEARLY[languages[0]] * found[languages[0]]:
        return languages[0]
    return next(language for language in languages if most <= _ABOUT_AS_LIKELY * found[language])


@cache
def _identifier() -> LanguageIdentifier:
    """One that gives probabilities, as the package's own does not; it never changes, so threads share it."""
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def passage_language(text: str, document_language: str) -> str:
    """The language of one passage: the document's, unless its script says otherwise."""
    script = script_language(text)
    if document_language == "ja" and _KANA.search(text):
        return "ja"
    return document_language if script == script_of(document_language) else script


def main_language(languages: list[str]) -> str:
    """The language met most often, the first of them on a tie."""
    return Counter(languages).most_common(1)[0][0] if languages else "en"
