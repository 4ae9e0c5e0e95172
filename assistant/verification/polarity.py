"""Denials, reservations and causes in three languages: whether a clause says no, perhaps, or because."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from assistant.verification.verdict import Place
from retrieval.language.analysis import fold_han

_DENIALS = re.compile(
    r"\b(?:not(?!\s+(?:above|more|less|exceed|over|below|earlier|later|fewer|longer\s+than))|never|neither|nor|nobody|nothing(?!\s+but)|nowhere|none|without|cannot|un(?:known|finished|signed|dated|"
    r"identified|certain|altered|changed|damaged|recorded|opened|restored|painted|published|related|able|likely|"
    r"aware|attributed|documented|explained|solved|sold|paid|used|broken|touched)|lack(?:s|ed|ing)?|fail(?:s|ed)?\s+to|"
    r"refus(?:es|ed|ing)\s+to|no(?=\s+(?!later|earlier|less|more|fewer|\d))|no\s+longer|no\s+more(?!\s+than)|absence|absent|in(?:complete|valid|correct)|"
    r"impossible|forbid(?:s|den(?!\s+City))?|forbade|prohibit\w*|banned|too\s+\w+\s+to|dis(?:proved|proven))\b|n’t\b|n't\b|"
    r"(?<![а-яё])(?:не(?!\s+(?:позднее|ранее|раньше|менее|более|только|позже|раз(?![а-яё])|дороже|выше|ниже|превыша\w+|дольше|больше|меньше|старше|моложе|позже))|ни(?!\s+(?:один|одна)\s+и)|нет|без|никогда|никто|ничего|нигде|никак(?:ой|ая|ие|их|ого)|нельзя|"
    r"невозможно|неизвестн\w*|отсутств\w+|неправд\w*|неверн\w*|запрещ\w+|запрет(?!н\w+\s+город)\w*|лиш[её]н\w*)(?![а-яё])|"
    r"(?:并非|絕非|绝非|从未|從未|尚未|未曾|未能|未必|不曾|没有|沒有|没能|无法|無法|不(?!相上下|分上下|愧|胜|勝|计其数|計其數|妨|断|久|但|仅|僅|超|高于|低于|多于|到|足|满|久|已|禁|过|過|同|断|斷|少|论|論|管|止|只|朽|料|锈|锈|易)|[没沒](?!收|多久|落)|未(?!来|來|央|成年)|无(?!论|論|锡)|無(?!論|錫)|非(?!常|洲|物质|遗|凡)|勿|毫无|否认|否定|禁止|严禁|嚴禁)",
    re.IGNORECASE,
)
# What denies without a word of denial: a denial may be said by it, and it by one.
_SOFT_DENIALS = re.compile(
    r"\b(?:not\s+(?:much|many)|rul(?:ed|es|ing)\s+out|delay\w*|postpon\w*|lost|loss|missing|first\s+time|lack\w*|fail\w*|refus\w*|absen\w*|closed|shut|forbid\w*|prohibit\w*|ban(?:s|ned)?|only|except\w*|but\s+for|"
    r"empty|free\s+(?:of|from)|too|stop(?:s|ped)?|ceas\w*|destroy\w*|perish\w*|reject\w*|declin\w*|abandon\w*|avoid\w*|prevent\w*|"
    r"instead|rather|disappear\w*|vanish\w*|escap\w*|yet\s+to|den(?:y|ies|ied)|false|wrong\w*|mistak\w*|plain|bare|short(?:age)?|"
    r"un[a-z]{3,}(?:ed|able|en|ent|ern|al|ous|own|ful)|in(?:accura|complet|correct|valid|defin|exact|sufficien)\w*|dis(?:prov|continu|agre|lik|miss|card)\w*|[a-z]{4,}less|"
    r"few|little|rare(?:ly)?|seldom|hardly|scarcely|barely|last|end(?:s|ed)?|remov\w*|against|although|despite)\b|"
    r"(?<![а-яё])(?:утра[чт]\w+|впервые|задерж\w+|отлож\w+|единственн\w+|пропа\w+|исчез\w+|отказ\w+|закры\w+|потер\w+|кроме|лишь|только|разруш\w+|уничтож\w+|погиб\w*|"
    r"прекрат\w+|перест\w+|выходн\w+|против|вместо|мало|ошиб\w+|иначе|разн\w+|отлич\w+|снят\w*|снял\w*|удал\w+|не(?!дел|котор|скольк|больш|мец|фрит|бес|посредств|ред|однократ|обход|обычн|жн|вск|сут|сл|сё|смотр|мног|ф[тр])[а-яё]{4,}|бе[зс](?!ед)[а-яё]{4,}|"
    r"слишком|редко|хотя|несмотря|помимо|избе[гж]\w+|недостат\w+|лиш\w+|пуст\w+)(?![а-яё])|"
    r"(?<!紫)[缺丢免禁拒仅僅除毁毀难難罕误誤错錯][失少乏去止绝絕闭關]?|失[去踪传傳]|首次|第一[次家个個座位件]|延[迟遲误誤]|推[迟遲]|拖延|唯一|遗失|遺失|停止|关闭|關閉|闭馆|少见|少見|空白|留白|[很极極甚鲜]少|反对|反對|虽|雖|尽管|盡管|只[能有可在用限供]|不|没|沒|未|无|無|非",
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
    r"so\s+that|for\s+(?:lack|want)\s+of|in\s+(?:return|exchange)\s+for|in\s+recognition\s+of|in\s+response\s+to|in\s+celebration\s+of|with\s+the\s+aim\s+of|on\s+the\s+occasion\s+of|lest|given\s+that|to\s+(?:celebrate|honou?r|commemorate|mark|mourn|please|thank|avoid|prevent|protect|save)\b|on\s+the\s+advice\s+of|at\s+the\s+(?:request|insistence)\s+of|as\s+a\s+favou?r|in\s+(?:honou?r|memory|revenge|gratitude|"
    r"the\s+hope)|out\s+of\s+(?:fear|respect|gratitude|love|spite|pity)|for\s+the\s+sake\s+of|for\s+fear\s+of|on\s+account\s+of|the\s+reason\s+(?:is|was|being)\s+(?!not|never|un)|since(?=\s+(?:the|he|she|it|they|his|her|their)\s+\w+\s+(?:had|was|were|could)))\b|"
    r"(?<![а-яё])(?:потому,?\s+что|от\s+того,?\s+что|из-за|из\s+того|за\s+то,\s+что|по\s+случаю|в\s+связи\s+с|в\s+знак|дабы|за\s+неимением|от\s+недостатка|во\s+имя|так\s+как|поскольку|вследствие|в\s+результате|благодаря|чтобы|ради|по\s+причине|"
    r"в\s+честь|в\s+память|в\s+благодарность|по\s+(?:совету|просьбе|настоянию)|из\s+(?:страха|уважения|любви|мести)|"
    r"в\s+надежде|с\s+целью|во\s+избежание|ввиду|оттого|вызван\w*\s+(?=[а-яё]+(?:ом|ой|ем|ей|ами|ями))|причин[аойы]+\s+(?:стал\w*|было?|послужил\w*|является)|по\s+причине)(?![а-яё])|"
    r"因为|因為|由于|由於|为了|為了|为的是|為的是|以便|为[^\u3002\uff0c]{2,12}而|為[^\u3002\uff0c]{2,12}而|以[祈庆慶求祝示纪紀]|因(?![此为為而素子])|原因(?=[是在为為])|导致|導致|引起|所致|缘于|出于|鉴于|以示|以纪念|为纪念|為紀念|为庆祝|以免|为避免|目的是|[应應].{1,8}(?:请求|請求|要求|建议|建議)|[按遵听].{0,6}(?:建议|建議|劝告)|以取悦|因(?=[^\u3002]{2,12}而)",
    re.IGNORECASE,
)
# What names an outcome gives its cause too.
_OUTCOMES = re.compile(
    r"\b(?:so|therefore|hence|thus|consequently|as\s+a\s+result|accordingly|that\s+is\s+why|for\s+(?:this|that)\s+reason|makes?|made|means?|meant|let|for)\b|"
    r"(?<![а-яё])(?:поэтому|потому|оттого|итак|значит|следовательно|вот\s+почему|тем\s+самым|так\s+что|из\s+чего|для)(?![а-яё])|"
    r"因此|所以|因而|故|于是|於是|从而|從而|可见|可見|使|令|让|讓|[为為]",
    re.IGNORECASE,
)
# "not only … but", and 不是 … 就是, "either … or": says yes. "not A but B" stays a denial.
_NOT_ONLY = re.compile(
    r"\bnot\s+(?:only|just|merely)\b|не\s+только|不仅|不僅|不但|不只|不是(?=[^。；]{1,12}就是)", re.IGNORECASE
)

# "пока … не" is "until" and denies nothing.
_UNTIL = re.compile(r"(?<![а-яё])пока\s+(?:[а-яё]+\s+){0,4}не(?![а-яё])", re.IGNORECASE)
# "хочет, чтобы" is a wish and no cause.
_WISHED = re.compile(
    r"(?<![а-яё])(?:хоч|хот|жела|прос|попрос|треб|потреб|говор|сказ|следи|стара|забот|предлож|настаива|настоя)\w*,?\s+чтобы(?![а-яё])",
    re.IGNORECASE,
)
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
    r"largely|in\s+most\s+cases|many|(?<!the )most(?=\s+(?:of\b|[a-z]+s\b))|some|"
    r"occasionally|commonly|as\s+a\s+rule)\b|"
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
    """Where a text denies, doubts, insists, gives causes, leaves room or none, and tells opinions.

    `soft_denials` are words that may stand for a denial, `outcomes` those that follow a cause.
    """

    denials: tuple[Place, ...]
    hedges: tuple[Place, ...]
    insists: tuple[Place, ...]
    causes: tuple[Place, ...]
    room: tuple[Place, ...]
    no_room: tuple[Place, ...]
    opinions: tuple[Place, ...]
    soft_denials: tuple[Place, ...]
    outcomes: tuple[Place, ...]

    def outside(self, names: Iterable[Place]) -> Stance:
        """The same without the denials that are part of a name: 什未林 is Schwerin."""
        held = list(names)
        denials, soft = (
            tuple(p for p in places if not any(a <= p[0] and p[1] <= b for a, b in held))
            for places in (self.denials, self.soft_denials)
        )
        return replace(self, denials=denials, soft_denials=soft)


def stance(text: str) -> Stance:
    """The stance of `text`."""
    text = fold_han(text)
    text = _UNTIL.sub(lambda found: found.group()[:-2] + "  ", text)
    text = _WISHED.sub(lambda found: found.group()[:-5] + "     ", text)
    plain = _NOT_ONLY.sub(lambda found: " " * len(found.group()), text)
    return Stance(
        *(
            tuple(f.span() for f in p.finditer(plain))
            for p in (
                _DENIALS,
                _HEDGES,
                _CERTAIN,
                _CAUSES,
                _ROOM,
                _NO_ROOM,
                _OPINIONS,
                _SOFT_DENIALS,
                _OUTCOMES,
            )
        )
    )


def within(places: Iterable[Place], start: int, end: int) -> int:
    """How many of `places` lie in `start:end`."""
    return sum(start <= a < end for a, _ in places)
