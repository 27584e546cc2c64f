"""What a body is called, and whose it is."""

from __future__ import annotations

import pytest

from dateline.weighing.bodies import body_key, side_of_body


@pytest.mark.parametrize(
    ("name", "country", "side"),
    [
        ("Northern operations command (FARDC)", "CD", "CD"),
        ("General Headquarters (Syrian army)", "SY", "SY"),
        ("TDF Northern Command", "ET", "tigray-peoples-liberation-front"),
        ("the SDF's press centre", "SY", "syrian-democratic-forces"),
        ("press office of the Syrian Democratic Forces", "SY", "syrian-democratic-forces"),
        ("Karsa hospital", "IQ", None),
    ],
)
def test_an_office_is_of_the_side_whose_it_is(name: str, country: str, side: str | None) -> None:
    assert side_of_body(name, country) == side


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("TDF's northern command", "northern command of the Tigray Defence Forces", True),
        ("TDF's northern command", "TDF's southern command", False),
        ("Karsa Referral Hospital", "Karsa General Hospital", True),
        ("Karsa Referral Hospital", "Deshtan hospital", False),
        ("provincial hospital", "military hospital", False),
        ("Ethiopian Emergencies Ministry", "Emergencies Ministry", True),
        ("Sudanese Emergencies Ministry", "Emergencies Ministry", False),
    ],
)
def test_one_office_has_one_key_however_it_is_called(one: str, other: str, same: bool) -> None:
    assert (body_key(one, "ET") == body_key(other, "ET")) is same
