"""Materials of which others are kinds: what is of pearwood is of wood."""

from __future__ import annotations

import re

from retrieval.vocabulary import Mention

# Materials of which others are kinds, and how those are known.
_GENERAL = {
    "wood": r"wood|tree|дерев|древес|木|\b(?:oak|pine|pear|fig|cedar|birch|cypress|elm|lime|yew)",
    "wood panel": r"wood|panel|board|дерев|доск|木|板",
    "pigment": r"paint|colou?r|pigment|краск|цвет|запис|颜料|色|彩",
    "pottery": r"potter|porcelain|ware|clay|фарфор|керами|глин|陶|瓷",
    "hardstone": r"stone|jade|agate|quartz|кам[ен]|玉|石",
    "stone": r"stone|agate|jade|jasper|quartz|crystal|marble|granite|brick|"
    r"кам[ен]|агат|яшм|нефрит|мрамор|гранит|кирпич|石|玉|砖",
    "metal": r"metal|gilt|gild|bronze|copper|brass|iron|steel|silver|gold|lead|tin|"
    r"металл|золоч|бронз|мед[ьин]|латун|желез|стал|сереб|золо|олов|铜|铁|钢|银|金|锡|铅",
}


def is_general(mention: Mention) -> bool:
    """Whether all that a mention names is a kind of material, which may be said of many."""
    return all(t.forms["en"][0] in _GENERAL for t in mention.terms)


def has_of_its_kind(mention: Mention, folded: str) -> bool:
    """Whether a text names some material of a kind: pearwood is wood."""
    return any(re.search(_GENERAL[t.forms["en"][0]], folded) for t in mention.terms)
