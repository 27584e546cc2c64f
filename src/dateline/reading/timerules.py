"""The rules for times: a table of patterns and the functions that give them their values.

The rules that can begin with a word are tried there in the table's order.

In a pattern <<name>> stands for a list of words (`_macros`) and a blank for any run of blanks with at most one line's
end. A rule names the words that it can begin with: classes of words in capitals (`_classes`) and single words.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache

from dateline.reading import timeamounts as amounts
from dateline.reading import timedates as dates
from dateline.reading.timescene import Found, Match, Scene
from dateline.reading.timewords import any_of, words

Handler = Callable[[Match, Scene], "Found | list[Found] | None"]


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern, the words that it can begin with, and the function that gives its value, or None for no time."""

    name: str
    starts: str
    pattern: str
    handler: Handler = field(repr=False)


RANGE = r"(?: ?[-–—/] ?| to | through | until | till | and )"
REL = (
    r"last|this past|the past|past|this coming|the coming|coming|this|next|that same|that|the same"
    r"|the following|following|the next|"
    r"the previous|previous|the preceding|the prior|the current|the latest|the"
)
YEAR_TAIL = (
    r"(?:,? (?:of |in )?(?P<year><<syear>>|that year|the same year|last year|this year|next year"
    r"|the following year|the previous year))"
)

