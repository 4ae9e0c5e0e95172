"""Statements on what may be done with a work, as against who may read of it."""

import re

_OF_USE = re.compile(
    r"licen[cs]e|copyright|©|creative\s?commons|\bCC\b|public domain|\bre-?us|reproduc|distribut|citation|"
    r"commercial|Lizenz|Urheber|Nutzung|droits|kommerziell|лиценз|коммерческ|авторск|许可|許可|商业|商業|版权|版權",
    re.IGNORECASE,
)


def is_about_use(statement: str) -> bool:
    """Whether a statement speaks of copying and licences; it may speak of restrictions and close nothing."""
    return bool(_OF_USE.search(statement))
