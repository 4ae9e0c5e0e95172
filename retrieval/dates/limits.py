"""Words before a date that widen it or set a limit: circa, before, не ранее."""

import re

from retrieval.dates.spans import DateMention, YearSpan, after, approximately, before, mention, until

ABOUT = r"(?:circa|ca?\.|c(?=\d)|ca|about|around|approximately|около|ок\.|примерно|приблизительно)"
_ABOUT_BEFORE = re.compile(
    rf"(?<!\w)(?<!\bB\.)(?:{ABOUT}\s?|c)$", re.IGNORECASE
)  # "c1760" has no more before it
_LIMIT_BEFORE = re.compile(
    r"(?<!\w)(?:(?P<before>before|prior\s+to|ante|раньше|ранее"
    r"|(?<!\d )(?<!г\. )(?<!года )(?<!век )(?<!века )(?<!в\. )до)"
    r"|(?P<until>(?:no|not)\s+(?:later|younger)\s+than|not\s+after|не\s+(?:позднее|позже|моложе))"
    r"|(?P<after>after|post|(?:no|not)\s+(?:earlier|older)\s+than|not\s+before"
    r"|после|не\s+(?:ранее|раньше|старше|древнее)|позже|позднее))"
    r"\s+(?:the\s+(?:year\s+)?)?(?:(?:circa|ca?\.|ок\.)\s?)?$",
    re.IGNORECASE,
)
_LONGEST = 36  # characters before a date that are looked at


def qualified(text: str, start: int, end: int, span: YearSpan) -> DateMention:
    """The mention of `span` with the words before it: about a year, or the hundred years before or after."""
    window = max(0, start - _LONGEST)
    about = _ABOUT_BEFORE.search(text[window:start])
    if about:
        start = window + about.start()
    limit = _LIMIT_BEFORE.search(text[window:start])
    if limit and (span.last - span.first <= 10 or (span.last - span.first) == 99):
        reach = before if limit["before"] else until if limit["until"] else after
        return mention(window + limit.start(), end, reach(span, about=bool(about)))
    return mention(start, end, approximately(span) if about else span)