RULES: tuple[Rule, ...] = (
    Rule(
        "iso",
        "DIGIT",
        r"(?P<y>[12]\d{3})-(?P<m>\d\d)-(?P<d>\d\d)(?:[T ](?P<h>[01]\d|2[0-3]):(?P<mi>[0-5]\d)(?::\d\d(?:\.\d+)?)?"
        r"(?:Z|[+-]\d\d:?\d\d)?)?(?![\w-])",
        dates.iso,
    ),
    Rule("year first", "DIGIT", r"(?P<y>[12]\d{3})/(?P<m>\d\d?)/(?P<d>\d\d?)(?![\w/])", dates.iso),
    Rule(
        "numeric",
        "DIGIT",
        r"(?P<a>\d{1,2})(?P<sep>[/.-])(?P<b>\d{1,2})(?P=sep)(?P<y>[12]\d{3}|\d\d)(?![\w/-]|\.\d)",
        dates.numeric,
    ),
    Rule(
        "month day-day",
        "MONTH the",
        r"(?P<month><<month>>) (?P<a><<nday>>)(?P<sep> ?[-–—] ?| to | and | or | through | until |, )(?P<b><<day>>)"
        r"(?:,? (?P<year><<year>>))?",
        dates.day_range,
    ),
    Rule(
        "day-day month",
        "DIGIT the",
        r"(?P<a><<nday>>)(?P<sep> ?[-–—/] ?| to | and | or | through | until |, )(?P<b><<nday>>) (?:of"
        r" )?(?P<month><<month>>)"
        r"(?:,? (?P<year><<year>>))?",
        dates.day_range,
    ),
    Rule("Mondays", "WEEKDAY", r"(?P<weekday><<weekdayname>>)(?: (?P<daypart><<daypart>>)s|s)(?!\w)", amounts.repeated),
    Rule(
        "week of",
        "the week weekend",
        r"(?:the )?(?P<unit>week|weekend) (?:of|ending|beginning|starting) (?:on )?<<when>>",
        amounts.week_of,
    ),
    Rule(
        "moment",
        "DIGIT NUMBER the PART DAYPART MONTH WEEKDAY REL yesterday today tomorrow overnight hours hour small",
        r"(?:(?P<clock><<clock>>),? (?:on |of )?|(?P<lead>(?:the )?(?:(?:early|late|small|mid)[- ])?"
        r"(?:overnight|<<daypart>>s?|hours)"
        r"(?: hours)?),? (?:of |on )?)?(?:(?:early|earlier|late|later|mid)[- ](?:on )?)?<<when>>"
        r"(?: (?:early |late )?(?P<daypart><<daypart>>)\b)?(?:,? (?:at |around |about ){0,2}(?P<clock2><<clock>>))?",
        dates.moment,
    ),
    Rule(
        "relative part of day",
        "PART REL the one tonight overnight",
        r"(?:(?:early|late|later|earlier) )?(?:(?P<rel>last|this|that same|that|the same|the next|the"
        r" following|the previous"
        r"|the|one) (?:early |late |very )?(?P<daypart><<daypart>>)(?!s|\w| of)|(?P<word>tonight|overnight)\b)",
        dates.rel_daypart,
    ),
    Rule(
        "part of day",
        "DAYPART",
        r"(?<=\bat )(?P<daypart><<daypart>>)\b|(?<=\bby )(?P<daypart>nightfall|dawn|dusk)\b",
        dates.bare_daypart,
    ),
    Rule(
        "BC",
        "c ca circa MONTH DIGIT",
        r"(?:(?:c\.|ca\.|circa) ?)?(?:(?P<month><<month>>) )?(?P<y>\d{1,4}) (?-i:BCE?|B\.C\.(?:E\.)?)(?!\w)",
        dates.before_christ,
    ),
    Rule(
        "first weeks of",
        "the REL ORDINAL",
        r"(?:the )?(?P<rel>last|final|closing|<<ordinal>>)(?: (?P<qty><<amount>>))? (?P<unit>days?"
        r"|weeks?|months?|years?|weekend)"
        r" (?:of|in) (?:(?P<month><<month>>)"
        + YEAR_TAIL
        + r"?|(?P<year><<year>>|the year|that year|this year|last year))",
        amounts.part_of_period,
    ),
    Rule(
        "ordinal quarter",
        "the DIGIT ORDINAL REL fiscal latter",
        r"(?:the )?(?:(?P<owner><<year>>|(?:last|this|next) year)(?:['’]s)? )?(?:fiscal[- ])?(?P<n><<ordinal>>"
        r"|[1-4](?:st|nd|rd|th)|latter)"
        r"(?: fiscal)?[- ](?P<unit>quarter|half)(?! (?:century|hour|an?\b|of the (?!year)))(?: (?:of"
        r"|in) (?P<year>(?:fiscal )?<<year>>|last year|this year|next year|the year))?",
        dates.quarter,
    ),
    Rule("Q3", "q1 q2 q3 q4", r"(?-i:Q)(?P<q>[1-4])(?: (?:of )?(?P<year><<syear>>))?(?!\w)", dates.quarter),
    Rule(
        "holiday",
        "REL HOLIDAY",
        r"(?:(?P<rel>last|this|next|this past|this coming) )?(?P<holiday><<holiday>>)" + YEAR_TAIL + r"?(?!\w)",
        dates.holiday,
    ),
    Rule(
        "month",
        "PART REL MONTH the every each",
        r"<<part>>?(?:(?:the month of|(?P<rel>every|each|"
        + REL
        + r")) )?(?P<month>(?:<<monthname>>)|<<month>>(?= <<syear>>))"
        + YEAR_TAIL
        + r"?(?!\w)",
        dates.month,
    ),
    Rule(
        "season",
        "PART REL SEASON the every each",
        r"<<part>>?(?:(?P<rel>every|each|" + REL + r") )?(?P<season><<season>>)(?:time)?" + YEAR_TAIL + r"?(?!\w)",
        dates.season,
    ),
    Rule(
        "decade",
        "PART the DIGIT DECADE",
        r"<<part>>?(?:the )?(?:early[- ]|mid[- ]|late[- ])?(?:(?P<y>(?:1\d|20)\d0)['’]?s|(?:(?<=the"
        r" )|(?<=the early )|(?<=the late )|['’])"
        r"(?P<yy>[1-9]0)['’]?s|(?<=the )(?P<word>twenties|thirties|forties|fifties|sixties|seventies"
        r"|eighties|nineties))(?!\w)",
        dates.decade,
    ),
    Rule(
        "century",
        "PART the DIGIT ORDINAL",
        r"<<part>>?(?:the )?(?:early[- ]|mid[- ]|late[- ])?(?P<n>\d{1,2}(?:st|nd|rd|th)|<<ordinal>>)[- ]century"
        r"(?: (?P<bc>BCE?|B\.C\.))?",
        dates.century,
    ),
    Rule(
        "years",
        "DIGIT the",
        r"(?:the years )?(?P<a><<rangeyear>>) ?[-–—/] ?(?P<b><<rangeyear>>|\d\d)(?![\w%/]|[.,:–-]\d)",
        dates.year_range,
    ),
    Rule(
        "year",
        "PART DIGIT the fiscal year years end",
        r"<<part>>?(?:(?P<side>later|earlier) in )?(?P<lead>fiscal(?: year)? |the year |year |years"
        r" |end-)?(?P<year><<year>>|(?:(?<=in )|(?<=of )|(?<=since ))['’]\d\d(?!\w))",
        dates.year,
    ),
    Rule(
        "spelt year",
        "PART nineteen",
        r"<<part>>?(?P<year>nineteen[- ](?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[- ]<<number>>)?)"
        r"(?!\w)",
        dates.year,
    ),
    Rule(
        "ago",
        "AMOUNT UNIT MODIFIER",
        r"(?:(?P<mod><<mod>>) )?(?:(?P<qty><<amount>>)[ -])?(?P<unit><<unit>>)(?P<half> and a half)?"
        r"(?P<orso> or so| or more)?"
        r" (?P<side>ago|earlier|later|previously|hence|from now|afterwards?|thereafter|(?:before|after)"
        r"(?=[.,;:!?)]|$))(?!\w)",
        amounts.ago,
    ),
    Rule(
        "day before",
        "the a",
        r"(?:the|a) day (?P<side>before|after|earlier|prior)(?=[.,;:!?)]|$| (?:and|but|when)\b)",
        amounts.day_before,
    ),
    Rule(
        "window",
        "the these those its his their very REL ORDINAL",
        r"(?:(?:the|these|those|its|his|their) )?(?:very )?(?P<rel>most recent|past|last|next|coming"
        r"|previous|preceding|prior|following|recent|latest"
        r"|first|final|opening)(?: (?:(?P<mod><<mod>>) )?(?P<qty><<amount>>))?(?: or (?:so|more))?[ -]"
        r"(?P<unit><<manyunits>>)(?! (?:earlier|later|ago)\b)",
        amounts.window,
    ),
    Rule(
        "the past year",
        "the",
        r"(?<!this )(?:the )(?P<rel>past)(?: (?P<qty>one|half))? (?P<unit>day|week|month|year|decade"
        r"|century|hour)(?!\w)",
        amounts.window,
    ),
    Rule(
        "relative unit",
        "PART REL the",
        r"(?:<<part>>?|(?:(?P<side>earlier|later|sometime|some time) )(?:in )?(?:the )?(?="
        + REL
        + r"))(?:(?P<rel>"
        + REL
        + r") )(?:calendar |fiscal |financial |school |same )?(?P<unit>weekend|week|month|quarter|year"
        r"|decade|century|(?<!the )day)"
        r"(?![-\w]|['’]s end| (?:ago|before|after|earlier|later|old)\b)",
        amounts.rel_unit,
    ),
    Rule(
        "part of the unit",
        "PART the",
        r"(?:<<part>>|(?P<side>earlier|later) in )(?P<rel>the |that |this )?(?P<unit>weekend|week|month"
        r"|quarter|year|decade|century|day)(?![-\w]|['’]s)",
        amounts.rel_unit,
    ),
    Rule(
        "the following day",
        "PART REL the",
        r"(?:(?P<side>earlier|later|early|late) )?(?P<rel>the (?:very )?next|the following|that same"
        r"|that|the same|the previous|the preceding|the prior) (?P<unit>day)(?![-\w])",
        amounts.rel_unit,
    ),
    Rule(
        "year-earlier",
        "the UNIT",
        r"(?:the )?(?P<unit>year)[- ](?:ago|earlier)(?: (?:period|quarter|month|level|figure))?(?<!year"
        r" ago)(?<!year earlier)(?!\w)",
        amounts.year_earlier,
    ),
    Rule(
        "year-end",
        "the year month week end",
        r"(?:the )?(?:(?P<unit>year|month|week)(?:['’]s)?[- ]end)\b(?!ing)|end-(?P<year><<year>>)",
        amounts.year_end,
    ),
    Rule(
        "the year",
        "the at",
        r"(?:the|at) (?:(?:fiscal|financial|full|current) )?(?P<unit>weekend|week|month|quarter|year)"
        r"(?![-\w]| \d|['’]s| (?:ago|before|after|earlier|later|old|and a)\b)",
        amounts.the_unit,
    ),
    Rule(
        "every",
        "every each",
        r"(?:every|each)(?: (?P<other>other|second)| (?P<qty><<amount>>))? (?P<unit><<unit>>|<<daypart>>"
        r"|(?P<weekday><<weekday>>))(?!\w)",
        amounts.repeated,
    ),
    Rule(
        "times a week",
        "AMOUNT per once twice",
        r"per (?P<unit>hour|day|week|month|year|minute)(?!\w)|(?:once|twice|<<number>> times) (?:a"
        r"|an|each|every|per) (?P<unit>hour|day|week|month|year)(?!\w)",
        amounts.repeated,
    ),
    Rule("daily", "SET", r"(?P<word><<set>>)(?!\w)", amounts.repeated),
    Rule(
        "the 17th",
        "the",
        r"(?:(?<=on )|(?<=until )|(?<=since )|(?<=by ))the (?P<n>\d{1,2}(?:st|nd|rd|th))(?=[.,;:!?)]"
        r"|$| (?:and|when|at|as|in|near|by|to)\b)",
        dates.nth_day,
    ),
    Rule("clock", "DIGIT NUMBER DAYPART", r"(?P<clock><<clock>>)", dates.clock),
    Rule(
        "two-week",
        "AMOUNT UNIT multi",
        r"(?:(?P<qty><<number>>|several|multi)[- ])?(?P<unit><<unit>>)[- ]?(?P<tail>long|old)"
        r"(?!\w)|(?P<qty><<number>>|several|multi)-(?P<unit><<unit1>>)(?!\w)",
        amounts.compound,
    ),
    Rule(
        "duration",
        "AMOUNT MODIFIER the",
        r"(?:the )?(?:(?P<mod><<mod>>) )?(?P<qty><<amount>>)(?: (?:more|full|whole|consecutive|straight"
        r"|successive|working|trading|long|additional|extra))?[ -]"
        r"(?P<unit><<unit>>)(?P<half> and a half)?(?: and (?P<qty2><<amount>>) (?P<unit2><<unit>>))?"
        r"(?P<orso> or so| or more)?(?![\w])",
        amounts.duration,
    ),
    Rule(
        "weeks",
        "UNIT",
        r"(?P<unit>days|weeks|months|years|decades|centuries|hours|minutes)(?![-\w]|['’])",
        amounts.vague,
    ),
    Rule("now", "PRESENT", r"(?P<now><<present>>)(?!\w)|(?P<current><<presentadj>>)(?= \w)", amounts.present),
    Rule(
        "recently",
        "PAST the",
        r"(?P<past><<past>>)(?!\w)|(?P<recent><<pastadj>>)(?= \w)|the past(?=[.,;:!?)]|$| (?:and|but"
        r"|is|was|has|when)\b)",
        amounts.past,
    ),
    Rule("the future", "FUTURE the", r"(?P<future><<future>>)(?![-\w])", amounts.future),
)


