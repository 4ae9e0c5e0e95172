"""The words by which a question leans on the one before it: closed classes, by language.

Pronouns, words that join, words that ask, and what only looks like one of these.
"""

from __future__ import annotations

import re

_I = re.IGNORECASE
LEAD = {
    "en": re.compile(
        r"^(?:(?:and|but|so|or|also|then|ok|okay|well|now)\b[\s,]*|no[,.]\s*)*"
        r"(?:i mean(?:t)?\b[\s,]*)?(?:(?:what|how) (?:about|of)\b\s*)?",
        _I,
    ),
    "ru": re.compile(
        r"^(?:(?:а|и|но|ну|так|тогда|хорошо|ещё|еще|же)\b[\s,]*|нет[,.]\s*)*"
        r"(?:я (?:про|имела? в виду|имею в виду)\b[\s,]*)?(?:(?:что|как) (?:насч[её]т|касательно|с)\b\s*)?",
        _I,
    ),
    "zh": re.compile(
        r"^(?:(?:那么|那(?![个件幅座位些里儿种年时次张只尊枚对组道封把块卷册扇条段层类项样])|还有|另外|而且|可是|但是?|不过|所以|至于|好的?)[，,]?|不[，,])*"
        r"(?:我(?:是)?(?:说|问|指)的?是)?"
    ),
}
PREPOSITIONS = (
    "in|at|for|of|on|to|with|by|from|about|under|before|after|without|"
    "в|во|на|для|у|с|со|к|ко|из|по|о|об|от|до|про|при|без|после"
)
PREPOSITION = re.compile(rf"(?:{PREPOSITIONS})\b|[在从对用]", _I)
OF_ANOTHER = re.compile(
    r"^(?:what|how) (?:about|of)\b|^(?:а |и )?(?:что|как) (?:насч[её]т|касательно|с)\b|呢[？?]?$", _I
)

