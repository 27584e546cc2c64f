"""The example reports: what a person who tries `make demo` is shown has to hold."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dateline.reading.reader import Reader

EXAMPLES = Path(__file__).parents[1] / "examples"
TEXTS = sorted(EXAMPLES.glob("*.txt"))


@pytest.mark.parametrize("path", TEXTS, ids=[path.stem for path in TEXTS])
def test_every_span_is_exact_and_a_second_reading_gives_the_same_bytes(reader: Reader, path: Path) -> None:
    text = path.read_bytes().decode("utf-8")
    reading = reader.read(text, published=date(2019, 6, 5))
    assert len(reading.claims) >= 8
    for claim in reading.claims:
        for span in claim.spans():
            assert text[span.start : span.end] == span.text
    assert reader.read(text, published=date(2019, 6, 5)).to_json() == reading.to_json()


def test_the_wire_story_says_who_retook_the_town_and_who_says_so(reader: Reader) -> None:
    text = (EXAMPLES / "wire-story.txt").read_text(encoding="utf-8")
    claims = reader.read(text, published=date(2019, 3, 12)).claims
    retook = next(claim for claim in claims if claim.trigger.text == "retook")
    assert [agent.text for agent in retook.agents] == ["Government troops"]
    assert retook.place is not None
    assert retook.place.name == "Kalmir"
    assert retook.when is not None
    assert retook.when.start == retook.when.end == date(2019, 3, 11)
    assert [source.name for source in retook.said_by] == ["army officer", "residents"]
