"""Values that a question asks for more closely than "how much" tells: money, weight, size, a birth.

"How much was paid" is answered by no weight, and "when was he born" by no date of a sale. Closed lists of
words in three languages say what is asked, and the shapes of amounts what a text gives.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

AMOUNT = (
    r"(?:\d[\d.,\u00a0\u202f ]*|[〇零一二三四五六七八九十百千万两]+|"
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty|hundred|thousand|million|billion|half|"
    r"дв(?:а|е|ух|ое|оих|адцат\w*|ести)|тр(?:и|ёх|ех|ое|оих|идцат\w*|иста)|четыр\w*|пят\w*|шест\w*|сем\w*|восем\w*|девян?\w*|"
    r"десят\w*|сорок\w*|сто|сотн\w*|тысяч\w*|миллион\w*|полтор\w*|\w+надцат\w*)[\s-]+)"
)

_FILE = Path(__file__).with_name("values.csv")


def pattern_table(file: Path, told: str) -> Mapping[str, tuple[re.Pattern[str], re.Pattern[str]]]:
    """By name what asks for a thing (column `asked`) and what gives it (column `told`), from a CSV file.

    AMOUNT stands for any number.
    """
    with file.open(encoding="utf-8", newline="") as rows:
        return {
            row["name"]: (
                re.compile(row["asked"], re.IGNORECASE),
                re.compile(row[told].replace("AMOUNT", AMOUNT), re.IGNORECASE),
            )
            for row in csv.DictReader(rows)
        }


_VALUES = pattern_table(_FILE, "given")
_NUMBERS = frozenset({"money", "weight", "size", "share"})
_LIVES = frozenset({"birth", "death", "marriage"})
_CLOSER = {"birth date": "birth", "death date": "death"}  # what is asked when one asks when


@dataclass(frozen=True, slots=True)
class AskedValues:
    """The closer kinds of value that a question asks for, `numbers` those that are amounts."""

    names: tuple[str, ...]

    @classmethod
    def of(cls, question: str) -> AskedValues:
        """What `question` asks for; empty for most."""
        found = [name for name, (asked, _) in _VALUES.items() if asked.search(question)]
        wider = {_CLOSER[name] for name in found if name in _CLOSER}
        if not _NUMBERS.isdisjoint(found):  # "after his death, how much …" asks for no death
            wider |= _LIVES
        return cls(tuple(name for name in found if name not in wider))

    @property
    def numbers(self) -> AskedValues:
        """Those that are amounts."""
        return AskedValues(tuple(name for name in self.names if name in _NUMBERS))

    def places(self, text: str) -> list[int]:
        """Where `text` has something of them, in order."""
        return sorted(found.start() for name in self.names for found in _VALUES[name][1].finditer(text))

    def lacking(self, text: str) -> float:
        """The share of them that `text` has nothing of, from 0 to 1."""
        if not self.names:
            return 0.0
        return sum(not _VALUES[name][1].search(text) for name in self.names) / len(self.names)
