"""What amounts of time mean, and units counted from a day: "two weeks ago", "the past year", "last week", "daily".

One function a rule of the table in `timerules`.
"""

from __future__ import annotations

import re
from datetime import date

from dateline.reading import timespan as cal
from dateline.reading.timedates import part_of, partly, read_day, said_year, until_published
from dateline.reading.timescene import (
    FUTURE,
    UNKNOWN,
    Found,
    Match,
    Scene,
    direction,
    figure,
    month_in_year,
    number_of,
    period,
    shift_unit,
    unit_span,
)
from dateline.reading.timespan import Span, shift
from dateline.reading.timewords import words


def said_amount(match: Match, name: str = "qty") -> tuple[float | None, bool]:
    """The amount of a group, None where it is vague, and whether the text leaves it open."""
    said = match.get(name)
    number = 1.0 if not said else number_of(said)
    loose = (
        number is None
        or said in words().lists["pairs"]
        or match.get("mod") in words().lists["amount_loose"]
        or bool(match.get("orso"))
    )
    if match.get("half"):
        number = number + 0.5 if number is not None else None
    return number, loose


def ago(match: Match, scene: Scene) -> Found | None:
    """eight days ago, a year ago, two days later, nearly three weeks earlier."""
    unit, side = match.get("unit"), match.get("side")
    number, loose = said_amount(match)
    if not match.get("qty"):
        number, loose = None, True
    if number == 0.5 and words().units[unit].of == 100:
        number, unit = 50, "years"
    entry = words().units[unit]
    sign = 1 if side in ("later", "after", "afterwards", "afterward", "hence", "from now", "thereafter") else -1
    if side in ("ago", "hence", "from now"):
        base = scene.base
    elif entry.letter in "MQY":
        base = scene.anchor or scene.base
    else:
        base = scene.day
    # "a year ago", "2.5 years ago", "a couple of weeks ago": the text rounds.
    loose = (
        loose
        or match.get("qty") in ("a", "an")
        or (number is not None and number != int(number))
        or entry.letter == "Y"
    )
    if number is None or base is None:
        vague = "PAST_REF" if sign < 0 else "FUTURE_REF"
        return Found("DATE", Span(vague), about=True)
    day = shift_unit(base, sign * number, unit)
    if day is None:
        return Found("DATE", Span("PAST_REF" if sign < 0 else "FUTURE_REF"), about=True)
    coarse = "decade" if entry.of == 10 else "century" if entry.of == 100 else ""
    if entry.clock:
        value = day.isoformat() if entry.letter == "H" and number >= 24 else day.isoformat() + "TXX"
        return Found("TIME", Span(value, day, day), about=loose)
    if coarse:
        value = cal.year(day.year).value
    elif entry.letter in "MQY":
        value = unit_span(day, {"M": "month", "Q": "quarter", "Y": "year"}[entry.letter]).value
    elif entry.letter == "W" and (loose and match.get("qty") not in ("a", "an")):
        value = cal.week(day).value
    else:
        value = day.isoformat()
    return Found("DATE", Span(value, day, day), about=loose, dated=side not in ("ago", "hence", "from now"))


def window(match: Match, scene: Scene) -> Found | None:
    """the past three days, the last few weeks, recent months, the next two years, the first nine months."""
    rel, unit = match.get("rel"), match.get("unit")
    number, loose = said_amount(match)
    plural = unit.endswith("s")
    said = match.get("qty")
    if not said and plural:
        number, loose = None, True
    entry = words().units[unit]
    if rel in ("recent", "most recent", "latest", "these", "past", "last") and not said and plural:
        back = words().reach[entry.letter] * entry.of
        first = shift_unit(scene.base, -back, unit.rstrip("s") if unit != "centuries" else unit)
        span = Span(
            "PAST_REF" if rel in ("recent", "past") else period(None, unit), first, scene.base if first else None
        )
        return Found("DATE" if span.value == "PAST_REF" else "DURATION", span, about=True)
    if rel in ("past", "last", "recent", "previous", "preceding", "latest", "prior"):
        base = (scene.day or scene.base) if rel in ("previous", "preceding", "prior") else scene.base
        reach = number if number is not None else words().reach[entry.letter] * 1.0
        first = shift_unit(base, -reach, unit)
        return Found("DURATION", Span(period(number, unit), first, base if first else None), about=loose)
    if rel in ("next", "coming", "following"):
        base = scene.day if rel == "following" or scene.published is None else scene.base
        reach = number if number is not None else words().reach[entry.letter] * 1.0
        last = shift_unit(base, reach, unit)
        return Found("DURATION", Span(period(number, unit), base if last else None, last), about=loose)
    return Found("DURATION", Span(period(number, unit)), about=loose)


