"""A day is taken where it can mean one day only."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import DateError
from dateline.intake.dates import parse_date


@pytest.mark.parametrize(
    "given",
    [
        "2016-10-31",
        " 2016-10-31 ",
        "2016-10-31T08:00:00Z",
        "2016-10-31T23:30:00.123+03:00",
        "2016-10-31 08:00",
        "31 Oct 2016",
        "31 October 2016",
        "31st of October 2016",
        "31-Oct-2016",
        "Oct 31, 2016",
        "Oct. 31 2016",
        "october 31st, 2016",
        "Monday, 31 October 2016",
        "Mon, 31 Oct 2016 08:00:00 +0000",
    ],
)
def test_a_plain_day_is_taken(given: str) -> None:
    assert parse_date(given) == date(2016, 10, 31)


@pytest.mark.parametrize(
    "given",
    [
        "10/11/2016",
        "31.10.2016",
        "31 Oct 16",
        "Oct 2016",
        "2016",
        "20161031",
        "2016-13-01",
        "31 Feb 2016",
        "10 11 May 2016",
        "Octopus 3 2014",
        "Monday",
        "yesterday",
        "",
        "x" * 10_000,
    ],
)
def test_what_is_no_single_day_is_refused(given: str) -> None:
    with pytest.raises(DateError, match="write it as YYYY-MM-DD"):
        parse_date(given)


@given(st.dates(min_value=date(1000, 1, 1)))
def test_every_day_is_told_however_it_is_spelled(day: date) -> None:
    assert {parse_date(f"{day:{form}}") for form in ("%Y-%m-%d", "%d %b %Y", "%B %d, %Y")} == {day}
