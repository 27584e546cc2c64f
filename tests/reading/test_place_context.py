"""Where a claim is placed whose words alone do not say it: by a heading, a dateline, "there", "that village"."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from dateline.reading.reader import Reader

# A report, and the trigger and the place's name of claims in it.
CASES: list[tuple[str, list[tuple[str, str | None]]]] = [
    (
        "The rebels captured Dorimaka on Sunday, their spokesman announced. The army had been in control of that village since May.",
        [("captured", "Dorimaka"), ("been in control", "Dorimaka")],
    ),
    (
        "Minister Obi praised the troops.\n\nTwenty-two members of the militia were killed in Bria on Monday and nine were wounded there.",
        [("killed", "Bria"), ("wounded", "Bria")],
    ),
    ("Rebels took Bambari. Forty-two soldiers were killed there.", [("killed", "Bambari")]),
    (
        "Dorimaka. Shells landed on the town at breakfast time and killed two people.\n\n"
        "Hessewa. Saint Luke hospital has counted nine dead from an air strike on the market. "
        "Gunmen killed a guard at a school in the same town.",
        [("landed", "Dorimaka"), ("air strike", "Hessewa"), ("killed", "Dorimaka"), ("killed", "Hessewa")],
    ),
    (
        "DORIMAKA: Fighters ambushed a convoy near here on Monday.\n\nHESSEWA: A jet bombed the market of this town on Tuesday.",
        [("ambushed", "Dorimaka"), ("bombed", "Hessewa")],
    ),
    (
        "BRIA, Central African Republic, May 16 (Reuters) - Rebels ambushed a convoy near here on Monday.",
        [("ambushed", "Bria")],
    ),
    (
        "Bria: jets bombed Saint Luke hospital on Monday.\n\nBouar: two men were killed in the market.",
        [("bombed", "Bria"), ("killed", "Bouar")],
    ),
    (
        "The rebels captured Bouar on Monday. Soldiers pulled out of the riverside town toward Dorimaka.\n\n"
        "Until Sunday the town, where cotton is loaded onto lorries, had been held by the army.",
        [("pulled out", "Bouar"), ("held", "Bouar")],
    ),
    (
        "Rebels captured Bouar.\n\nIn Bria itself traffic was calm. On Friday troops were in full control of the town.",
        [("were in full control", "Bria")],
    ),
    (
        'The army lost Bouar. "Rebels hold every street of it," said a colonel on the phone from Bangui.',
        [("hold", "Bouar")],
    ),
    ("Two rockets hit the Dorimaka displacement camp west of Goma.", [("hit", "Dorimaka")]),
    ("Shells fell on the village of Dorimaka, on the western outskirts of Goma.", [("fell", "Dorimaka")]),
    (
        "Jets bombed a market in Bouar on Monday. Two of the wounded died in Bangui on Tuesday.",
        [("bombed", "Bouar"), ("died", "Bouar")],
    ),
    (
        "A mine killed two people in Bouar, in the words of Dr Amina Ndele, who directs the hospital in Bangui.",
        [("killed", "Bouar")],
    ),
    (
        "1. Our troops took Bouar yesterday.\n\n2. The enemy shelled the school in the town at noon.",
        [("shelled", "Bouar")],
    ),
    ("Our brigade overran the army post at Dorimaka. The enemy withdrew from that post.", [("overran", "Dorimaka")]),
    (
        "Hessewa road. Rebels have blocked the road at Dorimaka since Friday.\n\nBouar. All was quiet there on Sunday night.",
        [("blocked", "Dorimaka")],
    ),
    (
        "Residents of Dorimaka said rebels had seized their hamlet on Tuesday. The army retook it two days later.",
        [("seized", "Dorimaka"), ("retook", "Dorimaka")],
    ),
    (
        "Gunmen stormed Kadarko on Friday, the local chairman said in Bria. They also burned the church.",
        [("burned", "Kadarko")],
    ),
    (
        "The militia took Mae Wai hill on Monday. Two men fell there, and by night the army held the hill.",
        [("took", "Mae Wai"), ("held", "Mae Wai")],
    ),
    ("The rebels attacked another camp, Dorimaka, and killed a guard.", [("attacked", "Dorimaka")]),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_the_context_places_a_claim(reader: Reader, text: str, expected: list[tuple[str, str | None]]) -> None:
    claims = reader.read(text, published=date(2023, 5, 17)).claims
    found = [(c.trigger.text, c.place.name if c.place else None) for c in claims]
    assert [pair for pair in expected if pair not in found] == []
