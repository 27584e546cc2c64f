"""Which report is a copy of which: reprints, trimmed reprints, and wire stories reworded without credit.

Sentences are compared, not whole texts, so that a reprint that was cut to a third is found too. Candidates come from
MinHash signatures of each sentence's words (A. Broder, "On the resemblance and containment of documents", 1997) in
banded buckets, so that the cost grows about with the number of reports; then the sentences of each candidate pair are
compared word by word. Two reporters who tell of one event share its names and figures, but not the run of the words.

The answer depends on the set of reports alone, not on their order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from datasketch import MinHash  # type: ignore[import-untyped]

from dateline.weighing.reports import Report
from dateline.weighing.retold import is_retold
from dateline.weighing.sentences import ALIKE, Sentence, likeness, sentences
from dateline.weighing.voices import credit, same_outlet

_ROWS, _BANDS = 3, 21
_LENGTH = _ROWS * _BANDS
_BYTES = 4 * _LENGTH
_EMPTY = MinHash(num_perm=_LENGTH, seed=1)
# A copy follows within so many days.
_DAYS = 14
# So much of a copy, in words, is taken over; at least so many sentences, unless all that it has is the same.
_SHARE = 0.5
_SENTENCES_AT_LEAST = 2
_NEARLY_ALL = 0.85
# A sentence that so many reports share is a set phrase ("The claim could not be independently verified").
_SET_PHRASE = 25
_SHORT_WORD = 3


def signature(text: str) -> bytes:
    """The MinHash values of each sentence of a report, one after another; the same for the same text, always."""
    return b"".join(_minhash(found) for found in sentences(text))


def _minhash(found: Sentence) -> bytes:
    words = sorted(word for word in found.bag if len(word) > _SHORT_WORD or word.isdigit()) or sorted(found.bag)
    hashed = _EMPTY.copy()
    hashed.update_batch([word.encode() for word in words])
    return np.asarray(hashed.hashvalues, dtype="<u4").tobytes()


def copies(reports: Iterable[Report], signatures: Mapping[str, bytes] | None = None) -> dict[str, str]:
    """For each report that is a copy, the report that it copies: ids to ids; the copied ones are not in it.

    Of a story that an agency is credited with, the agency's own report is the one that was copied, else a credited
    one, else the earliest. `signatures` are those of `signature`, by id; what is missing is worked out.
    """
    known = {report.id: report for report in reports}
    given = signatures or {}
    order = {key: _rank(report) for key, report in known.items()}
    best: dict[str, tuple[float, tuple[object, ...], str]] = {}
    marks = {key: given.get(key) or signature(known[key].text) for key in sorted(known)}
    for first, second in sorted(_candidates(marks)):
        if _far(known[first].published, known[second].published):
            continue
        for copy, original, share in _directed(known[first], known[second], order):
            claim = (-share, order[original], original)
            if copy not in best or claim < best[copy]:
                best[copy] = claim
    return {copy: _root(copy, best, order) for copy in sorted(best) if _root(copy, best, order) != copy}


def _rank(report: Report) -> tuple[int, date, str]:
    """The less, the likelier a report is the one that others copied."""
    agency = credit(report.text)
    own = agency is not None and same_outlet(agency, report.outlet)
    return (0 if own else 1 if agency else 2), report.published or date.max, report.id


def _far(a: date | None, b: date | None) -> bool:
    return a is not None and b is not None and abs((a - b).days) > _DAYS


def _candidates(marks: Mapping[str, bytes]) -> set[tuple[str, str]]:
    """The pairs of reports of which some sentences fall into one bucket: all that a band of values is equal in."""
    keys = list(marks)
    owner = np.repeat(np.arange(len(keys)), [len(marks[key]) // _BYTES for key in keys])
    table = np.frombuffer(b"".join(marks.values()), dtype="<u4").reshape(-1, _LENGTH)
    pairs: set[tuple[str, str]] = set()
    for band in range(0, _LENGTH, _ROWS):
        values = np.ascontiguousarray(table[:, band : band + _ROWS]).view(f"V{4 * _ROWS}").ravel()
        order = np.argsort(values, kind="stable")
        ordered = values[order]
        ends = np.flatnonzero(ordered[1:] != ordered[:-1]) + 1
        for bucket in np.split(owner[order], ends):
            if len(bucket) > 1:
                inside = sorted({keys[i] for i in bucket})
                if len(inside) <= _SET_PHRASE:
                    pairs |= {(a, b) for i, a in enumerate(inside) for b in inside[i + 1 :]}
    return pairs


@dataclass(frozen=True, slots=True)
class Overlap:
    """What two reports share: how many sentences, and the share of each report's words in them."""

    count: int
    first: float
    second: float


def overlap(first: Sequence[Sentence], second: Sequence[Sentence]) -> Overlap:
    """Compare two reports sentence by sentence."""
    in_first, in_second = Counter[int](), Counter[int]()
    for i, a in enumerate(first):
        for j, b in enumerate(second):
            if likeness(a, b) >= ALIKE:
                in_first[i], in_second[j] = len(a.words), len(b.words)
    count = min(len(in_first), len(in_second))
    return Overlap(count, _part(in_first, first), _part(in_second, second))


def _part(found: Counter[int], of: Sequence[Sentence]) -> float:
    return found.total() / max(1, sum(len(s.words) for s in of))


def _directed(a: Report, b: Report, order: Mapping[str, tuple[int, date, str]]) -> list[tuple[str, str, float]]:
    """(copy, original, share of the copy that is copied), or nothing where neither copied the other."""
    original, copy = sorted((a.id, b.id), key=order.__getitem__)
    shared = overlap(sentences(a.text), sentences(b.text))
    shares = {a.id: shared.first, b.id: shared.second}
    enough = shared.count >= _SENTENCES_AT_LEAST or min(shared.first, shared.second) >= _NEARLY_ALL
    taken = [key for key, share in shares.items() if share >= _SHARE and enough]
    if copy in taken:
        return [(copy, original, shares[copy])]
    # Only the one that came first is contained in the other: a part of a longer report of the same day is that report
    # trimmed; one of an earlier day, or an agency's, was built upon.
    if taken and order[original][:2] == order[copy][:2]:
        return [(original, copy, shares[original])]
    return [(copy, original, shares[copy])] if shared.count and is_retold(a.text, b.text) else []


def _root(
    key: str, best: Mapping[str, tuple[float, tuple[object, ...], str]], order: Mapping[str, tuple[int, date, str]]
) -> str:
    """The end of the chain of copies; in a ring of them the one that ranks first."""
    seen: list[str] = []
    while key in best and key not in seen:
        seen.append(key)
        key = best[key][2]
    return min(seen[seen.index(key) :], key=order.__getitem__) if key in seen else key
