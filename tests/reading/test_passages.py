"""Which part of a report is what: datelines, headlines, captions, credits, comments, items, wrapped lines, quotations."""

from __future__ import annotations

import pytest

from dateline.reading.passages import body_start, find_passages, find_quotations

# A first line, and its dateline.
DATELINES = [
    ("BRATUNAC, Apr 3 (Reuters) - Troops entered the town.", "BRATUNAC, Apr 3 (Reuters) -"),
    ("KABUL, Afghanistan (Jan. 25, 2013) — Troops entered the town.", "KABUL, Afghanistan (Jan. 25, 2013) —"),
    ("NAIROBI, Kenya (AP) — Gunmen attacked a bus.", "NAIROBI, Kenya (AP) —"),
    ("ST. PETERSBURG, Russia (AP) - A bomb exploded.", "ST. PETERSBURG, Russia (AP) -"),
    ("PORT-AU-PRINCE, Haiti, March 4 (EFE) -- Gangs attacked a prison.", "PORT-AU-PRINCE, Haiti, March 4 (EFE) --"),
    ("UNITED NATIONS (AP) — The council met on the war.", "UNITED NATIONS (AP) —"),
    ("GENEVA/DAMASCUS – Troops entered the town.", "GENEVA/DAMASCUS –"),
    ("ISLAMABAD, May 3: Rebels attacked.", "ISLAMABAD, May 3:"),
    ("TRIPOLI: Shells hit the port.", "TRIPOLI:"),
    ("Juba, 4 March 2014 (SUNA) - Clashes broke out.", "Juba, 4 March 2014 (SUNA) -"),
    ("Sanaa (dpa) - Fighting resumed.", "Sanaa (dpa) -"),
    ("Ouagadougou - Thirty-five civilians were killed.", "Ouagadougou -"),
    ("MOGADISHU Somali troops advancing on Jowhar met resistance.", "MOGADISHU"),
]

# A first line that has no dateline, though it looks a little like one.
NO_DATELINES = [
    "The army - once strong - withdrew.",
    "Near Aleppo, two strikes hit a tactical unit.",
    "Nine soldiers: that was the toll of the ambush.",
    "UN troops withdrew from the hills.",
]

# A line between two paragraphs, and what it is.
BETWEEN = [
    ("Background", "headline"),
    ("What happened in Bria", "headline"),
    ("Caption: A fighter looks at the port.", "caption"),
    ("FILE - A tank near the port of Brega in 2011.", "caption"),
    ("A fighter looks at the port in Brega. Anna Weiss/Reuters", "caption"),
    ("BREGA, LIBYA: Rebels pose with a tank. (Photo by Ann Lee)", "caption"),
    ("Photo: Reuters", "credit"),
    ("© 2023 The Herald", "credit"),
    ("Source: SANA", "credit"),
    ("Additional reporting by Ann Lee", "credit"),
    ("(Reporting by Ann Lee in Juba; Editing by Bo Kim)", "credit"),
    ("Comment: This has been seen before. The army is weak.", "comment"),
    ("[Editor's note: the port was bombed in May.]", "comment"),
    ("Note: figures are those of the ministry.", "comment"),
    ("The army said so on Monday.", "body"),
    ("“They have come,” he said", "body"),
]

BULLETS = ["- ", "• ", "* ", "1. ", "12) ", "(b) ", "– ", "◦ "]

QUOTATIONS = [
    ('He said "they came" and "they left".', ['"they came"', '"they left"']),
    ("“They came,” he said. “They left.”", ["“They came,”", "“They left.”"]),
    ("«Ils» and „sie“ wait.", ["«Ils»", "„sie“"]),
    ("“The man told me ‘run’ and I ran,” he said.", ["“The man told me ‘run’ and I ran,”"]),
    ('"They came.\n\n"They left," he said.', ['"They came.', '"They left,"']),
    ('He said "they came', ['"they came']),
    ('""They came"" he said', ['""They came""']),
    ("The soldiers' camp wasn't attacked.", []),
    ("", []),
]


def parts(text: str) -> list[tuple[str, str]]:
    """The kinds of a text's passages and their words."""
    return [(passage.kind.value, text[passage.start : passage.end]) for passage in find_passages(text)]


@pytest.mark.parametrize(("line", "dateline"), DATELINES)
def test_datelines(line: str, dateline: str) -> None:
    rest = line[len(dateline) :].strip()
    assert parts(line) == [("dateline", dateline), ("body", rest)]


