"""Measures the actors and places found against re3d in CoNLL format: `python bench/entities.py FOLDER [--wrong] [--spaced]`.

FOLDER holds `*.txt` files: a token and its BIO label a line, parted by a tab, an empty line between sentences. The text
of each sentence is put together again from its tokens, with the spaces that writing has, or with a space between any
two where `--spaced` is given. Organisation, Person and Location are scored: a span found is right where it overlaps a
span of its type that no other span found has taken. re3d counts pronouns and descriptions ("we", "the victims", "a
hospital"), so that these are measured too; a country that acts is an Organisation there.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dateline.reading.entities import find_entities
from dateline.reading.marked import Marked
from dateline.reading.reader import InputDocument, Reader

TYPES = ("organisation", "person", "location")
_NO_SPACE_BEFORE = frozenset(".,;:!?)]%’'”/")
_NO_SPACE_AFTER = frozenset("([“$£€/#@")
_SUFFIXES = frozenset(("s", "t", "re", "ve", "ll", "d", "m"))


@dataclass(frozen=True, slots=True)
class Span:
    """A span of the gold: `text[start:end]`, code points, end exclusive."""

    start: int
    end: int
    type: str


def sentences(path: Path) -> Iterator[list[tuple[str, str]]]:
    """The sentences of a file, each a list of (token, label)."""
    rows: list[tuple[str, str]] = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.strip():
            token, _, label = line.rpartition("\t")
            rows.append((token, label))
        elif rows:
            yield rows
            rows = []
    if rows:
        yield rows


def rebuild(tokens: list[str], spaced: bool = False) -> tuple[str, list[tuple[int, int]]]:
    """The text of a sentence, and where each of its tokens stands in it."""
    text, offsets, open_quote = "", [], False
    for k, token in enumerate(tokens):
        before = tokens[k - 1] if k else ""
        after = tokens[k + 1] if k + 1 < len(tokens) else ""
        space = bool(text)
        if token == '"':
            space = space and not open_quote
        elif spaced:
            pass
        elif before == '"':
            space = space and not open_quote
        elif token in _NO_SPACE_BEFORE or before in _NO_SPACE_AFTER:
            space = token == "'" and after not in _SUFFIXES
        else:
            last = tokens[k - 2][-1:] if k > 1 else ""
            suffix = before in ("’", "'") and (token in _SUFFIXES or token[:1].islower())
            thousands = before == "," and len(token) == 3 and token.isdigit() and last.isdigit()
            hyphen = token in "-–" and before[-1:].isalnum() and after[:1].isalnum()
            hyphened = before in ("-", "–") and last.isalnum() and token[:1].isalnum()
            space = space and not (suffix or thousands or hyphen or hyphened)
        text += " " if space or (spaced and text) else ""
        if token == '"':
            open_quote = not open_quote
        offsets.append((len(text), len(text) + len(token)))
        text += token
    return text, offsets


def gold(rows: list[tuple[str, str]], offsets: list[tuple[int, int]]) -> list[Span]:
    """The spans that the labels of a sentence give."""
    found: list[Span] = []
    for (_, label), (start, end) in zip(rows, offsets, strict=True):
        kind = label[2:].lower()
        if label.startswith("B-"):
            found.append(Span(start, end, kind))
        elif label.startswith("I-") and found and found[-1].type == kind:
            found[-1] = Span(found[-1].start, end, kind)
    return [span for span in found if span.type in TYPES]


def paired(gold_spans: list[Span], found: list[Span]) -> tuple[set[Span], set[Span]]:
    """The spans of each side that have a partner: of the same type, overlapping, one to one."""
    right, hit = set(), set()
    for span in sorted(found, key=lambda s: s.end):
        for other in sorted(gold_spans, key=lambda s: s.end):
            if other not in hit and other.type == span.type and other.start < span.end and span.start < other.end:
                right.add(span)
                hit.add(other)
                break
    return right, hit


def entities(marked: Marked) -> list[Span]:
    """What dateline finds, in the terms of the corpus."""
    found = find_entities(marked, descriptions=True)
    return list({Span(e.start, e.end, e.type): None for e in found if e.type in TYPES})


def main(folder: Path, wrong: bool, spaced: bool) -> None:
    """Prints precision, recall and F1 for each file and type, and together."""
    reader = Reader()
    for path in sorted(folder.glob("*.txt")):
        rows = list(sentences(path))
        texts = [rebuild([token for token, _ in each], spaced) for each in rows]
        marks = list(reader._mark([InputDocument(text) for text, _ in texts]))
        started = time.perf_counter()
        all_found = [entities(marked) for marked in marks]
        seconds = time.perf_counter() - started
        counts: Counter[tuple[str, str]] = Counter()
        for each, (text, offsets), found in zip(rows, texts, all_found, strict=True):
            truth = gold(each, offsets)
            right, hit = paired(truth, found)
            for name, spans in (("found", found), ("right", right), ("gold", truth)):
                counts.update((name, span.type) for span in spans)
            if wrong and (len(right) < len(found) or len(hit) < len(truth)):
                print(text)
                missed = [f"-{s.type[:3]}[{text[s.start : s.end]}]" for s in truth if s not in hit]
                print("   ", *missed, *(f"+{s.type[:3]}[{text[s.start : s.end]}]" for s in found if s not in right))
        tokens = sum(len(marked.parsed.tokens) for marked in marks)
        print(f"{path.name}: {len(rows)} sentences, {1e6 * seconds / tokens:.1f} microseconds a token")
        for kind in (*TYPES, "together"):
            found_n, right_n, gold_n = (
                sum(n for (name, each_type), n in counts.items() if name == what and kind in (each_type, "together"))
                for what in ("found", "right", "gold")
            )
            precision, recall = right_n / max(found_n, 1), right_n / max(gold_n, 1)
            f1 = 2 * right_n / max(found_n + gold_n, 1)
            print(f"  {kind:13} precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}  of {gold_n}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), "--wrong" in sys.argv, "--spaced" in sys.argv)
