"""Are origins, verdicts and control right, where the claims are joined as a scenario says? Reads tests/scenarios or folders like them.

    python bench/verdicts.py [FOLDER…] [--wrong]

Each expected incident is given the claims that the reader finds for its members, and no others; so what is measured is
the weighing of a group of claims and not the grouping. Printed are the incidents whose number of independent origins,
and whose verdict, are the expected ones, those found copied, and the control queries whose holder and status are right.
"""

from __future__ import annotations

import argparse
import json
from datetime import date
from pathlib import Path
from typing import Any

from dateline import Reader
from dateline.library.records import DocumentRecord, StoredClaim, claim_key
from dateline.situation.control import situation
from dateline.weighing.copies import copies
from dateline.weighing.describing import describe
from dateline.weighing.origins import origins
from dateline.weighing.reports import Report
from scenarios import claim_of, readings

OWN = Path(__file__).parent.parent / "tests" / "scenarios"


def same(a: str | None, b: str | None) -> bool:
    """Is one name within the other?"""
    one, other = ((name or "").casefold().replace("-", " ").replace("the ", "").strip() for name in (a, b))
    return bool(one and other) and (one in other or other in one)


def measure(folder: Path, reader: Reader, wrong: bool) -> None:
    """Print the figures of one scenario."""
    expected: dict[str, Any] = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    found = readings(folder, expected, reader)
    reports, told, members = {}, [], {}
    for row in expected["reports"]:
        text, reading = found[row["file"]]
        published = date.fromisoformat(row["published"])
        reports[row["file"]] = Report(row["file"], text, row["outlet"], published)
        record = DocumentRecord(row["file"], row["file"], row["title"], row["outlet"], None, published)
        for claim in reading.claims:
            start = max(text.rfind(mark, 0, claim.trigger.start) for mark in (". ", "\n", '" '))
            stop = min(
                (at for mark in (". ", "\n") if (at := text.find(mark, claim.trigger.end)) > 0), default=len(text)
            )
            stored = StoredClaim(claim_key(row["file"], claim.id), claim, record, text[start + 1 : stop + 1].strip())
            told.append(stored)
            members[row["file"], claim.id] = stored
    copied = copies(reports.values())
    behind = origins(told, copied, reports)
    print(f"{folder.name}: copies {copied}")
    numbers = verdicts = 0
    for i, row in enumerate(expected["incidents"]):
        group = {}
        for member in row["members"]:
            text, reading = found[member["file"]]
            claim = claim_of(member, text, reading)
            if claim is not None:
                stored = members[member["file"], claim.id]
                group[stored.id] = stored
        got = describe(list(group.values()), behind, copied, str(i)) if group else None
        right = got is not None and got.independent == row["independent"]
        verdict = got is not None and got.verdict.value == row["verdict"]
        numbers += right
        verdicts += verdict
        if got is not None and (wrong and not (right and verdict)):
            print(f"  {row['name']}: {row['verdict']}/{row['independent']} {row['origins']}")
            print(f"    got {got.verdict.value}/{got.independent} {[o.name for o in got.origins]}")
            for f in got.figures:
                print(f"      {f.of.value} {f.low}-{f.high} {f.who} {f.origin}")
        elif got is None and wrong:
            print(f"  {row['name']}: not read")
    right_control = 0
    for query in expected["control"]:
        rows = situation(told, behind, date.fromisoformat(query["on"]), query["place"])
        got_row = next((r for r in rows if same(r.place.name, query["place"])), None)
        names = [query.get("holder"), *query.get("claimants", [])]
        ok = got_row is not None and got_row.status.value == query["status"]
        ok = ok and got_row is not None and (not query.get("holder") or any(same(got_row.holder, n) for n in names))
        right_control += ok
        if wrong and not ok:
            shown = f"{got_row.holder} {got_row.status.value} since {got_row.since}" if got_row else "nothing"
            print(f"  {query['place']} on {query['on']}: {query.get('holder')} {query['status']}, got {shown}")
    count, asked = len(expected["incidents"]), len(expected["control"])
    print(f"  independent {numbers}/{count}   verdicts {verdicts}/{count}   control {right_control}/{asked}")


def main() -> None:
    """Measure each folder."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--wrong", action="store_true", help="print what is not as expected")
    args = parser.parse_args()
    reader = Reader()
    for folder in args.folders or sorted(path.parent for path in OWN.glob("*/expected.json")):
        measure(folder, reader, args.wrong)


if __name__ == "__main__":
    main()
