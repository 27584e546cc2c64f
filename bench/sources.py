"""Measures who-said-so on a folder of PolNeAR: `python bench/sources.py FOLDER`.

The folder holds `text/NAME.txt` and `attributions/NAME_ANNOTATOR.ann` in brat's format, as the corpus comes
(https://github.com/networkdynamics/PolNeAR). The `.ann` files' E lines join Source, Cue and Content; their T lines may
stand further down. PolNeAR has one level, so attributions inside another's content are left out.

Three measures for each role, micro-averaged over the folder: `exact`, a span with the same characters; `overlap`, a
span that shares a letter or digit with one of the gold's; `chars`, the letters and digits of the role.
"""

from __future__ import annotations

import re
import sys
import time
from collections import defaultdict
from pathlib import Path

from dateline.reading.parsing import Parser
from dateline.reading.whosaid import Attribution, find_attributions, outermost

Piece = tuple[int, int]
Span = tuple[Piece, ...]
ROLES = ("source", "cue", "content")


def gold(path: Path) -> dict[str, set[Span]]:
    """The spans of each role in a `.ann` file, pieces of one span together."""
    spans: dict[str, Span] = {}
    events: list[str] = []
    with path.open(encoding="utf-8", newline="") as lines:
        for line in lines:
            parts = line.rstrip("\n").split("\t")
            if len(parts) > 1 and parts[0].startswith("T"):
                where = parts[1].split(" ", 1)[1]
                start_end = [tuple(map(int, piece.split())) for piece in where.split(";")]
                spans[parts[0]] = tuple((a, b) for a, b in start_end)
            elif len(parts) > 1 and parts[0].startswith("E"):
                events.append(parts[1])
    found: dict[str, set[Span]] = {role: set() for role in ROLES}
    for event in events:
        for part in event.split():
            role, _, span = part.partition(":")
            role = re.sub(r"\d+$", "", role).lower()
            if role in found and span in spans:
                found[role].add(spans[span])
    return found


def given(attributions: list[Attribution]) -> dict[str, set[Span]]:
    """The spans of each role that the reader gives."""
    found: dict[str, set[Span]] = {role: set() for role in ROLES}
    for each in outermost(attributions):
        if each.source:
            found["source"].add(((each.source[0].start, each.source[1].end),))
        if each.cue:
            found["cue"].add(((each.cue[0].start, each.cue[1].end),))
        found["content"].add(tuple((first.start, last.end) for first, last in each.content))
    return found


def joined(spans: set[Span], text: str) -> set[Span]:
    """The spans with those pieces made one that only white space parts: a line end is no choice of an annotator's."""
    found: set[Span] = set()
    for span in spans:
        pieces: list[Piece] = []
        for start, end in sorted(span):
            if pieces and not text[pieces[-1][1] : start].strip():
                pieces[-1] = pieces[-1][0], end
            else:
                pieces.append((start, end))
        found.add(tuple(pieces))
    return found


def letters(spans: set[Span], text: str) -> set[int]:
    """The characters in the spans that are letters or digits."""
    return {i for span in spans for a, b in span for i in range(a, b) if text[i].isalnum()}


def touching(spans: set[Span], others: set[Span], text: str) -> int:
    """How many of the spans share a character with one of the others."""
    taken = letters(others, text)
    return sum(any(i in taken for a, b in span for i in range(a, b)) for span in spans)


def main(folder: Path) -> None:
    """Reads every text of the folder and prints precision, recall and F1."""
    names = sorted((folder / "attributions").glob("*.ann"))
    texts = []
    for name in names:
        with (folder / "text" / f"{name.stem.rsplit('_', 1)[0]}.txt").open(encoding="utf-8", newline="") as file:
            texts.append(file.read())
    start = time.perf_counter()
    parsed = Parser().parse(texts)
    middle = time.perf_counter()
    read = [find_attributions(each) for each in parsed]
    end = time.perf_counter()
    total: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for name, text, attributions in zip(names, texts, read, strict=True):
        want, got = gold(name), given(attributions)
        for role in ROLES:
            w, g = joined(want[role], text), joined(got[role], text)
            lw, lg = letters(w, text), letters(g, text)
            counts = {
                "exact": (len(w & g), len(g), len(w & g), len(w)),
                "overlap": (touching(g, w, text), len(g), touching(w, g, text), len(w)),
                "chars": (len(lw & lg), len(lg), len(lw & lg), len(lw)),
            }
            for measure, values in counts.items():
                total[measure, role] = [a + b for a, b in zip(total[measure, role], values, strict=True)]
    for (measure, role), (right, all_given, hit, all_gold) in sorted(total.items()):
        p, r = right / max(all_given, 1), hit / max(all_gold, 1)
        scores = f"P {p:.3f} R {r:.3f} F1 {2 * p * r / max(p + r, 1e-9):.3f}"
        print(f"{measure:8} {role:8} {scores}   given {all_given} gold {all_gold}")
    tokens = sum(len(each.tokens) for each in parsed)
    rate = 1e6 * (end - middle) / max(tokens, 1)
    print(f"{len(texts)} texts, {tokens} tokens: parsing {middle - start:.1f} s, attributions {rate:.1f} µs a token")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
