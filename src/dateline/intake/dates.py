"""Dates that people give: only what can mean one day is taken."""

from __future__ import annotations

import re
from datetime import date, datetime

from dateline.errors import DateError

_TIME = r"(?:,?[T\s]\s*\d{1,2}:\d{2}.{0,30})?"
_MONTH = r"(?P<month>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_REST = (
    r"(?:(?<=Jan)uary|(?<=Feb)ruary|(?<=Mar)ch|(?<=Apr)il|(?<=Jun)e|(?<=Jul)y|(?<=Aug)ust"
    r"|(?<=Sep)t(?:ember)?|(?<=Oct)ober|(?<=Nov)ember|(?<=Dec)ember)?\.?"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_WEEKDAY = r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*\.?,?\s+)?"
_FORMS = (
    re.compile(rf"(?P<iso>\d{{4}}-\d{{2}}-\d{{2}}){_TIME}"),
    re.compile(rf"{_WEEKDAY}{_DAY}[\s-](?:of\s)?\s*{_MONTH}{_REST},?[\s-]\s*(?P<year>\d{{4}}){_TIME}", re.I),
    re.compile(rf"{_WEEKDAY}{_MONTH}{_REST}\s+{_DAY},?\s+(?P<year>\d{{4}}){_TIME}", re.I),
)


def parse_date(given: str) -> date:
    """The day that a person or a file gives, such as a publication date.

    Taken are ISO 8601 days and times ("2016-10-31", "2016-10-31T08:00:00Z", of which the day as written counts) and
    days whose month is a word ("31 Oct 2016", "October 31, 2016"). Days of figures alone are refused, for 10/11/2016
    is one day in Baghdad and another in Boston. Raises DateError.

    >>> parse_date("31 Oct 2016")
    datetime.date(2016, 10, 31)
    """
    text = given.strip()
    for form in _FORMS:
        if match := form.fullmatch(text):
            found = match.groupdict()
            try:
                if "iso" in found:
                    return date.fromisoformat(found["iso"])
                return datetime.strptime("{day} {month} {year}".format_map(found), "%d %b %Y").date()
            except ValueError:
                break
    shown = text if len(text) <= 40 else text[:40] + "…"
    raise DateError(f"{shown!r} is not a day that can be told for sure; write it as YYYY-MM-DD or as 31 Oct 2016")
