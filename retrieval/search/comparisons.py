"""Tells which two things a question compares: "the difference between Ru ware and Jun ware"."""

from __future__ import annotations

import re

from retrieval.language.analysis import HAN, tagged_words
from retrieval.language.function_words import content_words

_MORE_EN = r"(?:more|less|most|least) \w+|\w{2,}er|\w{2,}est|first|last"
_MORE_RU = r"(?:более|менее) \w+|раньше|позже|\w+(?:ее|ей|ше)"
_DO = "how (?:do|does|did|is|are|was|were)"
_DIFFERS = "отлича(?:ется|ются|лся|лась|лось|лись)"
_FORMS = {
    "en": [
        r"(?P<asks>.*\bdifferences? )between (?P<one>.+?),? and (?P<other>.+)",
        rf"(?P<asks>{_DO} )(?P<one>.+?),? and (?P<other>.+?) (?:differ|different|compare)\b.*",
        rf"(?P<asks>{_DO} )(?P<one>.+?) (?:differ(?:ent)? from|compare (?:with|to)) (?P<other>.+)",
        r"(?P<asks>what (?:distinguishes|sets) )(?P<one>.+?) (?:apart )?from (?P<other>.+)",
        r"(?P<asks>)(?:please )?compare (?P<one>.+?),? (?:and|with|to) (?P<other>.+)",
        rf"(?P<asks>(?:which|who|what)\b[^,:?]*\b(?:{_MORE_EN})[^,:?]*[,:] )(?P<one>.+?),? or (?P<other>.+)",
        rf"(?P<asks>(?:is|are|was|were) )(?P<one>.+?) (?:{_MORE_EN}) than (?P<other>.+)",
    ],
    "ru": [
        r"(?P<asks>.*\b(?:разниц\w+|различи\w+) )между (?P<one>.+?) и (?P<other>.+)",
        rf"(?P<asks>чем {_DIFFERS} )(?P<one>.+?) от (?P<other>.+)",
        rf"(?P<asks>чем )(?P<one>.+?) {_DIFFERS} от (?P<other>.+)",
        r"(?P<asks>)(?:пожалуйста,? )?сравните (?P<one>.+?) (?:и|с|со) (?P<other>.+)",
        rf"(?P<asks>(?:что|кто|как\w+)\b[^,:—–?]*\b(?:{_MORE_RU})[^,:—–?]*(?:[,:]| [—–]) )"
        r"(?P<one>.+?),? или (?P<other>.+)",
    ],
}  # fmt: skip
_PATTERNS = {code: [re.compile(form, re.IGNORECASE) for form in forms] for code, forms in _FORMS.items()}
_ZH_ASPECT = (
    "(?:之间)?的?(?:主要|最大|根本)?(?:有(?:什么|何|哪些|甚么)?)?(?:的)?(?:区别|區別|不同|差别|差別|差异|異同|异同)|"
    "相比|(?:当中|之中|[，,])?(?:哪|谁)[一个個件座位幅种種者对對套只]*(?:年代|时代|時代)?(?:更|比较|比較|最|先|早|晚|大|小|高|重|长)|分别|分別|各自"
)
_ZH_COMPARED = re.compile(rf"(?P<things>.+?)(?P<asks>(?:{_ZH_ASPECT}).*)")
_ZH_OPENER = re.compile("^(?:请|請)?(?:问|問|比较一下|比较|比較)")
_ZH_AND = ("和", "与", "與", "跟", "同", "及", "以及")
_LEANS = re.compile(
    r"\b(?:it|its|they|them|their|this|that|these|those|one|ones|other|another|each|two|"
    r"он|она|они|его|её|их|этот|эта|это|эти|тот|та|те|том|другой|другая|другое|других)\b|[它他她其这這那此]",
    re.IGNORECASE,
)
_ENDING = " ?？.!。！,，"


def compared(question: str, language: str) -> tuple[str, ...]:
    """The two things that are compared, each with what is asked of them; empty when none are.

    A thing that has no word of its own ("the other", "of 2024") cannot be looked for: then it is none.
    """
    text = question.strip().rstrip(_ENDING)
    if language == "zh":
        return _chinese(text)
    for pattern in _PATTERNS[language]:
        if found := pattern.fullmatch(text):
            sides = found["one"].strip(_ENDING), found["other"].strip(_ENDING)
            if all(_is_a_thing(side, language) for side in sides):
                return tuple(_asked(found["asks"], side) for side in sides)
    return ()


def _asked(asks: str, side: str) -> str:
    """`side` behind what is asked; a mere "how do" or "difference" would only draw other passages."""
    return f"{asks.strip()} {side}" if asks.rstrip().endswith((",", ":")) else side


def _is_a_thing(side: str, language: str) -> bool:
    if _LEANS.search(side) or "," in side:
        return False
    return bool(content_words(side, language) or re.search(r"[A-ZА-Я]\w*\.?\d|\d[.-]\w", side))


def _chinese(text: str) -> tuple[str, ...]:
    found = _ZH_COMPARED.fullmatch(_ZH_OPENER.sub("", text))
    if not found or re.search("[，,。；;？?]", found["things"]):
        return ()
    things, at = found["things"], 0
    for word, _ in tagged_words(things):
        one, other = things[:at], things[at + len(word) :]
        if word in _ZH_AND and all(_is_chinese_thing(side) for side in (one, other)):
            if "的" in other and "的" not in one:
                one += other[other.index("的") :]  # "汝窑和钧窑的釉色": the glaze of both
            asks = found["asks"].lstrip("，,")
            asks = asks if re.match("分别|分別|各自|哪|谁", asks) else ""
            return one + asks, other + asks
        at += len(word)
    return ()


def _is_chinese_thing(side: str) -> bool:
    return not _LEANS.search(side) and len(re.findall(f"[{HAN}]|[A-Za-z]{{2,}}|\\d{{3,}}", side)) >= 2