# What stands for a thing, a person or a place that was named before.
PRONOUN = {
    "en": re.compile(
        r"\b(?:it|itself|they|them|themselves|he|him|himself|she|herself|"
        r"(?:this|these|those) (?!year|season|week|month|museum|collection|gallery|house|site|website|"
        r"page|day)[a-z]+|"
        r"(?:this|these|those)(?=\s*[?.,!]|$)|there(?=\s*[?.,!]|$))\b|"
        r"(?:^|\b(?:about|after|at|before|by|for|from|in|into|is|like|of|on|than|to|was|were|why|"
        r"with) )that\b(?! (?:the|an?)\b)|"
        r"\b(?:its|their|his|hers?)\b|"
        r"\b(?:the|an?) (?:first|second|third|fourth|last|former|latter|other|others|same|"
        r"next)(?: (?:one|ones|two))?(?=\s*[?.,!]|$)|"
        r"\b(?:the|which|any|another|each) (?:\w+ )?ones?\b(?! (?:in|of|on|that|which|who|where|whose|"
        r"with)\b)|\bboth(?=\s*[?.,!]|$)|\bof the two\b",
        _I,
    ),
    "ru": re.compile(
        r"\b(?:он|она|оно|они|него|неё|нее|нему|ней|ним|нём|нем|них|ними|ему|его|её|ее|ей|им|ими|их|"
        r"эт(?:от|а|о|и|ого|ой|ому|им|их|ими|ом|у)(?! (?:год|музе|недел|месяц|сайт|дом))|"
        r"т(?:от|ого|ому|ой|у|ех)(?! же| что|, )(?= [а-яё]+(?:\?|$| ))|такой же|такая же|"
        r"там|туда|оттуда|перв(?:ый|ая|ое|ого|ой)(?=\s*[?.,!]|$)|втор(?:ой|ая|ое|ого|ом|"
        r"ую)(?=\s*[?.,!]|$)|"
        r"друг(?:ой|ая|ое|ие|ого|их|ую)(?=\s*[?.,!]|$)|остальн\w+|последн\w+(?=\s*[?.,!]|$)|"
        r"об[ае](?=\s*[?.,!]|$))\b",
        _I,
    ),
    "zh": re.compile(
        r"[它牠他她]们?的?|(?<![尤极与何])其(?![他它中实余次间])|(?:这|那|该|此)(?:[个件幅座位些里儿种只枚尊张套本处家对组道封把块卷册扇条段层类项]|书|画|人|"
        r"物|器|馆)|"
        r"(?:^|[，,])这(?=[是有在])|^那是|第[一二三四五六两][个件幅位只枚对道封块卷条段层项]|另(?:外)?一[个件幅位只枚]|后者|前者|其他的|两者"
    ),
}
POSSESSIVE = re.compile(
    r"its|their|his|hers?|(?:it|him|her)self|themselves|его|её|ее|их|其|[它牠他她]们?的", _I
)
DEMONSTRATIVE = re.compile(
    r"(?:this|that|these|those) \w+|эт\w+|т(?:от|ого|ому|ой|у|ех)|[这那该此].|另.*|第.*", _I
)
# "Which is the oldest?" after what was spoken of: no noun says which what.
OF_THEM = re.compile(r"which (?:is|are|was|were|has|have|had|can|does|did) (?!the\b|an?\b)", _I)
# A request for more of the last answer, or for more about what it does not name.
MORE = {
    "en": re.compile(
        r"(?:(?:please|can you|could you|would you)\s)?(?:(?:(?:tell|give|show) (?:me|us)|say|explain|"
        r"i(?: would|['’]d)? (?:want|like)(?: to know)?|is there|any)\s)*(?:(?:some|a (?:bit|little))\s)?"
        r"(?:more(?=\W*$| (?:about|on|details?|information|examples?)\b)(?: details?| information)?|"
        r"in (?:more )?detail|(?:go on|continue|elaborate|(?:anything|something|what) else)(?=\W*$))\b"
        r"(?:,? please)?",
        _I,
    ),
    "ru": re.compile(
        r"(?:(?:пожалуйста,?|можно|можешь|можете)\s)?(?:(?:расскажи|поясни|опиши|объясни|скажи|напиши)(?:те)?\s)?"
        r"(?:(?:мне|нам|об? этом)\s)?(?:(?:по)?подробне\w|подробно|больше(?=\W*$| об? )|"
        r"(?:дальше|продолжай(?:те)?|что[- ]нибудь ещё|что[- ]нибудь еще|что ещё|что еще|ещё|еще)(?=\W*$))\b",
        _I,
    ),
    "zh": re.compile(
        r"(?:请|能|能否|可以|能不能)?(?:再)?(?:(?:详细|具体|仔细|多)(?:地|点|些|一点|一些)?(?:的)?"
        r"(?:说|讲|介绍|说明|解释|谈)|(?:说|讲|介绍)(?:得)?(?:详细|具体)|(?:继续|说下去|还有(?:呢|吗|什么|别的吗)?)(?=\W*$))"
    ),
}
# "2022?", "In Moscow?": nothing is asked, and all but one thing is left out.
FRAGMENT = re.compile(rf"(?:(?:{PREPOSITIONS})\s[^?？]*|\d{{3,4}}\s*(?:年|год[ау]?)?)\s*[?？]\s*$", _I)
# Nothing is asked, and so nothing of it is leant on: "Thanks!"
POLITE = re.compile(
    r"\W*(?:(?:many )?thanks?(?: you)?(?: (?:very|so) much| a lot)?|ok(?:ay)?|great|good|"
    r"perfect|i see|got it|hello|hi|(?:большое )?спасибо(?: большое)?|благодарю|хорошо|понятно|ясно|"
    r"отлично|здравствуйте|привет|"
    r"(?:好的?|嗯)?[，,]?(?:谢谢|多谢)(?:你|您|了)?|好的?|明白了?|知道了|你好|您好)\W*",
    _I,
)
# Who asks is in the question: "Where can I park?"
OF_THE_ASKER = re.compile(r"\b(?:i|we|я|мы|мне|нам)\b|我", _I)
# "It" that means nothing, and "their" of whoever is asked.
EMPTY = re.compile(
    r"\b(?:is|was|would|will) it (?:also |still |now |ever )?(?:true|possible|allowed|forbidden|"
    r"permitted|necessary|known|safe|worth|better|"
    r"free|ok|okay|certain|likely)\b|\bit (?:is|was|would be) (?:true|possible|allowed|forbidden|"
    r"permitted|necessary|known|said|safe|worth|"
    r"better)\b|\b(?:does|did|do|will|would) it (?:take|cost) (?=.*\bto\b)|\bwhat time is it\b|"
    r"\bput their names\b|\bthat is\b(?=,)|"
    r"\bкак это\b(?= называется\?)|\bвс[её] это\b|\bэто (?:правда|возможно)\b",
    _I,
)
BOUNDARY = re.compile(
    r"[,;:—–.?!，；：。？！]|\b(?:and|but|or|when|where|who|which|that|because|if|while|after|before|how|why|"
    r"what|и|а|но|или|когда|где|кто|"
    r"котор\w+|если|потому|почему|как|чем|что)\b",
    _I,
)
ASKING = {
    "en": re.compile(
        r"\b(?:who|whom|whose|what|when|where|which|why|how|does|do|did|is|are|was|were|can|could|has|"
        r"have|had|may|"
        r"will|would|should|tell|name|list|describe|explain|give|show)\b",
        _I,
    ),
    "ru": re.compile(
        r"\b(?:кто|кого|кому|кем|ком|что|чего|чему|чем|чём|когда|где|куда|откуда|как\w*|какой|сколько|"
        r"скольк\w+|почему|зачем|"
        r"отчего|чей|чь\w+|котор\w+|ли|можно|нужно|надо|есть|расскажите|назовите|опишите)\b",
        _I,
    ),
    "zh": re.compile(r"谁|什么|何|哪|几|多少|多[高长大重宽久深厚远]|怎|吗|为什么|是否|有没有|请|介绍|说说"),
}
STARTS_ASKING = {
    "en": re.compile(
        r"(?:(?:by|from|for|with|of|in|at|on|to|since) )?"
        r"(?:who|whom|whose|what|when|where|which|why|how)\b",
        _I,
    ),
    "ru": re.compile(
        r"(?:(?:для|из|от|у|с|в|на|к|по|до|за|о|об) )?(?:кто|кого|кому|кем|ком|чего|чему|чем|чём|"
        r"когда|где|куда|откуда|"
        r"как\w*|сколько|почему|зачем|отчего|чей|чь\w+|котор\w+)\b",
        _I,
    ),
    "zh": re.compile(
        r"(?:是|由|被|用|在|从|给|为|属于|叫|有|卖给|来自|归)?(?:谁|什么|何|哪|几|多少|多[高长大重宽久深厚远]|怎|为什么|为何)"
    ),
}
PERSON = re.compile(r"\b(?:he|him|his|himself|she|hers?|herself)\b|[他她](?!们)", _I)
SOMEWHERE = re.compile(r"[上下里外前后]面|其中|当时|现在|后来")
OF_A_DEED = re.compile(r"的[？?]?$")  # 用什么材料做的？
# As short, and yet whole: "Where is the cloakroom?", "What is niello?", "什么是缂丝？"
WHOLE = re.compile(
    r"(?:where|when)(?: is| are| was| were|['’]s) (?:the|an?) |"
    r"what(?: is| are| was| were|['’]s) (?!the\b|made|it)|"
    r"(?:где|когда) \w+(?<![тл])(?<!т[ьс]я)(?<!л[аои])\W*$|"
    r"что (?:такое|значит)|什么(?:是|叫)|何谓|(?:几点|何时|什么时候)(?:开|闭|关)[门馆]",
    _I,
)
