"""Which named people are one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.weighing.persons import Person, person, same_people


def one(*people: Person) -> bool:
    return len(set(same_people(people).values())) == 1


def test_a_surname_is_the_one_whose_full_name_ends_in_it() -> None:
    assert one(person("Araji", "IQ", None), person("Wissam al-Araji", "IQ", None))


def test_a_surname_that_two_bear_is_neither() -> None:
    people = [person("Hassan", "IQ", None), person("Ahmed Hassan", "IQ", None), person("Karim Hassan", "IQ", None)]
    assert len(set(same_people(people).values())) == 3


def test_a_given_name_alone_joins_nobody() -> None:
    assert not one(person("Ahmed Hassan", "IQ", None), person("Ahmed Jaber", "IQ", None))


def test_one_name_spelt_otherwise_is_the_same_person_two_are_not() -> None:
    assert one(person("Wissam Araji", "IQ", None), person("Wisam al-Araji", "IQ", None))
    assert not one(person("Hassan Karimi", "IQ", None), person("Hussein Karami", "IQ", None))


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Mahmoud Khattoub", "Mahmud Khattub", True),
        ("Mohammed al-Jubairi", "Muhammad Salim al-Jubayri", True),
        ("Youssef Noor", "Yousef Nur", True),
        ("Hassan Omari", "Hussein Omari", False),
        ("Karim Saleh", "Karam Salih", False),
    ],
)
def test_names_written_as_they_sound_are_one(a: str, b: str, same: bool) -> None:
    assert one(person(a, "YE", None), person(b, "YE", None)) is same


def test_a_middle_name_may_be_left_out() -> None:
    assert one(person("Yahya Rasool", "IQ", None), person("Yahya Rasool Abdullah", "IQ", None))


def test_namesakes_in_other_offices_or_countries_stay_apart() -> None:
    assert not one(person("Ahmed Hassan", "IQ", "actor:iq-army"), person("Ahmed Hassan", "IQ", "body:hospital"))
    assert not one(person("Ahmed Hassan", "IQ", None), person("Ahmed Hassan", "SD", None))


def test_an_office_may_be_told_more_fully() -> None:
    full, short = "body:karsa miners union", "body:miners union"
    assert one(person("Ahmed Hassan", "IQ", full), person("Ahmed Hassan", "IQ", short))
    assert not one(person("Ahmed Hassan", "IQ", "body:union"), person("Ahmed Hassan", "IQ", full))


names = st.sampled_from(
    ["Araji", "Wissam Araji", "Wisam al-Araji", "Karim Araji", "Ahmed Hassan", "Hassan", "Wissam Hassan"]
)
offices = st.sampled_from([None, "body:miners union", "body:karsa miners union", "actor:b"])


@given(st.lists(st.builds(person, names, st.sampled_from(["IQ", "SY"]), offices), max_size=8), st.randoms())
def test_the_order_does_not_matter(people: list[Person], random: st.Random) -> None:  # type: ignore[name-defined]
    expected = same_people(people)
    random.shuffle(people)
    assert same_people(people) == expected
