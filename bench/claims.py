"""Measures whole readings against claims written down beside the texts: `python bench/claims.py FILE_OR_FOLDER… [--verbose]`.

Takes files in the form of tests/corpus/README.md (a `.json` with its text beside it, or a `.jsonl` with a text on each
line) or folders of them. Facts are counted, not claims: that a claim was found is one fact, its kind another, and so are
each agent, target, speaker and figure, the place, the time, a certainty other than `stated` and a negation. Precision,
recall and F1 are over the facts of all documents together.

A claim of the reader and a written one are the same where their triggers overlap, or where they are of one kind in one
sentence; each is paired once, the best pairs first. A written claim marked optional counts as nothing, right or wrong.
Prints F1 of each slot and of all; with --verbose, what was missed, wrong and too much.
"""

from __future__ import annotations

import json
import re
import sys
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from dateline.reading.reader import InputDocument, Reader

Claim = Mapping[str, Any]

NAMES = ("agents", "targets", "said_by")
SLOTS = ("found", "kind", "agents", "targets", "place", "when", "counts", "said_by", "certainty", "negated")

_DETERMINERS = (
    *("the", "a", "an", "some", "its", "their", "his", "her", "our", "this", "these", "those", "all", "other"),
    *("at least", "about", "more than"),
)
_DETERMINER = re.compile(rf"(?:(?:{'|'.join(_DETERMINERS)})\s+)+(?=\S)")
_SENTENCE_START = re.compile(r"[.!?]+[”\"’)\]]*\s+(?=[\"“‘(\[]?[A-Z0-9])|\n\s*\n")
# A longer name may hold a shorter one with so many words more: "two Serb policemen" and "policemen".
_WORDS_MORE = 4
# A vague time may be off by so many days; two spans of days are one time where they share so much of both.
_LOOSE_DAYS = 62
_A_NIGHT = 2
_SHARED = 0.4


@dataclass(frozen=True, slots=True)
class Gold:
    """A text with the claims that were written down for it."""

    name: str
    text: str
    published: date | None
    claims: Sequence[Claim]


@dataclass(slots=True)
class Score:
    """Facts by slot: how many are right, how many are written down, how many the reader gave."""

    right: Counter[str] = field(default_factory=Counter)
    gold: Counter[str] = field(default_factory=Counter)
    given: Counter[str] = field(default_factory=Counter)

    def add(self, other: Score) -> None:
        """Takes in the facts of another document."""
        for mine, more in ((self.right, other.right), (self.gold, other.gold), (self.given, other.given)):
            mine.update(more)

    def measures(self, *slots: str) -> tuple[float, float, float]:
        """Precision, recall and F1 over these slots, or over all of them."""
        right, gold, given = (sum(c[s] for s in slots or SLOTS) for c in (self.right, self.gold, self.given))
        precision, recall = right / given if given else 0.0, right / gold if gold else 0.0
        f1 = 2 * precision * recall / (precision + recall) if right else 0.0
        return precision, recall, f1


def load(paths: Iterable[Path]) -> Iterator[Gold]:
    """The documents of gold files and of folders of them, in the order of their names."""
    for path in paths:
        if path.is_dir():
            yield from load(sorted(p for p in path.iterdir() if p.suffix in (".json", ".jsonl")))
        elif path.suffix == ".jsonl":
            for line in path.read_text(encoding="utf-8").splitlines():
                content = json.loads(line)
                yield _gold(f"{path.stem}:{content['id']}", content["text"], content)
        else:
            content = json.loads(path.read_text(encoding="utf-8"))
            text = (path.parent / content["text"]).read_bytes().decode("utf-8")
            yield _gold(path.stem, text, content)


def _gold(name: str, text: str, content: Mapping[str, Any]) -> Gold:
    published = date.fromisoformat(content["published"]) if content.get("published") else None
    return Gold(name, text, published, content["claims"])


def read_all(reader: Reader, documents: Sequence[Gold]) -> list[list[Claim]]:
    """The claims that the reader finds in each document, as its JSON has them."""
    inputs = [InputDocument(d.text, id=d.name, published=d.published) for d in documents]
    return [reading.model_dump(mode="json")["claims"] for reading in reader.read_many(inputs)]


