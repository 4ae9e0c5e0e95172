"""Whether a bare number is a year, by what stands around it.

A museum's pages are full of other numbers: pages, lots, millimetres, livres, people, object numbers.
Words that say "year" win, words that say something else lose, and between them a number of four digits
that could be a year is taken for one.
"""

import re

EARLIEST, LATEST = 1000, 2100  # of a number that nothing else marks as a year
WINDOW = 28  # characters before a number that are looked at

# The labels of other numbers. A name in capitals before a number ("OA 1750") is an object number.
_LABEL_BEFORE = re.compile(
    r"""(?:
    \b(?:[pflnслдтпф]\.|nos?|nr|pp|pages?|ff|fols?|folios?|lots?|cats?|catalogue|figs?|figures?|plates?|pls?|vols?|volumes?|inv|acc|accession
    |box|folder|items?|marks?|notes?|nn|entry|entries|numbers?|objects?|chapters?|sections?|sheets?|ms|mss|isbn|issn|tel|phone|fax
    |rooms?|model|series|issues?|hymns?|sonnet|opus|op|version|weigh\w*|height|width|cost|worth|price\w*|about\s+the|over|(?<!earlier\s)(?<!later\s)(?<!older\s)(?<!younger\s)than|nearly
    |almost|some|only|total(?:ling)?\s+of
    |стр|лл|кат|инв|рис|ил|илл|табл|лот|номер\w*|том|вып|статья|ст|оп|инвентарн\w+|более|менее|свыше|почти|всего|вес(?:ом|ит|а)?|масс\w+
    |тираж\w*|№|тел)\.?\]?\s*[:=]?\s*
    |\bx\s|[№\#$€£¥₽×*=]\s?
    |(?-i:(?<![A-Za-z])(?!(?:AD|CE|BC|BCE|IN|BY|TO|OF|[IVX]{1,3})\s)[A-Z]{1,3})\s
    |\d{3,}[ \t]|\d[ \t][-–+]\s?
    |(?:编号|編號|藏品号|藏品號|号|號|第|共|约有|近|超过|超過|达|達|总计|價|价)\s?[:：]?
    )$""",
    re.IGNORECASE | re.VERBOSE,
)
_YEAR_BEFORE = re.compile(
    r"""(?:
    \b(?:in|since|from|until|till|before|after|by|between|during|dated?|year|years|c|ca|circa|around|b|d|born|died|active|r|ruled|early|late|mid
    |january|february|march|april|may|june|july|august|september|october|november|december|spring|summer|autumn|fall|winter|anno
    |в|с|от|до|после|перед|около|ок|году?|род|ум|между)\.?\s(?:the\s)?
    |[(（\[]|[于於在自至到从從约約])$""",
    re.IGNORECASE | re.VERBOSE,
)
_COUNTED = (
    r"mm|cm|m|km|kg|g|gr|gm|mg|lb|lbs|oz|ft|in\.|px|dpi|hz|khz|mhz|gb|mb|kb|mph|"
    r"inches|feet|foot|metres?|meters?|miles?|acres?|hectares?|grams?|kilograms?|tons?|tonnes?|troy|marcs?|onces?|"
    r"livres?|francs?|sous?|sols|deniers|louis|pounds?|dollars?|euros?|roubles?|rubles?|yuan|taels?|guineas?|florins?|guilders?|"
    r"people|persons?|men|women|children|sheep|horses|percent|per\s+cent|degrees|pp\.?|pages?|of\s+(?:them|these|which|whom)|"
    r"million|billion|thousand|hundred|[a-z]+ed\s+(?:and|pieces)|"
    r"мм|см|дм|м|км|кг|мг|гр|т|руб\w*|коп\w*|франк\w*|долл\w*|евро|человек|чел|экз\w*|шт\w*|лист\w*|стр\w*|страниц\w*|предмет\w*|единиц\w*|"
    r"книг|картин|юан\w*|иен|солдат\w*|жител\w*|раз|тыс\w*|млн|млрд|процент\w*|пуд\w*|фунт\w*|аршин\w*|верст\w*|золотник\w*|метр\w*|килом\w*|ливр\w*|"
    r"экспонат\w*|икон|монет|рисунк\w*|произведени\w*"
)
_COUNTED_AFTER = re.compile(
    rf"\s?(?:(?:{_COUNTED})(?![\w’'])|[%°″′×€£$₽±]|x\s?\d)|[ \t]\d{{3,}}|[ \t]?[-–+][ \t]\d", re.IGNORECASE
)
# "1200 churches": a plural right after, and nothing before that asks for a year.
_PLURAL = (
    r"(?!(?:was|is|has|his|this|as|its|does|us|thus|perhaps|always|versus|across|towards|s)\b)[a-z]{3,}s\b"
)
_PLURAL_AFTER = re.compile(rf"\s{_PLURAL}")
_PLURAL_SOON_AFTER = re.compile(rf"\s(?:[a-z]+ )?{_PLURAL}")
# "1260 жёлтых черепиц": a genitive plural right after, or behind an adjective in the same form.
_PLURAL_RU = r"(?-i:[а-яё]{2,}(?:ов|ев|ёв|ей|иц|[еёо]к|сем|рамм))(?!\w)"
_PLURAL_RU_AFTER = re.compile(rf"\s(?:[а-яё]+[ыи]х\s)?{_PLURAL_RU}")
# A Chinese number is followed by what it counts; a year by a joint or by nothing (by 年: see chinese_years).
_HAN_AFTER = re.compile(r"\s?(?![至到起及和与與或以之前后後])[\u3400-\u9fff]")


def is_year(text: str, start: int, end: int) -> bool:
    """Whether the bare number of four digits at `start:end` is a year."""
    if not EARLIEST <= int(text[start : start + 4]) <= LATEST:
        return False
    before = text[max(0, start - WINDOW) : start]
    if is_labelled(text, start, end) or _HAN_AFTER.match(text, end):
        return False
    if _YEAR_BEFORE.search(before) or 4 < end - start < 9:  # "1739–41" is no quantity
        return True
    if _PLURAL_RU_AFTER.match(text, end):
        return False
    is_round = int(text[start : start + 4]) % 50 == 0
    return not (_PLURAL_SOON_AFTER if is_round else _PLURAL_AFTER).match(text, end)


def is_labelled(text: str, start: int, end: int) -> bool:
    """Whether the words around the number at `start:end` say that it counts or numbers something."""
    before = text[max(0, start - WINDOW) : start]
    return bool(_LABEL_BEFORE.search(before) or _COUNTED_AFTER.match(text, end))


def asks_for_year(text: str, start: int) -> bool:
    """Whether the words before `start` ask for a year, as "in" or "born" do."""
    return bool(_YEAR_BEFORE.search(text[max(0, start - WINDOW) : start]))
