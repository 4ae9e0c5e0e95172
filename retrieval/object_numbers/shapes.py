"""The shapes that object numbers have, and those of other numbers that look like them."""

import re

_DASH = "[-‐‑–—]"
# Chinese writes no space around a number (请问71.DG.78是什么).
_HAN = r"\u3400-\u9fff"
_END = rf"(?![^\W{_HAN}]|/|[.,]\d|[-‐‑–—]\d{{4,}}|%|°)"
_BEGIN = rf"(?:(?<![\w.,/+$€£¥₽=&?@#-])|(?<=[{_HAN}]))"
_SUFFIX = r"(?:\.?[a-z](?![a-z]))?"
_ANY_YEAR = r"(?:1[4-9]\d\d|20\d\d)(?!\d)"
_YEAR = r"(?:17[5-9]\d|1[89]\d\d|20[0-4]\d)"

_PARTED = rf"(?:\d{{4}}|\d{{2}})(?:\.\d{{1,6}}|\.[A-Z]{{1,3}}(?=\.\d)){{2,6}}{_SUFFIX}"
_YEAR_AND_NUMBER = rf"(?:[A-Z]{{1,3}})?{_YEAR}\.\d{{1,5}}{_SUFFIX}"
# A register of a palace museum, not the museum's own name: 故宫00154701.
_HAN_CODE = r"(?!故[宫宮])[故新資资留購购贈赠參参][\u3400-\u9fff]{0,2}\s?"

_PATTERNS = (
    # 1975.1.130, 48.187.410, 71.DG.77, 82.DG.12.2.a, 1986.IA.48-05, 1975.1.130-1975.1.140, 86.DE.513.1-.2
    rf"{_BEGIN}{_PARTED}(?:{_DASH}(?:{_PARTED}|\.?\d{{1,4}}|[a-z]))?{_END}",
    # 8.2003.1: a lender, a year and a number
    rf"{_BEGIN}\d{{1,3}}\.{_YEAR}(?:\.\d{{1,5}}){{1,3}}{_SUFFIX}(?:{_DASH}\d{{1,4}})?{_END}",
    # 1985.20, 1944.100a, 1985.20-1985.24: a year and a number
    rf"{_BEGIN}{_YEAR_AND_NUMBER}(?:{_DASH}(?:{_YEAR_AND_NUMBER}|\d{{1,4}}|[a-z]))?{_END}",
    # 27.474A, 50.1234a-b
    rf"{_BEGIN}\d{{2}}\.\d{{2,4}}[A-Ha-f](?:(?<=[a-f]){_DASH}[b-h])?{_END}",
    # M.2000.15.3a, LC.2003.4, Ge.123, GILBERT.92-2008, A.1-1925, C.123:1-1931
    rf"{_BEGIN}(?:[A-Z]{{1,7}}|[A-Z][a-z])\.\d{{1,6}}(?:[.:/]\d{{1,6}}|{_DASH}\d{{1,4}})*{_SUFFIX}"
    rf"(?:(?<=[a-z]){_DASH}[a-z])?{_END}",
    # C.123&A-1931, C.12 & A-1923, 1270&A-1883
    rf"{_BEGIN}(?:[A-Z]{{1,7}}\.\s?)?\d{{1,5}}(?:[.:/]\d{{1,4}}){{0,3}}(?:\s?&\s?[A-Z]){{1,4}}{_DASH}{_YEAR}{_END}",
    # E. 5916-1908
    rf"{_BEGIN}[A-Z]\.\s?\d{{1,5}}-{_YEAR}{_END}",
    # SK-A-4, BK-1975-81, GMTT-98-1-3
    rf"{_BEGIN}[A-Z]{{2,5}}(?:-[A-Z]{{1,4}}(?:-\d{{1,6}}){{1,4}}|(?:-\d{{1,6}}){{2,4}}|-\d{{3,6}}){_SUFFIX}{_END}",
    # OA 9478, EA 10057, MMA 29.100.5, R.F. 1234
    rf"{_BEGIN}(?:[A-Z]{{2,4}}|(?:[A-Z]\.){{2,4}})\s(?:\d{{3,6}}|\d{{2,4}}(?:\.\d{{1,6}}){{1,4}}){_SUFFIX}{_END}",
    # T2:118, M1:23-2, 2001M3:15, T0305③:12: the unit of an excavation and a find
    rf"{_BEGIN}(?:(?:19|20)\d\d)?[A-Z]{{1,4}}\d{{1,5}}[①-⑳]?[:：]\d{{1,4}}(?:{_DASH}\d{{1,3}})?{_END}(?!:)",
    # 1925,0406.0.1
    rf"{_BEGIN}(?:[A-Z][a-z]?)?\d{{4}},\d{{4}}(?:[.,]\d{{1,4}}){{1,3}}{_SUFFIX}{_END}",
    # 8001-903/3
    rf"{_BEGIN}(?!{_YEAR}-\d\d/)\d{{2,6}}-\d{{1,6}}/\d{{1,4}}{_END}",
    # 2019/058, 2008-41-1, 1993-522Z3
    rf"{_BEGIN}{_YEAR}(?:/(?!{_ANY_YEAR})\d{{3,6}}|-\d{{1,5}}-\d{{1,5}}|-\d{{1,5}}[A-Z]\d{{1,3}}){_END}",
    # ГМТ КП-11486/21, КП-123, Э-1234, ЭРРз-1234, КП 1234
    rf"{_BEGIN}(?:[А-ЯЁ]{{2,6}}\s)?(?:[А-ЯЁ]{{2,5}}[а-яё]{{0,2}}|[А-ЯЁ](?=[-‐‑–—]\d{{3}})){_DASH}\s?\d{{1,8}}(?:/\d{{1,5}})*(?:-\d{{1,4}})?{_END}",
    rf"{_BEGIN}(?:[А-ЯЁ]{{2,6}}\s)?(?:КП|НВФ|НВ|ОФ|ВХ|ГК|ИНВ)\s(?:ОФ\s|№\s?)?\d{{1,8}}(?:/\d{{1,5}})*{_END}",
    # 故00154701, 故 00154701, 新00112233, 故瓷017825, 故00154701-00154703, 中-瓷-001234
    rf"{_HAN_CODE}\d{{5,10}}(?:[-‐‑–—~～至到](?:{_HAN_CODE})?\d{{5,10}}|(?:-\d{{1,4}})?(?:/\d{{1,4}})?)(?!\d|[.,]\d|[年月人件元万萬])",
    r"[故新資资留購购贈赠參参中院台][-－][\u3400-\u9fff]{1,2}[-－]\d{3,10}(?!\d)",
)
SHAPES = tuple(re.compile(pattern) for pattern in _PATTERNS)

