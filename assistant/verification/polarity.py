"""Denials, reservations and causes in three languages: whether a clause says no, perhaps, or because."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.verification.verdict import Place
from retrieval.language.analysis import fold_han

_DENIALS = re.compile(
    r"\b(?:not(?!\s+(?:above|more|less|exceed|over|below|earlier|later|fewer|longer\s+than))|never|neither|nor|nobody|nothing(?!\s+but)|nowhere|none|without|cannot|un(?:known|finished|signed|dated|"
    r"identified|certain|altered|changed|damaged|recorded|opened|restored|painted|published|related|able|likely|"
    r"aware|attributed|documented|explained|solved|sold|paid|used|broken|touched)|lack(?:s|ed|ing)?|fail(?:s|ed)?\s+to|"
    r"refus(?:es|ed|ing)\s+to|no(?=\s+(?!later|earlier|less|more|fewer|\d))|no\s+longer|absence|absent|in(?:complete|valid|correct)|"
    r"hardly|scarcely|barely|rarely|seldom|impossible|forbid(?:s|den)?|forbade|prohibit\w*|banned|too\s+\w+\s+to|dis(?:proved|proven))\b|n’t\b|n't\b|"
    r"(?<![а-яё])(?:не(?!\s+(?:позднее|ранее|раньше|менее|более|только|позже|раз(?![а-яё])|дороже|выше|ниже|превыша\w+|дольше|больше|меньше|старше|моложе|позже))|ни(?!\s+(?:один|одна)\s+и)|нет|без|никогда|никто|ничего|нигде|никак(?:ой|ая|ие|их|ого)|нельзя|"
    r"невозможно|неизвестн\w*|отсутств\w+|неправд\w*|неверн\w*|редко|нечаст\w*|запрещ\w+|запрет\w*|лиш[её]н\w*)(?![а-яё])|"
    r"(?:并非|絕非|绝非|从未|從未|尚未|未曾|未能|未必|不曾|没有|沒有|没能|无法|無法|不(?!但|仅|僅|超|高于|低于|多于|到|足|满|久|已|禁|过|過|同|断|斷|少|论|論|管|止|只|朽|料|锈|锈|易)|[没沒](?!收|多久|落)|未(?!来|來|央|成年)|无(?!论|論|锡)|無(?!論|錫)|非(?!常|洲|物质|遗|凡)|勿|毫无|否认|否定|禁止|严禁|嚴禁|极少|極少|很少|甚少|罕有|鲜少|难得)",
    re.IGNORECASE,
)
_HEDGES = re.compile(
    r"\b(?:probably|perhaps|possibl[ey]|may\s+(?:have|well|originally)|may\s+be\s+(?=(?:a|an|the|by|from|of)\b)|"
    r"may\s+not\s+be|may\s+(?:not\s+)?(?:represent|indicate|reflect|suggest|derive|date|come|refer|depict|result|explain|point|belong)|might|maybe|apparently|presumably|"
    r"seem(?:s|ed|ingly)?|believed|thought\s+to|said\s+to|suppos(?:ed|edly)|alleg(?:ed|edly)|reportedly|likely|"
    r"attributed|ascribed|tradition(?:ally)?\s+(?:identified|ascribed|says)|appears?\s+to|uncertain|disputed|debated|"
    r"unconfirmed|suspected|suggests?|rumou?red|tentative(?:ly)?|purported(?:ly)?|arguably|conceivabl[ye]|plausibl[ye]|could\s+(?:be|have)|may\s+(?:also|indeed)|in\s+all\s+likelihood|is\s+assumed|are\s+assumed|assumed\s+to|conjectur\w+|hypothes\w+|according\s+to\s+legend|legend)\b|"
    r"(?<![а-яё])(?:возможно|вероятно|вероятнее\s+всего|по\s+всей\s+видимости|по\s+мнению|по\s+слухам|предположено|предполагаем\w+|похоже|маловероятно|по-видимому|видимо|может\s+быть|предположительн\w*|предполагают|предполага\w+|"
    r"кажется|считается|считают|приписыва\w+|якобы|скорее\s+всего|как\s+полагают|полагают|говорят|по\s+преданию|"
    r"по\s+легенде|по\s+рассказам|принято\s+(?:думать|считать)|наверное|сомнительн\w*|спорн\w*|легенда)(?![а-яё])|"
    r"可能|也许|也許|或许|或許|大概|大约是|似乎|好像|据说|據說|相传|相傳|传为|傳為|疑为|疑為|疑似|推测|推測|估计|估計|"
    r"(?:一般|通常|普遍|公认|多)认为|一般說|一般说|被认为|被認為|据传|據傳|传说|傳說|怀疑|懷疑|尚无定论|有争论|归于|歸於|据信",
    re.IGNORECASE,
)
# Said as certain in so many words.
_CERTAIN = re.compile(
    r"\b(?:certainly|definitely|undoubtedly|without\s+doubt|beyond\s+doubt|proven|proved)\b|"
    r"(?<![а-яё])(?:несомненно|безусловно|точно\s+(?:известно|установлено)|доказано)(?![а-яё])|毫无疑问|确定|肯定|无疑|證實|证实",
    re.IGNORECASE,
)
_CAUSES = re.compile(
    r"\b(?:because|owing\s+to|due\s+to|as\s+a\s+result\s+of|thanks\s+to|caused\s+by|in\s+order\s+to|so\s+as\s+to|"
    r"so\s+that|on\s+the\s+advice\s+of|at\s+the\s+(?:request|insistence)\s+of|as\s+a\s+favou?r|in\s+(?:honou?r|memory|revenge|gratitude|"
    r"the\s+hope)|out\s+of\s+(?:fear|respect|gratitude|love|spite|pity)|for\s+the\s+sake\s+of|for\s+fear\s+of|on\s+account\s+of|the\s+reason\s+(?:is|was|being)\s+(?!not|never|un)|since(?=\s+(?:the|he|she|it|they|his|her|their)\s+\w+\s+(?:had|was|were|could)))\b|"
    r"(?<![а-яё])(?:потому\s+что|из-за|так\s+как|поскольку|вследствие|в\s+результате|благодаря|чтобы|ради|по\s+причине|"
    r"в\s+честь|в\s+память|в\s+благодарность|по\s+(?:совету|просьбе|настоянию)|из\s+(?:страха|уважения|любви|мести)|"
    r"в\s+надежде|с\s+целью|во\s+избежание|ввиду|оттого|вызван\w*\s+(?=[а-яё]+(?:ом|ой|ем|ей|ами|ями))|причин[аойы]+\s+(?:стал\w*|было?|послужил\w*|является)|по\s+причине)(?![а-яё])|"
    r"因为|因為|由于|由於|因此|为了|為了|以便|原因(?=[是在为為])|导致|導致|引起|所致|缘于|出于|鉴于|以示|以纪念|为纪念|為紀念|为庆祝|以免|为避免|目的是|[应應].{1,8}(?:请求|請求|要求|建议|建議)|[按遵听].{0,6}(?:建议|建議|劝告)|以取悦|因(?=[^\u3002]{2,12}而)",
    re.IGNORECASE,
)
# "not only … but": says yes. "not A but B" stays a denial.
_NOT_ONLY = re.compile(r"\bnot\s+(?:only|just|merely)\b|не\s+только|不仅|不僅|不但|不只", re.IGNORECASE)

# "пока … не" is "until" and denies nothing.
_UNTIL = re.compile(r"(?<![а-яё])пока\s+(?:[а-яё]+\s+){0,4}не(?![а-яё])", re.IGNORECASE)
# Whoever has an opinion told does not state it; a passage may do so without doubting.
_OPINIONS = re.compile(
    r"\b(?:think|thinks|thought|consider(?:s|ed)?|regard(?:s|ed)?|argu(?:e|es|ed)|claim(?:s|ed)?|hold|views?|opinions?|disagree\w*|"
    r"tells?|told|recall(?:s|ed)?|as\s+if)\b|"
    r"(?<![а-яё])(?:дума\w+|полага\w+|мнени\w+|спор\w+|утвержда\w+|вспомина\w+|рассказыва\w+|сообща\w+|предани\w+|словно|будто|"
    r"счита\w+)(?![а-яё])|认为|觉得|主张|看法|意见|说法|所说|据称|据说|仿佛|如同|看作",
    re.IGNORECASE,
)
# Words that leave room, and words that leave none.
_ROOM = re.compile(
    r"\b(?:usually|often|mostly|mainly|generally|tend(?:s|ed)?\s+to|sometimes|frequently|almost|nearly|partly|"
    r"largely|in\s+most\s+cases|many|most|some|occasionally|commonly|as\s+a\s+rule)\b|"
    r"(?<![а-яё])(?:обычно|часто|чаще|иногда|преимущественно|в\s+основном|почти|отчасти|частично|как\s+правило|"
    r"нередко|порой|многи\w+|большинств\w+|некотор\w+)(?![а-яё])|"
    r"通常|往往|一般|常常|经常|時常|时常|經常|有时|有時|多半|居多|多为|多為|大多|大部分|几乎|幾乎|部分|主要|不少|[多常](?=[用见為为在是由以作])",
    re.IGNORECASE,
)
_NO_ROOM = re.compile(
    r"\b(?:always|every|all|completely|entirely|wholly|only|exclusively|without\s+exception|never|none|totally|"
    r"each|must)\b|"
    r"(?<![а-яё])(?:всегда|кажд\w+|все(?:х|м|ми|гда)?|всё|полностью|целиком|исключительно|только|никогда|сплошь|"
    r"абсолютно|без\s+исключения)(?![а-яё])|"
    r"总是|總是|一律|全部|完全|全都|全是|全为|所有|始终|始終|从不|從不|只有|唯一|每[次个個件]|均|皆|必定|必须",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Stance:
    """Where a text denies, doubts, insists, gives causes, leaves room or none, and tells opinions."""

    denials: tuple[Place, ...]
    hedges: tuple[Place, ...]
    insists: tuple[Place, ...]
    causes: tuple[Place, ...]
    room: tuple[Place, ...]
    no_room: tuple[Place, ...]
    opinions: tuple[Place, ...]


def stance(text: str) -> Stance:
    """The stance of `text`."""
    text = fold_han(text)
    text = _UNTIL.sub(lambda found: found.group()[:-2] + "  ", text)
    plain = _NOT_ONLY.sub(lambda found: " " * len(found.group()), text)
    return Stance(
        *(
            tuple(f.span() for f in p.finditer(plain))
            for p in (_DENIALS, _HEDGES, _CERTAIN, _CAUSES, _ROOM, _NO_ROOM, _OPINIONS)
        )
    )


def within(places: Iterable[Place], start: int, end: int) -> int:
    """How many of `places` lie in `start:end`."""
    return sum(start <= a < end for a, _ in places)
