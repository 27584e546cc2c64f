"""How much of what a scenario's reports tell does the reader find? Reads tests/scenarios, or folders like them.

    python bench/scenarios.py [FOLDER…] [--wrong] [--claims]

For each scenario: the share of the members of its incidents with a claim whose trigger overlaps the member's snippet,
and of those the share with the right kind and negation; the share of found members whose place and day fit the
incident's; and the claims that stand in what is no evidence without being marked as a comment. `--wrong` names what
was missed, `--claims` prints every claim.
"""

from __future__ import annotations

import argparse
import json
from datetime import date
from pathlib import Path
from typing import Any

from dateline import Reader, Reading
from dateline.model import Claim, PassageKind

OWN = Path(__file__).parent.parent / "tests" / "scenarios"


def readings(folder: Path, expected: dict[str, Any], reader: Reader) -> dict[str, tuple[str, Reading]]:
    """The text and the reading of each report, by the name of its file."""
    found = {}
    for report in expected["reports"]:
        text = (folder / report["file"]).read_text(encoding="utf-8")
        published = date.fromisoformat(report["published"])
        found[report["file"]] = (
            text,
            reader.read(text, published=published, title=report["title"], outlet=report["outlet"]),
        )
    return found


def claim_of(member: dict[str, Any], text: str, reading: Reading) -> Claim | None:
    """The claim that stands for a member: one in its snippet, best of its kind and nearest to its trigger."""
    at = text.index(member["at"])
    stop, trigger = at + len(member["at"]), at + member["at"].index(member["trigger"])
    inside = [c for c in reading.claims if c.trigger.start < stop and c.trigger.end > at]
    return min(
        inside,
        key=lambda c: (c.kind.value != member["kind"], abs(c.trigger.start - trigger)),
        default=None,
    )


def names_of_places(read: dict[str, tuple[str, Reading]]) -> dict[str, set[str]]:
    """For each resolved name the words that stand for it, since a gazetteer may spell a place as no report does."""
    called: dict[str, set[str]] = {}
    for _, reading in read.values():
        for claim in reading.claims:
            if claim.place is not None:
                called.setdefault(claim.place.name, {claim.place.name}).add(claim.place.text)
    return called


def described(claim: Claim) -> str:
    """A claim on one line."""
    actors = "+".join(a.name for a in claim.agents) + " > " + "+".join(t.name for t in claim.targets)
    counts = " ".join(f"{c.of.value}:{c.low}-{'' if c.high is None else c.high}" for c in claim.counts)
    when = f"{claim.when.start}..{claim.when.end}" if claim.when else "-"
    place = claim.place.name + ("" if claim.place.lat is not None else "?") if claim.place else "-"
    said = " < ".join(s.name for s in claim.said_by)
    sure = ("NOT " if claim.negated else "") + (claim.certainty.value if claim.certainty != "stated" else "")
    return f"{claim.kind.value} {claim.trigger.text!r} {sure}[{actors}] @{place} {when} {counts} BY {said or '-'}"


def measure(folder: Path, reader: Reader, wrong: bool, every: bool) -> None:
    """Prints the figures of one scenario."""
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    read = readings(folder, expected, reader)
    called = names_of_places(read)
    members = found = kinds = places = days = 0
    for incident in expected["incidents"]:
        for member in incident["members"]:
            claim = claim_of(member, *read[member["file"]])
            members += 1
            found += claim is not None
            right = (
                claim is not None
                and claim.kind.value == member["kind"]
                and claim.negated == member.get("negated", False)
            )
            kinds += right
            placed = claim is not None and claim.place is not None and incident["place"] in called[claim.place.name]
            first, last = map(date.fromisoformat, incident["when"])
            dated = (
                claim is not None and claim.when is not None and claim.when.start <= last and claim.when.end >= first
            )
            places, days = places + placed, days + dated
            if wrong and not (right and placed and dated):
                marks = " ".join(m for m, ok in (("kind", right), ("place", placed), ("day", dated)) if not ok)
                print(
                    f"  {'MISSED' if claim is None else marks:16} {member['file'][:3]} {member['kind']}: {member['at']!r}"
                    f" @{incident['place']} {first}"
                )
                if claim is not None:
                    print(f"{'':19} {described(claim)}")
    stray = 0
    for passage in expected.get("not_evidence", ()):
        text, reading = read[passage["file"]]
        start = text.index(passage["at"])
        stop = start + len(passage["at"])
        inside = [c for c in reading.claims if start <= c.trigger.start < stop]
        stray += sum(c.passage is not PassageKind.COMMENT for c in inside)
    if every:
        for name, (_, reading) in read.items():
            print(f"== {name}")
            for claim in reading.claims:
                print(f"  {claim.passage.value[:4]} {described(claim)}")
    print(
        f"{folder.name}: {members} members, found {found / members:.2f}, kind right {kinds / members:.2f},"
        f" place {places / members:.2f}, day {days / members:.2f}; {stray} claims in comments"
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measures how much of the scenarios' reports the reader finds.")
    parser.add_argument("folders", type=Path, nargs="*", help="folders with an expected.json (tests/scenarios/*)")
    parser.add_argument("--wrong", action="store_true", help="name what was missed or misread")
    parser.add_argument("--claims", action="store_true", help="print every claim")
    options = parser.parse_args()
    reader = Reader()
    for folder in options.folders or sorted(p.parent for p in OWN.glob("*/expected.json")):
        measure(folder, reader, options.wrong, options.claims)


if __name__ == "__main__":
    main()
