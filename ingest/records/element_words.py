"""What elements of TEI, MODS and Dublin Core are called in the languages that records are written in."""

from __future__ import annotations

import re

from ingest.records.label_languages import Words, in_language

WORDS: dict[str, Words] = {
    "msItem": ("Item", "篇目", "Статья", "Text", "Texte"),
    "msItemStruct": ("Item", "篇目", "Статья", "Text", "Texte"),
    "msPart": ("Part", "部分", "Часть", "Teil", "Partie"),
    "msFrag": ("Fragment", "残片", "Фрагмент", "Fragment", "Fragment"),
    "form": ("Form", "形制", "Форма", "Form", "Forme"),
    "incipit": ("Incipit", "起首", "Начало", "Incipit", "Incipit"),
    "explicit": ("Explicit", "结尾", "Конец", "Explicit", "Explicit"),
    "rubric": ("Rubric", "标题", "Заголовок", "Rubrik", "Rubrique"),
    "finalRubric": ("Final rubric", "尾题", "Конечный заголовок", "Schlussrubrik", "Rubrique finale"),
    "colophon": ("Colophon", "题记", "Колофон", "Kolophon", "Colophon"),
    "quote": ("Quotation", "引文", "Цитата", "Zitat", "Citation"),
    "filiation": ("Filiation", "版本源流", "Родство списков", "Filiation", "Filiation"),
    "summary": ("Summary", "概述", "Обзор", "Übersicht", "Résumé"),
    "foliation": ("Foliation", "页码", "Фолиация", "Foliierung", "Foliotation"),
    "collation": ("Collation", "册页结构", "Состав тетрадей", "Lagen", "Cahiers"),
    "condition": ("Condition", "保存状况", "Сохранность", "Erhaltungszustand", "État de conservation"),
    "watermark": ("Watermark", "水印", "Водяной знак", "Wasserzeichen", "Filigrane"),
    "layout": ("Layout", "版式", "Расположение текста", "Einrichtung", "Mise en page"),
    "handNote": ("Hand", "书体", "Почерк", "Hand", "Main"),
    "scriptNote": ("Script", "字体", "Письмо", "Schrift", "Écriture"),
    "typeNote": ("Type", "活字", "Шрифт", "Type", "Caractères"),
    "musicNotation": ("Musical notation", "乐谱", "Нотация", "Notation", "Notation musicale"),
    "decoNote": ("Decoration", "装饰", "Украшения", "Buchschmuck", "Décoration"),
    "additions": ("Additions", "后加文字", "Приписки", "Nachträge", "Additions"),
    "binding": ("Binding", "装帧", "Переплёт", "Einband", "Reliure"),
    "decoBinding": ("Binding", "装帧", "Переплёт", "Einband", "Reliure"),
    "seal": ("Seal", "印章", "Печать", "Siegel", "Sceau"),
    "accMat": ("Accompanying material", "附件", "Приложения", "Beigaben", "Pièces jointes"),
    "origin": ("Origin", "成书", "Происхождение рукописи", "Entstehung", "Origine"),
    "history": ("History", "历史", "История", "Geschichte", "Histoire"),
    "acquisition": ("Acquisition", "入藏", "Поступление", "Erwerb", "Acquisition"),
    "custEvent": ("Treatment", "保管记录", "Хранение", "Behandlung", "Conservation"),
    "source": ("Source", "来源", "Источник", "Quelle", "Source"),
    "descriptionSource": ("Source of the description", "著录依据", "Основа описания",
                          "Quelle der Beschreibung", "Source de la description"),
    "surrogates": ("Surrogate", "复制件", "Копия", "Reproduktion", "Reproduction"),
    "author": ("Author", "作者", "Автор", "Verfasser", "Auteur"),
    "editor": ("Editor", "编者", "Редактор", "Herausgeber", "Éditeur scientifique"),
    "respStmt": ("Responsibility", "责任说明", "Ответственность", "Verantwortlich", "Responsabilité"),
    "reading": ("Other reading", "异文", "Разночтение", "Lesart", "Leçon"),
    "publisher": ("Publisher", "出版者", "Издатель", "Verlag", "Éditeur"),
    "edition": ("Edition", "释文", "Текст", "Edition", "Édition"),
    "apparatus": ("Apparatus", "校勘记", "Аппарат", "Apparat", "Apparat"),
    "translation": ("Translation", "译文", "Перевод", "Übersetzung", "Traduction"),
    "commentary": ("Commentary", "注释", "Комментарий", "Kommentar", "Commentaire"),
    "revisionDesc": ("Revision", "修订", "Правка", "Änderung", "Révision"),
    "publicationStmt": ("Publication", "出版", "Публикация", "Veröffentlichung", "Publication"),
    "correspAction": ("Correspondence", "通信", "Переписка", "Korrespondenz", "Correspondance"),
}  # fmt: skip
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")


def word_for(name: str, language: str) -> str:
    """A label for the element of that name; its name spelled out where we have none."""
    words = WORDS.get(name)
    if words is None:
        return " ".join(_HUMP.split(name)).capitalize()
    return in_language(words, language)
