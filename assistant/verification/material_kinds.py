"""Materials of which others are kinds: what is of pearwood is of wood."""

from __future__ import annotations

import re

from retrieval.vocabulary import Mention

# Materials of which others are kinds, and how those are known.
_GENERAL = {
    "wood": r"wood|tree|дерев|древес|木|\b(?:oak|pine|pear|fig|cedar|birch|cypress|elm|lime|yew|walnut|beech"
    r"|maple|poplar|linden|alder|spruce|fir|larch|willow|aspen|mahogany|ebony|teak|juniper|cherry|hornbeam)"
    r"|(?<!\w)(?:лип[аоу]|дуб(?!л)|сосн|кедр|берез|кипарис|вязов|тисов|орехов|груш|буков|клен|топол|осин|ольх|ясен[ьея]"
    r"|пихт|ель|елов|листвен|ивов|самшит|палисандр|можжевел)",
    "wood panel": r"wood|panel|board|дерев|доск|木|板",
    "pigment": r"paint|colou?r|pigment|краск|цвет|запис|颜料|色|彩",
    "pottery": r"potter|porcelain|ware|clay|faience|terracotta|maiolica|фарфор|керами|глин|фаянс|"
    r"терракот|майолик|陶|瓷",
    "leather": r"leather|skin|hide\b|morocco|suede|chamois|shagreen|кож|шагрен|сафьян|замш|опоек|опойк|皮|革",
    "fur": r"fur\b|\b(?:sable|ermine|mink|fox|beaver|otter|squirrel|marten|lynx)|мех|соболь|соболи|горноста"
    r"|лисий|беличь|бобров|皮|毛|裘",
    "hardstone": r"stone|jade|agate|quartz|кам[ен]|玉|石",
    "stone": r"stone|agate|jade|jasper|quartz|crystal|marble|granite|brick|slate|flint|basalt|alabaster|tuff|"
    r"travertine|кам[ен]|агат|яшм|нефрит|мрамор|гранит|кирпич|сланец|сланц|известняк|песчаник|базальт|кремен|кремн|алебастр|(?<!\w)туф(?!л)|石|玉|砖|岩",
    "metal": r"metal|gilt|gild|bronze|copper|brass|iron|steel|silver|gold|lead|tin|pewter|zinc|nickel|alumin|"
    r"металл|золоч|бронз|мед[ьин]|латун|желез|стал|сереб|золо|олов|чугун|свин[ец]|цинк|никел|алюмин|(?<!\w)жест(?:ь|и|ью|ян\w+)(?!\w)|铜|铁|钢|银|金|锡|铅|锌|铝|镍",
}

# Kinds that few materials are of, so that another one is told in another language too.
_NARROW = frozenset({"leather"})


def is_broad(mention: Mention) -> bool:
    """Whether what a mention names is so general that another language may leave it unsaid: stone, wood."""
    return is_general(mention) and all(t.forms["en"][0] not in _NARROW for t in mention.terms)


def is_general(mention: Mention) -> bool:
    """Whether all that a mention names is a kind of material, which may be said of many."""
    return all(t.forms["en"][0] in _GENERAL for t in mention.terms)


def has_of_its_kind(mention: Mention, folded: str) -> bool:
    """Whether a text names some material of a kind: pearwood is wood."""
    return any(re.search(_GENERAL[t.forms["en"][0]], folded) for t in mention.terms)
