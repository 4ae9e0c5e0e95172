"""Who may read a record, from what its source says of access in words or codes.

What is not understood counts as the stricter: a record is never opened by a guess. Rights in a work
(who may copy it) say nothing of who may read its record, and are not asked here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

from ingest.records.opening_words import opens_to_all, without_exceptions
from ingest.records.use_statements import without_use

Access = Literal["public", "internal", "restricted"]
LEVELS: tuple[Access, ...] = ("public", "internal", "restricted")

_NOT_CLOSED = re.compile(  # denials of closure, taken out before the words that close are looked for
    r"unrestricted|without (?:any )?restrictions?|no (?:\w+ )?restrictions?|not restricted|"
    r"uneingeschränkt\w*|(?:ohne|keine) \w*(?:ein|be)schränkung(?:en)?|"
    r"sans restrictions?|aucune restriction|без ограничений|нет ограничений|ограничений нет|не ограничен\w*|"
    r"不受限制|[无無]限制|[无無][条條]件|没有限制|沒有限制",
    re.IGNORECASE,
)
_CLOSED = re.compile(
    r"restrict|\bclosed|embargo|confidential|secret|no access|withheld|sealed|unavailable|inaccessible|"
    r"unpublished|prohibited|limited|\bprivate|privacy|"
    r"\b(?:not|never)\b(?: \w+){0,3} (?:available|open|accessible|public)|publicly unavailable|"
    r"gesperrt|geschlossen|nicht (?:frei )?(?:zugänglich|öffentlich)|vertraulich|Sperrfrist|eingeschränkt|"
    r"non communicable|incommunicable|réservé|restreint|confidentiel|fermé|"
    r"ограничен|закрыт|не выда|не доступ|недоступ|секрет|конфиденц|служебн|"
    r"限制|不(?:对外)?(?:开放|開放|公开|公開)|非公开|非公開|未公开|未公開|保密|机密|機密|秘密|绝密|絕密|内部|內部|封存",
    re.IGNORECASE,
)
_CONDITIONAL = re.compile(
    r"\bappl(?:y|ication)|appointment|permission|\bpermit|reader'?s card|consult|request|"
    r"in advance|advance notice|"
    r"Genehmigung|auf Anfrage|Voranmeldung|sur (?:autorisation|demande|rendez-vous)|"
    r"с разрешения|по разрешению|по заявк|需|须|須|申请|申請|批准|预约|預約",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"\bopen\b|freely (?:available|accessible)|available (?:for|to) (?:research|use|the public)|"
    r"accessible to (?:all|the public)|\bpublic(?:ly)?\b|free access|"
    r"frei zugänglich|öffentlich|communicable|librement accessible|libre accès|accès libre|\bouvert|"
    r"открыт|свободн|общедоступ|公开|公開|开放|開放|自由",
    re.IGNORECASE,
)
# What turns a word that opens into its contrary, or keeps it for some people or for later.
_DENIED = re.compile(
    r"\b(?:no|not|non(?!-)|never|nor|neither|none|nobody|cannot|without|den(?:y|ied|ial)|refused?|forbidden|only|solely|"
    r"exclusively|except\w*|excluding|unless|until|"
    r"kein\w*|nicht|nie|nur|ohne|außer|ausschließlich|verboten|untersagt|"
    r"pas|aucune?|sans|jamais|seulement|uniquement|exclusivement|sauf|interdite?s?|"
    r"не|нет|ни|без|только|лишь|кроме|исключительно|запрещ\w*|отказ\w*)\b|n['’]t\b|"
    r"[不未非无無没沒勿禁尚暂暫仅僅只除]|拒绝|拒絕",
    re.IGNORECASE,
)
_DATED = re.compile(
    r"\b(?:from|after|by|ab|nach|с|после|partir|après)\b[^.;]{0,30}?(?<!\d)[12]\d{3}(?!\d)|"
    r"(?<!\d)[12]\d{3}(?!\d)[^。；]{0,8}(?:后|後|起)",
    re.IGNORECASE,
)
_CODES: dict[str, Access] = {
    "public": "public", "open": "public", "free": "public", "unrestricted": "public", "published": "public",
    "internal": "internal", "staff": "internal", "staff only": "internal",
    "restricted": "restricted", "closed": "restricted", "private": "restricted", "unknown": "restricted",
}  # fmt: skip


def stated_access(statement: str) -> tuple[Access, bool]:
    """The access that a statement gives, and whether it was understood; restricted where it was not.

    Public is only what `opens_to_all` knows word for word. What is open on a condition (an application,
    an appointment) is internal: no visitor has met it. What is open to some or from some year is restricted.
    Sentences that speak of copying alone ("Copyright retained.") beside others are not asked.
    """
    text = " ".join(statement.split())
    if code := _CODES.get(text.lower().rstrip(".")):
        return code, True
    text = without_use(without_exceptions(text))
    rest = _NOT_CLOSED.sub(" ", text)
    if _CLOSED.search(rest):
        return "restricted", True
    if rest == text and not _OPEN.search(text):
        return "restricted", bool(_CONDITIONAL.search(text))
    if _DENIED.search(rest) or _DATED.search(rest):
        return "restricted", True
    if _CONDITIONAL.search(text):
        return "internal", True
    return ("public", True) if opens_to_all(text) else ("restricted", False)


def strictest_statement(statements: Iterable[str]) -> str:
    """Of several statements the one that closes most, "" when there is none."""
    return max(statements, key=lambda said: LEVELS.index(stated_access(said)[0]), default="")


def stricter(levels: Iterable[Access]) -> Access:
    """The strictest of the given levels; public when there are none."""
    return max(levels, key=LEVELS.index, default="public")
