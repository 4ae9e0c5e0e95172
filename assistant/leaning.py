"""How a question leans on the one before it: by a pronoun, by what it leaves out, or not at all.

Closed classes of words in English, Russian and Chinese, not the words of any one collection. A
question whose own words say what its pronoun means stands alone ("Who made the clock, and when was
it sold?").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum

from retrieval.language.function_words import content_words
from retrieval.language.sentences import script_language


class Leaning(Enum):
    """What a question takes from the one before: nothing, its topic, or all of it but what is new."""

    NOT = "not"
    TOPIC = "topic"  # "And when was it made?"
    REST = "rest"  # "Why?", "And the second one?", "What about the Orlov clock?"


_I = re.IGNORECASE
_LEAD = {
    "en": re.compile(
        r"^(?:(?:and|but|so|or|also|then|ok|okay|well|now)\b[\s,]*)*(?:(?:what|how) (?:about|of)\b\s*)?", _I
    ),
    "ru": re.compile(
        r"^(?:(?:а|и|но|ну|так|тогда|хорошо|ещё|еще|же)\b[\s,]*)*(?:(?:что|как) (?:насч[её]т|касательно|об?|с)\b\s*)?",
        _I,
    ),
    "zh": re.compile(
        r"^(?:(?:那么|那(?![个件幅座位些里儿种年时次张只尊枚])|还有|另外|而且|可是|但是?|不过|所以|至于|好的?)[，,]?)*"
    ),
}
_OF_ANOTHER = re.compile(
    r"^(?:what|how) (?:about|of)\b|^(?:а |и )?(?:что|как) (?:насч[её]т|касательно|с)\b|呢[？?]?$", _I
)

# What stands for a thing, a person or a place that was named before.
_PRONOUN = {
    "en": re.compile(
        r"\b(?:it|itself|they|them|themselves|he|him|himself|she|herself|"
        r"(?:this|these|those) (?!year|season|week|month|museum|collection|gallery|house|site|website|page|day)[a-z]+|"
        r"(?:this|these|those)(?=\s*[?.,!]|$)|there(?=\s*[?.,!]|$))\b|"
        r"(?:^|\b(?:about|after|at|before|by|for|from|in|into|is|like|of|on|than|to|was|were|why|with) )that\b(?! (?:the|an?)\b)|"
        r"\b(?:its|their|his|hers?)\b|"
        r"\b(?:the|an?) (?:first|second|third|fourth|last|former|latter|other|others|same|next)(?: (?:one|ones|two))?(?=\s*[?.,!]|$)|"
        r"\b(?:the|which|any|another|each) (?:\w+ )?ones?\b(?! (?:in|of|on|that|which|who|where|whose|with)\b)|\bboth(?=\s*[?.,!]|$)|\bof the two\b",
        _I,
    ),
    "ru": re.compile(
        r"\b(?:он|она|оно|они|него|неё|нее|нему|ней|ним|нём|нем|них|ними|ему|его|её|ее|ей|им|ими|их|"
        r"эт(?:от|а|о|и|ого|ой|ому|им|их|ими|ом|у)(?! (?:год|музе|недел|месяц|сайт|дом))|"
        r"т(?:от|ого|ому|ой|у|ех)(?! же| что|, )(?= [а-яё]+(?:\?|$| ))|такой же|такая же|"
        r"там|туда|оттуда|перв(?:ый|ая|ое|ого|ой)(?=\s*[?.,!]|$)|втор(?:ой|ая|ое|ого|ом|ую)(?=\s*[?.,!]|$)|"
        r"друг(?:ой|ая|ое|ие|ого|их)(?=\s*[?.,!]|$)|остальн\w+|последн\w+(?=\s*[?.,!]|$)|об[ае](?=\s*[?.,!]|$))\b",
        _I,
    ),
    "zh": re.compile(
        r"[它牠他她]们?的?|(?<![尤极与何])其(?![他它中实余次间])|(?:这|那|该|此)(?:个|件|幅|座|位|些|里|儿|种|只|枚|尊|张|套|本|处|家|书|画|人|物|器|馆)|"
        r"(?:^|[，,])这(?=[是有在])|^那是|第[一二三四五两](?:个|件|幅|位|只|枚)|另(?:外)?一[个件幅位只枚]|后者|前者|其他的|两者"
    ),
}
_POSSESSIVE = re.compile(
    r"its|their|his|hers?|(?:it|him|her)self|themselves|его|её|ее|их|其|[它牠他她]们?的", _I
)
_DEMONSTRATIVE = re.compile(
    r"(?:this|that|these|those) \w+|эт\w+|т(?:от|ого|ому|ой|у|ех)|[这那该此].|另.*|第.*", _I
)
# "It" that means nothing, and "their" of whoever is asked.
_EMPTY = re.compile(
    r"\b(?:is|was|would|will) it (?:also |still |now |ever )?(?:true|possible|allowed|forbidden|permitted|necessary|known|safe|worth|better|"
    r"free|ok|okay|certain|likely)\b|\bit (?:is|was|would be) (?:true|possible|allowed|forbidden|permitted|necessary|known|said|safe|worth|"
    r"better)\b|\b(?:does|did|do|will|would) it (?:take|cost) (?=.*\bto\b)|\bwhat time is it\b|\bput their names\b|\bthat is\b(?=,)|"
    r"\bкак это\b(?= называется\?)|\bвс[её] это\b|\bэто (?:правда|возможно)\b",
    _I,
)
_BOUNDARY = re.compile(
    r"[,;:—–.，；：。]|\b(?:and|but|or|when|where|who|which|that|because|if|while|after|before|how|why|what|и|а|но|или|когда|где|кто|"
    r"котор\w+|если|потому|почему|как|чем|что)\b",
    _I,
)
_ASKING = {
    "en": re.compile(
        r"\b(?:who|whom|whose|what|when|where|which|why|how|does|do|did|is|are|was|were|can|could|has|have|had|may|"
        r"will|would|should|tell|name|list|describe|explain|give|show)\b", _I,
    ),
    "ru": re.compile(
        r"\b(?:кто|кого|кому|кем|ком|что|чего|чему|чем|чём|когда|где|куда|откуда|как\w*|какой|сколько|скольк\w+|почему|зачем|"
        r"отчего|чей|чья|чьё|чьи|котор\w+|ли|можно|нужно|надо|есть|расскажите|назовите|опишите)\b", _I,
    ),
    "zh": re.compile(r"谁|什么|何|哪|几|多少|多[高长大重宽久深厚远]|怎|吗|为什么|是否|有没有|请|介绍|说说"),
}  # fmt: skip
_STARTS_ASKING = {
    "en": re.compile(r"(?:(?:by|from|for|with|of|in|at|on|to|since) )?(?:who|whom|whose|what|when|where|which|why|how)\b", _I),
    "ru": re.compile(
        r"(?:(?:для|из|от|у|с|в|на|к|по|до|за|о|об) )?(?:кто|кого|кому|кем|ком|чего|чему|чем|чём|когда|где|куда|откуда|"
        r"как\w*|сколько|почему|зачем|отчего|чей|чья|чьё|чьи|котор\w+)\b", _I,
    ),
    "zh": re.compile(
        r"(?:是|由|被|用|在|从|给|为|属于|叫|有|卖给|来自|归)?(?:谁|什么|何|哪|几|多少|多[高长大重宽久深厚远]|怎|为什么|为何)"
    ),
}  # fmt: skip
_MOST_WORDS_NEW = {"en": 6, "ru": 5, "zh": 6}  # content words of a question that leaves out its verb
_MOST_WORDS_BARE = {"en": 1, "ru": 1, "zh": 1}  # and of one that leaves out what it is about
_OF_A_DEED = re.compile(r"的[？?]?$")  # 用什么材料做的？
# As short, and yet whole: "Where is the cloakroom?", "What is niello?", "什么是缂丝？"
_WHOLE = re.compile(
    r"(?:where|when) (?:is|are|was|were) (?:the|an?) |what (?:is|are|was|were) (?!the\b|made|it)|(?:где|когда) \w+(?<![тл])(?<!т[ьс]я)(?<!л[аои])\W*$|"
    r"что (?:такое|значит)|什么(?:是|叫)|何谓|(?:几点|何时|什么时候)(?:开|闭|关)[门馆]",
    _I,
)


def leaning_of(question: str, names: Sequence[str], terms: Sequence[str] = ()) -> Leaning:
    """How `question` leans on the one before it; `names` and `terms` are those in it."""
    language = script_language(question)
    rest = without_lead(question)
    led = len(rest) < len(question.strip())
    words = len(content_words(rest, language))
    if _OF_ANOTHER.search(question.strip()):
        return Leaning.REST
    asks = _ASKING[language].search(rest)
    if led and not asks and words <= _MOST_WORDS_NEW[language]:
        return Leaning.REST
    if _has_open_pronoun(rest, language, names):
        return Leaning.TOPIC if words else Leaning.REST
    if not asks or names or re.search(r"\d{3}", rest):
        return Leaning.NOT
    if led:
        return Leaning.TOPIC if words > _MOST_WORDS_BARE[language] else Leaning.REST
    most = _MOST_WORDS_BARE[language] + bool(_OF_A_DEED.search(rest))
    bare = words <= most and _STARTS_ASKING[language].match(rest)
    if not bare or terms or _WHOLE.match(rest):
        return Leaning.NOT
    return Leaning.TOPIC if words else Leaning.REST


def without_lead(question: str) -> str:
    """The question without the words that join it to what was said before: "And", "what about"."""
    text = question.strip()
    return text[_LEAD[script_language(text)].match(text).end() :].strip()  # type: ignore[union-attr]


def _has_open_pronoun(text: str, language: str, names: Sequence[str]) -> bool:
    """Whether there is a pronoun that nothing before it in the question explains."""
    text = _EMPTY.sub(lambda found: "_" * len(found.group()), text)
    return any(not _explained(text, found, language, names) for found in _PRONOUN[language].finditer(text))


def _explained(text: str, pronoun: re.Match[str], language: str, names: Sequence[str]) -> bool:
    before = text[: pronoun.start()]
    named = any(name in before for name in names)
    word = pronoun.group().strip()
    if _POSSESSIVE.fullmatch(word):
        return named or len(content_words(before, language)) > 1
    if language == "zh" and _DEMONSTRATIVE.match(word):  # 王希孟那幅长卷
        return bool(content_words(before, language))
    boundaries = list(_BOUNDARY.finditer(before))
    clause = before[: boundaries[-1].start()] if boundaries else ""
    return len(content_words(clause, language)) >= (1 if any(name in clause for name in names) else 2)
