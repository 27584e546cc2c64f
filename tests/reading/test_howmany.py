"""The figures of a text: what is one, its bounds, what it counts."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.errors import LexiconError
from dateline.lexicon.files import load_yaml
from dateline.lexicon.quantities import make_numbers, make_units
from dateline.model import Counted, Kind
from dateline.reading.howmany import Figure, count_for, find_figures, tag_counts
from dateline.reading.parsing import Parsed, Parser


@pytest.fixture(scope="module")
def parse() -> Callable[[str], Parsed]:
    parser = Parser()
    return lambda text: parser.parse([text])[0]


def figures(parsed: Parsed) -> list[Figure]:
    """The figures apart from bare articles."""
    return [figure for figure in find_figures(parsed) if not figure.article]


BOUNDS = [
    # digits
    ("The shelling killed 50 civilians.", "50", 50, 50, "civilians"),
    ("The camp holds 12,500 refugees.", "12,500", 12500, 12500, "refugees"),
    ("About 12 500 residents fled.", "About 12 500", 12500, 12500, "residents"),
    ("The town lost 3.000 people.", "3.000", 3000, 3000, "people"),
    ("Aid reached 2.3 million people.", "2.3 million", 2300000, 2300000, "people"),
    ("Aid reached 2.3m people.", "2.3m", 2300000, 2300000, "people"),
    ("Some 15k fighters crossed.", "Some 15k", 15000, 15000, "fighters"),
    ("The blast killed 300+ villagers.", "300+", 300, None, "villagers"),
    ("Rebels killed 2000 people in the north.", "2000", 2000, 2000, "people"),
    # words
    ("Twenty-seven men were shot.", "Twenty-seven", 27, 27, "men"),
    ("One hundred and twelve soldiers died.", "One hundred and twelve", 112, 112, "soldiers"),
    ("Two thousand three hundred families fled.", "Two thousand three hundred", 2300, 2300, "families"),
    ("Two and a half million people fled.", "Two and a half million", 2500000, 2500000, "people"),
    ("A dozen gunmen opened fire.", "A dozen", 12, 12, "gunmen"),
    ("Half a dozen tanks burned.", "Half a dozen", 6, 6, "tanks"),
    ("Two dozen rebels surrendered.", "Two dozen", 24, 24, "rebels"),
    ("A hundred trucks crossed.", "A hundred", 100, 100, "trucks"),
    ("One soldier was killed.", "One", 1, 1, "soldier"),
    # bounds before
    ("At least 20 soldiers were killed.", "At least 20", 20, None, "soldiers"),
    ("No fewer than nine monks were killed.", "No fewer than nine", 9, None, "monks"),
    ("Upwards of 40 houses burned.", "Upwards of 40", 40, None, "houses"),
    ("The army killed more than 300 rebels.", "more than 300", 300, None, "rebels"),
    ("Over 60 people were wounded.", "Over 60", 60, None, "people"),
    ("They arrested more than a dozen students.", "more than a dozen", 12, None, "students"),
    ("Up to 300 fighters remain.", "Up to 300", 0, 300, "fighters"),
    ("As many as 40 miners are missing.", "As many as 40", 0, 40, "miners"),
    ("No more than five guards were there.", "No more than five", 0, 5, "guards"),
    ("Fewer than 10 fighters remain.", "Fewer than 10", 0, 10, "fighters"),
    ("Around 70 shells hit the port.", "Around 70", 70, 70, "shells"),
    ("Nearly 90 women were freed.", "Nearly 90", 90, 90, "women"),
    ("An estimated 50,000 people are trapped.", "An estimated 50,000", 50000, 50000, "people"),
    # bounds after
    ("20 or more villagers drowned.", "20 or more", 20, None, "villagers"),
    ("A mob of 100 or so men burned it.", "100 or so", 100, 100, "men"),
    # ranges
    ("Between 500 and 700 fighters remain.", "Between 500 and 700", 500, 700, "fighters"),
    ("The group has 500-700 fighters.", "500-700", 500, 700, "fighters"),
    ("The group has 500 to 700 fighters.", "500 to 700", 500, 700, "fighters"),
    ("From 3,000 to 5,000 militants hold out.", "From 3,000 to 5,000", 3000, 5000, "militants"),
    ("Two or three gunmen fled.", "Two or three", 2, 3, "gunmen"),
    ("Aid is needed by 2 to 3 million people.", "2 to 3 million", 2000000, 3000000, "people"),
    # vague words
    ("Several prisoners escaped.", "Several", 3, None, "prisoners"),
    ("Dozens of houses burned.", "Dozens", 12, None, "houses"),
    ("Scores of miners died.", "Scores", 20, None, "miners"),
    ("Hundreds of families fled.", "Hundreds", 100, None, "families"),
    ("Tens of thousands of people fled.", "Tens of thousands", 10000, None, "people"),
    ("Hundreds of thousands of people fled.", "Hundreds of thousands", 100000, None, "people"),
    ("Millions of people need food.", "Millions", 1000000, None, "people"),
    ("A few hundred families left.", "A few hundred", 100, None, "families"),
    ("Several thousand villagers left.", "Several thousand", 3000, None, "villagers"),
    ("A few guards were hurt.", "A few", 3, None, "guards"),
    ("A couple of trucks burned.", "A couple of", 2, 2, "trucks"),
    ("A pair of gunmen fled.", "A pair of", 2, 2, "gunmen"),
    ("More than half of the 40 hostages were freed.", "More than half of the 40", 20, None, "hostages"),
    # without a noun, or with one further on
    ("The blast killed seven people and wounded 22.", "22", 22, 22, None),
    ("Another 30 were hurt.", "30", 30, 30, None),
    ("A bus crash left 9 dead.", "9", 9, 9, None),
    ("The group executed 50 of its own members.", "50", 50, 50, "members"),
    ("They hold three of the five bridges.", "three", 3, 3, "bridges"),
    ("A 200-strong battalion arrived.", "200-strong", 200, 200, "battalion"),
    ("No casualties were reported.", "No", 0, 0, "casualties"),
    ("Both men were arrested.", "Both", 2, 2, "men"),
    ("Police burned two farmers' carts.", "two", 2, 2, "carts"),
]


@pytest.mark.parametrize(("sentence", "text", "low", "high", "unit"), BOUNDS, ids=[case[0] for case in BOUNDS])
def test_bounds_and_unit(
    parse: Callable[[str], Parsed], sentence: str, text: str, low: int, high: int | None, unit: str | None
) -> None:
    parsed = parse(sentence)
    found = [(parsed.slice(f.first, f.last), f.low, f.high, f.unit and f.unit.text) for f in figures(parsed)]
    assert (text, low, high, unit) in found


NOTHING = [
    "The 3rd Battalion and the 9th Armoured Division moved.",
    "Mi-24 helicopters, a T-72 and a BM-21 were seen.",
    "Convoys use Highway 1 and Route 6.",
    "Resolution 2254 and Article 5 were named.",
    "The M23 and the G7 met.",
    "It began on July 3 and ended on 12 October 2016.",
    "Between 3 and 4 July it was calm.",
    "In 2016 it was calm.",
    "The blast came at 10:45 pm, after 24 hours of calm.",
    "It started 8 days ago after a two-week truce.",
    "Boys aged 9 and older were taken.",
    "A 20-year-old student spoke.",
    "Samir Haddad, 20, was a baker.",
    "The clinic treats children under 12.",
    "About 90% of the town, or 30 per cent, burned.",
    "They asked for $30 million and 400 dollars.",
    "No one was there, and the one in the car left.",
    "One day the enemies met one another.",
    "One of the largest markets closed.",
    "The shop opens at five.",
    "One in five of them left.",
    "Two-thirds of the 600 houses burned.",
    "All but four of them left.",
    "Many people, numerous cars and a number of shops stood there.",
    "His test scores were poor.",
    "He lives in Room 12 on page 7.",
    "Call 0044207946000 for help.",
    "A third man left in the second car.",
    "It lies at 36.34, 43.13.",
]


@pytest.mark.parametrize("sentence", NOTHING)
def test_no_figure(parse: Callable[[str], Parsed], sentence: str) -> None:
    parsed = parse(sentence)
    assert [parsed.slice(f.first, f.last) for f in figures(parsed) if not f.measure] == []


UNITS = [
    ("Nine soldiers left.", "fighters"),
    ("Nine commandos left.", "fighters"),
    ("Nine families left.", "affected"),
    ("Nine pickups left.", "vehicles"),
    ("The air force carried out nine air raids.", "strikes"),
    ("They took nine villages.", "places"),
    ("There were nine deaths.", "killed"),
    ("They found nine bodies.", "killed"),
    ("There were nine injuries.", "injured"),
    ("They freed nine hostages.", "abducted"),
    ("They freed nine prisoners.", "detained"),
    ("They met nine refugees.", "displaced"),
    ("They met nine wounded men.", "injured"),
    ("They fired nine shells.", "other"),
    ("The death toll rose to 19.", "killed"),
    ("9 dead after blast", "killed"),
]


@pytest.mark.parametrize(("sentence", "of"), UNITS)
def test_what_the_noun_counts(parse: Callable[[str], Parsed], sentence: str, of: str) -> None:
    assert [figure.of for figure in figures(parse(sentence))] == [of]


ON_CLAIMS = [
    ("12 gunmen", "kill", "target", "killed"),
    ("12 gunmen", "attack", "agent", "fighters"),
    ("12 gunmen", "detain", "target", "detained"),
    ("12 cooks", "injure", "target", "injured"),
    ("12 pilgrims", "abduct", "target", "abducted"),
    ("12 villagers", "displace", "target", "displaced"),
    ("12 villagers", "need", "target", "affected"),
    ("12 villagers", "abuse", "target", "abused"),
    ("12 villagers", "deploy", "agent", "fighters"),
    ("12 villagers", "protest", "agent", "other"),
    ("12 villages", "capture", "place", "places"),
    ("12 tanks", "destroy", "target", "vehicles"),
    ("12 bridges", "hold", "place", "places"),
    ("12 bridges", "destroy", "target", "other"),
    ("12 planes", "advance", "agent", "vehicles"),
    ("12 strikes", "airstrike", "trigger", "strikes"),
    ("12 attacks", "airstrike", "trigger", "strikes"),
    ("12 attacks", "attack", "trigger", "other"),
    ("12 deaths", "kill", "trigger", "killed"),
    ("12 square miles", "capture", "target", "other"),
]


@pytest.mark.parametrize(("words", "kind", "role", "of"), ON_CLAIMS)
def test_what_it_counts_on_a_claim(parse: Callable[[str], Parsed], words: str, kind: str, role: str, of: str) -> None:
    (figure,) = figures(parse(f"There were {words}."))
    assert count_for(figure, kind, role) == of


def test_part_of_a_whole(parse: Callable[[str], Parsed]) -> None:
    twelve, children, women = figures(parse("The raid killed 12 people, including three children and two women."))
    assert children.part_of is twelve
    assert women.part_of is twelve
    whole, part = figures(parse("Nineteen people were killed, 12 of them guards."))
    assert part.part_of is whole
    _, north, south = figures(parse("They took 56 villages, 42 of them in the north and 14 in the south."))
    assert (north.of, south.of) == ("places", "places")
    first, second = figures(parse("The raid killed 12 people and hurt 20 women."))
    assert second.part_of is first.part_of is None


def test_a_change_is_no_range(parse: Callable[[str], Parsed]) -> None:
    found = figures(parse("The death toll rose from 12 to 20."))
    assert [(figure.low, figure.high) for figure in found] == [(12, 12), (20, 20)]


def test_articles_and_measures_are_marked(parse: Callable[[str], Parsed]) -> None:
    tank, gunner = find_figures(parse("Rockets destroyed a tank near the bridge and killed one of its gunners."))
    assert tank.article
    assert gunner.article
    assert gunner.unit is not None
    assert gunner.unit.text == "gunners"
    assert not find_figures(parse("A group of rebels fled an hour ago."))
    (area,) = figures(parse("They took more than 700 square miles of desert."))
    assert area.measure
    assert (area.low, area.high) == (700, None)


STANDALONE = [
    ("12 were killed and 30 wounded.", [("12", "killed"), ("30", "injured")]),
    ("Police arrested 5 near the port.", [("5", "detained")]),
    ("Gunmen abducted at least 40 pupils.", [("at least 40", "abducted")]),
    ("More than 6,000 people fled.", [("More than 6,000", "displaced")]),
    ("The blast left nine people dead.", [("nine", "killed")]),
    ("They found the bodies of 70 men.", [("70", "killed")]),
    ("A soldier was killed in a field.", [("A", "killed")]),
    ("The truck carried 20 tonnes of flour.", []),
]


@pytest.mark.parametrize(("sentence", "expected"), STANDALONE)
def test_tag_counts(parse: Callable[[str], Parsed], sentence: str, expected: list[tuple[str, str]]) -> None:
    tagged = tag_counts(parse(sentence))
    assert [(count["text"], count["of"]) for count in tagged] == expected
    assert all(sentence[count["start"] : count["end"]] == count["text"] for count in tagged)


_PIECES = (
    "at least up to more than between and from 12 3,000 2.3m 500-700 1,5 0 00 1e9 ² ٣ a an the one two hundred "
    "thousand million dozen dozens of scores several few half both no none - – + % $ ( ) . , : / soldiers people km "
    "May 2016 killed were wounded including aged Highway 999999999999999999 ~5 >3 -4 twenty-two \n\n “ ”"
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.lists(st.sampled_from(_PIECES.split(" ")), max_size=25).map(" ".join), st.text(max_size=60)))
def test_any_text(parse: Callable[[str], Parsed], text: str) -> None:
    parsed = parse(text)
    found = find_figures(parsed)
    end = 0
    for figure in found:
        assert end <= figure.first.start < figure.last.end <= len(text)
        assert figure.low >= 0
        assert figure.high is None or figure.low <= figure.high
        assert figure.of in set(Counted)
        assert all(count_for(figure, kind, role) in set(Counted) for kind in Kind for role in ("agent", "target"))
        end = figure.last.end
    for count in tag_counts(parsed):
        assert text[count["start"] : count["end"]] == count["text"]


def test_every_mistake_of_a_file_is_told() -> None:
    numbers, units = load_yaml("numbers.yaml"), load_yaml("units.yaml")
    numbers["words"]["eleventy"] = "many"
    numbers["labels"].append("Upper")
    numbers["phrases"]["a brace of"] = {"low": 2, "high": 1}
    with pytest.raises(LexiconError) as told:
        make_numbers(numbers)
    assert all(word in str(told.value) for word in ("eleventy", "Upper", "a brace of"))
    units["fighters"].append("village")
    units["verbs"]["annoyed"] = ["annoy"]
    with pytest.raises(LexiconError) as told:
        make_units(units)
    assert all(word in str(told.value) for word in ("village", "annoyed"))
    with pytest.raises(LexiconError):
        make_units([])
    with pytest.raises(LexiconError):
        make_numbers({"words": {}})
