"""Abbreviations of catalogues and inventories, and whether a sentence goes on behind one.

A sentence may end in a few of them (г., вв., cm.). The others want something behind them: a number, a name, a
word. What no list has is told by what follows, for no sentence begins in lower case where others do not.
"""

import re
from collections.abc import Mapping

from retrieval.language.scripts import HAN


def _sets(listed: Mapping[str, str]) -> dict[str, frozenset[str]]:
    return {language: frozenset(words.split()) for language, words in listed.items()}


# These stand before a number or a word in lower case; a sentence may end in some.
_LISTED = {
    "en": """
    c ca cf ch cat cats fig figs no nos inv vol vols pl pls pp p fl b d ed eds ill lot acc approx attr
    diam ht wt h w l dr mr mrs st attrib bibl circ coll dia dims dyn exh exhib ext fols illus int lit
    max min orig prov publ repr restor rev thk tot unsig viz
    """,
    "ru": """
    рис стр с см табл ил илл инв кат кн т тт г гг в вв д ул им пл оп ед хр арх ф л лл вып ред сост изд
    прим ок др пр т.е т.п т.д н.э до н акад библ вт выст выс гл глуб грав дер диам дл длин зав игум
    изобр инж колл кон лит наб напр нач неизв обх окр перв пер подп посл проф разд разм сер скульп собр
    ср толщ трет упом ум фрагм худ четв шир
    """,
    "de": """
    abb anm attr b bd bde bes br ca d dm ehem eigtl geb gest h hl hs inv jh kat l lit nr nrn s sig slg
    sog sp t taf tf u.a v vgl vs z.b z.t zus zugeschr
    """,
    "fr": """
    apr attr av cat cf ch coll diam éd env ép ex fig figs fol h inv l larg no nos p.ex p pl pls prof
    repr s sig t v vol vols
    """,
}
LISTED = _sets(_LISTED)
# What stands before a name, or the first word of one: no sentence ends there.
_NAMED = {
    "en": "attr attrib cf dr messrs mr mrs prof st viz",
    "ru": "акад арх грав зав изд им инж колл напр проф ред рис скульп собр сост ср т.е ул худ",
    "de": "abb anm bd ehem hl inv kat nr nrn slg sog taf vgl z.b zugeschr",
    "fr": "attr cf m mgr mlle mm mme p.ex prof st ste",
}
_BEFORE_NAMES = _sets(_NAMED)
# Alone, with a capital, these are labels ("Prov. Rothschild collection"); and in the last ones sentences end,
# so no Roman numeral continues one.
_WORDS = {
    "label": "acc attr attrib bibl coll dims exh exhib inv prov publ repr slg "
    "библ выс выст диам изд инв кат колл лит разм ред сост собр",
    "end": "г гг в вв см м др пр т.д т.п н.э",
}
_LABELS, _ENDING = _sets(_WORDS).values()
_HALF = re.compile(r"(?:\d-?[йяюе]|перв\w{2,3}|втор\w{2,3})\sпол\.$", re.IGNORECASE)  # "во 2-й пол. XIX в."
_ORDINAL = re.compile(r"(?<!\d)\d{1,2}\.$")
_GERMAN_ORDINAL = re.compile(
    r"Jhs?\b|Jahrh|Januar|Februar|März|April|Mai\b|Juni|Juli|August|September|Oktober|November|Dezember"
)
# Initials, and what may be the name behind them; short words rather begin a sentence: "in room B. It is".
_INITIAL = re.compile(r"(?<![\w.'’&°])[^\W\d_IVX]\.(?:[^\W\d_]\.)*$")
_SURNAME = re.compile(r"[^\W\d_](?:\.|[^\W\d_]{3}|[’'])")
_NUMBER = re.compile(r"[(\[]?\d|№|#|(?:Nos?|Nr)\b")
_ROMAN = re.compile(r"(?=[IVXL])(?:X[CL]|L?X{0,3})(?:I[XV]|V?I{0,3})(?!\w)")
_ENGLISH_I = re.compile(r"I(?![.,;:)\w])")
_NO_BEGINNING = ",;:)]"
# What begins in lower case and yet may begin a sentence or an item: an address, iPhone, "b) ", "iv. ".
_LOWER_BEGINNING = re.compile(
    r"https?:|www\.|\w{1,3}\)|[^\W\d_]+(?<=[^\W_A-Z])[A-Z]|(?:[ivx]{1,4}|[a-e])\.(?:\s+[\"“«(]?[A-ZА-ЯЁ]|$)"
)
_LONGEST = 12  # characters of the last words that are looked at


def goes_on(before: str, gap: str, after: str, language: str, *, capitals: bool) -> bool:
    """Whether the sentence that `before` seems to end goes on in `after`, behind the space `gap`.

    Both are pieces of one line, without space around them. `capitals` says that the line's sentences begin
    with capitals; else lower case tells nothing.
    """
    if not before.endswith(".") or language in HAN:
        return False
    first = after[0]
    if first in _NO_BEGINNING or (not gap and first in "-‐‑–"):
        return True
    words = _last_words(before)
    listed = not words.isdisjoint(LISTED.get(language, ()))
    if first.islower():
        return listed or (capitals and before[-2:-1].isalnum() and not _LOWER_BEGINNING.match(after))
    if before[:-1].casefold() in _LABELS:
        return True
    if first.isupper() and not words.isdisjoint(_BEFORE_NAMES.get(language, ())):
        return True
    if first.isupper() and language != "en" and _is_initial(before) and _SURNAME.match(after):
        return True  # sentencex knows those of English
    return _before_a_number(before, after, language, words, listed=listed)


def _is_initial(before: str) -> bool:
    initials = _INITIAL.search(before[-_LONGEST:])
    return bool(initials and initials.group().isupper())


def _before_a_number(before: str, after: str, language: str, words: frozenset[str], *, listed: bool) -> bool:
    if language == "ru" and _HALF.search(before[-_LONGEST - 6 :]):
        listed = True
    if language == "de" and _ORDINAL.search(before[-_LONGEST:]) and _GERMAN_ORDINAL.match(after):
        return True
    if not listed:
        return False
    if language == "en" and _ENGLISH_I.match(after):
        return False
    return bool(_NUMBER.match(after) or (_ROMAN.match(after) and words.isdisjoint(_ENDING)))


def _last_words(text: str) -> frozenset[str]:
    """The last word of `text` without its full stop, and the last two as one (т. е.), in lower case."""
    found = re.findall(r"[^\s()\[\]«»\"“”„]+", text[-2 * _LONGEST :].casefold())
    if not found:
        return frozenset()
    last = found[-1].rstrip(".")
    return frozenset({last, found[-2].rstrip(".") + "." + last} if len(found) > 1 else {last})