def score(document: Gold, claims: Sequence[Claim], *, log: list[str] | None = None) -> Score:
    """The facts of one document. Lines on what is missed, wrong and too much are added to `log`."""
    pairs = _pair(document, claims)
    total = Score()
    for number, gold in enumerate(document.claims):
        if gold.get("optional"):
            continue
        here = Score()
        if number in pairs:
            here = _compare(gold, claims[pairs[number]])
        else:
            here.gold.update(_facts(gold))
        total.add(here)
        if log is not None:
            _log(log, gold, here, found=number in pairs)
    for number in sorted(set(range(len(claims))) - set(pairs.values())):
        total.given.update(_facts(claims[number]))
        if log is not None:
            start, end = claims[number]["trigger"]["start"], claims[number]["trigger"]["end"]
            log.append(f"  EXTRA {claims[number]['kind']:10} {document.text[max(0, start - 30) : end + 30]!r}")
    return total


def _facts(claim: Claim) -> dict[str, int]:
    """How many facts of each slot a claim states."""
    facts = {slot: len(claim.get(slot) or ()) for slot in (*NAMES, "counts")}
    facts |= {"found": 1, "kind": 1, "place": int(bool(claim.get("place"))), "when": int(bool(claim.get("when")))}
    return facts | {"certainty": int(_is_marked(claim)), "negated": int(bool(claim.get("negated")))}


def _compare(gold: Claim, given: Claim) -> Score:
    """The facts of a pair."""
    here = Score(gold=Counter(_facts(gold)), given=Counter(_facts(given)))
    here.right["found"] = 1
    here.right["kind"] = int(gold["kind"] == given["kind"])
    for slot in NAMES:
        here.right[slot] = _count_matches(gold[slot], given[slot], lambda g, s: same_name(_strings(s), g))
    here.right["counts"] = _count_matches(gold["counts"], given["counts"], same_count)
    if gold["place"] and given["place"]:
        here.right["place"] = int(same_name(_strings(given["place"]), gold["place"]))
    if gold["when"] and given["when"]:
        here.right["when"] = int(same_time(given["when"], gold["when"]))
    here.right["certainty"] = int(_is_marked(gold) and gold["certainty"] == given["certainty"])
    here.right["negated"] = int(bool(gold["negated"] and given["negated"]))
    return here


def _count_matches(golds: Sequence[Any], givens: Sequence[Any], same: Any) -> int:
    """How many of the one find a partner among the other, none of which serves twice."""
    free = list(givens)
    for gold in golds:
        partner = next((each for each in free if same(gold, each)), None)
        if partner is not None:
            free.remove(partner)
    return len(givens) - len(free)


def _pair(document: Gold, claims: Sequence[Claim]) -> dict[int, int]:
    """The numbers of the written claims that were found, each with that of the reader's claim that answers to it."""
    starts = [0, *(m.end() for m in _SENTENCE_START.finditer(document.text))]
    found: list[tuple[int, int, int]] = []
    for i, gold in enumerate(document.claims):
        spans = trigger_spans(gold, document)
        sentence = bisect_right(starts, spans[0][0])
        for j, given in enumerate(claims):
            start, end = given["trigger"]["start"], given["trigger"]["end"]
            overlap = any(start < stop and end > begin for begin, stop in spans)
            same_kind = gold["kind"] == given["kind"]
            if overlap or same_kind and bisect_right(starts, start) == sentence:
                worth = _compare(gold, given).right.total() + 10 * (overlap + same_kind)
                found.append((worth - 5 * bool(gold.get("optional")), i, j))
    pairs: dict[int, int] = {}
    for _, i, j in sorted(found, reverse=True):
        if i not in pairs and j not in pairs.values():
            pairs[i] = j
    return pairs


