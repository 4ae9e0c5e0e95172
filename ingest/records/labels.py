"""What the fields of a record are called in the languages that records are written in."""

from ingest.documents import FieldName
from ingest.records.label_languages import Words, in_language

LABELS: dict[FieldName, Words] = {
    "object_number": (
        "Object number",
        "藏品号",
        "Инвентарный номер",
        "Inventarnummer",
        "Inventaire",
    ),
    "former_number": ("Former number", "旧藏品号", "Прежний номер", "Alte Nummer", "Ancien numéro"),
    "title": ("Title", "名称", "Название", "Titel", "Titre"),
    "type": ("Object type", "类别", "Тип предмета", "Objektart", "Type d'objet"),
    "maker": ("Maker", "作者", "Автор", "Hersteller", "Auteur"),
    "date": ("Date", "年代", "Дата", "Datierung", "Date"),
    "material": ("Material", "材质", "Материал", "Material", "Matériau"),
    "technique": ("Technique", "工艺", "Техника", "Technik", "Technique"),
    "dimension": ("Dimensions", "尺寸", "Размеры", "Maße", "Dimensions"),
    "extent": ("Extent", "数量", "Объём", "Umfang", "Importance matérielle"),
    "place": ("Place", "产地", "Место", "Ort", "Lieu"),
    "inscription": ("Inscription", "铭文", "Надпись", "Inschrift", "Inscription"),
    "description": ("Description", "描述", "Описание", "Beschreibung", "Description"),
    "subject": ("Subject", "主题", "Сюжет", "Thema", "Sujet"),
    "event": ("Event", "事件", "Событие", "Ereignis", "Événement"),
    "provenance": ("Provenance", "来源", "Происхождение", "Provenienz", "Provenance"),
    "exhibition": ("Exhibition", "展览", "Выставка", "Ausstellung", "Exposition"),
    "bibliography": ("Bibliography", "参考文献", "Литература", "Literatur", "Bibliographie"),
    "related": ("Related to", "相关", "Связано с", "Bezug", "En relation avec"),
    "collection": ("Collection", "收藏", "Коллекция", "Sammlung", "Collection"),
    "location": ("Location", "收藏地", "Местонахождение", "Standort", "Localisation"),
    "credit_line": ("Credit line", "入藏方式", "Источник поступления", "Erwerbung", "Mention d'origine"),
    "rights": ("Rights", "权利", "Права", "Rechte", "Droits"),
    "license": ("License", "许可", "Лицензия", "Lizenz", "Licence"),
    "access": ("Access", "查阅条件", "Доступ", "Zugang", "Conditions d'accès"),
    "embargo": ("Embargo until", "限制期至", "Закрыто до", "Sperrfrist bis", "Embargo jusqu'au"),
    "language": ("Language", "语言", "Язык", "Sprache", "Langue"),
    "identifier": ("Identifier", "标识符", "Идентификатор", "Kennung", "Identifiant"),
    "note": ("Note", "备注", "Примечание", "Anmerkung", "Note"),
}


def label(name: FieldName, language: str) -> str:
    """The name of a field in `language` (ISO 639-1), in English where we have none."""
    return in_language(LABELS[name], language)