def _macros() -> dict[str, str]:
    """The word lists of the table's patterns."""
    w = words()
    ambiguous = [name for name in w.month_names if name.lower() in w.ambiguous_months]
    shorts = [name for name in w.month_shorts if name != "Mar"]
    clear = [name for name in w.month_names if name not in ambiguous]
    capital = "(?-i:" + any_of([*ambiguous, *[name.upper() for name in ambiguous], "Mar"]) + ")"
    any_month = rf"(?:(?:{any_of(clear)}|{capital})(?!\w)|{any_of(shorts)}(?:\.|(?!\w)))"
    year_core = r"(?:1[0-9]{3}|20[0-9]{2})"
    year = year_core + r"(?![\w%°]|[.,:]\d|-\d|/\d)"
    spelt = r"nineteen[- ](?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[- ]\w+)?"
    nday = r"(?:3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th)?(?!\w)"
    day = nday + r"(?![%°]|[.,:/]\d)"
    weekday = any_of(w.weekday_names) + r"(?!\w)"
    weekday_any = rf"(?:{weekday}|{any_of(w.weekday_shorts)}(?:\.|(?!\w)))"
    syear = rf"(?:{year}|['’]\d\d(?!\w)|{spelt}(?!\w))"
    year_of = rf"(?:{syear}|(?:that|the same|last|this|next|the following|the previous) year)"
    ordinary = any_of(w.numbers)
    tens = any_of([word for word, value in w.numbers.items() if value >= 20])
    number = (
        r"(?:\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?(?: \d/\d)?(?!\d)"
        rf"|(?:{tens}-{ordinary}"
        rf"|(?:an? |{ordinary}[ -])?(?:hundred|thousand)(?:(?: and)? {ordinary})?|{tens}"
        rf" {ordinary}|{ordinary})(?!\w))"
    )
    vague = any_of([*w.lists["vague_amounts"], *w.lists["pairs"]])
    amount = (
        rf"(?:{vague}|{number}(?: and a? ?half)?(?:(?: to | or |[-–]){number})?|half an?|an?|another|a single|half)"
    )
    clock_zone = r"(?:GMT|UTC|EST|EDT|CST|PST|CET|EET|BST|Z|local time|[A-Z][a-z]+ time|hours|hrs|h)"
    clock = (
        rf"(?:(?:\d{{1,2}}(?:[:.][0-5]\d)? ?[ap]\.? ?m\b\.?|(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?"
        rf"(?:hrs|h)?(?![\w:]|[.,-]\d)"
        rf"|(?:[01]\d|2[0-3])[0-5]\d(?= ?(?:hrs|hours|GMT|UTC|local time))|(?:\d{{1,2}}|{ordinary}) o['’]clock)"
        rf"(?: ?\(?(?-i:{clock_zone})(?!\w)\)?)?|noon(?!\w)|midnight(?!\w)|midday(?!\w))"
    )
    dated = (
        rf"(?:(?P<wd>{weekday_any}),? )?(?:(?P<month>{any_month}) (?:the )?(?P<day>{day})(?:,? (?:of"
        rf" )?(?P<year>{year_of}))?"
        rf"|(?:the (?=\d+[snrt]))?(?P<day>{nday}) (?:of )?(?P<month>{any_month})(?:,? (?:of )?(?P<year>{year_of}))?)"
    )
    when = (
        rf"(?:{dated}|(?P<deictic>the day before yesterday|the day after tomorrow|yesterday|today|tomorrow)(?!\w)"
        rf"|(?:(?P<rel>last|next|this past|this coming|the coming|this|the previous|the following|the"
        rf" next|that|the same) )?"
        rf"(?P<wd2>{weekday})(?P<wkrel> (?:of )?(?:last|this|next) week)?)"
    )
    parts = [p for p in w.parts if p not in ("early", "mid", "late", "end", "close", "start", "beginning", "middle")]
    part = (
        rf"(?P<part>(?:very )?(?:early|late|mid)(?: part of| in)?(?: the)?[ -]|(?:the )?(?:very )?(?:{any_of(parts)}"
        rf"|end|close|start|beginning|middle)"
        r" of (?:the (?!year\b|month\b|week\b|quarter\b|day\b|weekend\b|decade\b|century\b))?)"
    )
    units = any_of([u for u in w.units if u not in ("min", "hr", "yr")])
    return {
        "year": year,
        "rangeyear": year_core,
        "syear": syear,
        "month": any_month,
        "nday": nday,
        "day": day,
        "weekday": weekday,
        "weekdayname": any_of(w.weekday_names),
        "when": when,
        "monthname": rf"(?:{any_of(clear)}|{capital})".replace("|Mar)", ")") + r"(?!\w)",
        "clock": clock,
        "daypart": any_of(w.dayparts),
        "season": any_of(w.seasons),
        "ordinal": any_of(w.ordinals),
        "number": number,
        "amount": amount,
        "unit": units + r"(?!\w)",
        "unit1": any_of(["second", "minute", "hour", "day", "night", "week", "month", "year", "decade"]),
        "manyunits": any_of([u for u in w.units if u.endswith("s") or u in ("centuries",)]) + r"(?!\w)",
        "mod": any_of([*w.lists["amount_loose"], *w.lists["amount_bound"]]),
        "part": part,
        "set": any_of(w.sets),
        "holiday": any_of(w.holidays),
        "present": any_of(w.lists["present"]),
        "presentadj": any_of(w.lists["present_adjectives"]),
        "past": any_of(w.lists["past"]),
        "pastadj": any_of(w.lists["past_adjectives"]),
        "future": any_of(w.lists["future"]),
    }