def trigger_spans(gold: Claim, document: Gold) -> list[tuple[int, int]]:
    """Where the triggers of a written claim stand. Raises `ValueError` where its snippet does not stand once in the text."""
    at, text = gold["at"], document.text
    if text.count(at) != 1:
        raise ValueError(f"{document.name}: stands {text.count(at)} times in the text: {at!r}")
    base = text.index(at)
    spans = [
        (base + m.start(), base + m.end()) for trigger in gold["trigger"] for m in re.finditer(re.escape(trigger), at)
    ]
    if not spans:
        raise ValueError(f"{document.name}: none of {gold['trigger']} stands in {at!r}")
    return spans


def fold(name: str) -> str:
    """A name without case, punctuation, possessive and leading determiners."""
    name = re.sub(r"[’']s\b", "", name.casefold())
    name = " ".join(re.sub(r"[^\w\s]", " ", name).split())
    return _DETERMINER.sub("", name, count=1) if _DETERMINER.match(name) else name


def same_name(given: Iterable[str], accepted: Iterable[str]) -> bool:
    """Is one of the strings given one of those accepted, or does one of the two hold the other as whole words?"""
    wanted = [folded for each in accepted if (folded := fold(each))]
    for each in given:
        name = fold(each)
        for other in wanted:
            if name == other:
                return True
            if f" {other} " in f" {name} " and len(name.split()) <= len(other.split()) + _WORDS_MORE:
                return True
            if len(name) > 3 and f" {name} " in f" {other} ":
                return True
    return False


def same_time(given: Mapping[str, str], gold: Sequence[str]) -> bool:
    """Do two intervals mean one time? A day must be met, give or take a night; of longer ones a good part must be shared."""
    first, last = (date.fromisoformat(given[key]).toordinal() for key in ("start", "end"))
    begin, end = (date.fromisoformat(day).toordinal() for day in gold[:2])
    if end - begin <= _A_NIGHT:
        slack = _LOOSE_DAYS if len(gold) > 2 and gold[2] == "about" else 0
        return first - slack <= begin and end <= last + slack and last - first <= _A_NIGHT + 2 * slack
    shared, both = min(last, end) - max(first, begin) + 1, max(last, end) - min(first, begin) + 1
    return shared / both >= _SHARED


def same_count(gold: Claim, given: Claim) -> bool:
    """Do two figures count the same, within the same bounds?"""
    return all(gold[key] == given[key] for key in ("of", "low", "high"))


def _strings(filler: Mapping[str, Any]) -> list[str]:
    return [filler[key] for key in ("text", "name") if filler.get(key)]


def _is_marked(claim: Claim) -> bool:
    return bool(claim["certainty"] != "stated")


def _log(log: list[str], gold: Claim, here: Score, *, found: bool) -> None:
    wrong = [
        f"{s} {here.right[s]}/{here.gold[s]}/{here.given[s]}"
        for s in SLOTS
        if here.right[s] < max(here.gold[s], here.given[s])
    ]
    if not found:
        log.append(f"  MISS  {gold['kind']:10} {gold['at'][:70]!r}")
    elif wrong:
        log.append(f"  PART  {gold['kind']:10} {gold['at'][:70]!r}  right/gold/given: {', '.join(wrong)}")


def main() -> None:
    """Reads the documents and prints the table."""
    verbose = "--verbose" in sys.argv
    paths = [Path(argument) for argument in sys.argv[1:] if not argument.startswith("-")]
    if not paths:
        raise SystemExit(__doc__)
    documents = list(load(paths))
    total = Score()
    for document, claims in zip(documents, read_all(Reader(), documents), strict=True):
        log: list[str] = []
        here = score(document, claims, log=log)
        total.add(here)
        if verbose:
            print(f"{document.name}: F1 {here.measures()[2]:.3f}", *log, sep="\n")
    print(f"{len(documents)} documents\n\n{'':10} {'P':>6} {'R':>6} {'F1':>6}   right/gold/given")
    for slot in SLOTS:
        figures = f"{total.right[slot]}/{total.gold[slot]}/{total.given[slot]}"
        print(f"{slot:10} {' '.join(f'{m:6.3f}' for m in total.measures(slot))}   {figures}")
    print(f"{'all facts':10} {' '.join(f'{m:6.3f}' for m in total.measures())}")


if __name__ == "__main__":
    main()
