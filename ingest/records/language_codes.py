"""Language codes as records write them, as the two letters that the house uses."""

from __future__ import annotations

# ISO 639-2 and 639-3 codes of the languages that museums write in, both forms where there are two.
_TWO_LETTERS = {
    "cn": "zh", "jp": "ja",  # countries, as pages have them
    "alb": "sq", "ara": "ar", "arm": "hy", "baq": "eu", "bel": "be", "bul": "bg", "cat": "ca", "ces": "cs",
    "chi": "zh", "cmn": "zh", "cze": "cs", "dan": "da", "deu": "de", "dut": "nl", "ell": "el", "eng": "en",
    "est": "et", "eus": "eu", "fas": "fa", "fin": "fi", "fra": "fr", "fre": "fr", "geo": "ka", "ger": "de",
    "gle": "ga", "gre": "el", "heb": "he", "hin": "hi", "hrv": "hr", "hun": "hu", "hye": "hy", "ice": "is",
    "ind": "id", "isl": "is", "ita": "it", "jpn": "ja", "kat": "ka", "kaz": "kk", "kor": "ko", "lat": "la",
    "lav": "lv", "lit": "lt", "mac": "mk", "mkd": "mk", "mon": "mn", "nld": "nl", "nor": "no", "per": "fa",
    "pol": "pl", "por": "pt", "ron": "ro", "rum": "ro", "rus": "ru", "san": "sa", "slk": "sk", "slo": "sk",
    "slv": "sl", "spa": "es", "sqi": "sq", "srp": "sr", "swe": "sv", "tam": "ta", "tha": "th", "tib": "bo",
    "tur": "tr", "ukr": "uk", "vie": "vi", "wel": "cy", "yid": "yi", "zho": "zh",
}  # fmt: skip


def language_code(tag: str) -> str:
    """The ISO 639-1 code for a language tag, `de-AT`, `DEU`, `ger` or `zh_Hans`; "" where it has none."""
    code = tag.strip().replace("_", "-").split("-")[0].lower()
    code = _TWO_LETTERS.get(code, code)
    return code if len(code) == 2 and code.isascii() and code.isalpha() else ""
