"""Who may read a record, from what its source says of access in words, codes or dates.

What is not understood counts as the stricter: a record is never opened by a guess. Rights in a work
(who may copy it) say nothing of who may read its record, and are not asked here.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date
from typing import Literal

Access = Literal["public", "internal", "restricted"]
LEVELS: tuple[Access, ...] = ("public", "internal", "restricted")

_NOT_CLOSED = re.compile(  # denials of closure, taken out before the words that close are looked for
    r"unrestricted|without (?:any )?restrictions?|no (?:\w+ )?restrictions?|not restricted|"
    r"uneingeschränkt|ohne Einschränkung(?:en)?|keine (?:Beschränkung|Einschränkung)(?:en)?|"
    r"sans restriction|без ограничений|нет ограничений|не ограничен\w*|"
    r"不受限制|[无無]限制|没有限制|沒有限制",
    re.IGNORECASE,
)
_CLOSED = re.compile(
    r"restrict|\bclosed|embargo|confidential|secret|no access|withheld|sealed|unavailable|inaccessible|"
    r"unpublished|prohibited|limited|\bprivate|privacy|"
    r"\b(?:not|never)\b(?: \w+){0,3} (?:available|open|accessible|public)|publicly unavailable|"
    r"gesperrt|geschlossen|nicht (?:frei )?(?:zugänglich|öffentlich)|vertraulich|Sperrfrist|eingeschränkt|"
    r"non communicable|incommunicable|réservé|restreint|confidentiel|fermé|"
    r"ограничен|закрыт|не выда|не доступ|недоступ|секрет|конфиденц|служебн|"
    r"限制|不(?:对外)?(?:开放|開放|公开|公開)|非公开|非公開|未公开|未公開|保密|机密|機密|内部|內部|封存",
    re.IGNORECASE,
)
_CONDITIONAL = re.compile(
    r"\bappl(?:y|ication)|appointment|permission|\bpermit|reader'?s card|consult|request|"
    r"Genehmigung|auf Anfrage|Voranmeldung|sur (?:autorisation|demande|rendez-vous)|"
    r"с разрешения|по разрешению|по заявк|需|须|須|申请|申請|批准|预约|預約",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"\bopen\b|freely (?:available|accessible)|available (?:for|to) (?:research|use|the public)|"
    r"accessible to (?:all|the public)|\bpublic(?:ly)?\b|free access|"
    r"frei zugänglich|öffentlich|communicable|librement accessible|libre accès|accès libre|"
    r"открыт|свободн|общедоступ|公开|公開|开放|開放",
    re.IGNORECASE,
)
_CODES: dict[str, Access] = {
    "public": "public", "open": "public", "free": "public", "unrestricted": "public", "published": "public",
    "internal": "internal", "staff": "internal", "staff only": "internal",
    "restricted": "restricted", "closed": "restricted", "private": "restricted", "unknown": "restricted",
}  # fmt: skip
_DATE = re.compile(r"\b(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?\b")


def stated_access(statement: str) -> tuple[Access, bool]:
    """The access that a statement gives, and whether it was understood; restricted where it was not.

    What is open on a condition (an application, an appointment) is internal: no visitor has met it.
    """
    text = " ".join(statement.split())
    if code := _CODES.get(text.lower().rstrip(".")):
        return code, True
    rest = _NOT_CLOSED.sub(" ", text)
    if _CLOSED.search(rest):
        return "restricted", True
    if rest == text and not _OPEN.search(text):
        return "restricted", bool(_CONDITIONAL.search(text))
    return ("internal" if _CONDITIONAL.search(text) else "public"), True


def stricter(levels: Iterable[Access]) -> Access:
    """The strictest of the given levels; public when there are none."""
    return max(levels, key=LEVELS.index, default="public")


def embargo_date(text: str) -> date | None:
    """The last day of an embargo from `2031`, `2031-05` or `2031-05-01` in `text`; the end of the span."""
    found = _DATE.search(text)
    if not found:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        if year and month and day:
            return date(year, month, day)
        last = date(year or 1, month or 12, 28)
    except ValueError:
        return None
    return _month_end(last)


def under_embargo(until: str, today: date) -> bool:
    """Whether an embargo until that date still holds; one whose date is not understood does."""
    if not until.strip():
        return False
    last = embargo_date(until)
    return last is None or today <= last


def _month_end(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])
