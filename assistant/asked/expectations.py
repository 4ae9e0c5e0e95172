"""What a question asks for, by its words, and whether a sentence has it.

A sentence that repeats the question's words fits it well and may say nothing; one that answers "who"
names somebody whom the question does not. Closed lists of question words in three languages and the
shapes of names, dates and numbers tell that much without a parser. They only weigh: a sentence is
never left out for what it seems to lack.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from assistant.asked.record_fields import about_the_record, asked_fields, field_kinds
from assistant.asked.values import AskedValues
from retrieval.object_numbers import find_object_numbers

# Words behind "which", "what" and their like that make the answer one of this kind.
_PERSONS = (
    "architect|artist|author|collector|couple|craftsm[ae]n|curator|dealer|duke|dynasty|emperor|empress|family|"
    "goldsmith|jeweller|king|maker|master|owner|painter|person|people|poet|prince|princess|queen|scholar|sculptor|"
    "silversmith|workshop"
)
_PLACES = (
    "building|castle|church|city|country|gallery|hall|house|monastery|museum|palace|place|room|street|town"
)
_SIZES = (
    "cost|depth|diameter|dimensions|fee|height|length|number|percentage|price|share|size|sum|temperature|time|"
    "value|weight|width"
)
_MATERIALS = "alloy|fabric|glaze|material|metal|pigment|stone|wood"
_RU_PERSONS = "автор|архитект|владел|герцог|импера|коллекц|корол|мастер|реставр|скульпт|худож|ювелир"
_RU_PLACES = "галере|город|дворц|зал|здани|мест|монастыр|музе|помещени|стран|храм"
_RU_SIZES = "бюджет|вес|высот|глубин|диаметр|длин|дол[яюие]|масс|номер|размер|стоимост|сумм|цен|числ|ширин"

_ASKED: Mapping[str, tuple[str, ...]] = {
    "person": (
        rf"\b(?:who|whom|whose|which (?:\w+ ){{0,2}}(?:{_PERSONS})s?)\b",
        r"谁|何人|哪一?位|哪几位|哪些人|什么人|作者是|哪一?(?:个|名)(?:人|工?匠|画家|皇帝)",
        r"\b(?:кто|кого|кому|кем|чей|чья|чьё|чьи|чьей|чьего|чьим)\b",
        rf"\b(?:как(?:ой|ого|ому|им|ие|их)|назовите) (?:\w+ )?(?:{_RU_PERSONS})",
    ),
    "date": (
        r"\b(?:when(?=\s+(?:was|were|is|are|did|does|do|will|has|had|can|should|would|exactly)\b|\s*[?,;])|"
        r"how long ago|(?:what|which) (?:\w+ )?(?:year|date|century|decade|month|day|period)s?)\b",
        r"何时|什么时[候间]|哪一?[年天日]|哪[两几些]年|几[年月日]|年份|年代|哪个?(?:世纪|朝代|时期)",
        r"\b(?:когда|с каких пор)\b|\bкак(?:о[емй]|ого|ие|их|им) (?:\w+ )?(?:год|век|числ|дат|месяц|столет)",
    ),
    "number": (
        r"\bhow (?:big|deep|far|heavy|high|large|long|many|much|often|old|tall|thick|wide)\b",
        rf"\b(?:what|which) (?:(?:is|are|was|were) the )?(?:\w+ ){{0,2}}(?:{_SIZES})s?\b",
        r"\b(?:costs?|charg(?:es?|ed|ing)|priced?)\b",
        r"多少|几[个件座次种名位枚岁层点]|多[高重长宽大久深厚远]|尺寸|重量|价格|高度",
        r"\b(?:сколько|скольких|насколько|котор(?:ого|ом) час[ау])\b",
        rf"\bкак(?:ов|ова|ово|ой|ого|ую|им) (?:\w+ )?(?:{_RU_SIZES})",
    ),
    "place": (
        rf"\bwhere\b|\b(?:what|which) (?:\w+ )?(?:{_PLACES})s?\b",
        r"哪里|哪儿|何处|何地|在哪|什么地方|哪[个座家](?:城市|博物馆|国家|宫|馆|厅|地方|殿|省|寺)",
        rf"\b(?:где|куда|откуда)\b|\bкак(?:ом|ой|ого|их|ие) (?:\w+ )?(?:{_RU_PLACES})",
    ),
    "reason": (
        r"\bwhy\b|\bwhat (?:explains|caused|causes|is the reason|was the reason)\b",
        r"为什么|为何|何以|原因",
        r"\b(?:почему|зачем|отчего|по какой причине)\b",
    ),
    "material": (
        rf"\bmade (?:of|from|out of)\b|\b(?:what|which) (?:\w+ )?(?:{_MATERIALS})s?\b",
        r"材质|什么(?:材料|石|木|料|金属|宝石|矿物)|哪种(?:石|木|材)|什么(?:做|制)的",
        r"\b(?:из чего|из как(?:ого|ой|их)|матери[ая]л)",
    ),
}
_ASKS = {kind: re.compile("|".join(patterns), re.IGNORECASE) for kind, patterns in _ASKED.items()}

_OWNING = re.compile(
    r"\b(?:own(?:s|ed|ers?|ership)?|belong\w*|gave|given|gifts?|donat\w+|donors?|bequea\w+|bequests?|bought|sold|"
    r"sell|purchas\w+|acquir\w+|acquisition|provenance|inherit\w*|left (?:it|them) to|"
    r"whose (?:collection|hands|possession))\b|"
    r"\b(?:владе[лн]\w*|владелец|владельц\w+|принадлеж\w+|подар\w+|дарител\w+|купи\w+|куплен\w*|прода[лн]\w*|"
    r"приобр\w+|завеща\w+|поступи\w+|передал\w*|унаследов\w+|чь(?:ей|ём|его) собрани\w+)\b|"
    r"捐赠|捐給|捐献|赠给|赠予|卖给|出售|购[自得入买回]|买[来下自走]|藏家|原主|主人|归谁|属于谁|来源|流传|继承|递藏|向谁",
    re.IGNORECASE,
)
_WHAT_IS = re.compile(
    r"\bwhat (?:\w+ )?(?:is|was|are|were)\b(?! the\b)|是什么|是哪|指的是|"
    r"что (?:это|за)|какой (?:это )?предмет",
    re.IGNORECASE,
)
_BOUNDS = (
    (-1, re.compile(r"(?:before|until|prior to|до)\s+(\d{4})|(\d{4})\s*年?(?:以前|之前|前)", re.IGNORECASE)),
    (1, re.compile(r"(?:after|since|после)\s+(\d{4})|(\d{4})\s*年?(?:以后|之后|后)", re.IGNORECASE)),
)
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_CENTURIES = (
    "(?:(?:four|fif|six|seven|eigh|nine)teenth|tenth|eleventh|twelfth|thirteenth|twentieth|twenty-first)"
)
_DATE = re.compile(
    r"(?<![\d.,])(?:1\d{3}|20\d\d)(?!\d|[.,]\d)|\b\d{1,3}\s?(?:AD|BCE?|CE|год[ау]?|г\.|до н)|\d{1,4}年|"
    rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)|{_CENTURIES})[\s-]centur|\b[IVX]+(?:[–-][IVX]+)?\s(?:век|вв?\.|столет)|"
    r"[〇零一二三四五六七八九]{4}年|(?:[一二三四五六七八九十]{1,3}|\d{1,2})世纪|[元一二三四五六七八九十]{1,3}年",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"\d+(?:[.,]\d+)*|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|"
    r"eigh|nine)teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|half|dozen|"
    r"дв(?:а|е|ух|умя|адцат\w*|енадцат\w*|ести)|тр(?:и|ёх|ех|емя|идцат\w*|инадцат\w*|иста)|четыр\w+|сорок\w*|"
    r"(?:пят|шест|сем|девят|десят)(?:ь|и|ью|надцат\w*|ьдесят\w*|идесят\w*|ьсот)|вос[еь]м\w*|сто|сотн\w*|"
    r"тысяч\w*|миллион\w*)\b|[一二三四五六七八九十百千万两半〇]+(?=[个件座次种名位人年月日天间层米厘公尺寸斤吨克元块只幅卷册箱扇把张枚])",
    re.IGNORECASE,
)
_REASON = re.compile(
    r"\b(?:because|since|due to|owing to|so that|in order to|as a result|caused?|therefore|reasons?|"
    r"explain\w*|потому|так как|поскольку|из-за|чтобы|благодаря|причин\w*|поэтому|оттого)\b|"
    r"因为|由于|因此|为了|所以|以便|原因",
    re.IGNORECASE,
)
_MATERIAL = re.compile(
    r"\b(?:agate|alloy|amber|bamboo|bone|brass|bronze|canvas|clay|copper|coral|cotton|crystal|diamond|earthenware|"
    r"emerald|enamel|glass|gold|granite|horn|iron|ivory|jade|jasper|lacquer|lapis|lead|leather|linen|marble|nephrite|"
    r"oak|paper|parchment|pearl|pewter|platinum|porcelain|quartz|ruby|sandalwood|sapphire|shell|silk|silver|steel|"
    r"stone|stoneware|tin|turquoise|walnut|wax|wood|агат|алмаз|аквамарин|бамбук|бирюз|бронз|бумаг|воск|гелиотроп|"
    r"глин|гранит|дерев|дуб|желез|жемчу|золот|изумруд|камен|камн|кварц|керам|кож|коралл|кост|лазурит|лак|латун|мед[ьи]|"
    r"мрамор|нефрит|олов|платин|рубин|сапфир|серебр|стал|стекл|фарфор|холст|хрустал|шёлк|шелк|эмал|янтар|яшм)|"
    r"[金银铜铁锡铅玉木竹漆绢丝绸纸瓷陶泥石晶珠皮蜡]|玻璃|珐琅|玛瑙|珊瑚|琥珀",
    re.IGNORECASE,
)
_CAPITAL = re.compile(r"(?<![\w’'-])[^\W\d_a-zа-яё][^\W\d_]{2,}")
# "In the Hall of Clocks", "в Павильонном зале Малого Эрмитажа": where, and never who.
_SOMEWHERE = re.compile(
    r"\b(?:[Ii]n|[Aa]t|[Nn]ear|[Ww]ithin) (?:the )?[A-ZÀ-Þ][\w’-]*"
    r"(?: (?:(?:of(?: the)?|de|du) )?[A-ZÀ-Þ][\w’-]*)*|"
    rf"\b(?:[Вв]о?|[Нн]а|[Ии]з) [А-ЯЁ][а-яё-]*(?: (?:{_RU_PLACES})[а-яё]*(?: [А-ЯЁ][а-яё-]*){{0,2}})?"
)
_OPENERS = (".", "!", "?", "…", "«", "“", "|", ":", "•")  # behind these any word has a capital
_MONTHS = re.compile(
    "january|february|march|april|may|june|july|august|september|october|november|december", re.IGNORECASE
)
_HAN = re.compile(r"[\u3400-\u9fff]")
_WORD = re.compile(r"[\u3400-\u9fff]+|[^\W\d_\u3400-\u9fff]+|\d+")
_FIGURE = re.compile(r"\d")
_SHAPED = frozenset({"person", "date", "number", "reason"})  # what a sentence shows by its form
_STEM = 5  # letters: a crude stem that serves three languages
_FEWEST_NEW = 3

# What asks for the meaning of a word, and how a sentence begins that gives it.
_MEANING = re.compile(
    r"\bwhat (?:is|are|was|were) (?:an? )?[\w’' -]{3,40}\?|\bmean(?:s|t|ing)?\b|\bdefin\w+|\bwhat is meant\b|"
    r"什么是|是什么(?:意思|东西|？|\?)|何谓|指的是什么|含义|"
    r"\bчто такое\b|\bчто (?:значит|означает|значат|называ\w+)\b|\bчем (?:является|называ\w+)\b",
    re.IGNORECASE,
)
_DEFINES = re.compile(
    r"(?:the |an? |термин )?[\"“«'‘《]?(?P<term>[^\s,.;:|][^,.;:|]{1,40}?)[\"”»'’》]?\s?"
    r"(?:\([^()]{1,60}\)\s?|（[^（）]{1,40}）)?(?:is|are|means?|refers? to|denotes?|describes?|"
    r"[—–-](?: это)?|это|означает|называ\w+|是|指|，?即|又称)(?![a-zа-яё])",
    re.IGNORECASE,
)

# What books' and articles' entries have: numbered pages and volumes, publishers, places with a year.
_ENTRY = re.compile(
    r"\b(?:pp?|vols?|nos?|eds?|exh|cat)\.\s?\d|\b(?:(?:exh|sale|auction)\.? cat|ibid|op\. cit|et al|ISBN)\b|"
    r"\b(?:19|20)\d\d\)|\b(?:19|20)\d\d[.;]?$|: \d{1,3}[–-]\d{1,3}\b|出版社|第\d+页|"
    r"\b(?:изд-во|издательство|С\. \d|М\., \d|СПб\.?, \d|Л\., \d)|"
    r"\b(?:Press|Verlag|Publish\w+|[EÉ]ditions?|Journal|Quarterly|Bulletin|Gazette)\b"
)
_SURNAME_FIRST = re.compile(r"\[?[A-ZÀ-ÞА-ЯЁ][\w’-]+, [A-ZÀ-ÞА-ЯЁ]")
_CONTENTS_LINE = re.compile(r"(?:\.\s?){4,}\d+\s*$|…+\s*\d+\s*$")


@dataclass(frozen=True, slots=True)
class Expectation:
    """What a question asks for (`person`, `date`, `number`, `place`, `reason`, `material`), and its words.

    `fields` are the kinds of a record's field that it asks for besides: a licence, a language, a binding.
    `unnumbered` is the question without the object numbers in it: 1961 may answer what asks for LC.1961.8.
    """

    question: str
    kinds: tuple[str, ...]
    words: frozenset[str]
    values: AskedValues
    fields: frozenset[str]
    unnumbered: str

    @classmethod
    def of(cls, question: str) -> Expectation:
        """What `question` asks for in English, Chinese or Russian; no kind where it cannot be told."""
        kinds = tuple(kind for kind, asks in _ASKS.items() if asks.search(question))
        values = AskedValues.of(question)
        if "number" not in kinds and values.numbers.names:
            kinds = (*kinds, "number")
        unnumbered = _without_numbers(question, question=True)
        return cls(question, kinds, _words(question), values, asked_fields(question), unnumbered)

    def lacking(self, sentence: str) -> float:
        """The share of what is asked for that `sentence` has nothing new of, from 0 to 1."""
        if not self.kinds:
            return 0.0
        return sum(not self._has(kind, sentence) for kind in self.kinds) / len(self.kinds)

    def labelled_by(self, sentence: str, told: frozenset[str] | None = None) -> bool:
        """Whether `sentence` is of a record's field of a kind that is asked for, and has it.

        `told` is what its field tells where that stands before it or above (`record_fields.kinds_told`).
        """
        told = self.fields_asked & (field_kinds(sentence) if told is None else told)
        if "owner" in told:
            return self._in_time(sentence)
        if "number" in told and self._counted_by_label(sentence):
            return True
        return any(kind not in _SHAPED or self._has(kind, sentence) for kind in told)

    def _counted_by_label(self, line: str) -> bool:
        """Whether a line has a figure, in whatever unit, and names the value asked: "weight: 8.61 (g)"."""
        named = AskedValues.of(line).names
        return bool(_FIGURE.search(line)) and not set(self.values.names).isdisjoint(named)

    def given_by(self, sentence: str, told: frozenset[str]) -> frozenset[str]:
        """What `sentence` has of what is asked: the fields that it is of, the kinds of thing that it has."""
        return (told & self.fields_asked) | {kind for kind in self.kinds if self._has(kind, sentence)}

    def another_field(self, sentence: str, own: frozenset[str]) -> bool:
        """Whether `sentence` is a labelled line of a field that nobody asks for, and gives nothing asked.

        `own` is what its own label tells. A description, a list of contents or a life may tell anything.
        """
        if not own or own & (self.fields_asked | {"contents", "depicted", "biography"}):
            return False
        return bool(self.fields_asked) and (not self.kinds or self.lacking(sentence) > 0)

    def beside_the_point(self, told: frozenset[str]) -> bool:
        """Whether a field that tells `told` is about the record, its pictures or its literature, and that is
        not what is asked.
        """
        return about_the_record(told) and not told & self.fields

    @property
    def fields_asked(self) -> frozenset[str]:
        """The kinds of a record's field that answer."""
        asked = ({"owner"} if self.owning else set(self.kinds)) | self.fields
        if self.identifies:
            asked.discard("number of object")  # which is given
            if _WHAT_IS.search(self.question) or not (self.owning or self.kinds):
                asked.add("thing")
        return frozenset(asked)

    def defined_by(self, sentence: str) -> bool:
        """Whether `sentence` begins by saying what something is that the question wants explained."""
        if not _MEANING.search(self.question):
            return False
        found = _DEFINES.match(sentence)
        return found is not None and _words(found["term"]) <= self.words

    @property
    def owning(self) -> bool:
        """Whether it is asked through whose hands an object came, and not who made it or when."""
        return "owner" in self.fields or bool(_OWNING.search(self.question))

    def _in_time(self, line: str) -> bool:
        """Whether a line has a year on the side of the one that the question sets as a bound."""
        bounds = [
            (side, int(match.group(1) or match.group(2)))
            for side, found in _BOUNDS
            for match in found.finditer(self.question)
        ]
        years = [int(year) for year in _YEAR.findall(line)]
        return all(
            any(year < bound if side < 0 else year > bound for year in years) for side, bound in bounds
        )

    @property
    def identifies(self) -> bool:
        """Whether an object is asked about by its number, and so what it is belongs to the answer."""
        return _has_number(self.question)

    def repeated_by(self, sentence: str, known: str = "") -> bool:
        """Whether `sentence` has hardly a word that neither the question nor `known` has."""
        return len(_words(sentence) - self.words - _words(known)) < _FEWEST_NEW

    def _has(self, kind: str, sentence: str) -> bool:
        if self.unnumbered != self.question:
            sentence = _without_numbers(sentence)
        if kind == "date":
            known = _words(self.unnumbered)
            return any(not _words(found.group()) <= known for found in _DATE.finditer(sentence))
        if kind == "person":
            return self._names_another(_SOMEWHERE.sub(lambda found: " " * len(found.group()), sentence))
        if kind == "place":
            return self._names_another(sentence)
        # A column's unit stands at its head, so a row is taken at its numbers.
        if kind == "number" and "|" not in sentence and self.values.numbers.lacking(sentence) == 1:
            return False
        shape = {"number": _NUMBER, "reason": _REASON, "material": _MATERIAL}[kind]
        asked = set() if kind == "reason" else _all(shape, self.unnumbered)
        return not _all(shape, sentence) <= asked

    def _names_another(self, sentence: str) -> bool:
        """Whether there is a name that the question does not have.

        Chinese has no capitals, so a Chinese sentence is taken to have one.
        """
        if 3 * len(_HAN.findall(sentence)) > len(sentence):
            return True
        known = _words(self.unnumbered)
        return any(
            not _MONTHS.fullmatch(found.group())
            and not _words(found.group()) <= known
            and sentence[: found.start()].strip()
            and not sentence[: found.start()].rstrip().endswith(_OPENERS)
            for found in _CAPITAL.finditer(sentence)
        )


