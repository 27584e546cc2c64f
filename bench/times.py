"""Measures dateline's time layer on TimeML corpora.

    python bench/times.py FOLDER [--errors N] [--no-dct NAME]

FOLDER holds one folder a corpus, each with .tml files (TIMEX3 inline, the publication date in <DCT>). Prints, for
each corpus, strict and relaxed span precision, recall and F1, value F1 (relaxed matches whose value is the same, over
relaxed matches and misses, as TempEval-3 counts it) and the share of matches with the right type. Corpora whose name
begins with NAME (default: wikiwars) are read without their publication date, since it is that of the web page and not
of the story.
"""

from __future__ import annotations

import argparse
import time
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dateline.reading.timex import Timex, find_times_in


@dataclass(frozen=True)
class Gold:
    """A TIMEX3 of the corpus, with its place in the text of the document."""

    start: int
    end: int
    type: str
    value: str


def walk(node: ET.Element, at: int, text: list[str], gold: list[Gold]) -> int:
    """Adds the text of a node to `text` and its TIMEX3 elements to `gold`; gives the offset after it."""
    start = at
    text.append(node.text or "")
    at += len(node.text or "")
    for child in node:
        at = walk(child, at, text, gold)
        text.append(child.tail or "")
        at += len(child.tail or "")
    if node.tag == "TIMEX3":
        gold.append(Gold(start, at, node.get("type", ""), node.get("value", "")))
    return at


def read(path: Path) -> tuple[str, list[Gold], date | None]:
    """Text, gold expressions and publication date of a TimeML file."""
    root = ET.parse(path).getroot()
    text: list[str] = []
    gold: list[Gold] = []
    body = root.find("TEXT")
    assert body is not None, path
    walk(body, 0, text, gold)
    dct = root.find("DCT/TIMEX3")
    day = (dct.get("value", "") if dct is not None else "")[:10]
    published = date.fromisoformat(day) if len(day) == 10 else None
    return "".join(text), gold, published


def paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """Paragraphs (parted by empty lines) with their offsets."""
    at = 0
    for piece in text.split("\n\n"):
        if piece.strip():
            yield at, piece
        at += len(piece) + 2


def find(text: str, published: date | None) -> list[Timex]:
    """All expressions of a document, with offsets in the whole text."""
    pieces = list(paragraphs(text))
    found = find_times_in([piece for _, piece in pieces], published)
    return [
        Timex(t.start + at, t.end + at, t.text, t.type, t.value, t.first, t.last, t.about)
        for (at, _), times in zip(pieces, found, strict=True)
        for t in times
    ]


def scores(right: int, found: int, gold: int) -> str:
    """Precision, recall and F1 as text."""
    p, r = right / max(found, 1), right / max(gold, 1)
    return f"P {p:.3f} R {r:.3f} F1 {2 * p * r / max(p + r, 1e-9):.3f}"


def main() -> None:
    """Reads the arguments and prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--errors", type=int, default=0, help="print so many of the commonest errors of each corpus")
    parser.add_argument("--no-dct", default="wikiwars", help="corpora that are read without a publication date")
    args = parser.parse_args()
    find("On Monday.", date(2016, 10, 31))
    for corpus in sorted(path for path in args.folder.iterdir() if path.is_dir()):
        n: Counter[str] = Counter()
        errors: Counter[str] = Counter()
        took = 0.0
        for path in sorted(corpus.glob("*.tml")):
            text, gold, published = read(path)
            began = time.perf_counter()
            found = find(text, None if corpus.name.startswith(args.no_dct) else published)
            took += time.perf_counter() - began
            n["words"] += len(text.split())
            n["gold"] += len(gold)
            n["found"] += len(found)
            free = list(found)
            for g in gold:
                overlapping = [t for t in free if t.start < g.end and g.start < t.end]
                if not overlapping:
                    errors["missed    " + _show(text, g.start, g.end) + f" {g.type} {g.value}"] += 1
                    continue
                best = max(overlapping, key=lambda t: (t.start, t.end) == (g.start, g.end))
                free.remove(best)
                n["relaxed"] += 1
                exact = (best.start, best.end) == (g.start, g.end)
                n["strict"] += exact
                n["value"] += best.value == g.value
                n["type"] += best.type == g.type
                if not exact:
                    errors[f"span      {_show(text, g.start, g.end)} <> {_show(text, best.start, best.end)}"] += 1
                if best.value != g.value:
                    errors[
                        f"value     {_show(text, g.start, g.end)} {g.value} <> {best.value} (published {published})"
                    ] += 1
            for t in free:
                errors[
                    "spurious  "
                    + _show(text, max(t.start - 20, 0), t.start)
                    + f"[{t.text}]"
                    + _show(text, t.end, t.end + 15)
                ] += 1
        speed = took / max(n["words"], 1) * 1e6
        print(f"{corpus.name}: {n['gold']} expressions, {n['words']} words, {speed:.2f} µs a word")
        for name in ("strict", "relaxed", "value"):
            print(f"  {name:8}{scores(n[name], n['found'], n['gold'])}")
        right, typed = n["value"] / max(n["relaxed"], 1), n["type"] / max(n["relaxed"], 1)
        print(f"  value accuracy {right:.3f}  type accuracy {typed:.3f}")
        for error, times in errors.most_common(args.errors):
            print(f"    {times:3} {error}")


def _show(text: str, start: int, end: int) -> str:
    """A piece of the text on one line."""
    return " ".join(text[start:end].split())


if __name__ == "__main__":
    main()
