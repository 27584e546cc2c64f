"""What dates mean: days, hours, months, seasons, holidays, quarters, years. One function a rule of `timerules`."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from dateutil.easter import easter

from dateline.reading import timespan as cal
from dateline.reading.timescene import (
    FUTURE,
    PAST,
    Found,
    Match,
    Scene,
    clock_value,
    day_in_year,
    direction,
    month_in_year,
    weekday_day,
    year_number,
)
from dateline.reading.timespan import Span, shift
from dateline.reading.timewords import words

YEAR_REFERENCES = (
    "that year",
    "the same year",
    "last year",
    "this year",
    "next year",
    "the year",
    "the following year",
    "the previous year",
)


def said_year(text: str, scene: Scene) -> int | None:
    """The year in figures or words, or "that year", "last year"."""
    if not text:
        return None
    if text in YEAR_REFERENCES:
        base = scene.base if text in ("last year", "this year", "next year") else scene.anchor or scene.base
        step = -1 if "last" in text or "previous" in text else 1 if "next" in text or "following" in text else 0
        return base.year + step if base else None
    return year_number(text.removeprefix("fiscal ").removeprefix("the year "))


def read_day(match: Match, scene: Scene) -> Found | None:
    """The day of the groups that <<when>> captures."""
    if word := match.get("deictic"):
        steps = {
            "yesterday": -1,
            "today": 0,
            "tomorrow": 1,
            "the day before yesterday": -2,
            "the day after tomorrow": 2,
        }
        day = scene.base and shift(scene.base, steps[word], "D")
        if day is None:
            return Found("DATE", Span("PRESENT_REF" if word == "today" else "XXXX-XX-XX"))
        return Found("DATE", cal.days(day))
    if name := match.get("wd2"):
        number = words().weekdays[name.rstrip(".")]
        if week := match.get("wkrel"):
            step = {"last": -7, "this": 0, "next": 7}[week.split()[-2]]
            monday = scene.base and cal.week(scene.base).first
            day = shift(monday, step + number - 1, "D") if monday else None
        else:
            day = weekday_day(match, scene, number, match.get("rel"))
        return Found("DATE", cal.days(day) if day else Span(f"XXXX-WXX-{number}"))
    month = words().months[match.get("month").rstrip(".")]
    number = int(re.sub(r"\D", "", match.get("day")))
    year = said_year(match.get("year"), scene)
    if cal.make_date(2000, month, number) is None:
        return None

    def in_year(year: int) -> Span:
        return day_of(year, month, number)

    if year is not None:
        return Found("DATE", in_year(year), dated=True, year=year)
    day = day_in_year(match, scene, lambda year: cal.make_date(year, month, number))
    span = cal.days(day) if day else Span(f"XXXX-{month:02d}-{number:02d}")
    return Found("DATE", span, dated=day is not None, again=in_year)


def day_of(year: int, month: int, number: int) -> Span:
    """The day, or its value alone where the calendar lacks it (29 February 2015)."""
    day = cal.make_date(year, month, number)
    return cal.days(day) if day else Span(f"{year:04d}-{month:02d}-{number:02d}")


def moment(match: Match, scene: Scene) -> Found | None:
    """A day, with a part of it or an hour or without: "5 p.m. on Tuesday", "the night of 3 March", "early Friday"."""
    if (
        re.search(r"(?:his|her|their|our|my|and|or) $", match.before(6))
        and match.get("deictic") == "today"
        and not scene.base
    ):
        return None
    found = read_day(match, scene)
    if found is None:
        return None
    said = match.get("clock") or match.get("clock2")
    hour = clock_value(said) if said else ""
    part = match.get("daypart") or match.get("lead")
    if not hour and part:
        part = re.sub(r"^(the )?(early|late|small|mid)?[ -]?(.*?)( hours)?$", r"\3", part).rstrip("s")
        code = "NI" if part in ("overnight",) else "MO" if part == "hour" else words().dayparts.get(part, "")
        hour = "T" + code if code else ""
    if not hour:
        return found
    if found.span.value == "PRESENT_REF":
        return replace_span(found, Span("XXXX-XX-XX" + hour), "TIME")
    again = found.again
    found.again = (lambda year: with_hour(again(year), hour)) if again else None
    return replace_span(found, with_hour(found.span, hour), "TIME")


def with_hour(span: Span, hour: str) -> Span:
    return Span(span.value + hour, span.first, span.last)


def replace_span(found: Found, span: Span, kind: str | None = None) -> Found:
    """The same reading with another span, and another type where one is given."""
    return replace(found, span=span, type=kind or found.type)


def iso(match: Match, scene: Scene) -> Found | None:
    """2016-10-31, 2016-10-31T14:30."""
    day = cal.make_date(int(match.get("y")), int(match.get("m")), int(match.get("d")))
    if day is None:
        return None
    hour = f"T{match.get('h')}:{match.get('mi')}" if match.get("h") else ""
    return Found("TIME" if hour else "DATE", with_hour(cal.days(day), hour), dated=True, year=day.year)


def numeric(match: Match, scene: Scene) -> Found | None:
    """31/10/2016, 31.10.2016: the day first unless that cannot be."""
    a, b, year = int(match.get("a")), int(match.get("b")), year_number(match.get("y"))
    if year is None or (len(match.get("y")) == 2 and match.get("sep") != "/"):
        return None
    day = cal.make_date(year, b, a) or cal.make_date(year, a, b)
    return Found("DATE", cal.days(day), dated=True, year=year) if day else None


def day_range(match: Match, scene: Scene) -> list[Found] | None:
    """May 28-30; between 3 and 5 March 2016: two expressions, each with the days of both."""
    month = words().months[match.get("month").rstrip(".")]
    first, last = (int(re.sub(r"\D", "", match.get(name))) for name in ("a", "b"))
    sure = match.get("sep").strip() not in ("and", "or", ",", "&")
    if first >= last or (
        not sure
        and not match.get("year")
        and re.match(r" (?!in|at|as|on|when|near|by|during|to|for|of)[a-z]", match.after(5))
    ):
        return None
    year = said_year(match.get("year"), scene)
    dated = year
    if year is None:
        day = day_in_year(match, scene, lambda year: cal.make_date(year, month, last))
        year = day.year if day else None
    ends = []
    for name, number in (("a", first), ("b", last)):
        span = day_of(year, month, number) if year else Span(f"XXXX-{month:02d}-{number:02d}")
        before = match.start("month") < match.start("a")
        start = match.start() if name == "a" else match.start("b")
        end = match.end("a") if name == "a" else match.end()
        if name == "a" and not before:
            start = match.start("a")
        ends.append(Found("DATE", span, start=start, end=end, dated=True, year=dated))
    if sure or re.search(r"\b(?:between|from) $", match.before(9)):
        join(ends[0], ends[1])
    return ends


def join(a: Found, b: Found) -> None:
    """Gives both ends of a range the days of the whole."""
    if a.span.first and b.span.last and a.span.first <= b.span.last:
        first, last = a.span.first, b.span.last
        a.span, b.span = Span(a.span.value, first, last), Span(b.span.value, first, last)


def clock(match: Match, scene: Scene) -> Found | None:
    """An hour alone is that of the day last told of: "at 14:30 local time"."""
    hour = clock_value(match.get("clock"))
    if not hour:
        return None
    day = scene.day or scene.base
    return Found("TIME", with_hour(cal.days(day) if day else Span("XXXX-XX-XX"), hour))


def rel_daypart(match: Match, scene: Scene) -> Found | None:
    """last night, this morning, that evening, the next morning, tonight, overnight."""
    rel, part = match.get("rel"), match.get("daypart")
    word = match.get("word")
    if word == "tonight":
        rel, part = "this", "night"
    elif word == "overnight":
        rel, part = "last", "night"
    code = words().dayparts[part]
    if rel in ("this", "last") or (rel == "the" and scene.day is None):
        day = scene.base
        step = -1 if rel == "last" else 0
    else:
        day = scene.day
        step = {"the next": 1, "the following": 1, "the previous": -1, "next": 1, "following": 1}.get(rel, 0)
    day = shift(day, step, "D") if day else None
    if day is None:
        return Found("TIME", Span("XXXX-XX-XXT" + code))
    span = with_hour(cal.days(day), "T" + code)
    if word == "overnight" and scene.base:
        span = Span(span.value, span.first, scene.base)
    elif rel == "last" and part == "night":
        span = Span(span.value, span.first, shift(day, 1, "D"))
    return Found("TIME", span)


def bare_daypart(match: Match, scene: Scene) -> Found | None:
    """at night, at dawn: of no known day."""
    return Found("TIME", Span("XXXX-XX-XXT" + words().dayparts[match.get("daypart").rstrip("s")]))


def part_of(match: Match) -> str:
    """Which part of the period the modifier before it names; empty for none."""
    said = re.sub(r"^(the|by|very) ", "", match.get("part"))
    said = re.sub(r"[ -]*(of|in)?( the)?$", "", said).replace("very ", "").strip(" -")
    return words().parts.get(said, words().parts.get(said.removesuffix(" part"), ""))


def partly(span: Span, match: Match, base: date | None) -> Span:
    """The span narrowed by "early", "the end of", "earlier", "later"."""
    if name := part_of(match):
        return cal.part(span, name)
    side = match.get("side")
    if side and base and span.first and span.last and span.first <= base <= span.last:
        if side == "earlier":
            return Span(span.value, span.first, base)
        if side == "later" and base < span.last:
            return Span(span.value, shift(base, 1, "D"), span.last)
    return span


def led_by(match: Match) -> bool:
    """Whether a word that leads a month ("in", "since", "of" …) stands before the match."""
    lead = re.search(r"(\w+)\W{1,2}$", match.before(15))
    return bool(lead and lead[1].lower() in words().lists["month_leads"])


NOT_A_MONTH = re.compile(
    r" (?:be|have|also|not|well|on|toward|towards|through|against|said|says|told|has|was|is|will|would)\b"
)


def month(match: Match, scene: Scene) -> Found | None:
    """October, late October 2016, last March, May of that year."""
    name, rel = match.get("month").rstrip("."), match.get("rel")
    number = words().months[name]
    year = said_year(match.get("year"), scene)
    modified = bool(rel or match.get("part") or match.get("side"))
    if name in words().ambiguous_months and not match.get("year") and not modified:
        offensive = match.before(4).lower().endswith("the ") and re.match(r" [a-z]{3}", match.after(4))
        if not (led_by(match) or offensive) or NOT_A_MONTH.match(match.after()):
            return None
    base = scene.base
    if year is not None:
        span = cal.month(year, number)
        return Found("DATE", partly(span, match, None), dated=True, year=year)
    if rel in ("every", "each"):
        return Found("SET", Span(f"XXXX-{number:02d}"))
    guess: int | None
    if base is None:
        guess = None
    elif rel in ("last", "the previous", "this past", "the past"):
        guess = base.year if number < base.month else base.year - 1
    elif rel in ("next", "the following", "this coming", "the coming", "the next"):
        guess = base.year if number > base.month else base.year + 1
    elif rel in ("this", "that", "the same"):
        guess = base.year if rel == "this" else month_in_year(match, scene, number)
    else:
        guess = month_in_year(match, scene, number)
    if guess is None:
        return Found("DATE", Span(f"XXXX-{number:02d}"), again=lambda year: cal.month(year, number))
    span = until_published(cal.month(guess, number), scene, match)
    return Found(
        "DATE", partly(span, match, base), dated=True, again=lambda year: partly(cal.month(year, number), match, None)
    )


def until_published(span: Span, scene: Scene, match: Match) -> Span:
    """A period that holds the publication day, cut there unless the text looks forward: what is told has happened."""
    base = scene.published
    if base is None or scene.narrative or not span.first or not span.last or not span.first <= base < span.last:
        return span
    return Span(span.value, base, span.last) if direction(match) == FUTURE else Span(span.value, span.first, base)


IN_THE = re.compile(r"\b(?:in|by|during|until|since|this|early|late) $", re.IGNORECASE)
NOT_A_SEASON = re.compile(r"\b(?:Arab|Prague|[Hh]ot|to|will|would|can|could|may) $")


def season(match: Match, scene: Scene) -> Found | None:
    """the summer of 2014, last winter, this spring."""
    name, rel = match.get("season"), match.get("rel")
    code = words().seasons[name]
    year = said_year(match.get("year"), scene)
    said_part = bool(match.get("part"))
    if name in words().ambiguous_seasons and year is None and rel in ("", "the"):
        before, after = match.before(12), match.after(10)
        if name == "fall" and not (IN_THE.search(before) or said_part):
            return None
        if after.startswith((" of ", " in ", "s ", " from", " up", " into", " water")) or NOT_A_SEASON.search(before):
            return None
    base = scene.base
    if year is not None:
        return Found("DATE", partly(cal.season(year, code), match, None), dated=True, year=year)
    if rel in ("every", "each"):
        return Found("SET", Span(f"XXXX-{code}"))
    if base is None:
        return Found("DATE", Span(f"XXXX-{code}"), again=lambda year: cal.season(year, code))
    start = cal.SEASON_STARTS[code]
    guess = base.year
    ahead = direction(match) == FUTURE if scene.published and not scene.narrative else False
    if code == "WI" and base.month <= 2 and rel not in ("next", "this coming"):
        guess -= 1
    if rel in ("last", "the previous", "this past"):
        over = cal.season(guess, code).last
        guess -= 0 if over and over < base else 1
    elif rel in ("next", "the following", "this coming", "the next"):
        guess += 0 if start > base.month else 1
    elif rel == "" and not ahead and start > base.month and scene.published and not scene.narrative:
        guess -= 1
    span = cal.season(guess, code)
    return Found("DATE", partly(span, match, base), dated=True, again=lambda year: cal.season(year, code))


def holiday_span(rule: dict[str, object], year: int) -> Span:
    """The day or days of a holiday in a year of the common calendar."""
    day: date | None = None
    if "day" in rule:
        month, number = str(rule["day"]).split("-")
        day = cal.make_date(year, int(month), int(number))
    elif isinstance(nth := rule.get("nth"), list):
        day = cal.nth_weekday(year, nth[2], nth[0], nth[1])
    elif isinstance(offset := rule.get("easter"), int) and 1583 <= year <= 4099:
        day = shift(easter(year), offset, "D")
    elif isinstance(hijri := rule.get("hijri"), list):
        # A year of the common calendar can hold parts of two Islamic years: the first that begins in it.
        for islamic in range((year - 622) * 33 // 32 - 1, (year - 622) * 33 // 32 + 3):
            first = cal.hijri_day(islamic, hijri[0], hijri[1])
            if first and first.year == year:
                length = hijri[2] - hijri[1]
                last = shift(first, length, "D")
                if length > 20:
                    after = cal.hijri_day(islamic + hijri[0] // 12, hijri[0] % 12 + 1, 1)
                    last = shift(after, -1, "D") if after else last
                value = f"{year:04d}-{first.month:02d}-XX" if length > 20 else first.isoformat()
                return Span(value, first, last)
    return cal.days(day) if day else Span(f"{year:04d}-XX-XX")


def holiday(match: Match, scene: Scene) -> Found | None:
    """Christmas Eve, Ramadan 2016, last Thanksgiving.

    Islamic days are loose: each country begins a month by its own sight of the moon.
    """
    rule = words().holidays.get(match.get("holiday").replace("’", "'"))
    if rule is None:
        return None
    loose = "hijri" in rule
    year = said_year(match.get("year"), scene)
    if year is not None:
        return Found("DATE", holiday_span(rule, year), about=loose, dated=True, year=year)
    if scene.base is None:
        return Found("DATE", Span("XXXX-XX-XX"), about=loose, again=lambda year: holiday_span(rule, year))
    base = scene.base
    side = (
        FUTURE
        if match.get("rel") in ("next", "this coming")
        else PAST
        if match.get("rel") == "last"
        else direction(match)
    )
    spans = [holiday_span(rule, base.year + step) for step in (-1, 0, 1)]
    known = [span for span in spans if span.first and span.last]
    if not known:
        return Found("DATE", spans[1], about=loose)
    if side == FUTURE:
        chosen = next((span for span in known if span.last and span.last >= base), known[-1])
    elif side == PAST:
        chosen = next((span for span in reversed(known) if span.first and span.first <= base), known[0])
    else:
        chosen = min(known, key=lambda span: abs(((span.first or base) - base).days))
    return Found("DATE", chosen, about=loose, again=lambda year: holiday_span(rule, year))


def quarter(match: Match, scene: Scene) -> Found | None:
    """the third quarter, the first half of 2016, Q3 2016, this year's fourth quarter."""
    said = match.get("n") or match.get("q")
    number = int(said[0]) if said[:1].isdigit() else words().ordinals.get(said, 2 if said in ("latter", "last") else 0)
    halves = match.get("unit") == "half"
    if not 1 <= number <= (2 if halves else 4):
        return None
    owner = match.get("year") or match.get("owner").removesuffix("'s")
    year = said_year(owner, scene) if owner else None
    make = cal.half if halves else cal.quarter
    if year is None:
        if halves and not owner:
            return None
        base = scene.base
        if base is None:
            return Found("DATE", Span(f"XXXX-{'H' if halves else 'Q'}{number}"), again=lambda year: make(year, number))
        began = cal.quarter(base.year, number).first
        year = base.year if (began and began <= base) or direction(match) == FUTURE else base.year - 1
        return Found("DATE", make(year, number), dated=True, again=lambda year: make(year, number))
    return Found("DATE", make(year, number), dated=True, year=year)


