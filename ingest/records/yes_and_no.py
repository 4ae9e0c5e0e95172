"""Who may read a record, from answers of yes and no."""

_YES = frozenset({"1", "true", "yes", "y", "ja", "j", "да", "是", "oui", "x"})
_NO = frozenset({"0", "false", "no", "n", "nein", "нет", "否", "non"})
_NONE = frozenset(
    {"none", "nil", "n/a", "keine", "aucune", "néant", "отсутствуют", "无", "無", "-", "–", "—"}
)


def published(answer: str) -> str:
    """The access that the answer gives to whether a record is public; another answer as it is."""
    word = answer.casefold()
    if word in _YES or word == "published":
        return "public"
    return "restricted" if word in _NO or word in ("internal", "unpublished") else answer


def restricted(answer: str) -> str:
    """The access that the answer gives to what restricts a record; "" for nothing, which opens nothing."""
    word = answer.casefold().rstrip(".")
    return "restricted" if word in _YES else "" if word in _NO | _NONE else answer
