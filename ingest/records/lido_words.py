"""Words of our own that narrow the label of a LIDO field, in the languages of the labels."""

from collections.abc import Mapping

from ingest.records.label_languages import Words, in_language

WORDS: Mapping[str, Words] = {
    "alternate": ("alternate", "别名", "другое", "abweichend", "variante"),
    "credit": ("Credit line", "署名", "Указание источника", "Nachweis", "Mention obligatoire"),
    "culture": ("Culture", "文化", "Культура", "Kultur", "Culture"),
    "holder": ("Rights holder", "权利人", "Правообладатель", "Rechteinhaber", "Titulaire des droits"),
    "image": ("image", "图像", "изображение", "Abbildung", "image"),
    "record": ("record", "记录", "запись", "Datensatz", "notice"),
    "record source": ("Record by", "记录来源", "Запись создана", "Datensatz von", "Notice de"),
    "source": ("Source", "出处", "Источник", "Quelle", "Source"),
    "work": ("work", "作品", "произведение", "Werk", "œuvre"),
}


def ours(word: str, language: str) -> str:
    """One of the words in the language of a record, in English where we have none."""
    return in_language(WORDS[word], language)
