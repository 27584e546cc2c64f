"""Times: what is recognised, its TIMEX3 value, and the days that it gives."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.reading import timerules, timespan, timewords, timex
from dateline.reading.timex import Timex, find_times, find_times_in

PUBLISHED = date(2016, 10, 31)  # a Monday


def one(text: str, published: date | None = PUBLISHED) -> Timex:
    """The only expression of a text."""
    found = find_times(text, published)
    assert len(found) == 1, found
    return found[0]


def days(timex: Timex) -> str:
    """First and last day, as "2016-10-31" or "2016-10-24..2016-10-30"; empty for none."""
    if timex.first is None or timex.last is None:
        return ""
    return f"{timex.first}" if timex.first == timex.last else f"{timex.first}..{timex.last}"


@pytest.mark.parametrize(
    ("text", "span", "kind", "value", "when"),
    [
        # days
        ("They entered the town on Monday.", "Monday", "DATE", "2016-10-31", "2016-10-31"),
        ("They entered the town on Tuesday.", "Tuesday", "DATE", "2016-10-25", "2016-10-25"),
        ("The council will meet on Tuesday.", "Tuesday", "DATE", "2016-11-01", "2016-11-01"),
        ("On Wednesday, the court will hear them.", "Wednesday", "DATE", "2016-11-02", "2016-11-02"),
        ("Next Monday they leave.", "Next Monday", "DATE", "2016-11-07", "2016-11-07"),
        ("It fell last Wednesday.", "last Wednesday", "DATE", "2016-10-26", "2016-10-26"),
        ("It fell on May 28, 2016.", "May 28, 2016", "DATE", "2016-05-28", "2016-05-28"),
        ("It fell on 28 May.", "28 May", "DATE", "2016-05-28", "2016-05-28"),
        ("It fell on Oct. 31st.", "Oct. 31st", "DATE", "2016-10-31", "2016-10-31"),
        ("It fell on Sunday, May 29.", "Sunday, May 29", "DATE", "2016-05-29", "2016-05-29"),
        ("It fell on the 3rd of March 2015.", "the 3rd of March 2015", "DATE", "2015-03-03", "2015-03-03"),
        ("Seen 2016-10-30.", "2016-10-30", "DATE", "2016-10-30", "2016-10-30"),
        ("Seen 30/10/2016.", "30/10/2016", "DATE", "2016-10-30", "2016-10-30"),
        ("Seen 10/30/2016.", "10/30/2016", "DATE", "2016-10-30", "2016-10-30"),
        ("Seen 04/05/2016.", "04/05/2016", "DATE", "2016-05-04", "2016-05-04"),
        ("Seen 30.10.2016.", "30.10.2016", "DATE", "2016-10-30", "2016-10-30"),
        ("It fell yesterday.", "yesterday", "DATE", "2016-10-30", "2016-10-30"),
        ("It was shelled the day before yesterday.", "the day before yesterday", "DATE", "2016-10-29", "2016-10-29"),
        # parts of days and hours
        ("They struck overnight.", "overnight", "TIME", "2016-10-30TNI", "2016-10-30..2016-10-31"),
        ("They struck last night.", "last night", "TIME", "2016-10-30TNI", "2016-10-30..2016-10-31"),
        ("They struck late on Saturday night.", "late on Saturday night", "TIME", "2016-10-29TNI", "2016-10-29"),
        ("They came this morning.", "this morning", "TIME", "2016-10-31TMO", "2016-10-31"),
        ("It began at 5 p.m. on Tuesday.", "5 p.m. on Tuesday", "TIME", "2016-10-25T17:00", "2016-10-25"),
        ("It began at 10 p.m. Tuesday.", "10 p.m. Tuesday", "TIME", "2016-10-25T22:00", "2016-10-25"),
        ("It began at 14:30 local time.", "14:30 local time", "TIME", "2016-10-31T14:30", "2016-10-31"),
        ("It began on the night of 3 March.", "the night of 3 March", "TIME", "2016-03-03TNI", "2016-03-03"),
        # weeks, months, seasons, years
        ("They left earlier this week.", "earlier this week", "DATE", "2016-W44", "2016-10-31"),
        ("Protests are called for later this week.", "later this week", "DATE", "2016-W44", "2016-11-01..2016-11-06"),
        ("They left last week.", "last week", "DATE", "2016-W43", "2016-10-24..2016-10-30"),
        ("It was taken at the weekend.", "the weekend", "DATE", "2016-W43-WE", "2016-10-29..2016-10-30"),
        ("It was taken last month.", "last month", "DATE", "2016-09", "2016-09-01..2016-09-30"),
        ("They set out in March.", "March", "DATE", "2016-03", "2016-03-01..2016-03-31"),
        ("They set out in late October.", "late October", "DATE", "2016-10", "2016-10-21..2016-10-31"),
        ("It fell in early November 2015.", "early November 2015", "DATE", "2015-11", "2015-11-01..2015-11-10"),
        ("It fell in mid-June.", "mid-June", "DATE", "2016-06", "2016-06-11..2016-06-20"),
        ("It fell in the summer of 2014.", "the summer of 2014", "DATE", "2014-SU", "2014-06-01..2014-08-31"),
        ("It fell last winter.", "last winter", "DATE", "2015-WI", "2015-12-01..2016-02-29"),
        ("It fell in 2014.", "2014", "DATE", "2014", "2014-01-01..2014-12-31"),
        ("They stormed it twice earlier this year.", "earlier this year", "DATE", "2016", "2016-01-01..2016-10-31"),
        ("It fell at the end of 2014.", "the end of 2014", "DATE", "2014", "2014-09-01..2014-12-31"),
        ("Sales in the third quarter rose.", "the third quarter", "DATE", "2016-Q3", "2016-07-01..2016-09-30"),
        (
            "Deaths in the first half of 2015 rose.",
            "the first half of 2015",
            "DATE",
            "2015-H1",
            "2015-01-01..2015-06-30",
        ),
        ("It was mined in the 1990s.", "the 1990s", "DATE", "199", "1990-01-01..1999-12-31"),
        ("It was built in the 19th century.", "the 19th century", "DATE", "18", "1800-01-01..1899-12-31"),
        ("In 2014 militants seized the dam.", "2014", "DATE", "2014", "2014-01-01..2014-12-31"),
        # holidays
        ("It ended on Christmas Eve 2014.", "Christmas Eve 2014", "DATE", "2014-12-24", "2014-12-24"),
        ("He was shot on last Thanksgiving Day.", "last Thanksgiving Day", "DATE", "2015-11-26", "2015-11-26"),
        ("They fasted during Ramadan 2016.", "Ramadan 2016", "DATE", "2016-06-XX", "2016-06-06..2016-07-05"),
        # bounded by a preposition
        ("They have fled since May 21.", "May 21", "DATE", "2016-05-21", "2016-05-21..2016-10-31"),
        ("They have fled since last year.", "last year", "DATE", "2015", "2015-01-01..2016-10-31"),
        ("The truce holds until Friday.", "Friday", "DATE", "2016-11-04", "2016-10-31..2016-11-04"),
        ("He pledged to retake it by year-end.", "year-end", "DATE", "2016", "2016-10-31..2016-12-31"),
        # amounts
        ("He fled a year ago.", "a year ago", "DATE", "2015", "2015-10-31"),
        ("He fled 2.5 years ago.", "2.5 years ago", "DATE", "2014", "2014-04-30"),
        ("It began eight days ago.", "eight days ago", "DATE", "2016-10-23", "2016-10-23"),
        ("Raids over the past three days hit it.", "the past three days", "DURATION", "P3D", "2016-10-28..2016-10-31"),
        ("For the past two weeks they fought.", "the past two weeks", "DURATION", "P2W", "2016-10-17..2016-10-31"),
        ("Raids in recent weeks hit it.", "recent weeks", "DATE", "PAST_REF", "2016-10-03..2016-10-31"),
        ("after a two-week military operation", "two-week", "DURATION", "P2W", "2016-10-17..2016-10-31"),
        ("The week-old assault stalled.", "week-old", "DURATION", "P1W", "2016-10-24..2016-10-31"),
        ("after an eight-hour battle", "eight-hour", "DURATION", "PT8H", ""),
        ("Ten hours into the assault", "Ten hours", "DURATION", "PT10H", ""),
        ("for more than two and a half years", "more than two and a half years", "DURATION", "P2.5Y", ""),
        ("for a few days", "a few days", "DURATION", "PXD", ""),
        (
            "in the first three months of 2016",
            "the first three months of 2016",
            "DURATION",
            "P3M",
            "2016-01-01..2016-03-31",
        ),
        # references and sets
        ("They are now in the town.", "now", "DATE", "PRESENT_REF", "2016-10-31"),
        ("They recently came.", "recently", "DATE", "PAST_REF", ""),
        ("in the near future", "the near future", "DATE", "FUTURE_REF", ""),
        ("They are shelled daily.", "daily", "SET", "XXXX-XX-XX", ""),
        ("They are shelled every day.", "every day", "SET", "P1D", ""),
        ("They are shelled on Mondays.", "Mondays", "SET", "XXXX-WXX-1", ""),
    ],
)
def test_read(text: str, span: str, kind: str, value: str, when: str) -> None:
    found = one(text)
    assert (found.text, found.type, found.value, days(found)) == (span, kind, value, when)


@pytest.mark.parametrize(
    "text",
    [
        "They killed 1984 people.",
        "2003 people fled.",
        "Some 1500 fighters came.",
        "1,500 men came.",
        "The side won 3-2.",
        "Call 555-1234.",
        "in their march toward the river",
        "They may have been forced out.",
        "a second bomb, and the sun rose",
        "after the fall of the city",
        "26-year-old Omar and a 6-month-old baby",
        "a room that cost $1999",
        "Seen 31/31/2016 and 2016-13-45 and 0000-00-00.",
    ],
)
def test_no_time(text: str) -> None:
    assert find_times(text, PUBLISHED) == []


@pytest.mark.parametrize(
    ("text", "spans", "when"),
    [
        ("on May 28-30", ["May 28", "30"], "2016-05-28..2016-05-30"),
        ("between 3 and 5 March", ["3", "5 March"], "2016-03-03..2016-03-05"),
        ("from January to March 2015", ["January", "March 2015"], "2015-01-01..2015-03-31"),
        ("from 28 May to 3 June 2015", ["28 May", "3 June 2015"], "2015-05-28..2015-06-03"),
        ("in late October and early November 2015", ["late October", "early November 2015"], "2015-10-21..2015-11-10"),
        ("in 1914-18", ["1914", "18"], "1914-01-01..1918-12-31"),
        ("from 1953 to August 2015", ["1953", "August 2015"], "1953-01-01..2015-08-31"),
    ],
)
def test_range_gives_both_ends_the_days_of_the_whole(text: str, spans: list[str], when: str) -> None:
    found = find_times(text, PUBLISHED)
    assert [t.text for t in found] == spans
    assert {days(t) for t in found} == {when}


def test_days_that_hang_on_the_one_before() -> None:
    first, second = find_times_in(
        [
            "Last Wednesday they came.",
            "The following day they left. Two days later they were back; that evening it burnt.",
        ],
        PUBLISHED,
    )
    assert [t.value for t in first + second] == ["2016-10-26", "2016-10-27", "2016-10-29", "2016-10-29TEV"]


def test_earlier_in_the_week_of_the_day_last_told_of() -> None:
    found = find_times("On October 21 they asked for those who had come earlier in the week.", PUBLISHED)
    assert [days(t) for t in found] == ["2016-10-21", "2016-10-17..2016-10-21"]


def test_a_story_without_a_publication_date_keeps_its_year() -> None:
    text = "War came in June 1941. On July 23 they crossed the river. In November it snowed. In January they withdrew."
    assert [t.value for t in find_times(text, None)] == ["1941-06", "1941-07-23", "1941-11", "1942-01"]


def test_an_anchor_stands_for_what_was_told_before() -> None:
    assert [t.value for t in find_times("On July 23 they left.", None, date(1941, 6, 22))] == ["1941-07-23"]
    assert [t.value for t in find_times("The next day they left.", None, date(1941, 6, 22))] == ["1941-06-23"]


@pytest.mark.parametrize(
    ("text", "value"),
    [("on Monday", "XXXX-WXX-1"), ("in October", "XXXX-10"), ("on October 31", "XXXX-10-31"), ("last week", "XXXX-WXX"),
     ("last year", "XXXX"), ("now", "PRESENT_REF"), ("yesterday", "XXXX-XX-XX"), ("the next day", "XXXX-XX-XX")],
)  # fmt: skip
def test_without_any_date_there_are_no_days(text: str, value: str) -> None:
    found = one(text, None)
    assert (found.value, found.first, found.last) == (value, None, None)


def test_loose_expressions_say_so() -> None:
    loose = ("a year ago", "about two weeks ago", "in recent weeks", "during Ramadan 2016", "a couple of days ago")
    assert all(one(text).about for text in loose)
    assert not any(one(text).about for text in ("on Monday", "eight days ago", "in 2014"))


def test_a_line_may_end_within_an_expression_but_a_paragraph_may_not() -> None:
    assert one("in late\nMarch 2015").text == "late\nMarch 2015"
    assert [t.text for t in find_times("It was May 2\n\n2015 was worse.", PUBLISHED)] == ["May 2", "2015"]


def check_spans(text: str, published: date | None) -> None:
    """Spans are exact, in order and apart; a second reading is the same."""
    found = find_times(text, published)
    at = 0
    for t in found:
        assert at <= t.start < t.end <= len(text)
        assert text[t.start : t.end] == t.text
        assert (t.first is None) == (t.last is None)
        assert t.first is None or t.last is None or t.first <= t.last
        at = t.end
    assert find_times(text, published) == found


@given(st.text(max_size=200), st.none() | st.dates())
def test_any_text_can_be_read(text: str, published: date | None) -> None:
    check_spans(text, published)


PIECES = (
    """