def decade(match: Match, scene: Scene) -> Found | None:
    """the 1990s, the mid-'80s, the nineties."""
    if re.search(r"\b(?:his|her|their|my|our|your) (?:early |mid[- ]?|late )?$", match.before(16), re.IGNORECASE):
        return None
    tens = {
        "twenties": 20,
        "thirties": 30,
        "forties": 40,
        "fifties": 50,
        "sixties": 60,
        "seventies": 70,
        "eighties": 80,
        "nineties": 90,
    }
    said = match.get("y") or match.get("yy")
    first = int(said) if said else tens[match.get("word")]
    if first < 100:
        first += 1900
    return Found("DATE", cal.part(cal.decade(first), part_of(match)), dated=True, about=True)


def century(match: Match, scene: Scene) -> Found | None:
    """the 20th century, the early fifth century BC."""
    said = match.get("n")
    number = int(re.sub(r"\D", "", said)) if said[0].isdigit() else words().ordinals.get(said, 0)
    if not 1 <= number <= 30:
        return None
    if match.get("bc"):
        return Found("DATE", Span(f"BC{number - 1:02d}"), about=True)
    return Found("DATE", cal.part(cal.century(number), part_of(match)), about=True)


def before_christ(match: Match, scene: Scene) -> Found | None:
    """490 BC, August 490 BC: no days, since `datetime` has none."""
    month = words().months.get(match.get("month").rstrip("."))
    return Found("DATE", Span(f"BC{int(match.get('y')):04d}" + (f"-{month:02d}" if month else "")))


