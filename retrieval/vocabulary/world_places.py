"""Countries, continents and large cities in three languages, by the names that the Unicode CLDR has.

Warsaw, 华沙 and Варшава have too little sound in common for a comparison of names. Babel carries the CLDR;
its cities are those that stand for time zones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from babel import Locale

from retrieval.vocabulary.terms import LANGUAGES, Term

_COUNTRY = re.compile("[A-Z]{2}")
_CONTINENTS = frozenset(
    {"002", "019", "030", "034", "035", "039", "142", "143", "145", "150", "151", "154", "155", "419"}
)
# Of the New World only what is known for more than its name: many a city there bears that of a person.
_ZONE = re.compile(
    "(?:Europe|Asia|Africa|Australia)/|America/(?:New_York|Chicago|Los_Angeles|Detroit|Toronto|Vancouver|Havana|"
    "Mexico_City|Lima|Bogota|Caracas|Santiago|Buenos_Aires|Sao_Paulo|Montevideo)$"
)
# What is more often another word, or part of one: Jersey, того, 苏丹 (a sultan), 金边 (a gilt rim), 巴林石.
_MISLEADING = frozenset(
    {"JE", "GG", "TD", "TG", "SD", "ME", "TH", "BH", "ML", "Bahrain", "Chita", "Riga", "Vientiane"}
    | {"Jersey", "Guernsey", "Kirov", "Oral", "Darwin", "Lindeman", "Eucla"}
    | {"Perth", "Sofia", "Tallinn", "Phnom_Penh"}
)
_NO_NAME = re.compile(r"[(),&/（）\d]| [-—] |^(?:о-в|о-ва|острова?) |^Св\.")
_SHORTEST = {"en": 4, "zh": 2, "ru": 3}  # letters


def world_places() -> Iterator[Term]:
    """A term for each place; its forms in letters count only with their capital."""
    locales = [Locale(language) for language in LANGUAGES]
    territories = [locale.territories for locale in locales]
    for code in sorted(territories[0]):
        if code in _CONTINENTS or (_COUNTRY.fullmatch(code) and code not in _MISLEADING):
            yield from _place([names.get(code, "") for names in territories])
    zones = [locale.time_zones for locale in locales]
    for zone in sorted(zones[1]):
        written = zone.rpartition("/")[2]
        if _ZONE.match(zone) and written not in _MISLEADING:
            english, *others = (names.get(zone, {}).get("city", "") for names in zones)
            yield from _place([english or written.replace("_", " "), *others])


def _place(names: list[str]) -> Iterator[Term]:
    """The term of a place by its names in `LANGUAGES`; none where one is missing, short or no plain name."""
    forms = {}
    for language, name in zip(LANGUAGES, names, strict=True):
        if len(name) < _SHORTEST[language] or _NO_NAME.search(name):
            return
        forms[language] = (re.sub(r"о-ва$", "острова", name.replace("’", "'")),)
    yield Term("place", forms, guarded=frozenset(forms["en"] + forms["ru"]))