# In brackets, and behind a lookbehind, where a pattern must have one length, a blank stands for one blank.
BLANKS = re.compile(r"\[[^\]]*\]|\(\?<[=!][^)]*\)| ")


def _blank(match: re.Match[str]) -> str:
    return r"(?:[^\S\n]+\n?|\n)" if match[0] == " " else match[0].replace(" ", r"\s")


@dataclass(frozen=True, slots=True)
class Ready:
    """A rule with its pattern compiled, and what its groups are called there: a name given twice has two groups."""

    rule: Rule
    pattern: re.Pattern[str]
    groups: dict[str, list[str]]


@cache
def ready(rule: Rule) -> Ready:
    """The rule with its pattern compiled, at its first use."""
    groups: dict[str, list[str]] = {}

    def rename(match: re.Match[str]) -> str:
        names = groups.setdefault(match[1], [])
        names.append(f"{match[1]}_{len(names)}")
        return f"(?P<{names[-1]}>"

    pattern = re.sub(r"\(\?P<(\w+)>", rename, _source(rule))
    pattern = re.sub(r"\(\?P=(\w+)\)", lambda match: f"(?P={match[1]}_0)", pattern)
    return Ready(rule, re.compile(BLANKS.sub(_blank, pattern), re.IGNORECASE), groups)