# A code in letters before a number that stands by itself.
CODED = re.compile(r"(?:[A-Z]{2,5}|(?:[A-Z]\.){2,4}|[А-ЯЁ]{2,6})\s")

# After a label anything that holds a digit counts, with up to two codes in capitals before it.
_VALUE = (
    r"(?P<number>(?-i:(?:(?:[A-ZА-ЯЁ]{1,6}|[A-Z][a-z]{1,3})\.?\s){0,2})"
    r"[\u3400-\u9fff]{0,3}[A-Za-zА-ЯЁа-яё.:/-]{0,12}\d(?:[A-Za-zА-ЯЁа-яё\d/]|[.:-](?=[A-Za-zА-ЯЁа-яё\d])|,(?=\d{4}\.))*)"
)
_NUMBER_WORD = r"(?:nos?\.|nos?(?=\s)|numbers?|nr\.?|№|\#)"
LABELLED = re.compile(
    rf"""(?:
    (?<!\w)(?:inv(?:entory)?|acc(?:ession)?|obj(?:ect)?|museum|reg(?:istration)?)\.?[\s-]*{_NUMBER_WORD}\s?[:=]?\s?
    |(?<!\w)inv\.:?\s
    |(?<!\w)инв\.:?\s?(?=[\w.-]*\d)
    |(?<!\w)(?:инв\.?|инвентарн\w+|учётн\w+|учетн\w+|музейн\w+)\s*(?:номер\w*|№)\s?[:№]?\s?
    |(?:藏品|文物|典藏|登录|登錄|总登记|總登記|馆藏|館藏|收藏)(?:编|編)?[号號]?(?:码|碼)?[为為是]?\s?[:：]?\s?(?<=[号號码碼为為是:：\s])
    |(?<!\w)(?:шифр\w*|shelf-?mark|press-?mark|call\s(?:number|no\.))\s?[:№]?\s?(?=\S*\d)
    |(?:索[书書取][号號]|[馆館][号號](?!召)|院藏[号號]|[档檔]案?[号號]|[标標]本[号號])[为為是]?\s?[:：]?\s?
    |(?:编号|編號)[为為是]?\s?[:：]?\s?
    ){_VALUE}""",
    re.IGNORECASE | re.VERBOSE,
)
# In a question: 71DG77, typed without its marks; not 10x15, 15mm20.
UNMARKED = re.compile(
    r"(?:(?<![\w.,/-])|(?<=[\u3400-\u9fff]))(?P<number>\d{2,4}(?!(?:[mck]m|kg|px|[ap]m)\d)[a-z]{2,3}\d{1,5})(?![^\W\u3400-\u9fff]|[.,/-]\d)",
    re.IGNORECASE,
)
# In a question: 00154701, which no count is written like: the register is left out.
ZEROS_FIRST = re.compile(rf"(?:(?<![\w.,/-])|(?<=[{_HAN}]))(?P<number>0\d{{4,9}})(?![^\W{_HAN}]|[./-]\w|,\d)")
# In a question: EA10470, OA9478, КП1234, КП11486/21, typed without the space or the dots of what stands in
# the record.
UNSPACED = re.compile(
    rf"(?:(?<![\w.,/-])|(?<=[{_HAN}]))"
    rf"(?P<number>(?:[A-Za-z]{{2,4}}\d{{3,6}}|[A-Z]\d{{4,6}}|(?:[А-ЯЁа-яё]{{2,4}}|[А-ЯЁ](?=\d{{4}}))\d{{3,8}}(?:/\d{{1,5}}){{0,2}})"
    rf"{_SUFFIX})"
    rf"(?![^\W{_HAN}]|[./-]\w|,\d)"
)
# All that is typed into a search: 12345, oa 9478, 1975 1 130, инв 77, t2:118; but 1738 is rather a year.
_ALONE_PART = rf"(?:[^\W\d_{_HAN}]{{1,4}}(?![^\W\d_{_HAN}])|\d+(?!\d))"
ALONE = re.compile(
    rf"\s*(?P<number>(?=.*\d)(?!(?:[\W\d]*[^\W\d]++){{3}})(?!(?:1\d|20)\d\d\W*$)(?:[{_HAN}]{{1,3}}|{_ALONE_PART})"
    rf"(?:[\s.,:/&-]{{0,3}}{_ALONE_PART}){{0,6}})[\s?？.。!！]*"
)
# What may stand between the two ends of a range: 1988.7.1 to 1988.7.5.
UP_TO = re.compile(rf"\s*(?:{_DASH}|[~～至到]|\b(?:to|through|по|до)\b)\s*", re.IGNORECASE)
# C.1877-1928, GILBERT.92-2008: a code, a number and the year of entry, which ends no range.
NUMBER_AND_YEAR = re.compile(rf"[A-Z]{{1,7}}\.\s?\d{{1,5}}{_DASH}{_YEAR}", re.IGNORECASE)
# What may as well be a date: with "circa" (C.1750-60), behind a signature (J.T. 1849), of a day (14.X.1925).
CIRCA = re.compile(rf"CA?\.?\s?(?P<first>\d{{4}})(?:{_DASH}(?P<last>\d{{2,4}}))?", re.IGNORECASE)
SIGNED_OR_DAY = re.compile(
    rf"(?:(?:[A-Z]\.){{1,4}}|[A-Z]{{2,4}})\s?{_ANY_YEAR}|\d{{1,2}}\.[IVX]{{1,4}}\.{_ANY_YEAR}"
)
QUOTED = re.compile(
    r"(?:[\"“”«„'‘]\s?|(?<!\w)(?:objects?|numbers?|no\.|inv\.?|acc\.?|предмет\w*|номер\w*|объект\w*)\s(?:number\s|no\.\s?|№\s?)?|№\s?"
    r"|[编編]?[号號]\s?[:：]?\s?)(?P<number>(?-i:[A-ZА-ЯЁ]{1,5}[\s.-]?)?\d(?:[\d./-]|,(?=\d{4}\.))*(?<![./-])[A-Za-z]?)"
    r"(?!\w|[.,]\d|\s?%|\s?(?:centur|век|世))",
    re.IGNORECASE,
)