def is_apparatus(sentence: str) -> bool:
    """Whether `sentence` looks like an entry of a bibliography or a line of a table of contents."""
    signs = len(_ENTRY.findall(sentence)) + bool(_SURNAME_FIRST.match(sentence))
    return signs >= 2 or bool(_CONTENTS_LINE.search(sentence))


@lru_cache(maxsize=256)
def _has_number(question: str) -> bool:
    """Whether a question names an object by its number; every sentence of a document asks."""
    return bool(find_object_numbers(question, question=True))


@lru_cache(maxsize=1024)
def _without_numbers(text: str, *, question: bool = False) -> str:
    """`text` with blanks for the object numbers in it; "number 12" may count something."""
    for number in find_object_numbers(text, question=question):
        if number.sure:
            text = f"{text[: number.start]}{' ' * len(number.text)}{text[number.end :]}"
    return text


def _all(shape: re.Pattern[str], text: str) -> set[str]:
    """What has a shape in `text`, in small letters."""
    return {found.group().lower() for found in shape.finditer(text)}


def _words(text: str) -> frozenset[str]:
    """The words of `text` cut to a stem; of Chinese the pairs of neighbouring characters."""
    found: set[str] = set()
    for word in _WORD.findall(text.lower().replace("ё", "е")):
        if _HAN.match(word):
            found.update(word[i : i + 2] for i in range(max(len(word) - 1, 1)))
        else:
            found.add(word if word.isdigit() else word[:_STEM])
    return frozenset(found)
