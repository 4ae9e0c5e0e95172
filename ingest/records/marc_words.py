"""What MARC fields are called that have no name among the fields of a record."""

from __future__ import annotations

from collections.abc import Mapping

from ingest.documents import FieldName
from ingest.records.label_languages import Words, in_language
from ingest.records.labels import label

WORDS: Mapping[str, Words] = {
    "activity": ("Activity", "活动领域", "Деятельность", "Tätigkeit", "Activité"),
    "acquisition": ("Acquisition", "入藏来源", "Поступление", "Erwerbung", "Acquisition"),
    "arrangement": ("Arrangement", "整理", "Систематизация", "Ordnung", "Classement"),
    "binding": ("Binding", "装订", "Переплёт", "Einband", "Reliure"),
    "biography": ("Biography or history", "生平或沿革", "Биография", "Biographie", "Biographie"),
    "contents": ("Contents", "内容", "Содержание", "Inhalt", "Contenu"),
    "copy": ("This copy", "本件", "Экземпляр", "Exemplar", "Exemplaire"),
    "details": ("Physical details", "其他形态细节", "Особенности", "Illustrationen", "Détails matériels"),
    "dissertation": ("Dissertation", "学位论文", "Диссертация", "Hochschulschrift", "Thèse"),
    "edition": ("Edition", "版本", "Издание", "Ausgabe", "Édition"),
    "link": ("Link", "链接", "Ссылка", "Link", "Lien"),
    "originals": ("Originals", "原件", "Оригиналы", "Originale", "Originaux"),
    "other title": ("Other title", "其他题名", "Другое название", "Weiterer Titel", "Autre titre"),
    "publisher": ("Publisher", "出版者", "Издатель", "Verlag", "Éditeur"),
    "reproduction": ("Reproduction", "复制品", "Репродукция", "Reproduktion", "Reproduction"),
    "responsibility": (
        "Statement of responsibility",
        "责任说明",
        "Сведения об ответственности",
        "Verantwortlichkeitsangabe",
        "Mention de responsabilité",
    ),
    "scale": ("Scale", "比例尺", "Масштаб", "Maßstab", "Échelle"),
    "series": ("Series", "丛编", "Серия", "Reihe", "Collection éditoriale"),
    "uniform title": (
        "Uniform title",
        "统一题名",
        "Унифицированное заглавие",
        "Einheitstitel",
        "Titre uniforme",
    ),
    "variant": ("Variant name", "异名", "Вариант имени", "Namensvariante", "Variante du nom"),
    "work": ("Related work", "相关作品", "Связанное произведение", "Werk", "Œuvre"),
}


def marc_label(name: FieldName, word: str, language: str) -> str:
    """What a field is called in a language: by its word if the rule has one, else as such fields are."""
    if not word:
        return label(name, language)
    return in_language(WORDS[word], language)
