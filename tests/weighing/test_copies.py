"""Reprints, trimmed reprints and rewrites are found; two reports of one event are two."""

from __future__ import annotations

import random
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from dateline.weighing.copies import copies, signature
from dateline.weighing.reports import Report
from dateline.weighing.retold import is_retold

DAY = date(2021, 5, 4)
WIRE = """KARSA, Iraq, May 4 (Reuters) - Government troops drove insurgents out of the grain market in Karsa
on Tuesday, a colonel at the scene said, after a night of shelling that emptied the streets around
it.

Sappers found eleven mines under the stalls and carried them to the river bank in wheelbarrows, he
said.

"We counted them twice," the colonel said.

The mayor's office has promised to reopen the market before the end of the month, though traders
doubt it.

Three bakeries near the western gate were selling bread again by the afternoon.
"""
REWORDED = """Government soldiers pushed insurgents out of the grain market in Karsa on Tuesday, after a night of
shelling that emptied the streets around it.

Sappers found eleven mines beneath the stalls and carried them to the river bank in wheelbarrows,
the officer said.

The mayor's office has pledged to reopen the market before the end of the month, though merchants
doubt it.
"""
INDEPENDENT = """Karsa's grain market is back in the hands of the army. When I walked in on Tuesday afternoon,
soldiers were asleep between the sacks.

An officer who gave his name as Colonel Faris showed me a row of mines, eleven of them, lying by the
water. "We counted them twice," he said.

Nobody could tell me when trade would begin again. A baker by the western gate gave me a loaf and
would not take money.
"""
RETOLD = """Soldiers loyal to the government have pushed rebels out of Karsa's grain market, a colonel on the spot said
on Tuesday, following a night of shelling that left the streets around it empty.

Army sappers discovered eleven mines beneath the stalls and took them to the bank of the river in barrows, he said.

"Twice over we counted them," said the colonel.

The office of the mayor has pledged to open the market again before the month is out, though merchants doubt it.
"""


def report(id: str, text: str, outlet: str | None = None, day: date | None = DAY) -> Report:
    return Report(id, text, outlet, day)


def test_a_word_for_word_reprint_is_a_copy_of_the_agency_even_if_dated_before_it() -> None:
    body = WIRE.split(" - ", 1)[1]
    found = copies([report("wire", WIRE, "Reuters"), report("print", body, "Morning Post", date(2021, 5, 3))])
    assert found == {"print": "wire"}


def test_a_trimmed_reprint_is_a_copy() -> None:
    trimmed = "\n\n".join(WIRE.split(" - ", 1)[1].split("\n\n")[:2])
    assert copies([report("a", WIRE, "Reuters"), report("b", trimmed, "Post")]) == {"b": "a"}


def test_a_reworded_story_without_credit_is_a_copy() -> None:
    assert copies([report("a", WIRE, "Reuters"), report("b", REWORDED, "Post")]) == {"b": "a"}


def test_a_story_told_again_in_other_words_and_in_the_same_order_is_a_copy() -> None:
    assert copies([report("a", WIRE, "Reuters"), report("b", RETOLD, "Post")]) == {"b": "a"}
    assert is_retold(WIRE, RETOLD)
    assert not is_retold(WIRE, "\n\n".join(reversed(RETOLD.strip().split("\n\n"))))
    assert not is_retold(WIRE, INDEPENDENT)


def test_two_reporters_of_one_event_copied_nothing_though_they_heard_the_same_words() -> None:
    assert copies([report("a", WIRE, "Reuters"), report("b", INDEPENDENT, "Post")]) == {}


def test_the_form_of_a_daily_note_is_no_copy() -> None:
    first = (
        "Unknown gunmen opened fire on a patrol in Baiji on Monday, killing four. The area was closed off for hours."
    )
    second = (
        "Unknown gunmen opened fire on a patrol in Tikrit on Tuesday, killing nine. The area was closed off for hours."
    )
    assert copies([report("a", first, "Monitor"), report("b", second, "Monitor")]) == {}


def test_without_an_agency_the_earliest_is_the_one_copied() -> None:
    body = WIRE.split(" - ", 1)[1]
    found = copies([report("late", body, "Post", date(2021, 5, 6)), report("early", body, "Sun", date(2021, 5, 4))])
    assert found == {"late": "early"}


def test_a_longer_report_with_a_wire_story_in_it_is_no_copy_as_a_whole() -> None:
    own = " ".join(
        f"Our reporter spent day number {n} of the month with a different family of the old quarter, listening to what they "
        f"had kept in the house through siege year {n}."
        for n in range(1, 12)
    )
    assert copies([report("a", WIRE, "Reuters"), report("b", own + "\n\n" + WIRE.split(" - ", 1)[1], "Post")]) == {}


def test_nothing_is_a_copy_weeks_later() -> None:
    assert copies([report("a", WIRE, "Reuters"), report("b", REWORDED, "Post", date(2021, 7, 1))]) == {}


@given(st.integers(0, 10_000))
def test_the_order_of_reports_does_not_matter(seed: int) -> None:
    reports = [
        report("wire", WIRE, "Reuters"),
        report("reworded", REWORDED, "Post"),
        report("own", INDEPENDENT, "Sun"),
        report("print", WIRE, "Star"),
        report("trim", "\n\n".join(REWORDED.split("\n\n")[:2]), "Echo", None),
    ]
    expected = copies(reports)
    random.Random(seed).shuffle(reports)
    assert copies(reports) == expected
    assert copies(reports, {r.id: signature(r.text) for r in reports[:3]}) == expected


def test_a_signature_is_of_the_text_alone() -> None:
    assert signature(WIRE) == signature(WIRE)
    assert signature(WIRE) != signature(INDEPENDENT)
    assert signature("") == b""