_UNIT_AFTER = re.compile(
    r"\s?(?:in\.|°|%|×|x\s?\d|厘米|毫米|公斤|(?:"
    r"[mck]?m|[mk]?g|lbs?|oz|inch(?:es)?|feet|ft|px|(?:centi|milli|kilo)?(?:met(?:er|re)|gram(?:me)?)s?|[mb]illions?|"
    r"[мсдк]?м|[мк]?г|гр|(?:санти|милли|кило)?(?:метр|грамм)\w*|руб\w*|тыс\w*|млн|млрд"
    rf")(?![^\W{_HAN}]))"
    r"|[a-z]*\s?(?:livres|dollars|pounds|francs|euros)",
    re.IGNORECASE,
)
_FIGURES = re.compile(r"(?:[A-ZА-ЯЁ.]+\s)?[\d.,/-]+")  # 2005.43, OA 9478; not LC.2003.4
# What is counted and measured in Chinese; not 年代, 尺寸, 多少, 元代, 米芾, which begin alike.
_HAN_UNIT_AFTER = re.compile(
    r"\s?(?:[月日秒克千公厘釐毫微平立寸丈吨噸斤圆圓角亿億件个個倍度余餘名幅座处處套册冊页頁字层層间間]"
    r"|年(?!代)|[时時](?![代候期])|分(?!别)|尺(?!寸)|里(?!面)|多(?![少高大重厚长長宽寬])"
    r"|元(?![代朝])|米(?!芾)|[万萬](?![历曆])|人(?!物))"
)
# Words before a number that say it is none of an object.
_OTHER_BEFORE = re.compile(
    r"(?:(?<!\w)(?:v|ver|version|версия|§|section|sect|chapter|fig|figs|figure|table|isbn|issn|doi|tel|phone|fax"
    r"|ark|gnd|рис|табл|гл|стр|тел|телефон|раздел)\.?:?\s?|(?<!\w)с\.\s?|[$€£¥₽+~≈±×]\s?|\d\s?[x×х]\s?|[\w-]\d-)$",
    re.IGNORECASE,
)
_AREA_CODE_BEFORE = re.compile(rf"\((?!{_ANY_YEAR})\d{{3,5}}\)\s?$")  # (495) 12.34.56
# Words before a year and the mark of a note, or before a plain number: "in 1748.3 The", "no. 1988.5".
_YEAR_BEFORE = re.compile(
    r"(?:(?<!\w)(?:in|on|by|since|from|until|till|before|after|dated|of|january|february|march|april|may|june|july"
    r"|august|september|october|november|december|pp?\.|pages?|vols?\.)|\d,)\s$",
    re.IGNORECASE,
)
_DAY = (
    r"(?:(?:1\d{3}|20\d\d)[-.](?:0[1-9]|1[0-2])[-.](?:0[1-9]|[12]\d|3[01])"
    r"|(?:0?[1-9]|[12]\d|3[01])\.(?:0?[1-9]|1[0-2])\.(?:1\d{3}|20\d\d|\d\d))"
)
_DATE = re.compile(rf"{_DAY}(?:{_DASH}{_DAY})?")
# Abbreviations and names that are followed by numbers and are no codes of collections.
_NO_CODE_NAMES = (
    "BA AD BC CE BCE ISO ISBN ISSN DOI UTC GMT RGB USA USB UK UN EU TV WW WWI WWII NO NOS NR VOL VOLS FIG "
    "FIGS PL PLS PP CAT CATS CH LOT OP ST DR MR MRS ED EDS REV TEL FAX ROOM PO BOX HTTP HTTPS HTML XML "
    "PDF URL DIN ASTM RFC CIDOC IIIF UTF PM AM MHZ KHZ USD EUR GBP RUB CNY RMB HKD JPY GEN EX LEV PS ACT "
    "ACTS COL COR ROM HEB GAL EPH IV VI VII VIII IX XI XII XIII XIV XV XVI XVII XVIII XIX XX XXI II III "
    "OCT NOV DEC JAN FEB MAR APR JUN JUL AUG SEP SEPT AS IN ON AT BY OF TO AND THE FOR OR COVID APOLLO "
    "СССР РСФСР РФ США ГОСТ СНИП ТУ ИЛ АН МИГ СУ ЯК КВ ИСО НЭП ЗИЛ ЗИС ГАЗ УАЗ ВАЗ БМ РПЦ РКП ВКП ЧАС"
)
_NO_CODES = frozenset(_NO_CODE_NAMES.split())
_STATE_NAMES = (
    "AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC "
    "ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC"
)
_STATES = frozenset(_STATE_NAMES.split())
_YEAR_AND_MORE = re.compile(r"\d{4}\.\d+")
_LETTER_AND_FEW = re.compile(r"[A-Z]\.\d{1,2}")  # N.9
_WORD_AND_YEAR = re.compile(rf"[A-Z]{{3,4}}\s{_ANY_YEAR}")  # KREL 1499; "OA 1750" may be a number
_HIJRI_YEAR = re.compile(r"(?:AH|A\.H\.)\s\d{3,4}")
_LETTERS = re.compile(r"[A-ZА-ЯЁa-zа-яё]+")


def is_something_else(text: str, found: re.Match[str]) -> bool:
    """Whether what has the shape of an object number is a date, a size, a sum, a version or the like."""
    number = found.group()
    before = text[max(0, found.start() - 16) : found.start()]
    if _DATE.fullmatch(number) or _OTHER_BEFORE.search(before) or _UNIT_AFTER.match(text, found.end()):
        return True
    if _FIGURES.fullmatch(number) and (
        _AREA_CODE_BEFORE.search(before) or _HAN_UNIT_AFTER.match(text, found.end())
    ):
        return True
    if any(shape.fullmatch(number) for shape in (_LETTER_AND_FEW, _WORD_AND_YEAR, _HIJRI_YEAR)):
        return True
    if _YEAR_AND_MORE.fullmatch(number) and _YEAR_BEFORE.search(before):
        return True
    code = _LETTERS.match(number)
    return bool(code and _is_no_code(code.group(), number[code.end() :].lstrip(" .-")))


def _is_no_code(code: str, digits: str) -> bool:
    if code.upper() in _NO_CODES:
        return True
    return code in _STATES and len(digits) == 5 and digits.isdecimal()