def part_of_period(match: Match, scene: Scene) -> Found | None:
    """the first three months of 2016, the last week of May, the third week of March 2015."""
    rel, unit = match.get("rel"), match.get("unit")
    number, loose = said_amount(match)
    if not match.get("qty") and unit.endswith("s"):
        number, loose = None, True
    whole = _whole(match, scene)
    if whole is None:
        return None
    value = period(number, unit)
    nth = words().ordinals.get(rel, 0)
    if whole.first is None or whole.last is None:
        return Found("DURATION", Span(value), about=loose)
    reach = number if number is not None else 3.0
    if rel in ("last", "final", "closing"):
        start = shift_unit(shift(whole.last, 1, "D"), -reach, unit)
        span = Span(value, start, whole.last)
    else:
        start = shift_unit(whole.first, (nth - 1) * 1.0 if nth > 1 else 0, unit)
        end = shift_unit(start, reach, unit)
        span = Span(value, start, shift(end, -1, "D") if end else None)
        if nth > 1 or (rel == "first" and not match.get("qty")):
            if start and unit == "week":
                return Found("DATE", Span(cal.week(shift(start, 3, "D") or start).value, span.first, span.last))
            if start and unit in ("day", "month", "year"):
                return Found("DATE", Span(unit_span(start, unit).value, span.first, span.last))
    if span.first is None or span.last is None:
        span = Span(value)
    return Found("DURATION", span, about=loose)


def _whole(match: Match, scene: Scene) -> Span | None:
    """The month, year or season that a part is taken of."""
    year = said_year(match.get("year"), scene)
    if name := match.get("month").rstrip("."):
        number = words().months[name]
        year = year if year is not None else month_in_year(match, scene, number)
        return cal.month(year, number) if year is not None else Span("")
    return cal.year(year) if year is not None else Span("")


def week_of(match: Match, scene: Scene) -> Found | None:
    """the week of March 4, the weekend of 5 May."""
    found = read_day(match, scene)
    if found is None or found.span.first is None:
        return Found("DATE", Span(UNKNOWN[match.get("unit")])) if found else None
    return Found("DATE", unit_span(found.span.first, match.get("unit")), dated=found.dated, year=found.year)


FORWARD = ("next", "the next", "the following", "the coming", "this coming", "coming", "following")
BACKWARD = ("last", "the latest", "the previous", "the preceding", "this past", "previous", "the prior")


def rel_unit(match: Match, scene: Scene) -> Found | None:
    """last week, earlier this year, the following day, that month, the end of the year, late next week."""
    rel, unit = match.get("rel"), match.get("unit").removesuffix("'s")
    side = match.get("side")
    anaphoric = rel in (
        "that",
        "that same",
        "the same",
        "the following",
        "the previous",
        "the preceding",
        "the next",
        "following",
        "the prior",
    )
    if rel in ("the", "") and (side or match.get("part")):
        anaphoric = scene.narrative or scene.published is None
    # "Earlier in the week" looks at the day last told of, where the report is of these weeks.
    near = bool(rel == "the" and side and unit in ("week", "month") and scene.day and scene.published) and (
        0 <= ((scene.published or date.max) - (scene.day or date.max)).days < 60
    )
    if near:
        anaphoric, base = True, scene.day
    elif unit == "day":
        base = scene.day
        if rel in ("this", "last", "next"):
            base = scene.day if scene.narrative or scene.published is None else scene.base
    elif anaphoric:
        base = scene.anchor or scene.base
    else:
        base = scene.base
    step = 1 if rel in FORWARD else -1 if rel in BACKWARD else 0
    unknown = UNKNOWN.get(unit, "XXXX-XX-XX")
    if base is None:
        return Found("DATE", Span(unknown))
    moved = shift_unit(base if step == 0 or unit not in ("month", "quarter") else base.replace(day=1), step, unit)
    if moved is None:
        return Found("DATE", Span(unknown))
    span = unit_span(moved, unit)
    if unit == "weekend" and step == 0 and base.isoweekday() < 6 and direction(match) != FUTURE and rel != "this":
        earlier = shift(base, -7, "D")
        span = cal.weekend(earlier) if earlier else span
    if unit == "weekend" and step < 0 and base.isoweekday() == 7:
        earlier = shift(base, -7, "D")
        span = cal.weekend(earlier) if earlier else span
    limit = scene.published if not anaphoric else scene.day if near else None
    if (side or part_of(match)) and limit is None and not anaphoric:
        limit = base
    narrowed = partly(span, match, limit)
    if narrowed == span and rel in ("this", "the current", "the", "") and not anaphoric:
        narrowed = until_published(span, scene, match)
    return Found("DATE", narrowed, dated=True)


def year_earlier(match: Match, scene: Scene) -> Found | None:
    """the year-ago quarter, year-earlier: the year before."""
    base = scene.base
    return Found("DATE", cal.year(base.year - 1) if base else Span("XXXX"))


def year_end(match: Match, scene: Scene) -> Found | None:
    """year-end, the year's end, month's end, end-2016."""
    base = scene.base
    unit = match.get("unit")
    year = said_year(match.get("year"), scene)
    if year is not None:
        span = cal.year(year)
    elif base is None:
        return Found("DATE", Span(UNKNOWN.get(unit, "XXXX")))
    else:
        span = unit_span(base, unit)
    if span.last is None:
        return Found("DATE", span)
    return Found("DATE", Span(span.value, span.last, span.last))


