"""A few short reports of three acts, two of which several outlets tell of in their own words; one corrects itself."""

from __future__ import annotations

from datetime import date

from tests.library.making import received

from dateline.intake.received import Received

_REPORTS = (
    ("wire", "Delta Wire", date(2018, 5, 8),
     "An air strike hit a clinic in the Yemeni town of Zabid on Monday, killing at least 14 people, the town's health "
     "office said. Fighters of the Houthi movement entered Hays on Monday, a Houthi spokesman said."),
    ("reprint", "Evening Post", date(2018, 5, 8),
     "An air strike hit a clinic in the Yemeni town of Zabid on Monday, killing at least 14 people, the town's health "
     "office said. Fighters of the Houthi movement entered Hays on Monday, a Houthi spokesman said."),
    ("office", "Zabid Health Office", date(2018, 5, 9),
     "The health office of Zabid announces that Monday's air strike on a clinic in Zabid killed 17 people."),
    ("ministry", "Defence Ministry (Yemen)", date(2018, 5, 9),
     "The Defence Ministry said on Wednesday that warplanes struck a clinic in Zabid on Monday and that six people were "
     "killed. The ministry denied that Houthi fighters had entered Hays."),
    ("monitor", "Red Sea Monitor", date(2018, 5, 10),
     "Houthi fighters captured Hays on Monday, two residents said. Government troops withdrew from Hays on Tuesday."),
    ("other", "Delta Wire", date(2018, 5, 10),
     "A car bomb exploded at a checkpoint in Aden on Wednesday and wounded three soldiers, a police officer said."),
    ("blog", "Aden Notes", date(2018, 5, 11),
     "Police said a car bomb wounded three soldiers at a checkpoint in Aden on Wednesday."),
    ("agency", "Gulf Agency", date(2018, 5, 9),
     "Warplanes bombed a clinic in Zabid on Monday, a doctor there told Gulf Agency. Fourteen people died."),
)  # fmt: skip


def reports() -> list[Received]:
    """The reports as they come in; each at an address of its own."""
    return [
        received(text, name=id, id=id, outlet=outlet, published=published, url=f"https://example.org/{id}")
        for id, outlet, published, text in _REPORTS
    ]


def corrected() -> Received:
    """The agency's report again: it takes back where it was, and adds a day's number of dead."""
    (agency,) = (each for each in reports() if each.id == "agency")
    text = "Warplanes bombed a market in Hajjah on Monday, a doctor there told Gulf Agency. Two people died."
    return received(text, name="agency", id="agency", outlet=agency.outlet, published=agency.published, url=agency.url)
