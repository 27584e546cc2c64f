import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.gazetteer.recognise import Token, find_toponyms


def tokens(text):
    """Plain tokens: words, and each other sign by itself; a full stop with a space and a capital ends a sentence."""
    found, sentence = [], 0
    for m in re.finditer(r"(?:[A-Z]\.){2,}|(?:Ky|La|Gen|Mr|St)\.|\w+|[^\w\s]", text):
        found.append(Token(m.group(), m.start(), m.end(), "", sentence))
        if m.group() in ".!?" or text[m.end() : m.end() + 1] == "\n":
            sentence += 1
    return found


def places(world, text, **kwargs):
    return {t.text: t.place for t in find_toponyms(text, tokens(text), world, **kwargs)}


def test_plain_report(world):
    found = places(world, "Shelling hit Douma, east of Damascus, and troops entered al-Bab in Aleppo province.")
    assert set(found) == {"Douma", "Damascus", "al-Bab", "Aleppo"}
    assert all(p.country == "SY" for p in found.values())
    assert found["Aleppo"].type == "admin1"


def test_hyphens_articles_and_apostrophes(world):
    text = "Rockets fell on Deir ez-Zor, Ash-Shaddadi and Sana'a on Sunday."
    found = places(world, text)
    assert {"Deir ez-Zor", "Ash-Shaddadi", "Sana'a"} <= set(found)


def test_dateline(world):
    found = places(world, "BASRA, Iraq (Wire) - Two rockets landed near the airport.")
    assert found["BASRA"].country == "IQ"


@pytest.mark.parametrize(
    "text",
    [
        "Michael Jordan said on Tuesday that he would leave. Jordan said no more.",
        "Gen. Paris told the court. Mr. Sidon was there.",
        "The Washington Post wrote about it.",
        "The White House declined to comment.",
        "Police said that most of them were male.",
        "On March 3 the Bank of Jordan closed.",
    ],
)
def test_other_names_are_not_places(world, text):
    assert set(places(world, text)) <= {"Bank of Jordan"}


def test_container_decides(world):
    found = places(world, "A bomb went off in Tripoli, Lebanon, at noon. Residents of Tripoli fled.")
    assert found["Tripoli"].country == "LB"
    found = places(world, "He was born in Alexandria, La., and lived there.")
    assert found["Alexandria"].admin1 == "Louisiana"
    assert found["La."].name == "Louisiana"


def test_quarter_of_the_city_that_the_text_is_about(world):
    text = "Fighting went on in Mosul. Soldiers entered the Karama district at dawn. Civilians fled eastern Mosul."
    karama = places(world, text)["Karama"]
    assert (karama.country, karama.type) == ("IQ", "neighbourhood")


def test_unknown_village_is_found_but_not_placed(world):
    found = find_toponyms(text := "They shelled the village of Qwxarbat.", tokens(text), world)
    assert [(t.text, t.place) for t in found] == [("Qwxarbat", None)]
    assert found[0].as_dict() == {
        "start": 28, "end": 36, "text": "Qwxarbat", "name": "Qwxarbat",
        "lat": None, "lon": None, "country": None, "id": None, "precision_km": None,
    }  # fmt: skip


def test_namesake_in_a_country_that_nothing_else_speaks_of_is_not_taken(world):
    text = "Fighting went on near El Fasher in Sudan. Sixty men were killed in Golo, a town with a dam."
    assert places(world, text)["Golo"] is None
    # one that is known the world over is, and one that the text puts where it is
    assert places(world, "Troops of Sudan left El Fasher. The talks were held in Geneva.")["Geneva"].country == "CH"
    assert places(world, "Troops of Sudan left El Fasher. He died in Anjarah, Jordan.")["Anjarah"].country == "JO"


def test_bodies_of_words_beside_a_name_are_not_of_it(world):
    found = places(world, "Mosul in Iraq was quiet. Nearby Qwxarbat was shelled.")
    assert "Nearby Qwxarbat" not in found


def test_other_transliteration_in_its_country(world):
    found = places(world, "Iraqi troops entered the town of Moqdadiyya, in Iraq.")
    assert found["Moqdadiyya"].country == "IQ"
    assert 33.9 < found["Moqdadiyya"].lat < 34.1


def test_demonyms_only_on_demand(world):
    text = "Syrian and South Sudanese officers met in Geneva."
    assert set(places(world, text)) == {"Geneva"}
    found = places(world, text, demonyms=True)
    assert found["Syrian"].country == "SY"
    assert found["South Sudanese"].country == "SS"


def test_facilities(world):
    found = places(world, "Jets left Khmeimim air base; guards held the Mosul Dam and the Bab al-Hawa crossing.")
    assert {p.type for p in found.values()} == {"base", "dam", "crossing"}


def test_empty(world):
    assert find_toponyms("", [], world) == []


NAMES = ["Mosul", "al-Bab", "Iraq", "Gen.", "Jordan", "said", "in", "near", "the", "of", ",", "-", ".", "district", "U.S.", "‘Ayn", "İzmir", "😀", "\n", "St.", "Ky.", "Deir", "ez-Zor", "'", "A"]  # noqa: E501  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=150)
@given(st.lists(st.sampled_from(NAMES), max_size=25), st.sampled_from([" ", ""]))
def test_offsets_always_give_the_text(world, parts, glue):
    text = glue.join(parts)
    end = 0
    for t in find_toponyms(text, tokens(text), world, demonyms=True):
        assert text[t.start : t.end] == t.text != ""
        assert t.start >= end
        end = t.end


def test_same_text_same_answer(world):
    text = "Clashes in Paris, Texas, and Athens, Ga. Aleppo and Homs were quiet; Springfield was not."
    assert find_toponyms(text, tokens(text), world) == find_toponyms(text, tokens(text), world)
