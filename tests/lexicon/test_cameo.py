"""Actor dictionaries of CAMEO's form: what is read of a line, and that a bad line spoils no other."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import LexiconError
from dateline.lexicon.actors import KINDS, ActorIndex
from dateline.lexicon.cameo import ROLES, CameoActor, read_cameo


def write(folder: Path, text: str, name: str = "mine.actors") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def only(folder: Path, text: str) -> CameoActor:
    found = read_cameo(write(folder, text))
    assert found.mistakes == []
    assert len(found.actors) == 1
    return found.actors[0]


def test_every_role_is_a_kind_of_the_lexicon():
    assert set(ROLES.values()) <= KINDS


def test_a_name_its_code_and_its_synonyms(tmp_path):
    actor = only(
        tmp_path, "KALMIR_LIBERATION_FRONT_ [IRQREB] ; from the hills\n+KLF_\n+FRONT_FOR_THE_LIBERATION_OF_KALMIR_\n"
    )
    assert actor.name == "Kalmir Liberation Front"
    assert actor.aliases == ["KLF", "Front for the Liberation of Kalmir"]
    assert (actor.kind, actor.countries, actor.code, actor.years) == ("rebel group", ("IQ",), "IRQREB", None)
    assert actor.id == "cameo-kalmir-liberation-front"


@pytest.mark.parametrize(
    ("code", "kind", "countries"),
    [
        ("AFGGOV", "government", ("AF",)),
        ("AFGMIL", "state forces", ("AF",)),
        ("AFGCOP", "police", ("AF",)),
        ("AFGGOVMIL", "government", ("AF",)),
        ("AFGUAF", "militia", ("AF",)),
        ("MEXCRM", "criminal group", ("MX",)),
        ("KSVPTY", "party", ("XK",)),
        ("SYRREBISI", "rebel group", ("SY",)),
        ("IGOUNO", "intergovernmental organisation", ()),
        ("IGOUNOMIL", "peacekeepers", ()),
        ("NGOHRI", "rights organisation", ()),
        ("NGMMED", "media", ()),
        ("IMGMOSISI", "rebel group", ()),
        ("USAGOV/GBRGOV", "government", ("US", "GB")),
    ],
)
def test_a_code_gives_kind_and_countries(tmp_path, code, kind, countries):
    actor = only(tmp_path, f"SOME_BODY_ [{code}]\n")
    assert (actor.kind, actor.countries) == (kind, countries)


@pytest.mark.parametrize(
    ("dates", "years"),
    [
        (">030409", (2003, None)),
        ("<030409", (None, 2003)),
        ("030409-040601", (2003, 2004)),
        ("<19790401", (None, 1979)),
        (">790401", (1979, None)),
    ],
)
def test_a_code_may_hold_for_some_years(tmp_path, dates, years):
    assert only(tmp_path, f"INTERIM_COUNCIL_ [IRQGOV {dates}]\n").years == years


def test_codes_on_lines_of_their_own(tmp_path):
    found = read_cameo(write(tmp_path, "IYAD_TESTI_\n\t[IRQELI <040601]\n\t[IRQGOV 040601-050503]  # in office\n"))
    assert found.mistakes == []
    assert [(a.id, a.code, a.years, a.kind) for a in found.actors] == [
        ("cameo-iyad-testi", "IRQELI", (None, 2004), "person"),
        ("cameo-iyad-testi-2", "IRQGOV", (2004, 2005), "person"),
    ]


def test_countries_and_null_codes_are_passed_over(tmp_path):
    found = read_cameo(write(tmp_path, "<!-- a\ncomment -->\nIRAQ_ [IRQ]\n+IRAQI_\nNOBODY_ [---]\n"))
    assert (found.actors, found.mistakes, found.passed_over) == ([], [], 2)


def test_a_bad_line_is_reported_and_the_rest_goes_on(tmp_path):
    lines = [
        "+ORPHAN_",
        "BROKEN_FRONT_ [IRQREB",
        "[IRQREB]",
        "LATE_FRONT_ [IRQREB >041399]",
        "CODELESS_FRONT_",
        "ODD_FRONT_ [QQQREB]",
        "SHORT_FRONT_ [IR]",
        "GUNMAN_ [~UAF]",
        "GOOD_FRONT_ [IRQREB]",
    ]
    found = read_cameo(write(tmp_path, "\n".join(lines)))
    assert [actor.name for actor in found.actors] == ["Good Front"]
    numbers = sorted(int(mistake.split("line ")[1].split(":")[0]) for mistake in found.mistakes)
    assert numbers == [1, 2, 3, 4, 5, 6, 7, 8]
    assert all(mistake.startswith("mine.actors, line ") for mistake in found.mistakes)


@pytest.mark.parametrize("text", ["", "# nothing\n", "just some words\n"])
def test_a_file_without_actors_is_refused(tmp_path, text):
    with pytest.raises(LexiconError, match=r"mine\.actors: holds no actor"):
        read_cameo(write(tmp_path, text))


def test_a_file_that_cannot_be_read_is_refused(tmp_path):
    with pytest.raises(LexiconError, match="cannot be read"):
        read_cameo(tmp_path / "absent.actors")


def test_acronyms_keep_their_capitals_and_words_lose_them(tmp_path):
    found = read_cameo(
        write(
            tmp_path, "TLPX_ [IRQREB]\nKALMIRIS_ [IRQREB]\nUN_MISSION_IN_KALMIR_ [IGOUNO]\nFront of Kalmir [IRQREB]\n"
        )
    )
    assert [actor.name for actor in found.actors] == ["TLPX", "Kalmiris", "UN Mission in Kalmir", "Front of Kalmir"]


def test_the_index_takes_a_dictionary_and_its_names_come_first(tmp_path):
    path = write(tmp_path, "HEZBOLLAH_ [LBNREB]\nBROKEN_ [\n", "mine.txt")
    index = ActorIndex.load(extra=[path])
    assert index.resolve("Hezbollah").id == "cameo-hezbollah"
    assert index.resolve("Hizbollah").id != "cameo-hezbollah"
    assert index.resolve("Hezbollah").code == "LBNREB"
    assert len(index.warnings) == 1


def test_the_index_refuses_a_dictionary_that_is_none(tmp_path):
    with pytest.raises(LexiconError, match="holds no actor"):
        ActorIndex.load(extra=[write(tmp_path, "A report, not a dictionary.\n", "report.txt")])


def test_what_is_at_home_everywhere_is_likelier_than_a_stranger():
    index = ActorIndex.load()
    assert index.resolve("AFP").id == "agence-france-presse"
    assert index.resolve("AFP", ["PH"]).countries == ("PH",)


@given(st.text(alphabet="AB_[]+;#<>-/ ~0123456789\n\tIRQGOV", max_size=200))
def test_no_text_breaks_it(tmp_path_factory, text):
    path = write(tmp_path_factory.mktemp("dictionaries"), text)
    try:
        found = read_cameo(path)
    except LexiconError:
        return
    assert len({actor.id for actor in found.actors}) == len(found.actors)
    assert all(actor.kind in KINDS for actor in found.actors)
