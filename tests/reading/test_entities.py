"""Who is named in a text: names known and unknown, descriptions, pronouns; and that nothing is forced onto a known actor."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.lexicon.actors import KINDS
from dateline.reading.entities import Entity, find_entities, tag_actors
from dateline.reading.marked import Marked
from dateline.reading.reader import InputDocument

if TYPE_CHECKING:
    from dateline.reading.reader import Reader


def mark(reader: Reader, text: str) -> Marked:
    return next(reader._mark([InputDocument(text)]))


def found(reader: Reader, text: str, *, descriptions: bool = True) -> dict[str, Entity]:
    return {text[e.start : e.end]: e for e in find_entities(mark(reader, text), descriptions=descriptions)}


# --- names


def test_a_known_actor_has_its_id(reader):
    entity = found(reader, "Hezbollah crossed the river.")["Hezbollah"]
    assert (entity.type, entity.name, entity.form) == ("organisation", "Hezbollah", "name")
    assert entity.id is not None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Desert Falcons Brigade took the hill.", "Desert Falcons Brigade"),
        ("A spokesman for the Orontes Documentation Centre confirmed it.", "Orontes Documentation Centre"),
        ("The Ministry of Higher Education closed the schools.", "Ministry of Higher Education"),
        ("The Popular Front for the Liberation of Kalmir denied it.", "Popular Front for the Liberation of Kalmir"),
        ("Gunmen of Liwa al-Kalmir fled.", "Liwa al-Kalmir"),
        ("The 12th Mountain Battalion was sent north.", "12th Mountain Battalion"),
        ("Kalmir National Movement leaders met on Monday.", "Kalmir National Movement"),
    ],
)
def test_an_unknown_body_keeps_its_name_and_has_no_id(reader, text, name):
    bodies = [
        e for e in find_entities(mark(reader, text)) if name in text[e.start : e.end] or text[e.start : e.end] in name
    ]
    assert any(e.type == "organisation" and name in (e.name, text[e.start : e.end]) for e in bodies), bodies
    assert all(e.id is None for e in bodies)


def test_a_short_name_in_brackets_means_the_long_one(reader):
    entities = found(reader, "The Kalmir Relief Council (KRC) sent trucks. The KRC has twelve.")
    assert entities["KRC"].name == "Kalmir Relief Council"


def test_the_centre_is_the_one_named_before(reader):
    entities = found(reader, "The Orontes Documentation Centre counted 12 dead. The Centre has no figure for Monday.")
    assert entities["Centre"].name == "Orontes Documentation Centre"


@pytest.mark.parametrize(
    ("text", "span", "name"),
    [
        ("Gen. Wissam Araji said the road was cut.", "Gen. Wissam Araji", "Wissam Araji"),
        ("Colonel Nasser al-Kalmiri called on them to leave.", "Colonel Nasser al-Kalmiri", "Nasser al-Kalmiri"),
        ("“We saw smoke,” said Rupert Hallworth.", "Rupert Hallworth", "Rupert Hallworth"),
        ("Bilo Tarvek, 26, hid in a cellar.", "Bilo Tarvek", "Bilo Tarvek"),
        ("The deputy governor, Dut Achol Mabior, spoke of raids.", "Dut Achol Mabior", "Dut Achol Mabior"),
        ("A man known as Abu Turab gave himself up.", "Abu Turab", "Abu Turab"),
        ("Foreign Secretary Anna Holm welcomed the truce.", "Foreign Secretary Anna Holm", "Anna Holm"),
    ],
)
def test_a_person_by_title_first_name_age_or_what_it_does(reader, text, span, name):
    entity = found(reader, text)[span]
    assert (entity.type, entity.name, entity.id) == ("person", name, None)


def test_a_surname_alone_is_the_person_named_before(reader):
    entities = found(reader, "Rupert Hallworth spoke in Geneva. The talks with Hallworth went on.")
    assert entities["Hallworth"].name == "Rupert Hallworth"


def test_a_title_alone_is_a_person(reader):
    assert found(reader, "They met the Foreign Minister on Tuesday.")["Foreign Minister"].type == "person"


def test_a_people_is_a_group_and_its_adjective_no_one(reader):
    entities = found(reader, "Syrians fled. The Syrian conflict went on.")
    assert entities["Syrians"].type == "organisation"
    assert not any(span.startswith("Syrian ") or span == "Syrian" for span in entities)


@pytest.mark.parametrize(
    ("text", "country", "sort"),
    [
        ("Turkey shelled the village.", "Turkey", "organisation"),
        ("The deal was signed by France.", "France", "organisation"),
        ("The rebels accused Russia of bombing them.", "Russia", "organisation"),
        ("Its backers, notably Iran, sent arms.", "Iran", "organisation"),
        ("The men fled to Turkey.", "Turkey", "location"),
        ("He was born in France.", "France", "location"),
    ],
)
def test_a_country_acts_or_is_a_place(reader, text, country, sort):
    assert found(reader, text)[country].type == sort


@pytest.mark.parametrize(
    "text",
    [
        "Operation Iron Gate began on Monday.",
        "The IED was near the road.",
        "They read Resolution 2254.",
        "It was a cold January.",
    ],
)
def test_operations_weapons_and_papers_are_no_actors(reader, text):
    assert [e for e in find_entities(mark(reader, text)) if e.form == "name"] == []


# --- descriptions and pronouns


@pytest.mark.parametrize(
    ("text", "span", "sort"),
    [
        ("Government forces entered the town.", "Government forces", "organisation"),
        ("At least 12 civilians died.", "At least 12 civilians", "organisation"),
        ("A soldier was hurt.", "A soldier", "person"),
        ("The families of the victims waited.", "The families", "organisation"),
        ("Shells hit the hospital.", "the hospital", "location"),
        ("They live in the city of Mosul.", "the city of Mosul", "location"),
        ("The coalition struck again.", "The coalition", "organisation"),
    ],
)
def test_descriptions(reader, text, span, sort):
    entity = found(reader, text)[span]
    assert (entity.type, entity.form, entity.id) == (sort, "description", None)


def test_fighters_of_a_known_actor_are_that_actor(reader):
    entities = found(reader, "IS militants attacked the village.")
    assert entities["IS militants"].name == "Islamic State"


@pytest.mark.parametrize("text", ["Anti-Hezbollah fighters took the hill.", "Hezbollah-backed fighters took the hill."])
def test_fighters_against_or_backed_by_a_known_actor_are_not_that_actor(reader, text):
    fighters = next(e for e in find_entities(mark(reader, text)) if text[e.start : e.end].endswith("fighters"))
    assert fighters.id is None


def test_an_actor_inside_the_description_of_another_is_kept(reader):
    entities = found(reader, "A Hezbollah spokesman denied it. The Hezbollah-held town was calm.")
    assert entities["spokesman"].name == "Hezbollah spokesman"
    assert entities["Hezbollah"].type == "organisation"
    assert entities["Hezbollah"].id is not None


def test_pronouns_mean_the_last_one_told_of(reader):
    entities = found(reader, "Gen. Wissam Araji spoke. He said the rebels had fled.")
    assert (entities["He"].name, entities["He"].form) == ("Wissam Araji", "pronoun")


def test_an_object_is_not_the_subject_of_its_sentence(reader):
    entities = found(reader, "The rebels dug in. The soldiers drove them out.")
    assert entities["them"].name == "rebels"


def test_names_alone(reader):
    entities = found(reader, "The soldiers of Hezbollah said they saw a drone.", descriptions=False)
    assert list(entities) == ["Hezbollah"]


# --- the layer


def test_the_layer_has_no_places(reader):
    text = "Hezbollah shelled the hospital in Mosul, Iraq, said Gen. Wissam Araji."
    tags = tag_actors(mark(reader, text))
    assert [tag["text"] for tag in tags] == ["Hezbollah", "Gen. Wissam Araji"]
    assert all(list(tag) == ["start", "end", "text", "type", "name", "id", "kind"] for tag in tags)


PIECES = [
    *("Gen.", "Wissam", "Araji", "al", "-", "Kalmiri", "Hezbollah", "IS", "US", "Turkey", "Mosul", "Brigade", "Front"),
    *("of", "the", "and", "Ministry", "fighters", "soldiers", "a", "hospital", "said", "killed", "in", "They", "he"),
    *("(", ")", "[", "]", '"', "“", "'", "’s", ",", ".", "\n\n"),
    *("12th", "26", "Monday", "(SDF)", "Operation", "\u00a0", "\u200b", "قوات", "Syrians", "Comment:", "ABU", "DEAD"),
]


@given(st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join))
def test_spans_are_exact_in_order_and_apart(reader, text):
    end = 0
    for entity in find_entities(mark(reader, text)):
        assert end <= entity.start < entity.end <= len(text)
        assert entity.name.strip()
        assert entity.type in ("organisation", "person", "location")
        assert entity.kind is None or entity.kind in KINDS
        end = entity.end
