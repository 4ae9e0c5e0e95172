"""A text without the tricks of Unicode by which words hide from a search for them."""

from __future__ import annotations

import re
import unicodedata

# Letters that look like Latin ones, and Latin ones that look like Cyrillic ones, in words that have both.
_ALIKE = str.maketrans("аеорсухіѕјԁһӏкмтвнгзαορνικτυχω", "aeopcyxisjdhlkmtbhr3aopviktuxw")
_AS_CYRILLIC = str.maketrans("aceopxykmthb", "асеорхукмтнв")
_CYRILLIC_ONLY = re.compile(r"[бгджзийлпфцчшщъыьэюяё]")
_LATIN, _ALIKE_ONLY = re.compile(r"[a-z]"), re.compile(r"[аеорсухіѕјԁһӏαορνικτυχω]")
_WORD = re.compile(r"\w+")
_SPACED = re.compile(r"(?<!\w)(?:\w[ .\-_*]){4,}\w(?!\w)")
_TAGS = range(0xE0020, 0xE007F)
_KEPT = frozenset("\u200c\u200d")  # joiners, which some scripts spell with
_FILLERS = frozenset("\u115f\u1160\u3164\uffa0\u034f\u17b4\u17b5")


def plain(text: str) -> str:
    """The text in lower case and one form of each letter, on one line, what is invisible in it spelled out.

    Tag characters become the letters they stand for, marks that show nothing vanish, letters that look
    like Latin ones among Latin ones become those, and Latin ones among Cyrillic ones these; letters set
    apart are joined. Only to be searched.
    """
    spelled = "".join(chr(ord(c) - 0xE0000) if ord(c) in _TAGS else c for c in text)
    folded = unicodedata.normalize("NFKC", spelled).casefold()
    shown = "".join(c for c in folded if unicodedata.category(c) != "Cf" and c not in _FILLERS)
    alike = _WORD.sub(lambda word: _in_one_script(word.group()), shown)
    joined = _SPACED.sub(lambda match: re.sub(r"[ .\-_*]", "", match.group()), alike)
    return " ".join(joined.split())


def visible(text: str) -> str:
    """The text without characters that show nothing but may steer what is shown or hide words in it."""
    return "".join(c for c in text if c in _KEPT or not (unicodedata.category(c) == "Cf" or c in _FILLERS))


def _in_one_script(word: str) -> str:
    if _LATIN.search(word) and _CYRILLIC_ONLY.search(word):
        return word.translate(_AS_CYRILLIC)
    if _LATIN.search(word) and _ALIKE_ONLY.search(word):
        return word.translate(_ALIKE)
    return word