def year_range(match: Match, scene: Scene) -> list[Found] | None:
    """1939-1945, 2015–16: two expressions, each with the days of both."""
    first, second = int(match.get("a")), match.get("b")
    last = int(second) if len(second) == 4 else first // 100 * 100 + int(second)
    if not first < last <= first + 100:
        return None
    ends = [
        Found("DATE", cal.year(first), start=match.start(), end=match.end("a"), dated=True, year=first),
        Found("DATE", cal.year(last), start=match.start("b"), end=match.end(), dated=True, year=last),
    ]
    join(ends[0], ends[1])
    return ends


STRONG_YEAR_LEAD = re.compile(r"\b(?:in|since|during|until|till|late|early|mid|year|years|circa) $", re.IGNORECASE)
YEAR_LEAD = re.compile(
    r"(?:\b(?:of|by|from|to|for|after|before|between|and|the|through|throughout|or|this|that|around"
    r"|about|as of|its|their|his|her|than|a)"
    r"|['’]s|[(,\[/–—-]) ?$",
    re.IGNORECASE,
)
NUMBER_LEAD = re.compile(
    r"(?:[$£€#№]|\b(?:no|nos|number|room|flight|resolution|page|lines?|highway|route|model|about"
    r"|some|nearly|over|than) )\.?$",
    re.I,
)
INSIDE_NUMBER = re.compile(r"\d[/.-]$")
NEXT_WORD = re.compile(r"[ -]([a-z]+)(?: ([a-z]+))?")


