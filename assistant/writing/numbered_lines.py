"""Lines with a number before each, as models are asked for and as they write them."""

from __future__ import annotations

import re

_NUMBER = re.compile(r"^[\W_]{0,4}(\d{1,2})[*_]{0,2}\s?[.):、．：][*_]{0,2}\s*(?=\S)")


def numbered_lines(text: str) -> dict[int, str]:
    """What stands behind each number, in order; lines without a number go on with the one before.

    A number that comes again is left out, and so is what stands before the first.
    """
    found: dict[int, str] = {}
    current = 0
    for line in text.splitlines():
        if match := _NUMBER.match(line):
            current = int(match[1]) if int(match[1]) not in found else 0
            if current:
                found[current] = line[match.end() :].strip()
        elif current and line.strip():
            found[current] += f" {line.strip()}"
    return found
