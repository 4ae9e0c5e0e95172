"""Fields of a record written out as lines: `title: Lidded bowl`, `作者：郎世宁`, `Материал: серебро`.

Catalogues and exports put what is known of an object behind labels. A labelled line answers "who" or
"how tall" better than any sentence that speaks of the object, though it shares no word with the question.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

# What a field tells, by what questions ask for (`assistant.expectations`), `thing` being what it is and
# `owner` through whose hands it came.
_LABELS: Mapping[str, str] = {
    "thing": (
        "title|name|object|object name|object type|designation|название|наименование|предмет|"
        "名称|名稱|题名|題名|品名|器名|文物名称"
    ),
    "person": (
        "maker|artist|author|creator|painter|sculptor|architect|designer|goldsmith|silversmith|manufacturer|"
        "workshop|attribution|автор|художник|мастер|скульптор|изготовитель|мастерская|作者|制作者|製作者|画家|工匠|作坊"
    ),
    "date": (
        "date|dated|dating|date made|production date|period|place date|дата|датировка|время создания|период|"
        "年代|时代|時代|日期|制作年代|製作年代|时期"
    ),
    "number": (
        "dimensions|dimension|size|measurements|height|width|depth|length|diameter|weight|размер|размеры|высота|"
        "ширина|глубина|длина|диаметр|вес|масса|尺寸|高|宽|長|长|直径|口径|重量|重"
    ),
    "material": (
        "medium|material|materials|technique|materials and techniques|support|материал|материалы|техника|"
        "материал и техника|材质|材質|质地|質地|材料|工艺|技法"
    ),
    "owner": (
        "provenance|acquisition|sale|gift|bequest|purchase|credit line|ownership history|owner|former owner|"
        "donor|acquisition source|acquisition mode|custodial history|происхождение|провенанс|поступление|"
        "источник поступления|история бытования|владелец|даритель|способ поступления|来源|流传|递藏|"
        "入藏方式|捐赠者|藏家|provenienz|erwerbung|erwerb|zugang"
    ),
    "place": (
        "place|place made|place of production|production place|location|origin|findspot|place date|место|"
        "место создания|место изготовления|местонахождение|产地|產地|出土地|地点|地點|收藏地|来源地"
    ),
}
_KINDS = {
    label: frozenset(kind for kind, labels in _LABELS.items() if label in labels.split("|"))
    for labels in _LABELS.values()
    for label in labels.split("|")
}
_FIELD = re.compile(r"\s*(?P<label>[^\W\d][\w ]{0,30}?)[\d_ ]*(?: \([\w ]{1,20}\))?\s*[:：]\s*\S")
_CAPTION = re.compile(
    r"\s*(?:caption|figure|fig\.?|illustration|title|подпись|рисунок|рис\.|название|заголовок|标题|標題|图注|圖註|说明)"
    r"[\d_ .]*[:：]",
    re.IGNORECASE,
)


def is_caption(line: str) -> bool:
    """Whether a labelled line says what something is called, or what a picture shows."""
    return _CAPTION.match(line) is not None


def field_kinds(line: str) -> frozenset[str]:
    """What a labelled line tells: `thing`, `person`, `date`, `number`, `material`, `place`, `owner`."""
    found = _FIELD.match(line)
    if not found:
        return frozenset()
    return _KINDS.get(found["label"].replace("_", " ").strip().lower(), frozenset())