def _source(rule: Rule) -> str:
    """The rule's pattern with its lists of words put in."""
    macros, pattern = _macros(), rule.pattern
    while "<<" in pattern:
        pattern = re.sub(r"<<(\w+)>>", lambda match: macros[match[1]], pattern)
    return pattern.replace(r"\ ", " ")


def _classes() -> dict[str, list[str]]:
    """The words of each class that a rule can begin with."""
    w = words()
    amounts_ = [
        *w.numbers,
        *w.lists["vague_amounts"],
        *w.lists["pairs"],
        "a",
        "an",
        "half",
        "another",
        "hundred",
        "thousand",
        "nineteen",
        DIGIT,
    ]
    return {
        "DIGIT": [DIGIT],
        "NUMBER": list(w.numbers),
        "AMOUNT": amounts_,
        "MODIFIER": [*w.lists["amount_loose"], *w.lists["amount_bound"]],
        "MONTH": list(w.months),
        "WEEKDAY": list(w.weekdays) + [name.lower() + "s" for name in w.weekday_names],
        "SEASON": [*w.seasons, *[name + "time" for name in w.seasons]],
        "DAYPART": [*w.dayparts, *[name + "s" for name in w.dayparts]],
        "UNIT": [*w.units, *[name + tail for name in w.units for tail in ("long", "old")]],
        "ORDINAL": list(w.ordinals),
        "SET": list(w.sets),
        "HOLIDAY": list(w.holidays),
        "PART": [*w.parts, "very", "earlier", "later", "sometime", "some"],
        "REL": [
            "last",
            "this",
            "past",
            "coming",
            "next",
            "that",
            "following",
            "previous",
            "preceding",
            "prior",
            "recent",
            "latest",
            "most",
            "first",
            "final",
            "opening",
            "closing",
            "current",
        ],
        "DECADE": ["twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties"],
        "PRESENT": [*w.lists["present"], *w.lists["present_adjectives"]],
        "PAST": [*w.lists["past"], *w.lists["past_adjectives"]],
        "FUTURE": list(w.lists["future"]),
    }


