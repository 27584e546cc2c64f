"""Claims to export: some of a report, one full of what breaks tables."""

from __future__ import annotations

import pytest
from tests.exports.build import ABOUT, ARMY, MONDAY, MOSUL, NINEVEH, Builder, document

from dateline.exports import Provenance, row_of_claim
from dateline.library.records import StoredClaim
from dateline.model import Certainty, PassageKind, Span


@pytest.fixture(scope="session")
def claims() -> list[StoredClaim]:
    battle = Builder(
        "The Iraqi Army killed dozens of Islamic State fighters and lost four soldiers in Mosul on Monday, an officer said. "
        "An air strike on a market in Nineveh killed 12 civilians, including three children. "
        "The army may have taken the east bank."
    )
    hostile = Builder(
        '=HYPERLINK("http://x") fighters;\tshelled "the \u202emarket\n\nof +Mosul\', <b>@all</b> \x1b[31m.',
        document(outlet="-1+cmd", title="=1+1", published=None, given_id="@id", url=None),
    )
    return [
        battle.claim(
            "kill", "killed dozens", agents=[("The Iraqi Army", ARMY)],
            targets=[("dozens of Islamic State fighters", {"kind": "rebel group"})], place=("Mosul", MOSUL), when=MONDAY,
            counts=[("dozens", "killed", 12, None)], said_by=["an officer"],
        ),
        battle.claim(
            "kill", "killed 12", targets=[("12 civilians", {"kind": "civilians"}), ("three children", {"kind": "civilians"})],
            place=("Nineveh", NINEVEH), counts=[("12", "killed", 12, 12), ("three", "killed", 3, 3)],
        ),
        battle.claim("airstrike", "air strike", targets=[("a market",)], place=("Nineveh", NINEVEH)),
        battle.claim(
            "capture", "taken", agents=[("The army", ARMY)], certainty=Certainty.POSSIBLE,
            certainty_evidence=Span(**battle.span("may")), coded=False,
        ),
        hostile.claim(
            "shelling", "shelled", agents=[("=HYPERLINK(\"http://x\") fighters", {"kind": "militia"})],
            targets=[("\"the \u202emarket\n\nof +Mosul'", {"name": "+market"})],
            place=("+Mosul", {"name": "-Mosul", "lat": -36.3, "lon": -43.1}), negated=True,
            negation_evidence=Span(**hostile.span("@all")), passage=PassageKind.HEADLINE,
        ),
    ]  # fmt: skip


@pytest.fixture
def about() -> Provenance:
    return ABOUT


@pytest.fixture(scope="session")
def rows(claims):
    return [row_of_claim(claim) for claim in claims]
