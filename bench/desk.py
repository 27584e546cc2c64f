"""How fast is the desk? A library of 50,000 incidents, its server, and what a person waits for.

    python bench/desk.py [--incidents 50000] [--library FILE]

Makes the library of made_claims.py's reports, with the incidents that they are known to tell of (a file that is there
already is taken as it is), starts `dateline desk` on it, and prints for each question of the page the seconds until its
answer was whole, the first time and again, the seconds that the server's processor worked for the first, the answer's size as
sent, and the most memory that the server held.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import httpx
from sqlalchemy import insert

sys.path.insert(0, str(Path(__file__).parent))

from dateline.library.records import StoredClaim, content_hash
from dateline.library.store import Library
from dateline.library.tables import incident, incident_claim, weighed
from dateline.weighing.describing import describe
from dateline.weighing.originkey import OriginKey
from dateline.weighing.writing import incident_row
from made_claims import Made, reports

_CLAIMS_AN_INCIDENT = 4.6  # in made reports, about
_PORT = 8611
_IDLE_SECONDS = 15
_QUESTIONS = (
    ("the page", "/", {}),
    ("who am I", "/api/me", {}),
    ("map of all", "/api/map", {}),
    ("timeline of all", "/api/timeline", {}),
    ("choices of all", "/api/facets", {}),
    ("list of all", "/api/incidents", {"limit": 50}),
    ("list, last page", "/api/incidents", {"limit": 50, "offset": 49_000}),
    ("list by kind and verdict", "/api/incidents", {"kind": "airstrike", "verdict": "contested"}),
    ("map by kind and verdict", "/api/map", {"kind": "airstrike", "verdict": "contested"}),
    ("list by words", "/api/incidents", {"q": "hospital rockets"}),
    ("map by words", "/api/map", {"q": "hospital rockets"}),
    ("list by actor", "/api/incidents", {"actor": "Liberation Front"}),
    ("map by actor", "/api/map", {"actor": "Liberation Front"}),
    ("choices by actor", "/api/facets", {"actor": "Liberation Front"}),
    ("timeline by actor", "/api/timeline", {"actor": "Liberation Front"}),
    ("list by outlet and days", "/api/incidents", {"outlet": "River Radio", "from": "2022-06-01", "to": "2022-06-30"}),
    ("list by speaker", "/api/incidents", {"said_by": "a doctor"}),
    ("list near a point", "/api/incidents", {"near": "25,30,200"}),
    ("list of judged", "/api/incidents", {"judged": "false"}),
    ("choices by days", "/api/facets", {"from": "2022-06-01", "to": "2022-06-30"}),
    ("map of a box", "/api/map", {"bbox": "20,20,30,30"}),
)


def make(path: Path, incidents: int) -> None:
    """Write a library with about so many incidents."""
    with Library(str(path), create=True) as library:
        for event, told in _by_event(reports(round(incidents * _CLAIMS_AN_INCIDENT)), library):
            _waiting.append((event, told))
            if len(_waiting) >= 2_000:
                _flush(library)
        _flush(library)


def _by_event(made: Iterator[Made], library: Library) -> Iterator[tuple[int, list[StoredClaim]]]:
    """Take the reports in, and give the claims of each event once all of them are in."""
    batch: list[Made] = []
    told: dict[int, list[StoredClaim]] = defaultdict(list)
    for each in made:
        batch.append(each)
        told[each.events[0]] += each.stored()
        if len(batch) == 5_000:
            _take(library, batch)
            last = max(told)
            yield from ((event, told.pop(event)) for event in [e for e in told if e != last])
            batch = []
    _take(library, batch)
    yield from told.items()


def _take(library: Library, batch: list[Made]) -> None:
    with library.writing() as connection:
        for each in batch:
            library._write(connection, each.received, each.reading, 1, "0.1.0")


_waiting: list[tuple[int, list[StoredClaim]]] = []


def _flush(library: Library) -> None:
    """Write the incidents that are waiting."""
    rows, members = [], []
    for event, told in _waiting:
        id = content_hash("made", str(event))
        of = {}
        for each in told:
            name = each.claim.said_by[0].name if each.claim.said_by else each.document.outlet or "-"
            of[each.id] = OriginKey(name, name)
        rows.append(incident_row(describe(told, of, {}, id), ""))
        members += [
            {
                "claim_id": c.id,
                "incident_id": id,
                "origin": of[c.id].key,
                "origin_name": of[c.id].name,
                "origin_side": None,
            }
            for c in told
        ]
    if rows:
        with library.writing() as connection:
            connection.execute(insert(incident), rows)
            connection.execute(insert(incident_claim), members)
            connection.execute(insert(weighed), [{"claim_id": m["claim_id"], "as_was": ""} for m in members])
    _waiting.clear()


def measure(path: Path) -> None:
    """Serve the library, ask what the page asks, and print how long each took."""
    command = [sys.executable, "-c", "from dateline.cli import main; main()", "desk", "-l", str(path), "--no-browser"]
    start = time.perf_counter()
    server = subprocess.Popen([*command, "--port", str(_PORT)], stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None
        address = re.search(r"http://\S+", server.stdout.readline())
        assert address is not None
        with httpx.Client(base_url=f"http://127.0.0.1:{_PORT}", follow_redirects=True, timeout=120) as client:
            for _ in range(100):
                try:
                    client.get(address.group())
                    break
                except httpx.ConnectError:
                    time.sleep(0.05)
            print(f"until the first page: {time.perf_counter() - start:.2f} s")
            time.sleep(_IDLE_SECONDS)  # what is loaded ahead is loaded
            print(f"{'':28}{'first':>8}{'again':>8}{'worked':>8}{'KiB':>8}")
            for name, where, query in _QUESTIONS:
                before = _worked(server.pid)
                first, size = _ask(client, where, query)
                worked = _worked(server.pid) - before
                again, _ = _ask(client, where, query)
                print(f"{name:28}{first:>7.2f}s{again:>7.2f}s{worked:>7.2f}s{size / 1024:>8.0f}")
            one = client.get("/api/incidents", params={"limit": 1, "sort": "independent"}).json()["items"][0]["id"]
            print(f"{'one incident':28}{_ask(client, f'/api/incidents/{one}', {})[0]:>7.2f}s")
            csrf = client.get("/api/me").json()["csrf"]
            begun = time.perf_counter()
            given = {"action": "accept", "subject": "incident", "id": one}
            answer = client.post("/api/judgements", json=given, headers={"X-CSRF-Token": csrf})
            print(f"{'a judgement':28}{time.perf_counter() - begun:>7.2f}s  ({answer.status_code})")
            print(f"{'map after it':28}{_ask(client, '/api/map', {})[0]:>7.2f}s")
        status = Path(f"/proc/{server.pid}/status").read_text(encoding="utf-8")
        peak = re.search(r"VmHWM:\s+(\d+)", status)
        print(f"the server's memory: {int(peak.group(1)) / 1024:.0f} MiB at most" if peak else "")
    finally:
        server.terminate()
        server.wait(20)


def _worked(pid: int) -> float:
    """The seconds that the processor has worked for a process."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _ask(client: httpx.Client, where: str, query: dict[str, object]) -> tuple[float, int]:
    start = time.perf_counter()
    with client.stream("GET", where, params=query) as answer:  # type: ignore[arg-type]
        size = sum(len(part) for part in answer.iter_raw())
        answer.raise_for_status()
    return time.perf_counter() - start, size


def main() -> None:
    """Read the arguments, make the library where it is not there, and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--incidents", type=int, default=50_000)
    parser.add_argument("--library", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = given.library or Path(folder) / "made.dateline"
        if not path.exists():
            start = time.perf_counter()
            make(path, given.incidents)
            print(f"a library of about {given.incidents:,} incidents: {time.perf_counter() - start:.0f} s to make")
        measure(path)


if __name__ == "__main__":
    main()
