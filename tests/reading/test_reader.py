"""The reader as a whole: batches, order, the same bytes twice, ids, what it refuses."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest

from dateline.errors import DatelineError, EncodingError, ModelError
from dateline.model import Reading
from dateline.reading.reader import InputDocument, Reader

if TYPE_CHECKING:
    from collections.abc import Iterator

STORY = (
    "Rebels seize airport\n\n"
    "TRIPOLI, May 16 (Reuters) - Rebels captured the airport of Tripoli on Monday, an army officer told Reuters. "
    "At least 20 soldiers were killed and dozens wounded.\n\n"
    "“They shelled us all night,” said Salem Omar, a driver. The government denied that its troops had withdrawn.\n\n"
    "(Reporting by Ann Lee; Editing by Bo Kim)"
)
PUBLISHED = date(2023, 5, 17)


def test_a_story_from_end_to_end(reader: Reader) -> None:
    reading = reader.read(STORY, published=PUBLISHED, outlet="Reuters")
    told = [(claim.kind.value, claim.trigger.text, [s.name for s in claim.said_by]) for claim in reading.claims]
    assert told == [
        ("capture", "seize", []),
        ("capture", "captured", ["army officer"]),
        ("kill", "killed", []),
        ("injure", "wounded", []),
        ("shelling", "shelled", ["Salem Omar"]),
        ("withdraw", "withdrawn", ["government"]),
    ]
    captured, killed, withdrawn = reading.claims[1], reading.claims[2], reading.claims[5]
    assert captured.when is not None
    assert captured.when.start == date(2023, 5, 15)
    assert [(count.of.value, count.low, count.high) for count in killed.counts] == [("killed", 20, None)]
    assert withdrawn.negated
    kinds = [passage.kind.value for passage in reading.passages]
    assert kinds == ["headline", "dateline", "body", "body", "credit"]
    assert [claim.passage.value for claim in reading.claims] == ["headline", *["body"] * 5]


def test_an_agency_is_no_source_of_its_own_story_but_of_another_paper(reader: Reader) -> None:
    told = "Rebels captured the airport of Tripoli, an army officer told Reuters."
    (own,) = reader.read(f"TRIPOLI, May 16 (Reuters) - {told}").claims
    (other,) = reader.read(f"TRIPOLI, May 16 (AP) - {told}").claims
    assert [source.text for source in own.said_by] == ["an army officer"]
    assert [source.text for source in other.said_by] == ["an army officer", "Reuters"]


def test_what_is_known_of_the_document_stands_in_the_reading(reader: Reader) -> None:
    reading = reader.read(
        STORY, published=PUBLISHED, title="Rebels seize airport", outlet="Reuters", url="https://example.org/1", id="a"
    )
    assert reading.id == "a"
    assert reading.document.model_dump() == {
        "title": "Rebels seize airport",
        "outlet": "Reuters",
        "url": "https://example.org/1",
        "published": PUBLISHED,
    }


def test_the_same_bytes_twice(reader: Reader) -> None:
    first, second = (reader.read(STORY, published=PUBLISHED).to_json() for _ in range(2))
    assert first == second


def test_another_reader_gives_the_same_bytes(reader: Reader) -> None:
    assert Reader().read(STORY, published=PUBLISHED).to_json() == reader.read(STORY, published=PUBLISHED).to_json()


def test_ids_hang_on_text_and_content_alone(reader: Reader) -> None:
    plain = reader.read(STORY, published=PUBLISHED)
    titled = reader.read(STORY, published=PUBLISHED, title="Another title", id="b")
    other = reader.read(STORY + " ", published=PUBLISHED)
    ids = [claim.id for claim in plain.claims]
    assert len(set(ids)) == len(ids)
    assert [claim.id for claim in titled.claims] == ids
    assert not {claim.id for claim in other.claims} & set(ids)


def test_many_documents_keep_their_order_across_batches(reader: Reader) -> None:
    texts = [f"Rebels killed {number} soldiers near Bria. " + "Rebels and soldiers. " * 500 for number in range(2, 17)]
    assert sum(map(len, texts)) > 2 * 60_000  # more than one batch holds
    readings = list(reader.read_many(InputDocument(text, id=str(n)) for n, text in enumerate(texts)))
    assert [reading.id for reading in readings] == [str(n) for n in range(15)]
    lows = [reading.claims[0].counts[0].low for reading in readings]
    assert lows == list(range(2, 17))


def test_a_batch_reads_a_text_as_it_is_read_alone(reader: Reader) -> None:
    others = [InputDocument("Gunmen abducted six nuns in Maaloula."), InputDocument("")]
    alone = reader.read(STORY, published=PUBLISHED)
    _, batched, _ = reader.read_many([others[0], InputDocument(STORY, published=PUBLISHED), others[1]])
    assert batched == alone


def test_a_stream_is_read_as_it_comes(reader: Reader) -> None:
    taken = 0

    def documents() -> Iterator[InputDocument]:
        nonlocal taken
        for _ in range(50):
            taken += 1
            yield InputDocument("The war goes on. " * 2000)

    next(reader.read_many(documents()))
    assert taken < 10


@pytest.mark.parametrize("text", ["", " ", "\n\n", "...", "👍", "قوات الجيش"])
def test_texts_with_nothing_in_them(reader: Reader, text: str) -> None:
    assert reader.read(text).claims == ()


def test_no_documents_give_no_readings(reader: Reader) -> None:
    assert list(reader.read_many([])) == []


def test_a_lone_surrogate_is_refused_with_its_place(reader: Reader) -> None:
    with pytest.raises(EncodingError, match=r"document 'a1': .*U\+D83D\) at character 6"):
        reader.read("Rebels\ud83d fled.", id="a1")


def test_a_whole_emoji_is_no_lone_surrogate(reader: Reader) -> None:
    (claim,) = reader.read("🚀 Rebels shelled Aleppo.").claims
    assert claim.trigger.start == "🚀 Rebels shelled Aleppo.".index("shelled")


def test_a_model_that_is_not_installed_is_told_by_name() -> None:
    with pytest.raises(ModelError, match="xx_no_such_model") as caught:
        Reader(model="xx_no_such_model")
    assert isinstance(caught.value, DatelineError)
    assert "pip" in str(caught.value)


def test_a_layer_that_is_not_there_is_told_with_those_that_are(reader: Reader) -> None:
    with pytest.raises(ValueError, match=r"no such layer: 'moods'.*times, places, sources, counts, actors"):
        reader.tag("moods", STORY)


def test_json_reads_back_to_the_same_reading(reader: Reader) -> None:
    reading = reader.read(STORY, published=PUBLISHED, id="a")
    assert Reading.model_validate_json(reading.to_json()) == reading
    assert "id" not in json.loads(reader.read(STORY).to_json())


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("The number of people killed by the bomb in Bouar has gone up from nine to 15.", [("killed", 15)]),
        ("The colonel put the number of soldiers wounded by rebel snipers at seven.", [("injured", 7)]),
        ("The death toll from the shelling of Bouar has risen to 16.", [("killed", 16)]),
    ],
)
def test_what_a_toll_is_put_at(reader: Reader, text: str, figures: list[tuple[str, int]]) -> None:
    claims = reader.read(text).claims
    assert [
        (c.of.value, c.low) for claim in claims if claim.kind.value in ("kill", "injure") for c in claim.counts
    ] == figures


def test_who_made_a_report_that_is_false_does_not_say_so(reader: Reader) -> None:
    claim = reader.read("The enemy's reports of the capture of Bria are false. Our soldiers hold the town.").claims[0]
    assert (claim.kind.value, claim.negated, claim.said_by) == ("capture", True, ())