@pytest.mark.parametrize("line", NO_DATELINES)
def test_no_datelines(line: str) -> None:
    assert parts(line) == [("body", line)]


def test_a_dateline_under_a_headline() -> None:
    text = "Rebels seize port\n\nTRIPOLI, May 3 (AFP) - Rebels seized the port on Monday.\n\nThe army withdrew."
    assert parts(text) == [
        ("headline", "Rebels seize port"),
        ("dateline", "TRIPOLI, May 3 (AFP) -"),
        ("body", "Rebels seized the port on Monday."),
        ("body", "The army withdrew."),
    ]


@pytest.mark.parametrize(("line", "kind"), BETWEEN)
def test_lines_between_paragraphs(line: str, kind: str) -> None:
    text = f"Rebels seized the port.\n\n{line}\n\nThe army withdrew."
    assert parts(text) == [("body", "Rebels seized the port."), (kind, line), ("body", "The army withdrew.")]


def test_one_sentence_alone_is_no_headline() -> None:
    assert parts("Rebels seize port") == [("body", "Rebels seize port")]
    assert parts("Rebels seize port\nThey entered on Monday.")[0] == ("headline", "Rebels seize port")


@pytest.mark.parametrize("bullet", BULLETS)
def test_items_stand_without_their_bullets(bullet: str) -> None:
    text = f"This was seen on Monday:\n{bullet}Rebels seized the port.\n{bullet}The army withdrew."
    assert parts(text)[1:] == [("item", "Rebels seized the port."), ("item", "The army withdrew.")]


def test_wrapped_lines_are_one_paragraph() -> None:
    text = (
        "Rebels seized the port of Brega on Monday after two days of\n"
        "fighting with the army, which had held it since March and has\n"
        "now withdrawn to the desert."
    )
    assert parts(text) == [("body", text)]


def test_a_line_that_ends_a_sentence_ends_a_paragraph() -> None:
    first = "Rebels seized the port of Brega on Monday after two days of war."
    second = "The army, which had held it since March, has withdrawn to the sea."
    assert parts(f"{first}\n{second}") == [("body", first), ("body", second)]


@pytest.mark.parametrize("gap", ["\n\n", "\r\n\r\n", "\n \t\n", "\n\n\n\n"])
def test_blank_lines_part_paragraphs(gap: str) -> None:
    text = f"  Rebels seized the port.{gap}The army withdrew.{gap}"
    assert parts(text) == [("body", "Rebels seized the port."), ("body", "The army withdrew.")]


@pytest.mark.parametrize("text", ["", " \n ", "\n\n\n"])
def test_nothing_has_no_passages(text: str) -> None:
    assert find_passages(text) == []


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Comment: The army is weak.", "The army is weak."),
        ("Caption: A fighter looks at the port.", "A fighter looks at the port."),
        ("The army is weak.", "The army is weak."),
    ],
)
def test_the_words_begin_after_a_label(text: str, rest: str) -> None:
    (passage,) = find_passages(text)
    assert text[body_start(text, passage) :].strip() == rest


@pytest.mark.parametrize(("text", "quoted"), QUOTATIONS)
def test_quotations(text: str, quoted: list[str]) -> None:
    assert [text[each.start : each.end] for each in find_quotations(text)] == quoted


def test_headings_that_are_run_in() -> None:
    text = "Bouar. Some 300 people fled the town.\n\nBria: the school was hit by four shells."
    assert [(p.kind.value, text[p.start : p.end]) for p in find_passages(text)] == [
        ("headline", "Bouar."),
        ("body", "Some 300 people fled the town."),
        ("headline", "Bria:"),
        ("body", "the school was hit by four shells."),
    ]


def test_one_short_sentence_alone_is_no_heading() -> None:
    text = "They fled. Some 300 people left the town.\n\nThe school was hit by four shells."
    assert [p.kind.value for p in find_passages(text)] == ["body", "body"]


def test_ordinals_number_the_items_of_a_statement() -> None:
    text = "The command says:\n\nFirst: our troops took the dam at noon.\n\nSecond: the road to Bria was cut."
    assert [p.kind.value for p in find_passages(text)][-2:] == ["item", "item"]


def test_a_dateline_without_a_town() -> None:
    text = "Nov 5 (Reuters) - Rebels entered Bouar on Sunday."
    assert [text[p.start : p.end] for p in find_passages(text)] == [
        "Nov 5 (Reuters) -",
        "Rebels entered Bouar on Sunday.",
    ]
