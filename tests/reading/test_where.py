"""Where it happened: the narrowest place, its name in the gazetteer, coordinates moved by distance and bearing."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from dateline.model import Claim
    from dateline.reading.reader import Reader

PUBLISHED = date(2023, 5, 17)

# A text, a kind of which it holds one claim, and that claim's place: the words, the name, the country; None for no place.
CASES: list[tuple[str, str, str | None, str | None, str | None]] = [
    ("Rebels shelled Aleppo.", "shelling", "Aleppo", "Aleppo", "SY"),
    (
        "Rebels shelled the Salaheddine district of Aleppo.",
        "shelling",
        "the Salaheddine district of Aleppo",
        "Salaheddine",
        "SY",
    ),
    (
        "Gunmen killed a judge in the Hamra district of Beirut, Lebanon.",
        "kill",
        "the Hamra district of Beirut",
        "Hamra",
        "LB",
    ),
    (
        "Five soldiers were killed 5 km north of Bakhmut.",
        "kill",
        "5 km north of Bakhmut",
        "5 km north of Bakhmut",
        "UA",
    ),
    (
        "Five soldiers were killed 20 miles south of Mogadishu.",
        "kill",
        "20 miles south of Mogadishu",
        "20 miles south of Mogadishu",
        "SO",
    ),
    (
        "A convoy was ambushed on the road between Gao and Kidal.",
        "attack",
        "the road between Gao and Kidal",
        "Gao-Kidal road",
        "ML",
    ),
    ("Militiamen burned houses in the village of Dorimaka.", "destroy", "the village of Dorimaka", "Dorimaka", None),
    ("In northern Mali, jihadists attacked a convoy near Kidal.", "attack", "Kidal", "Kidal", "ML"),
    ("Clashes broke out in Tripoli, the capital of Libya.", "clash", "Tripoli", "Tripoli", "LY"),
    (
        "A bomb exploded outside a police station in Jalalabad.",
        "bombing",
        "a police station in Jalalabad",
        "Jalalabad",
        "AF",
    ),
    ("The army withdrew from Kherson to the left bank of the Dnipro.", "withdraw", "Kherson", "Kherson", "UA"),
    ("Rebels advanced from Bria towards Bangui.", "advance", "Bangui", "Bangui", "CF"),
    ("The rebels entered Bouar on Monday. The town was looted.", "destroy", "The town", "Bouar", "CF"),
    ("The guerrillas kidnapped a mayor in Cauca, Colombia.", "abduct", "Cauca", "Cauca", "CO"),
    ("The airport of Donetsk was shelled.", "shelling", "The airport of Donetsk", "airport of Donetsk", "UA"),
    (
        "Shells hit the eastern suburbs of Damascus.",
        "shelling",
        "the eastern suburbs of Damascus",
        "eastern suburbs of Damascus",
        "SY",
    ),
    ("Police arrested two suspected militants.", "detain", None, None, None),
    ("Rebels in Chad said they had captured Faya.", "capture", "Faya", "Faya-Largeau", "TD"),
    ("KABUL (Reuters) - Gunmen killed three policemen on Monday.", "kill", None, None, None),
    ("Islamist fighters seized Timbuktu, Gao and Kidal in northern Mali.", "capture", "Timbuktu", "Timbuktu", "ML"),
    (
        "Rebels attacked the village of Qarabulli in western Libya.",
        "attack",
        "the village of Qarabulli",
        "Qasr al Qarabulli",
        "LY",
    ),
    ("Boko Haram gunmen killed 20 farmers in Borno State.", "kill", "Borno State", "Borno", "NG"),
    ("Israeli jets bombed Khan Younis in the southern Gaza Strip.", "airstrike", "Khan Younis", "Khan Younis", "PS"),
    ("KABUL (Reuters) - Gunmen killed three policemen in Herat on Monday.", "kill", "Herat", "Herat", "AF"),
    (
        "Rebels captured the city of Bunia. Two days later they killed 15 people there.",
        "kill",
        "there",
        "Bunia",
        "CD",
    ),
    ("The Kashmiri town of Sopore was raided by soldiers.", "attack", "The Kashmiri town of Sopore", "Sopore", "IN"),
    ("Troops entered Sloviansk and Kramatorsk.", "advance", "Sloviansk", "Sloviansk", "UA"),
    (
        "Gunmen abducted nuns from a convent in Maaloula, Syria.",
        "abduct",
        "a convent in Maaloula",
        "Maaloula",
        "SY",
    ),
    ("Rebels cut the Goma-Rutshuru road.", "encircle", "the Goma-Rutshuru road", "Goma-Rutshuru road", "CD"),
    (
        "Rebels cut the highway between Rutshuru and Goma on Monday. The army bombed a convoy on the same road.",
        "airstrike",
        "the same road",
        "Goma-Rutshuru road",
        "CD",
    ),
    (
        "Soldiers entered Bambari, a town on the road to Bria. A bomb went off on the main street.",
        "bombing",
        "the main street",
        "Bambari",
        "CF",
    ),
    (
        "The rebels entered Bouar. They still hold the centre of the town.",
        "hold",
        "the centre of the town",
        "Bouar",
        "CF",
    ),
    (
        "Kherson: shells fell near the port on Monday.\n\nBakhmut: five men were killed when soldiers stormed a school.",
        "kill",
        "Bakhmut",
        "Bakhmut",
        "UA",
    ),
    (
        "Troops retook the village of El Dabab from the rebels. On Friday jets hit the village.",
        "airstrike",
        "the village",
        "El Dabab",
        None,
    ),
    (
        "A shell fell on a bus stop in the west of Kherson.",
        "shelling",
        "the west of Kherson",
        "Kherson",
        "UA",
    ),
    ("Rebels attacked a bus near Bria in the Central African Republic.", "attack", "Bria", "Bria", "CF"),
    (
        "Shelling killed two people in the Petrovskyi district of Donetsk.",
        "kill",
        "the Petrovskyi district of Donetsk",
        "Petrovskyi",
        "UA",
    ),
    (
        "Jihadists captured Mocímboa da Praia, a port in Mozambique.",
        "capture",
        "Mocímboa da Praia",
        "Mocímboa da Praia",
        "MZ",
    ),
    # Names that the gazetteer lacks.
    ("Rebels have seized Banuko.", "capture", "Banuko", "Banuko", None),
    ("Gunmen attacked the Kilo 9 junction on Friday.", "attack", "the Kilo 9 junction", "Kilo 9", None),
    ("Bria was quiet. Neighbouring Banuko was captured by rebels.", "capture", "Neighbouring Banuko", "Banuko", None),
    # Whose village it is.
    ("A farmer from Bria said rebels had captured his village.", "capture", "his village", "Bria", "CF"),
    # "there" means the place of the event that it hangs on; a ministry's seat is no place of what it announces.
    ("The planes came back to Bria. A second air strike there killed nine people.", "airstrike", "there", "Bria", "CF"),
    # A report that tells of one place alone goes on there.
    ("Rebels captured Bria.\n\nThe market was shut.\n\nNine soldiers were killed.", "kill", "Bria", "Bria", "CF"),
]

# A text, and where what its only claim tells of was, within a few kilometres.
COORDINATES = [
    ("Rebels shelled Aleppo.", 36.20, 37.16),
    ("Five soldiers were killed 20 km north of Aleppo.", 36.38, 37.16),
    ("Clashes broke out 20 km east of Aleppo.", 36.20, 37.38),
    ("A convoy was ambushed 10 miles south of Aleppo.", 36.06, 37.16),
    ("Two policemen were killed 20 km west of Kharkiv.", 49.98, 35.98),
]


def _only(reader: Reader, text: str, kind: str) -> Claim:
    (claim,) = [each for each in reader.read(text, published=PUBLISHED).claims if each.kind.value == kind]
    return claim


@pytest.mark.parametrize(("text", "kind", "words", "name", "country"), CASES)
def test_places(reader: Reader, text: str, kind: str, words: str | None, name: str | None, country: str | None) -> None:
    place = _only(reader, text, kind).place
    found = (place.text, place.name, place.country) if place is not None else (None, None, None)
    assert found == (words, name, country)


@pytest.mark.parametrize(("text", "lat", "lon"), COORDINATES)
def test_coordinates(reader: Reader, text: str, lat: float, lon: float) -> None:
    (claim,) = reader.read(text).claims
    place = claim.place
    assert place is not None
    assert place.lat == pytest.approx(lat, abs=0.05)
    assert place.lon == pytest.approx(lon, abs=0.05)


def test_a_place_off_a_town_is_less_precise_than_the_town(reader: Reader) -> None:
    town = _only(reader, "Rebels shelled Aleppo.", "shelling").place
    near = _only(reader, "Five soldiers were killed 40 km north of Aleppo.", "kill").place
    assert town is not None
    assert near is not None
    assert (near.precision_km or 0) > (town.precision_km or 0) > 0


def test_an_unknown_village_keeps_its_name_and_has_no_coordinates(reader: Reader) -> None:
    place = _only(reader, "Militiamen burned houses in the village of Dorimaka.", "destroy").place
    assert place is not None
    assert (place.name, place.lat, place.lon, place.id, place.precision_km) == ("Dorimaka", None, None, None, None)


def test_the_context_chooses_among_places_of_one_name(reader: Reader) -> None:
    libya = _only(
        reader, "Rebels shelled Tripoli, the army of Libya said. The shells also reached Misrata.", "shelling"
    )
    lebanon = _only(reader, "Rebels shelled Tripoli, the army of Lebanon said. Beirut was calm.", "shelling")
    assert libya.place is not None
    assert lebanon.place is not None
    assert (libya.place.country, lebanon.place.country) == ("LY", "LB")


def test_the_place_of_a_dateline_is_where_the_reporter_sat(reader: Reader) -> None:
    claim = _only(reader, "NAIROBI, May 17 (Reuters) - Gunmen killed three policemen.", "kill")
    assert claim.place is None


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        # a village of no map is narrower than the district it is in
        ("Insurgents killed four people in the village of Naubwe, in Macomia district.", "kill", "Naubwe"),
        # a name that nothing is known of, after "in", is where it was, and not the country at the head
        ("In Mali, jihadists killed six men in Zolindara on Monday.", "kill", "Zolindara"),
        ("Gunmen killed 58 people around Zolindara.", "kill", "Zolindara"),
        ("Clashes broke out near Kilo 16.", "clash", "Kilo 16"),
        ("Rebels of the Gulf Clan burned a bus in Riosucio, Colombia.", "destroy", "Riosucio"),
    ],
)
def test_villages_of_no_map(reader: Reader, text: str, kind: str, name: str) -> None:
    place = _only(reader, text, kind).place
    assert place is not None
    assert place.name == name
