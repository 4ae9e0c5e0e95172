"""What the parts of a finding aid are called where they do not say so themselves."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ingest.records.label_languages import Words, in_language

WORDS: Mapping[str, Words] = {
    "about": (
        "About this finding aid",
        "关于本目录",
        "Об этой описи",
        "Zu diesem Findbuch",
        "À propos de cet inventaire",
    ),
    "address": ("Address", "地址", "Адрес", "Adresse", "Adresse"),
    "author": ("Author", "编者", "Составитель", "Bearbeitung", "Auteur"),
    "change": ("Revision", "修订", "Изменение", "Änderung", "Révision"),
    "creation": ("Creation", "编制", "Создание", "Erstellung", "Création"),
    "date": ("Date", "日期", "Дата", "Datum", "Date"),
    "finding aid": ("Finding aid", "检索工具", "Опись", "Findbuch", "Instrument de recherche"),
    "langusage": ("Language", "语言", "Язык", "Sprache", "Langue"),
    "publisher": ("Publisher", "出版者", "Издатель", "Herausgeber", "Éditeur"),
    "accessrestrict": ("Access", "查阅条件", "Доступ", "Zugang", "Conditions d'accès"),
    "accruals": ("Accruals", "预期增补", "Пополнение", "Neuzugänge", "Accroissements"),
    "acqinfo": ("Acquisition", "入藏", "Поступление", "Erwerbung", "Modalités d'entrée"),
    "altformavail": ("Other forms", "其他形式", "Другие формы", "Andere Formen", "Autres formes"),
    "appraisal": ("Appraisal", "鉴定", "Экспертиза", "Bewertung", "Évaluation"),
    "arrangement": ("Arrangement", "整理", "Систематизация", "Ordnung", "Classement"),
    "bibliography": ("Bibliography", "参考文献", "Литература", "Literatur", "Bibliographie"),
    "bioghist": ("Biography or history", "生平或沿革", "История", "Geschichte", "Histoire"),
    "controlaccess": ("Index terms", "标引词", "Рубрики", "Schlagwörter", "Indexation"),
    "custodhist": ("Custodial history", "流传经过", "История хранения", "Provenienz", "Provenance"),
    "fileplan": ("File plan", "归档方案", "Номенклатура дел", "Aktenplan", "Plan de classement"),
    "index": ("Index", "索引", "Указатель", "Register", "Index"),
    "legalstatus": ("Legal status", "法律地位", "Правовой статус", "Rechtsstatus", "Statut juridique"),
    "odd": ("Note", "备注", "Примечание", "Anmerkung", "Note"),
    "originalsloc": ("Originals", "原件", "Оригиналы", "Originale", "Originaux"),
    "otherfindaid": (
        "Other finding aids",
        "其他目录",
        "Другие описи",
        "Andere Findmittel",
        "Autres inventaires",
    ),
    "phystech": ("Condition", "物理状况", "Физическое состояние", "Zustand", "État"),
    "prefercite": ("Preferred citation", "引用格式", "Ссылка", "Zitierweise", "Citation"),
    "processinfo": ("Processing", "整理信息", "Обработка", "Bearbeitung", "Traitement"),
    "relatedmaterial": (
        "Related material",
        "相关资料",
        "Связанные материалы",
        "Verwandtes",
        "Documents liés",
    ),
    "scopecontent": ("Scope and content", "范围与内容", "Содержание", "Inhalt", "Contenu"),
    "separatedmaterial": ("Separated material", "移出资料", "Изъятое", "Entnommenes", "Documents séparés"),
    "userestrict": ("Use", "使用条件", "Использование", "Nutzung", "Utilisation"),
}
_OTHERS = {
    "about",
    "address",
    "author",
    "change",
    "creation",
    "date",
    "finding aid",
    "langusage",
    "publisher",
}
SECTIONS = (frozenset(WORDS) - _OTHERS) | {"descgrp"}


def worded(name: str, language: str) -> str:
    """What a part is called in `language`, in English where we have no word; else its element's name."""
    if name not in WORDS:
        return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).capitalize()
    return in_language(WORDS[name], language)
