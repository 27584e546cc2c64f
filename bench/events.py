"""Measures the codes of reports against ACLED sub-event types: `python bench/events.py FOLDER [--wrong]`.

FOLDER holds .tsv files as CASE 2021 task 2 has them: a header, then an id, a snippet of news and its label on each
line. Each snippet is read; its main event (`dateline.coding.main_code`) is what it is filed under. Labels that are none of
ACLED's (disasters, diplomacy, crime, claims of responsibility) are left out. Prints weighted and macro F1 over ACLED's
sub-event types, F1 of each, and what was taken for what; with --wrong the snippets that were filed under another.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from dateline.coding import main_code
from dateline.reading.reader import InputDocument, Reader

# The corpus's names of ACLED's sub-event types.
LABELS = {
    "ABDUCT_DISSAP": "Abduction/forced disappearance",
    "AGREEMENT": "Agreement",
    "AIR_STRIKE": "Air/drone strike",
    "ARMED_CLASH": "Armed clash",
    "ARREST": "Arrests",
    "ART_MISS_ATTACK": "Shelling/artillery/missile attack",
    "ATTACK": "Attack",
    "CHANGE_TO_GROUP_ACT": "Change to group/activity",
    "CHEM_WEAP": "Chemical weapon",
    "DISR_WEAP": "Disrupted weapons use",
    "FORCE_AGAINST_PROTEST": "Excessive force against protesters",
    "GOV_REGAINS_TERIT": "Government regains territory",
    "GRENADE": "Grenade",
    "HQ_ESTABLISHED": "Headquarters or base established",
    "MOB_VIOL": "Mob violence",
    "NON_STATE_ACTOR_OVERTAKES_TER": "Non-state actor overtakes territory",
    "NON_VIOL_TERRIT_TRANSFER": "Non-violent transfer of territory",
    "OTHER": "Other",
    "PEACE_PROTEST": "Peaceful protest",
    "PROPERTY_DISTRUCT": "Looting/property destruction",
    "PROTEST_WITH_INTER": "Protest with intervention",
    "REM_EXPLOS": "Remote explosive/landmine/IED",
    "SEX_VIOL": "Sexual violence",
    "SUIC_BOMB": "Suicide bomb",
    "VIOL_DEMONSTR": "Violent demonstration",
}
NOTHING = "(nothing)"


def snippets(folder: Path) -> Iterator[tuple[str, str, str]]:
    """Id, text and sub-event type of each snippet that has one of ACLED's."""
    for path in sorted(folder.glob("*.tsv")):
        # No quoting is used, and a quotation mark is only a character of the text.
        for line in path.read_text(encoding="utf-8").split("\n")[1:]:
            cells = line.rstrip("\r").split("\t")
            if len(cells) == 3 and cells[2] in LABELS:
                yield cells[0], cells[1], LABELS[cells[2]]


def f1(pairs: list[tuple[str, str]], label: str) -> float:
    """F1 of one label over pairs of (coded, told)."""
    both = sum(coded == told == label for coded, told in pairs)
    return 2 * both / max(1, sum(coded == label for coded, _ in pairs) + sum(told == label for _, told in pairs))


def main(folder: Path, *, wrong: bool) -> None:
    """Prints the measures of the snippets in a folder."""
    found = list(snippets(folder))
    readings = Reader().read_many(InputDocument(text=text, id=name) for name, text, _ in found)
    pairs: list[tuple[str, str]] = []
    mistaken: list[str] = []
    for (name, text, coded), reading in zip(found, readings, strict=True):
        codes = main_code(reading.claims, text)
        told = codes.acled_sub_event_type if codes is not None and codes.acled_sub_event_type else NOTHING
        pairs.append((coded, told))
        if coded != told:
            mistaken.append(f"{coded} <> {told}: {name} {' '.join(text.split())[:300]}")
    support = Counter(coded for coded, _ in pairs)
    scores = {label: f1(pairs, label) for label in support}
    weighted = sum(scores[label] * n for label, n in support.items()) / len(pairs)
    print(f"{len(pairs)} snippets: weighted F1 {weighted:.3f}, macro F1 {sum(scores.values()) / len(scores):.3f}")
    taken = Counter(pair for pair in pairs if pair[0] != pair[1])
    for label, n in support.most_common():
        others = ", ".join(f"{told} {times}" for (coded, told), times in taken.most_common() if coded == label)
        print(f"  {label:36}{n:4}  F1 {scores[label]:.2f}  {'taken for ' + others if others else ''}")
    if wrong:
        print("\n".join(mistaken))


if __name__ == "__main__":
    main(Path(sys.argv[1]), wrong="--wrong" in sys.argv)