the | a | last | next | this | early | late | end of | first | three | twenty-one | 2.5 | 0 | 31 | 99 | 1999 |
9999 | 0001 | 1000 | days | weeks | years | centuries | decade | ago | later | since | until | by | from | to
| and | - | – | / | , | ' | Feb | February | May | Monday | Mondays | Easter | Ramadan | winter | quarter |
century | BC | of | will | was | p.m. | 24:00 | 23:59 | night | overnight | that | day | before | after | the
following day | 999999999999 | 1/2 | 29 | 30/02/2015
""".replace("\n", " ")
    .strip()
    .split(" | ")
)


@settings(deadline=None)
@given(
    st.lists(st.sampled_from(PIECES), max_size=14),
    st.sampled_from([None, date.min, date.max, PUBLISHED, date(2016, 2, 29)]),
)
def test_any_words_of_time_can_be_read(pieces: list[str], published: date | None) -> None:
    check_spans(" ".join(pieces), published)


def test_each_rule_names_the_words_it_can_begin_with(monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(7)
    texts = [
        " ".join(chance.choices([*PIECES, "sometime", "half", "Q3", "tonight", "twice a week"], k=12))
        for _ in range(150)
    ]
    narrow = [find_times(text, PUBLISHED) for text in texts]
    everywhere = dict.fromkeys([*timerules.vocabulary(), timerules.DIGIT], timerules.RULES)
    monkeypatch.setattr(timex, "beginnings", lambda: everywhere)
    assert [find_times(text, PUBLISHED) for text in texts] == narrow


def test_calendar() -> None:
    assert timespan.week(date(2016, 1, 1)).value == "2015-W53"
    assert timespan.shift(date(2016, 1, 31), 1, "M") == date(2016, 2, 29)
    assert timespan.shift(date.max, 1, "D") is None
    assert timespan.make_date(2015, 2, 29) is None
    assert timespan.hijri_day(1437, 9, 1) == date(2016, 6, 6)
    assert timespan.nth_weekday(2015, 11, 4, 4) == date(2015, 11, 26)
    assert timespan.part(timespan.year(2016), "late").first == date(2016, 9, 1)


def test_the_list_of_words_is_checked() -> None:
    assert timewords.check({})
    faults = timewords.check({**_data(), "units": {"day": {"letter": "?", "of": 1, "clock": False}}})
    assert faults == ["units: day: letter (one of SMHDWQY), of and clock are needed"]


def _data() -> dict[str, object]:
    import yaml

    path = Path(timewords.__file__).parent.parent / "lexicon" / "times.yaml"
    data: dict[str, object] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return data