def the_unit(match: Match, scene: Scene) -> Found | None:
    """the weekend; the year, the week, the quarter: the one that the text is about."""
    unit = match.get("unit")
    base = scene.anchor or scene.base if unit != "weekend" else scene.base
    if unit == "weekend":
        if base is None:
            return Found("DATE", Span(UNKNOWN["weekend"]))
        if direction(match) != FUTURE and base.isoweekday() < 6:
            base = shift(base, -7, "D") or base
        return Found("DATE", cal.weekend(base))
    base = scene.base or scene.anchor
    if base is None:
        return Found("DATE", Span(UNKNOWN[unit]))
    return Found("DATE", until_published(unit_span(base, unit), scene, match))


def day_before(match: Match, scene: Scene) -> Found | None:
    """the day before, the day after: of the day last told of."""
    if scene.day is None:
        return Found("DATE", Span("XXXX-XX-XX"))
    day = shift(scene.day, -1 if match.get("side") in ("before", "earlier", "prior") else 1, "D")
    return Found("DATE", cal.days(day) if day else Span("XXXX-XX-XX"))


def repeated(match: Match, scene: Scene) -> Found | None:
    """daily, every day, each Monday, twice a week, Friday nights."""
    if word := match.get("word"):
        return Found("SET", Span(words().sets[word]))
    if name := match.get("weekday"):
        number = words().weekdays[name.rstrip("s") if name not in words().weekdays else name]
        part = match.get("daypart").rstrip("s")
        return Found("SET", Span(f"XXXX-WXX-{number}" + (f"T{words().dayparts[part]}" if part else "")))
    unit = match.get("unit")
    if unit in words().dayparts:
        return Found("SET", Span("XXXX-XX-XXT" + words().dayparts[unit]))
    amount = 2.0 if match.get("other") else said_amount(match)[0]
    return Found("SET", Span(period(amount, unit)))


PERSON = re.compile(r"[ -](?:boy|girl|baby|infant|son|daughter|child|toddler|man|woman|twins?)\b", re.IGNORECASE)


def _lasting(match: Match) -> bool:
    """Whether a noun that lasts ("operation", "siege") follows within two words."""
    nearby = re.findall(r"[\w'-]+", match.after(40))[:3]
    return any(word.lower() in words().lists["lasting"] for word in nearby)


def _up_to_now(number: float | None, unit: str, match: Match, scene: Scene) -> Span:
    """A duration with the days up to the publication day."""
    first = shift_unit(scene.base, -number, unit) if number is not None else None
    return Span(period(number, unit), first, scene.base if first else None)


def compound(match: Match, scene: Scene) -> Found | None:
    """two-week, week-old, month-long, eight-hour; no ages of people."""
    unit, tail = match.get("unit"), match.get("tail")
    number, _ = said_amount(match)
    if not match.get("qty") and unit.endswith("s"):
        number = None
    lasting = _lasting(match)
    if tail == "old" and not lasting:
        if not match.get("qty") and re.search(r"\w[- ]$", match.before(2)):
            return None  # the rest of an age whose number was refused
        if match.get("qty") and (unit.startswith("year") or PERSON.match(match.after())):
            return None
    if not words().units[unit].clock and (lasting or tail == "old"):
        return Found("DURATION", _up_to_now(number, unit, match, scene), about=True)
    return Found("DURATION", Span(period(number, unit)))


def duration(match: Match, scene: Scene) -> Found | None:
    """two weeks, nearly 24 hours, a year and a half, a few days, two years and three months."""
    unit, said = match.get("unit"), match.get("qty")
    number, loose = said_amount(match)
    entry = words().units[unit]
    after = match.after(12)
    if re.match(r"[ -](?:old|of age)\b", after):
        return None
    single = said in ("a", "an", "one", "half a", "half", "another")
    if (entry.letter in "SQ" and single) or (unit in ("second", "quarter") and not said.isdigit()):
        return None
    if unit in ("min", "second", "quarter", "hr", "yr", "night", "decade") and number and number > 1:
        return None
    if unit == "quarters" and after.startswith(" of"):
        return None
    value = period(number, unit)
    if match.get("unit2"):
        second, _ = said_amount(match, "qty2")
        one, two = words().units[unit], words().units[match.get("unit2")]
        if one.clock == two.clock and one.letter != two.letter:
            value += f"{figure(second and second * two.of)}{two.letter}"
    return Found("DURATION", Span(value), about=loose)


def vague(match: Match, scene: Scene) -> Found | None:
    """for weeks, hours of fighting: a duration of no known length."""
    unit = match.get("unit")
    if re.match(r" (?:old|of age|ago)\b", match.after(8)):
        return None
    return Found("DURATION", Span(period(None, unit)), about=True)


def present(match: Match, scene: Scene) -> Found | None:
    """now, currently."""
    return Found("DATE", Span("PRESENT_REF", scene.published, scene.published))


def past(match: Match, scene: Scene) -> Found | None:
    """recently."""
    return Found("DATE", Span("PAST_REF"), about=True)


def future(match: Match, scene: Scene) -> Found | None:
    """the near future."""
    return Found("DATE", Span("FUTURE_REF"), about=True)
