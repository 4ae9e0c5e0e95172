"""Whether the name of a dynasty, a reign or a period stands for a time where it is written."""

import re

from retrieval.vocabulary.terms import Mention, Term

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
# Chinese surnames, without those that are dynasties too: Fang Zhiyuan is a person, Ming Wanli a reign.
_SURNAME_BEFORE = re.compile(
    r"(?<![\w-])(?:An|Bai|Bao|Bi|Bian|Cai|Cao|Cen|Chang|Che|Chen|Cheng|Cui|Dai|Deng|Ding|Dong|Dou|Du|Duan|Fan|Fang|Fei"
    r"|Feng|Fu|Gan|Gao|Ge|Geng|Gong|Gu|Guan|Guo|Hao|He|Hong|Hou|Hu|Huang|Ji|Jia|Jiang|Kang|Ke|Kong|Kuang|Lai|Lan|Lei|Li"
    r"|Lin|Ling|Liu|Long|Lou|Lu|Luo|Ma|Mao|Meng|Miao|Mo|Ni|Nie|Niu|Ou|Pan|Pang|Pei|Peng|Pu|Qi|Qian|Qiao|Qiu|Qu|Ren|Ruan"
    r"|Sha|Shao|Shen|Sheng|Shi|Shu|Su|Sun|Tan|Tao|Tian|Tong|Tu|Wan|Wang|Wen|Weng|Wu|Xia|Xiang|Xiao|Xie|Xing|Xiong|Xu|Xue"
    r"|Yan|Yang|Yao|Ye|Yi|Yin|You|Yu|Yue|Zeng|Zha|Zhai|Zhan|Zhang|Zhao|Zheng|Zhong|Zhu|Zhuang|Zou|Zuo"
    r"|Ань|Бай|Бао|Бянь|Вань|Ван|Вэнь|Вэн|Гао|Гань|Го|Гу|Гуань|Гун|Гэ|Гэн|Дай|Дин|Доу|Ду|Дуань|Дун|Дэн|Жуань|Жэнь|Инь"
    r"|Кан|Кун|Кэ|Лай|Лань|Ли|Лин|Линь|Ло|Лоу|Лу|Лун|Лэй|Лю|Ма|Мао|Мо|Мэн|Мяо|Не|Ни|Ню|Оу|Пан|Пань|Пу|Пэй|Пэн|Се|Син"
    r"|Су|Сун[ья]|Сюй|Сюн|Сюэ|Ся|Сян|Сяо|Тань|Тао|Ту|Тун|Тянь|Фан|Фань|Фу|Фэй|Фэн|Хао|Хоу|Ху|Хуан|Хун|Хэ|Цай|Цао|Ци|Цзи"
    r"|Цзо|Цзоу|Цзэн|Цзя|Цзян|Цуй|Цэнь|Цю|Цюй|Цянь|Цяо|Чан|Чжай|Чжан|Чжань|Чжао|Чжу|Чжуан|Чжун|Чжэн|Чэ|Чэн|Чэнь|Шао"
    r"|Шэн|Шэнь|Ша|Ши|Шу|Юй|Юэ|Ян|Янь|Яо)\s$"
)
# Names that say themselves that they are a time.
_TIME_IN_NAME = re.compile(
    r"period|\bera\b|dynast|\bages?\b|\bwar\b|revolution|restoration|monarchy|kingdom|renaissance|antiquity|autumn|states|empire"
    r"|эпох|период|врем|войн|\bвек|династи|империя|царств|революци|возрожден|ренессанс|античност|республик",
    re.IGNORECASE,
)
_TIME_IN_HAN = re.compile(
    "[代期国國朝战戰]|复兴|復興|革命|年[间間]|^(?:明治|大正|昭和|平成|民国|康[雍乾]|乾嘉|永宣)"
)
_HAN_NUMBER_BEFORE = re.compile(r"[\d万亿百千]\s?$")  # 100 元 is money
_PLACE_AFTER = re.compile("[宫宮](?![廷殿])|[殿门門桥橋寺庙廟县縣镇鎮路街炉爐]")  # 永乐宫, 宣德炉
_YEARS_AFTER = re.compile(r"\s?[(,，（]\s?(?:AD\s|A\.D\.\s|ca?\.\s?|r\.\s)?\d{2,4}(?:\sBC)?\s?[-–—]")
# "Yuan to Ming dynasty", "Ming and Qing dynasties"
_JOINED_AFTER = re.compile(rf"\s?(?:[-–—/,]|to|and|or|through)\s?(?:[A-Z][\w'’]+\s){{1,2}}{KIND_WORD}")
_ADJECTIVE = re.compile("(?:ий|ой|ая|ое|ие|их|ую|им|ими|ого|ому|ском)$")
_FAMILY = re.compile("House of|.* family$")
_LINE_START = re.compile(r"(?:^|[\n.!?|:;•–—(]\s*)$")


def _is_pieced(form: str, terms: list[Term]) -> bool:
    """Whether a name is in two words that the vocabulary writes as one: Tong Zhi, in a book's title."""
    known = {name.casefold() for term in terms for name in term.forms.get("en", ())}
    return " " in form and form.casefold() not in known


def _is_cut_short(form: str, terms: list[Term]) -> bool:
    """Whether a Russian word is shorter than the names it was found by: Цзянь is no case of Цзяньу."""
    lengths = [len(name) for term in terms for name in term.forms.get("ru", ())]
    return not form.isascii() and len(form) < min(lengths, default=0)


def is_meant(text: str, place: Mention, terms: list[Term]) -> bool:
    """Whether a name stands for a time: not in "Tang Yin", a person, nor in "Rococo ornament", a style."""
    if TAIL.match(text, place.end):
        return True
    if _HAN.match(text, place.start):
        return _han_is_meant(text, place, terms)
    before_it = text[max(0, place.start - 30) : place.start]
    form = text[place.start : place.end]
    if terms[0].kind == "reign":
        other = _is_pieced(form, terms) or _is_cut_short(form, terms) or _SURNAME_BEFORE.search(before_it)
        return not other or bool(_KIND_WORD_BEFORE.search(before_it))
    if _TIME_IN_NAME.search(form) or _KIND_WORD_BEFORE.search(before_it):
        return True
    if terms[0].kind == "period" or any(_FAMILY.match(name) for name in terms[0].forms.get("en", ())):
        return False
    if form[0].islower():  # "song" is none, "танский" is
        return " " in form or bool(_ADJECTIVE.search(form))
    return " " in form or _word_is_meant(text, place, before_it)


def _han_is_meant(text: str, place: Mention, terms: list[Term]) -> bool:
    if _HAN_NUMBER_BEFORE.search(text[max(0, place.start - 2) : place.start]):
        return False
    if terms[0].kind == "reign":
        return not _PLACE_AFTER.match(text, place.end)
    if text.startswith(("汉人", "汉族", "漢人", "漢族"), place.start):
        return False
    return terms[0].kind == "dynasty" or bool(_TIME_IN_HAN.search(text[place.start : place.end + 2]))


def _word_is_meant(text: str, place: Mention, before_it: str) -> bool:
    """Whether a dynasty's name of one word, as "Tang" and "Song", is none of a person or a thing."""
    if _YEARS_AFTER.match(text, place.end) or _JOINED_AFTER.match(text, place.end):
        return True
    if _NAME_AFTER.match(text, place.end) or _NAME_BEFORE.search(before_it):
        return False
    return not _LINE_START.search(before_it)
