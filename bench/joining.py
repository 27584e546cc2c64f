"""How well are claims of many reports joined? Reads tests/scenarios, or folders like them, and joins their claims.

    python bench/joining.py [FOLDER…] [--wrong]

For each scenario, a folder with expected.json and its reports: the share of the members of its incidents that were found,
and B-cubed precision, recall and F1 of the incidents over the members; a member that was not found is joined to nothing
and none to it. `--wrong` prints, for each incident that was expected, where its members went.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from dateline import InputDocument, Reader
from dateline.coding import sentence_around
from dateline.library.records import DocumentRecord, StoredClaim, claim_key, content_hash
from dateline.weighing.joining import join, score

OWN = Path(__file__).parent.parent / "tests" / "scenarios"


def stored(folder: Path, expected: dict[str, Any], reader: Reader) -> Iterator[StoredClaim]:
    """The claims that the reader finds in a scenario's reports, as a library would give them."""
    documents = [
        InputDocument(
            text=(folder / r["file"]).read_bytes().decode("utf-8"),
            id=r["file"],
            published=date.fromisoformat(r["published"]),
            title=r["title"],
            outlet=r["outlet"],
        )
        for r in expected["reports"]
    ]
    for document, reading in zip(documents, reader.read_many(documents), strict=True):
        key = content_hash(document.id, document.text)
        record = DocumentRecord(key, document.id, document.title, document.outlet, None, document.published)
        for claim in reading.claims:
            sentence = sentence_around(document.text, claim.trigger.start, claim.trigger.end).strip()
            yield StoredClaim(claim_key(key, claim.id), claim, record, sentence)


def measure(folder: Path, reader: Reader, wrong: bool) -> None:
    """Join the claims of one scenario and print how well that was done."""
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    told = list(stored(folder, expected, reader))
    texts = {r["file"]: (folder / r["file"]).read_bytes().decode("utf-8") for r in expected["reports"]}
    of = {claim: n for n, incident in enumerate(join(told, score(told))) for claim in incident}
    members = [(n, m) for n, i in enumerate(expected["incidents"]) for m in i["members"] if not m.get("optional")]
    where: dict[int, int] = {}
    for k, (_, member) in enumerate(members):
        at = texts[member["file"]].index(member["at"])
        hits = [
            (c.claim.kind == member.get("kind"), of[c.id])
            for c in told
            if c.document.given_id == member["file"]
            and c.claim.trigger.start < at + len(member["at"])
            and c.claim.trigger.end > at
        ]
        if hits:
            where[k] = max(hits)[1]
    precision = recall = 0.0
    for k in where:
        mates = {j for j, (n, _) in enumerate(members) if n == members[k][0]}
        given = {j for j in where if where[j] == where[k]}
        precision += len(given & mates) / len(given)
        recall += len(given & mates) / len(mates & where.keys())
    count = max(1, len(where))
    p, r = precision / count, recall / count
    all_r = sum(
        len([j for j in where if where[j] == where[k] and members[j][0] == members[k][0]])
        / sum(n == members[k][0] for n, _ in members)
        for k in where
    ) / max(1, len(members))
    f1, all_f1 = (2 * p * x / (p + x) if p + x else 0.0 for x in (r, all_r))
    print(
        f"{folder.name}: found {len(where)}/{len(members)}; of the found B3 P {p:.3f} R {r:.3f} F1 {f1:.3f}; of all F1 {all_f1:.3f}"
    )
    if wrong:
        for n, incident in enumerate(expected["incidents"]):
            spread = Counter(where.get(k) for k, (i, _) in enumerate(members) if i == n)
            others = {members[k][0] for k in where if where[k] in spread} - {n}
            if len(spread) > 1 or others:
                print(f"  {incident['name']}")
                for k, (i, member) in enumerate(members):
                    if i == n:
                        print(
                            f"      {where.get(k, 'not found'):>9}  {member['file'][:3]} {member['kind']}: {member['at']}"
                        )
                for other in sorted(others):
                    print(f"    with {expected['incidents'][other]['name']}")


def main() -> None:
    """Measure each folder."""
    parser = argparse.ArgumentParser(description="Measures how well the claims of many reports are joined.")
    parser.add_argument("folders", type=Path, nargs="*", help="folders of scenarios; the project's own where left out")
    parser.add_argument("--wrong", action="store_true", help="print what was joined wrongly")
    options = parser.parse_args()
    reader = Reader()
    for folder in options.folders or sorted(path.parent for path in OWN.glob("*/expected.json")):
        measure(folder, reader, options.wrong)


if __name__ == "__main__":
    main()
