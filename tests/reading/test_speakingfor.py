"""For whom one speaks who says "we": the force of a spokesman, or the body that publishes its own statement."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dateline.lexicon.actors import ActorIndex
from dateline.model import Claim
from dateline.reading.speakingfor import outlet_body

if TYPE_CHECKING:
    from dateline.reading.reader import Reader

# outlet, text, trigger, the agent's name
AGENTS = [
    (
        "Ministry of Defence of Ukraine",
        "Our forces retook the village of Robotyne.",
        "retook",
        "Ukrainian Defence Ministry",
    ),
    ("Houthi Military Media", "We targeted a ship in the Red Sea with missiles.", "targeted", "Houthis"),
    (
        "Giants Brigades",
        "The port is ours. “We have taken the port,” said Colonel Adel Rashid, the brigades' commander.",
        "taken",
        "Giants Brigades",
    ),
    (
        None,
        "Ukrainian army spokesman Adam Reel said the village was free. “We destroyed two tanks,” he said.",
        "destroyed",
        "Ukrainian Army",
    ),
    (None, "“Our troops entered the town of Mocha,” said a spokesman for the Houthis.", "entered", "Houthis"),
    (None, "A Houthi spokesman said they had captured the port of Mocha.", "captured", "Houthis"),
    (None, "A rebel commander said his men had taken the bridge.", "taken", "rebel"),
    ("Red Sea Times", "“We shelled the barracks,” a rebel commander said.", "shelled", "rebel"),
    ("Red Sea Times", "“We fled at night from the soldiers,” said Amina Saleh.", "fled", None),
    (None, "The army said the rebels had left Taiz and that they had abandoned the bridge.", "abandoned", "rebels"),
]


def claim(reader: Reader, text: str, trigger: str, outlet: str | None) -> Claim:
    return next(c for c in reader.read(text, outlet=outlet).claims if c.trigger.text == trigger)


@pytest.mark.parametrize(("outlet", "text", "trigger", "name"), AGENTS)
def test_we_are_the_speakers_force(
    reader: Reader, outlet: str | None, text: str, trigger: str, name: str | None
) -> None:
    names = [agent.name for agent in claim(reader, text, trigger, outlet).agents]
    assert names == ([name] if name else [])


def test_whom_one_lost_were_ones_own(reader: Reader) -> None:
    lost = claim(reader, "Our forces retook Robotyne. We lost two men.", "lost", "Ministry of Defence of Ukraine")
    assert [(t.text, t.name) for t in lost.targets] == [("two men", "Ukrainian Defence Ministry")]
    assert [(c.of.value, c.low) for c in lost.counts] == [("killed", 2)]


def test_those_who_shell_us_are_not_we(reader: Reader) -> None:
    text = "Our forces hold Robotyne. They shelled our positions near Bakhmut."
    shelled = claim(reader, text, "shelled", "Ministry of Defence of Ukraine")
    assert [a.name for a in shelled.agents] == ["They"]
    assert [t.name for t in shelled.targets] == ["Ukrainian Defence Ministry"]


@pytest.mark.parametrize("outlet", [None, "", "Reuters", "Front Monitor", "Houthi News", "Syrian Arab News Agency"])
def test_the_press_is_no_side(outlet: str | None) -> None:
    assert outlet_body(outlet, ActorIndex.load()) is None


def test_a_force_that_the_lexicon_lacks_is_a_body_by_its_name() -> None:
    body = outlet_body("Sons of the Valley Brigade", ActorIndex.load())
    assert body is not None
    assert (body.name, body.id) == ("Sons of the Valley Brigade", None)