DIGIT = "0"  # stands for every word that begins with a digit
FIRST_WORD = re.compile(r"\w+")


@cache
def beginnings() -> dict[str, tuple[Rule, ...]]:
    """For each word that can begin an expression, in lower case, the rules to try there, in their order."""
    classes = _classes()
    table: dict[str, dict[str, Rule]] = {}
    for rule in RULES:
        for start in rule.starts.split():
            for phrase in classes.get(start, [start]):
                if word := FIRST_WORD.search(phrase.lower()):
                    table.setdefault(word[0], {})[rule.name] = rule
    return {word: tuple(rules.values()) for word, rules in table.items()}


@cache
def vocabulary() -> dict[str, bool]:
    """Every word that an expression can hold, as it may be written; true for those of which each holds at least one."""
    inside = {word for rule in RULES for word in _literals(_source(rule))} | set(beginnings())
    w = words()
    signs = [
        *w.months,
        *w.weekdays,
        *w.seasons,
        *w.dayparts,
        *w.units,
        *w.sets,
        *_classes()["UNIT"],
        *_classes()["WEEKDAY"],
        *_classes()["DAYPART"],
        *_classes()["DECADE"],
        "yesterday",
        "today",
        "tomorrow",
        "tonight",
        "overnight",
        "half",
        "bc",
        "bce",
        "nineteen",
        "past",
        "c",
        "q1",
        "q2",
        "q3",
        "q4",
        "m",
        "clock",
    ]
    for listed in ("present", "present_adjectives", "past", "past_adjectives", "future"):
        signs += [FIRST_WORD.findall(phrase)[-1] for phrase in w.lists[listed]]
    signs += [FIRST_WORD.findall(name)[0] for name in w.holidays]
    known = dict.fromkeys(inside | {"p"}, False) | dict.fromkeys(signs, True)
    return {form: sign for word, sign in known.items() for form in (word.upper(), word.capitalize(), word)}


def _literals(pattern: str) -> set[str]:
    """The words that a pattern spells out; "years?" gives both."""
    plain = re.sub(r"\(\?P[<=]\w+[>)]|\\.|\(\?-i:|\[[^\]]*\]", " ", pattern)
    found = set()
    for word, optional in re.findall(r"([A-Za-z]+)(\??)", plain):
        found.add(word.lower())
        if optional:
            found.add(word[:-1].lower())
    return found
