from hypothesis import given
from hypothesis import strategies as st

from retrieval.dates.year_terms import asked, held

years = st.integers(-5000, 2100)
spans = st.tuples(years, st.integers(0, 700)).map(lambda s: (s[0], s[0] + s[1]))


@given(spans, spans)
def test_two_spans_share_a_term_exactly_if_they_meet(one, other):
    meet = one[0] <= other[1] and other[0] <= one[1]
    assert bool(set(held([one])) & set(asked([other]))) is meet


@given(st.lists(spans, max_size=3), spans)
def test_several_spans_are_as_good_as_each_alone(several, other):
    alone = [bool(set(held([span])) & set(asked([other]))) for span in several]
    assert bool(set(held(several)) & set(asked([other]))) is any(alone)


def test_a_reign_takes_few_terms():
    assert len(held([(1736, 1795)])) < 40


def test_open_ends_are_cut_to_what_can_be_spelled():
    assert set(held([(-(10**9), -3000)])) & set(asked([(-3000, -3000)]))
    assert not set(held([(-(10**9), -3000)])) & set(asked([(-2999, 10**9)]))
