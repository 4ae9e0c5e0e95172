"""Statements on what may be done with a work, as against who may read of it."""

import re

_OF_USE = re.compile(
    r"licen[cs]e|copyright|©|creative\s?commons|\bCC\b|public domain|\bre-?us|reproduc|distribut|citation|"
    r"commercial|Lizenz|Urheber|Nutzung|droits|kommerziell|лиценз|коммерческ|авторск|许可|許可|商业|商業|版权|版權",
    re.IGNORECASE,
)
# Whoever holds a copyright: words known to limit nothing, and names, which begin with a capital.
_OWNER = (
    r"(?: (?!(?:only|staff|not|until|except|closed|restricted|permission|request|appointment)\b)"
    r"(?:by|for|with|the|of|and|in|his|her|its|their|de|du|des|la|von|van|der|und|et|"
    r"(?:artist|author|creator|donor|famil|heir|holder|maker|owner|photographer)(?:y|ies|s)?(?:['’]s?)?|"
    r"estate|museum|library|archives?|gallery|trust|university|(?-i:[A-ZÀ-ÖØ-ÞА-ЯЁ])[\w.'’-]*)){1,10}"
)
# Sentences that speak of copying and of nothing else, whole: what is not one of these is heard as it stands.
_USE_ALONE = re.compile(
    rf"(?:the )?copyright (?:(?:is|are|remains?) )?(?:retained|reserved|held|owned|with)(?:{_OWNER})?|"
    rf"(?:all )?(?:copy)?rights? (?:are )?reserved|©(?: ?\d{{4}}(?: ?[-–] ?\d{{4}})?)?,?(?:{_OWNER})?|"
    r"(?:(?:this work|it) is )?(?:in the )?public domain|"
    r"(?:CC|Creative Commons)(?:[ -](?:0|zero|BY|NC|ND|SA))*(?: \d\.\d)?(?: licen[cs]e)?|"
    r"alle Rechte vorbehalten|(?:das )?Urheberrecht (?:bleibt )?(?:gewahrt|vorbehalten)|"
    r"(?:tous )?droits réservés|"
    r"все права защищены|авторск(?:ие права|ое право) (?:сохраня[ею]тся|защищен[оы])|"
    r"版[权權]所有|(?:版[权權]|著作[权權])[归歸][\w·]{1,20}所有|保留(?:所有|全部)?(?:版[权權]|[权權]利)",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.;])\s+|(?<=[。；])\s*")
_MARKS = " .;。；"


def without_use(statement: str) -> str:
    """The statement without the sentences that speak of copying alone; as it is where it has no others."""
    kept = [s for s in _SENTENCE.split(statement) if not _USE_ALONE.fullmatch(s.strip(_MARKS))]
    return " ".join(kept) if any(s.strip(_MARKS) for s in kept) else statement


def is_about_use(statement: str) -> bool:
    """Whether a statement speaks of copying and licences; it may speak of restrictions and close nothing."""
    return bool(_OF_USE.search(statement))