def year(match: Match, scene: Scene) -> Found | None:
    """2014, late 2014, the end of 1998, fiscal 1989; no number that counts things ("killed 1984 people")."""
    said = match.get("year")
    number = year_number(said)
    if number is None:
        return None
    modified = match.get("part") or match.get("side") or match.get("lead")
    if not modified and said.isdigit():
        before, after = match.before(16), match.after()
        following = NEXT_WORD.match(after)
        nouns = {w for w in (following.groups() if following else ()) if w}
        counted, places = words().lists["counted"], words().lists["counted_places"]
        if NUMBER_LEAD.search(before) or INSIDE_NUMBER.search(before):
            return None
        if STRONG_YEAR_LEAD.search(before):
            if following and following[1] in places:
                return None
        elif nouns & set(counted):
            return None
        elif not YEAR_LEAD.search(before):
            # Without a word that leads a year: only recent years, and not before a noun that it may count.
            if not 1900 <= number <= 2099 or (
                following and following[1].endswith("s") and following[1] not in ("was", "is", "has", "as", "elections")
            ):
                return None
        elif number < 1400 and not re.search(r"\b(?:of|by|from|after|before|between) $", before):
            return None
    span = (
        until_published(cal.year(number), scene, match)
        if scene.published and number == scene.published.year
        else cal.year(number)
    )
    return Found("DATE", partly(span, match, None), dated=True, year=number)


def nth_day(match: Match, scene: Scene) -> Found | None:
    """on the 17th: of the month last told of, or the last such day."""
    number = int(re.sub(r"\D", "", match.get("n")))
    base = scene.day or scene.base
    if not 1 <= number <= 31:
        return None
    if base is None:
        return Found("DATE", Span(f"XXXX-XX-{number:02d}"))
    day = cal.make_date(base.year, base.month, number)
    if day and scene.published and day > scene.published and direction(match) != FUTURE:
        earlier = shift(day.replace(day=1), -1, "M")
        day = earlier and cal.make_date(earlier.year, earlier.month, number)
    return Found("DATE", cal.days(day) if day else Span(f"XXXX-XX-{number:02d}"))
