"""A text is read where it is about conflict; sport, business and the kitchen borrow its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from dateline.reading.reader import Reader

OTHER_FIELDS = [
    "The striker fired a shot from the edge of the area, and the goalkeeper of the league champions saved the penalty "
    "before half-time. The visitors attacked until the match ended in a late goal.",
    "Shares of the retailer were hit by a profit warning, and investors attacked the merger; analysts said the company "
    "could lose its market share in the quarter, as revenue fell.",
    "Whisk the butter and sugar, beat in the flour, and bake in a hot oven. Kill any weeds in the garden soil before "
    "you plant.",
    "The director shot the film in Morocco. The actor, the star of the trilogy, is killed in the last scene of the "
    "movie, and a soldier attacks the village.",
    "Surgeons attacked the tumour with a new drug, and the patients in the clinical trial fought the infection. The "
    "vaccine killed the virus.",
    "Senators fought over the budget bill, and the opposition attacked the tax plan in a heated debate on spending.",
    "The storm hit the coast and killed power lines; forecasters said that winds and flooding would last until Friday.",
    "White attacked on the queen's side, took the knight and the rook, and captured the last pawn; the grandmaster "
    "resigned the game.",
    "The museum opens at nine and the library at ten.",
]
# Each is read, though words of another field stand in it.
OF_THE_FIELD = [
    ("Gunmen attacked a football club near Bujumbura and killed four people after the match.", "kill"),
    ("A shell hit the stadium of Gorlovka and killed two women.", "kill"),
    ("Soldiers looted a cinema and detained its director.", "detain"),
    ("Rebels attacked a hospital where patients were waiting for surgery.", "attack"),
    ("Troops shelled the market and several retail stores in Nyala.", "shelling"),
]
FILLER = (
    "The council of the town met on Tuesday to talk about the new library, which is to open in spring. "
    "Its roof has been mended, its halls are painted in green, and a yard is laid out behind it. "
)


@pytest.mark.parametrize("text", OTHER_FIELDS)
def test_texts_of_other_fields_hold_no_claims(reader: Reader, text: str) -> None:
    assert reader.read(text).claims == ()


@pytest.mark.parametrize(("text", "kind"), OF_THE_FIELD)
def test_a_word_of_another_field_does_not_hide_a_claim(reader: Reader, text: str, kind: str) -> None:
    assert kind in [claim.kind.value for claim in reader.read(text).claims]


def test_one_paragraph_of_conflict_in_a_long_text_about_something_else(reader: Reader) -> None:
    conflict = (
        "Rebels attacked the army post at Bria on Monday, killed four soldiers, wounded nine civilians "
        "and abducted a teacher, while militiamen burned the market and shelled the camp of the displaced."
    )
    text = "\n\n".join([FILLER * 2] * 4 + [conflict] + [FILLER * 2] * 4)
    claims = reader.read(text).claims
    start = text.index(conflict)
    assert {"attack", "kill", "injure", "abduct"} <= {claim.kind.value for claim in claims}
    assert all(start <= claim.trigger.start < start + len(conflict) for claim in claims)


def test_a_lone_word_of_conflict_in_a_long_text_is_no_claim(reader: Reader) -> None:
    text = "\n\n".join([FILLER * 2] * 4 + ["The mayor attacked the plan."] + [FILLER * 2] * 4)
    assert reader.read(text).claims == ()
    assert "attack" in [c.kind.value for c in reader.read("Rebels attacked the plane of the mayor.").claims]
