"""How well and how fast are claims joined? Made libraries with known duplicates, of 1,000, 10,000 and 100,000 claims.

    python bench/weigh.py [SIZE…] [--seed N] [--wrong N]
    python bench/weigh.py SIZE --library FILE

Prints for each size the pairwise precision, recall and F1 of the incidents over all pairs of claims, the seconds that scoring
and joining took, the most memory that the process held, and at the end how much longer the largest took than the one before.
`--wrong` prints so many pairs that were joined or parted wrongly. `--library` writes the reports of one size into a new library
instead, for `dateline weigh` and the desk to be measured on. made_claims.py says what the reports are like.
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import sys
import time
from collections import Counter, defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from dateline.library.records import StoredClaim
from made_claims import reports

SIZES = (1_000, 10_000, 100_000)


def measure(size: int, seed: int, wrong: int) -> float:
    """Make a library of the size, weigh it, print how that went, and give the seconds that it took."""
    from dateline.weighing.joining import join, score

    told: list[StoredClaim] = []
    event: dict[str, int] = {}
    for made in reports(size, seed=seed):
        claims = made.stored()
        told += claims
        event |= {claim.id: number for claim, number in zip(claims, made.events, strict=True)}
    start = time.perf_counter()
    pairs = score(told)
    scored = time.perf_counter()
    incidents = join(told, pairs)
    end = time.perf_counter()
    given = [Counter(event[claim] for claim in incident) for incident in incidents]
    right = sum(_pairs(n) for counts in given for n in counts.values())
    joined, true = sum(_pairs(sum(c.values())) for c in given), sum(_pairs(n) for n in Counter(event.values()).values())
    precision, recall = right / max(1, joined), right / max(1, true)
    f1 = 2 * precision * recall / (precision + recall) if right else 0.0
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{len(told):,} claims of {len(set(event.values())):,} events, {len(pairs):,} pairs kept, {len(incidents):,} incidents: "
        f"pairwise P {precision:.3f} R {recall:.3f} F1 {f1:.3f}; scoring {scored - start:.1f} s, joining {end - scored:.1f} s, "
        f"together {end - start:.1f} s; {memory:.0f} MiB",
        flush=True,
    )
    _show(wrong, told, event, incidents)
    return end - start


def _pairs(n: int) -> int:
    return n * (n - 1) // 2


def _show(count: int, told: list[StoredClaim], event: dict[str, int], incidents: list[frozenset[str]]) -> None:
    claims = {claim.id: claim for claim in told}
    of = {claim: n for n, incident in enumerate(incidents) for claim in incident}
    by_event: dict[int, set[int]] = defaultdict(set)
    for claim, number in event.items():
        by_event[number].add(of[claim])
    parted = [list(spread) for spread in by_event.values() if len(spread) > 1][:count]
    mixed = [[n] for n, incident in enumerate(incidents) if len({event[claim] for claim in incident}) > 1][:count]
    for title, cases in (("parted wrongly", parted), ("joined wrongly", mixed)):
        for case in cases:
            print(title)
            for n in case:
                for claim in sorted(incidents[n], key=lambda c: (event[c], claims[c].document.id)):
                    one = claims[claim]
                    when = f"{one.claim.when.start}–{one.claim.when.end}" if one.claim.when else "no day"
                    print(f"   {n} event {event[claim]} published {one.document.published}, {when}: {one.sentence}")


def write(size: int, seed: int, path: str) -> None:
    """Write the reports into a new library."""
    from dateline.library.store import Library

    with Library(path, create=True) as library:
        for made in reports(size, seed=seed):
            library.add(made.received, made.reading, read_by="made")


def main() -> None:
    """Measure each size in a process of its own, so that each tells its own memory."""
    parser = argparse.ArgumentParser(description="Measures how well and how fast claims are joined, on made reports.")
    parser.add_argument(
        "sizes", type=int, nargs="*", default=SIZES, help="how many claims; 1000 10000 100000 where left out"
    )
    parser.add_argument("--seed", type=int, default=1, help="another seed makes other reports")
    parser.add_argument("--wrong", type=int, default=0, metavar="N", help="print so many incidents that are wrong")
    parser.add_argument("--library", metavar="FILE", help="write the reports of the first size into a new library")
    options = parser.parse_args()
    if options.library:
        write(options.sizes[0], options.seed, options.library)
        return
    taken = []
    for size in options.sizes:
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            taken.append(pool.apply(measure, (size, options.seed, options.wrong)))
    if len(taken) > 1:
        print(f"the largest took {taken[-1] / taken[-2]:.1f} times as long as the one before")


if __name__ == "__main__":
    main()
