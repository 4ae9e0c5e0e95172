"""Stretches of years, and the places in a text that name them."""

from dataclasses import dataclass

# A part of a stretch, as shares of its length: (0, 0.5) is its first half.
Part = tuple[float, float]

_APPROXIMATELY = 5  # years either side of "c. 1738"
_APPROXIMATELY_EARLY = 25  # the same before the year 1000, where "c." is used more loosely
_OPEN = 100  # years that "before 1800" and "after 1800" reach


@dataclass(frozen=True, slots=True, order=True)
class YearSpan:
    """The years from `first` to `last`, both included, counted astronomically: 0 is 1 BC, -220 is 221 BC.

    Raises `ValueError` if `first` is later than `last`.
    """

    first: int
    last: int

    def __post_init__(self) -> None:
        if self.first > self.last:
            raise ValueError(f"A span of years cannot begin in {self.first} and end in {self.last}.")

    @property
    def edtf(self) -> str:
        """The span in the Extended Date/Time Format (ISO 8601-2): `1738`, `1701/1800`, `-0299/-0200`."""
        if self.first == self.last:
            return _edtf_year(self.first)
        return f"{_edtf_year(self.first)}/{_edtf_year(self.last)}"

    def overlaps(self, other: "YearSpan") -> bool:
        """Whether the two have a year in common."""
        return self.first <= other.last and other.first <= self.last


@dataclass(frozen=True, slots=True)
class DateMention:
    """The half-open place `start:end` in a text that names a date, and every span it may mean, in order."""

    start: int
    end: int
    spans: tuple[YearSpan, ...]


def mention(start: int, end: int, *spans: YearSpan) -> DateMention:
    """A mention with its candidates in order and without repetition."""
    return DateMention(start, end, tuple(sorted(set(spans))))


def astronomical(year: int, *, bc: bool) -> int:
    """The astronomical number of a year as it is written: 221 BC is -220."""
    return 1 - year if bc else year


def years(first: int, last: int, *, bc: bool = False) -> YearSpan:
    """The span between two written years of one era, whichever comes first."""
    low, high = sorted((astronomical(first, bc=bc), astronomical(last, bc=bc)))
    return YearSpan(low, high)


def century(number: int, *, bc: bool = False) -> YearSpan:
    """A century as historians count it: the 18th is 1701 to 1800, the 3rd BC is 300 BC to 201 BC."""
    return years(100 * number - 99, 100 * number, bc=bc)


def millennium(number: int, *, bc: bool = False) -> YearSpan:
    """A millennium: the 2nd BC is 2000 BC to 1001 BC."""
    return years(1000 * number - 999, 1000 * number, bc=bc)


def decade(year: int) -> YearSpan:
    """The ten years that begin with `year`."""
    return YearSpan(year, year + 9)


def part_of(span: YearSpan, part: Part) -> YearSpan:
    """The part of `span` between two shares of its length, never less than a year.

    Shares outside 0..1 reach beyond it: the turn of a century is (-0.1, 0.1).
    """
    length = span.last - span.first + 1
    first = span.first + round(part[0] * length)
    return YearSpan(first, max(first, span.first + round(part[1] * length) - 1))


def approximately(span: YearSpan) -> YearSpan:
    """What "circa" makes of one year or two: five years either side, 25 before the year 1000. Ranges stay."""
    margin = _margin(span)
    return YearSpan(span.first - margin, span.last + margin)


def before(span: YearSpan, *, about: bool = False) -> YearSpan:
    """The hundred years before `span`: a limit rather than an endless span, which would match everything.

    `about` makes the limit less sharp: what is before c. 1765 may be of 1769.
    """
    margin = _margin(span) if about else 0
    return YearSpan(span.first - _OPEN - margin, span.first - 1 + margin)


def after(span: YearSpan, *, about: bool = False) -> YearSpan:
    """The hundred years from the end of `span` on; see `before`."""
    margin = _margin(span) if about else 0
    return YearSpan(span.last - margin, span.last + _OPEN + margin)


def until(span: YearSpan, *, about: bool = False) -> YearSpan:
    """The hundred years up to the end of `span`, "not later than" it; see `before`."""
    margin = _margin(span) if about else 0
    return YearSpan(span.last - _OPEN - margin, span.last + margin)


def _margin(span: YearSpan) -> int:
    if span.last - span.first > 1:  # a year of the Hijra falls into two
        return 0
    return _APPROXIMATELY if span.first >= 1000 else _APPROXIMATELY_EARLY


def union(first: YearSpan, second: YearSpan) -> YearSpan:
    """The shortest span that holds both."""
    return YearSpan(min(first.first, second.first), max(first.last, second.last))


def _edtf_year(year: int) -> str:
    if abs(year) > 9999:
        return f"Y{year}"
    return f"-{-year:04d}" if year < 0 else f"{year:04d}"
