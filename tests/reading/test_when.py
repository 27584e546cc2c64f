"""When it happened: the days that the words about an event mean on the day of publication."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from dateline.model import Claim
    from dateline.reading.reader import Reader

PUBLISHED = date(2023, 5, 17)  # a Wednesday

# A text, a kind of which it holds one claim, and that claim's first and last day; None where the text dates it not.
CASES: list[tuple[str, str, tuple[str, str] | None]] = [
    ("Rebels shelled Aleppo on Monday.", "shelling", ("2023-05-15", "2023-05-15")),
    ("Rebels shelled Aleppo on 3 May.", "shelling", ("2023-05-03", "2023-05-03")),
    ("Rebels shelled Aleppo on May 3, 2016.", "shelling", ("2016-05-03", "2016-05-03")),
    ("Rebels shelled Aleppo yesterday.", "shelling", ("2023-05-16", "2023-05-16")),
    ("Rebels shelled Aleppo overnight.", "shelling", ("2023-05-16", "2023-05-17")),
    ("Rebels shelled Aleppo last week.", "shelling", ("2023-05-08", "2023-05-14")),
    ("Rebels shelled Aleppo two days ago.", "shelling", ("2023-05-15", "2023-05-15")),
    ("Rebels captured Bria in 2017.", "capture", ("2017-01-01", "2017-12-31")),
    ("Rebels have held Bria since 2017.", "hold", ("2017-01-01", "2023-05-17")),
    ("Rebels have besieged the town since March.", "encircle", ("2023-03-01", "2023-05-17")),
    ("Rebels captured Bria in March 2017.", "capture", ("2017-03-01", "2017-03-31")),
    ("The siege lasted from 5 April 1992 to 29 February 1996.", "encircle", ("1992-04-05", "1996-02-29")),
    ("Rebels shelled Aleppo, the army said on Monday.", "shelling", None),
    ("The army said on Monday that rebels had shelled Aleppo on Sunday.", "shelling", ("2023-05-14", "2023-05-14")),
    ("The army reported Monday that rebels had shelled Aleppo.", "shelling", None),
    ("On Friday, gunmen stormed a hotel in Mogadishu and killed nine guests.", "kill", ("2023-05-12", "2023-05-12")),
    ("On Friday, gunmen stormed a hotel in Mogadishu and killed nine guests.", "attack", ("2023-05-12", "2023-05-12")),
    ("Rebels shelled Aleppo.", "shelling", None),
    # A time between commas before the one who speaks dates what is told.
    (
        "Rebels shelled Aleppo, on Friday, a doctor in the town told reporters.",
        "shelling",
        ("2023-05-12", "2023-05-12"),
    ),
    # A report that has told of one day goes on there, and an hour is one of that day.
    (
        "Rebels captured Bria on Friday.\n\nThe market was quiet.\n\nNine soldiers were killed, a nurse said.",
        "kill",
        ("2023-05-12", "2023-05-12"),
    ),
    (
        "Rebels captured Bria on Friday.\n\nAt noon mortars shelled the school.",
        "shelling",
        ("2023-05-12", "2023-05-12"),
    ),
    ("Rebels captured Bria on Friday.\n\nThe army has shelled Kaga-Bandoro.", "shelling", None),
    # A statement's day dates its items, and no more.
    (
        "Daily summary, 3 May 2023\n\n1. Our units hold Bria.\n\n2. Gunmen attacked Bouar.",
        "attack",
        ("2023-05-03", "2023-05-03"),
    ),
    ("Daily summary, 3 May 2023\n\nGunmen have attacked Bouar.", "attack", None),
    (
        "The town was in rebel hands on Monday, a day after the army left Bouar.",
        "withdraw",
        ("2023-05-14", "2023-05-14"),
    ),
    ("The army will say why its troops withdrew from Bria on Monday.", "withdraw", ("2023-05-15", "2023-05-15")),
    ("ALEPPO, May 3 (Reuters) - Rebels shelled the market.", "shelling", None),
    ("Between 10 and 14 May, the militia killed 30 villagers.", "kill", ("2023-05-10", "2023-05-14")),
    ("Government troops will enter the town on Friday.", "advance", ("2023-05-19", "2023-05-19")),
    ("The army captured the bridge on Saturday and withdrew on Sunday.", "capture", ("2023-05-13", "2023-05-13")),
    ("The army captured the bridge on Saturday and withdrew on Sunday.", "withdraw", ("2023-05-14", "2023-05-14")),
    ("Some 200 civilians were killed this year.", "kill", ("2023-01-01", "2023-05-17")),
    ("Rebels shelled Aleppo this morning.", "shelling", ("2023-05-17", "2023-05-17")),
    ("Rebels attacked the post on the night of 11 May.", "attack", ("2023-05-11", "2023-05-11")),
    ("The rebels, who captured Bria in 2017, withdrew on Tuesday.", "withdraw", ("2023-05-16", "2023-05-16")),
    ("The rebels, who captured Bria in 2017, withdrew on Tuesday.", "capture", ("2017-01-01", "2017-12-31")),
    ("On 3 May rebels attacked Bouar. They killed two policemen.", "kill", ("2023-05-03", "2023-05-03")),
    ("The rebels shelled the port for three days.", "shelling", None),
    ("Rebels shelled Aleppo in the past two weeks.", "shelling", ("2023-05-03", "2023-05-17")),
    ("The army has killed 40 rebels since Sunday.", "kill", ("2023-05-14", "2023-05-17")),
    ("The army shelled the camp on Tuesday evening.", "shelling", ("2023-05-16", "2023-05-16")),
    ("The next day the militia burned the camp.", "destroy", None),
    ("Militiamen attacked the camp on 7 May. The next day they burned it.", "destroy", ("2023-05-08", "2023-05-08")),
    ("Rebels entered Bria on Monday, and clashes went on until Wednesday.", "advance", ("2023-05-15", "2023-05-15")),
    ("Rebels have shelled Aleppo since Sunday.", "shelling", ("2023-05-14", "2023-05-17")),
    ("In 2014, separatists seized Sloviansk.", "capture", ("2014-01-01", "2014-12-31")),
    ("A police officer said that on Saturday gunmen had killed a judge.", "kill", ("2023-05-13", "2023-05-13")),
    ("Gunmen killed a judge on 24 December.", "kill", ("2022-12-24", "2022-12-24")),
    ("Gunmen killed a judge last Thursday.", "kill", ("2023-05-11", "2023-05-11")),
    ("Gunmen killed a judge a week ago.", "kill", ("2023-05-10", "2023-05-10")),
]

# A text, and the words that date its only shelling.
EVIDENCE = [
    ("Rebels shelled Aleppo on Monday.", "Monday", "2023-05-15"),
    ("Rebels shelled Aleppo yesterday.", "yesterday", "2023-05-16"),
    ("Rebels shelled Aleppo in March 2017.", "March 2017", "2017-03"),
]


def _only(reader: Reader, text: str, kind: str) -> Claim:
    (claim,) = [each for each in reader.read(text, published=PUBLISHED).claims if each.kind.value == kind]
    return claim


@pytest.mark.parametrize(("text", "kind", "days"), CASES)
def test_days(reader: Reader, text: str, kind: str, days: tuple[str, str] | None) -> None:
    when = _only(reader, text, kind).when
    assert (when and (when.start.isoformat(), when.end.isoformat())) == days


@pytest.mark.parametrize(("text", "words", "value"), EVIDENCE)
def test_the_words_that_date_it(reader: Reader, text: str, words: str, value: str) -> None:
    when = _only(reader, text, "shelling").when
    assert when is not None
    assert (when.evidence.text, when.value) == (words, value)


def test_without_a_day_of_publication_only_full_dates_count(reader: Reader) -> None:
    (monday,) = reader.read("Rebels shelled Aleppo on Monday.").claims
    (dated,) = reader.read("Rebels shelled Aleppo on 3 May 2016.").claims
    assert monday.when is None
    assert dated.when is not None
    assert dated.when.start == dated.when.end == date(2016, 5, 3)
