"""Dates as museums write them, in English, Russian and Chinese, become spans of years.

`find_dates` reads a text with regular expressions and the vocabulary's dynasties and reigns. Libraries that
parse dates were tried and left: they give one date of a text and no place, in English only, and take
dimensions and page numbers for years.
"""

from retrieval.dates.finding import find_dates
from retrieval.dates.spans import DateMention, YearSpan

__all__ = ["DateMention", "YearSpan", "find_dates"]
