"""Whether the name of a dynasty, a reign or a period stands for a time where it is written."""

import re

from retrieval.terms import Mention, Term

_HAN = re.compile("[\u3400-\u9fff]")

# Words beside a name that say what it is.
KIND_WORD = (
    r"(?:dynast(?:y|ies)|period|reign|era|epoch|emperor|court|age|style"
    r"|династи\w+|эпох\w+|период\w*|правлени\w+|врем[её]н\w*|царствовани\w+)"
)
TAIL = re.compile(rf"(?:['’]s)?\s(?:{KIND_WORD}|mark\s+and\s+period)(?!\w)", re.IGNORECASE)
_NAME_BEFORE = re.compile(r"(?:\b[A-ZА-ЯЁ][\w'’-]*\.?[ -]|-)$")
_NAME_AFTER = re.compile(r"[ -](?![IVX]+\b)[A-ZА-ЯЁ][\w'’]+|-|['’]s\s(?:father|mother|wife|work)")
_KIND_WORD_BEFORE = re.compile(
    rf"(?:{KIND_WORD}|early|late|mid|later|under\s+the|during\s+the|from\s+the|of\s+the|in\s+the|при|кон\w+|начал\w+|середин\w+)[\s,-]+[«“\"]?$",
    re.IGNORECASE,
)
# Names that say themselves that they are a time.
_TIME_IN_NAME = re.compile(
    r"period|\bera\b|dynast|\bages?\b|\bwar\b|revolution|restoration|monarchy|kingdom|renaissance|antiquity|autumn|states|empire"
    r"|эпох|период|врем|войн|\bвек|династи|империя|царств|революци|возрожден|ренессанс|античност|республик",
    re.IGNORECASE,
)
_TIME_IN_HAN = re.compile("[代期国國朝战戰]|复兴|復興|革命|^(?:明治|大正|昭和|民国)")
_FAMILY = re.compile("House of|.* family$")
_LINE_START = re.compile(r"(?:^|[\n.!?|:;•–—(]\s*)$")


def is_meant(text: str, place: Mention, terms: list[Term]) -> bool:
    """Whether a name stands for a time: not in "Tang Yin", a person, nor in "Rococo ornament", a style."""
    form = text[place.start : place.end]
    if terms[0].kind == "reign" or TAIL.match(text, place.end):
        return True
    if _HAN.match(form):
        return terms[0].kind == "dynasty" or bool(_TIME_IN_HAN.search(text[place.start : place.end + 2]))
    before_it = text[max(0, place.start - 30) : place.start]
    if _TIME_IN_NAME.search(form) or _KIND_WORD_BEFORE.search(before_it):
        return True
    if terms[0].kind == "period" or any(_FAMILY.match(name) for name in terms[0].forms.get("en", ())):
        return False
    if " " in form:
        return True
    if form[0].islower():  # "song" is none, "танский" is
        return _is_adjective(form)
    if _NAME_AFTER.match(text, place.end):
        return False
    return not _NAME_BEFORE.search(before_it) and not _LINE_START.search(before_it)


def _is_adjective(form: str) -> bool:
    return bool(re.search("(?:ий|ой|ая|ое|ие|их|ую|им|ими|ого|ому|ском)$", form))
