"""Who a source is: a body, a person and for whom they speak, an outlet, or somebody."""

from __future__ import annotations

import pytest

from dateline.weighing.speakers import Sort, speaker


@pytest.mark.parametrize(
    ("text", "phrase", "name", "sort", "body"),
    [
        ("The shelling stopped, army spokesman Colonel Anwar Saleh said.", "Anwar Saleh", None, Sort.PERSON, "army"),
        ("Anwar Saleh, a spokesman for the Interior Ministry, said so.", "Anwar Saleh", None, Sort.PERSON, "Interior Ministry"),
        ("Anwar Saleh, the Interior Ministry spokesman, said so.", "Anwar Saleh", None, Sort.PERSON, "Interior Ministry"),
        ("Health Minister Layla Omran said so.", "Layla Omran", None, Sort.PERSON, "Health Ministry"),
        ("Its spokesman, Major Dan Cole, said so.", "Its spokesman", "Dan Cole", Sort.PERSON, "its"),
        ("General Rami Odeh, who leads the column on the river, said so.", "Rami Odeh", None, Sort.PERSON, None),
        ("A Defence Ministry spokesman said so.", "A Defence Ministry spokesman", None, Sort.BODY, "Defence Ministry"),
        ("A spokesman for the coalition said so.", "A spokesman", None, Sort.BODY, "coalition"),
        ("The Karsa health directorate said so.", "The Karsa health directorate", None, Sort.BODY, "Karsa health directorate"),
        ("Residents said so.", "Residents", None, Sort.UNNAMED, None),
        ("A senior commander told the agency.", "A senior commander", None, Sort.UNNAMED, None),
        ("An AFP correspondent saw it.", "An AFP correspondent", None, Sort.OUTLET, None),
        ("A Reuters witness said so.", "A Reuters witness", None, Sort.OUTLET, None),
        ("A witness said so.", "A witness", None, Sort.UNNAMED, None),
        ("A commander of the group said so.", "A commander of the group", None, Sort.UNNAMED, "group"),
        ("Anwar Saleh, who heads the Red Crescent in Karsa, said so.", "Anwar Saleh", None, Sort.PERSON, "Red Crescent"),
        ("Anwar Saleh, who speaks for it, said so.", "Anwar Saleh", None, Sort.PERSON, "its"),
        ("Anwar Saleh, who leads the Third Brigade, said so.", "Anwar Saleh", None, Sort.PERSON, None),
        ("It was they, said Anwar Saleh of the Red Crescent.", "Anwar Saleh of the Red Crescent", None, Sort.PERSON, "Red Crescent"),
        ("The US-led Syrian Democratic Forces said so.", "The US-led Syrian Democratic Forces", None, Sort.BODY,
         "Syrian Democratic Forces"),
        ("Our staff counted them.", "Our staff", None, Sort.OUTLET, None),
        ("Taliban said so.", "Taliban", None, Sort.BODY, "Taliban"),
    ],
)  # fmt: skip
def test_a_source_is(text: str, phrase: str, name: str | None, sort: Sort, body: str | None) -> None:
    found = speaker(text, text.index(phrase), phrase, name or phrase, "IQ")
    assert (found.sort, found.body) == (sort, body)


def test_a_capital_keeps_its_capital_at_the_head_of_a_sentence() -> None:
    found = speaker("Kyiv said that the town held.", 0, "Kyiv", "Kyiv", "UA")
    assert (found.sort, found.name) == (Sort.BODY, "Kyiv")
