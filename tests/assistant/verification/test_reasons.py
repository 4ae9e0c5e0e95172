"""The reason that a refused sentence is given."""

import pytest

from assistant.verification.features import FEATURES, Measures
from assistant.verification.reasons import reason_of
from assistant.verification.verdict import Problem


@pytest.mark.parametrize(
    ("measure", "kind"),
    [("called_otherwise", "name"), ("unquoted", "claim"), ("undenied", "negation"), ("term", "claim")],
)
def test_what_is_enough_by_itself_is_named_with_its_place(measure: str, kind: str) -> None:
    values = {**dict.fromkeys(FEATURES, 0.0), measure: 1.0}
    found = Measures(values, (Problem(measure, 0, 5, f"what {measure} found"),))
    assert reason_of(found) == (kind, f"what {measure} found")
