"""Whether a year is counted before or after the era, as English, Russian and Chinese say it."""

import re

ENGLISH = r"(?-i:B\.\s?C\.(?:\s?E\.)?|BCE?|A\.\s?D\.|AD|C\.\s?E\.|CE)(?!\w)"
AD = r"(?-i:AD|A\.\s?D\.)"  # before a year
RUSSIAN = r"(?:до\s+)?(?:н\.\s?э\.?|нашей\s+эры|хр\.\s?эры)|до\s+Р\.?\s?Х\.?|от\s+Р\.?\s?Х\.?"
CHINESE = (
    "(?:公元|西元|公历|西历|西曆|公曆|纪元|紀元)前?|前"
    # "BC 206年", "（B.C.1046-B.C.771）", "dated BC 206", but not "the 3rd century BC 206 pieces"
    r"|(?<![A-Za-z\d.])(?:(?<![\dysm.]\s)|(?<=ca\.\s))(?-i:B\.\s?C\.(?:\s?E\.)?|BCE?|A\.\s?D\.|AD)"
)
AFTER = rf"(?:{ENGLISH}|{RUSSIAN})"

_BEFORE_CHRIST = re.compile(r"\s*(?:B|до|.*前)", re.IGNORECASE)


def is_bc(words: str | None) -> bool:
    """Whether the words of an era, matched by a pattern here, mean before it."""
    return bool(words and _BEFORE_CHRIST.match(words))
