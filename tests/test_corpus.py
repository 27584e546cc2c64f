"""Whole readings of the reports in tests/corpus: spans, the same bytes twice, and a floor for how much is read right."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

import pytest

from dateline.model import Reading
from dateline.reading.reader import InputDocument

if TYPE_CHECKING:
    from dateline.reading.reader import Reader

CORPUS = Path(__file__).parent / "corpus"
LEAST_F1 = 0.70
MOST_CLAIMS_IN_1000_WORDS = 1.0


def _load_bench() -> ModuleType:
    path = Path(__file__).parents[1] / "bench" / "claims.py"
    spec = importlib.util.spec_from_file_location("bench_claims", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # where dataclasses look their annotations up
    spec.loader.exec_module(module)
    return module


bench = _load_bench()
DOCUMENTS = list(bench.load([CORPUS]))


@pytest.fixture(scope="module")
def readings(reader: Reader) -> list[Reading]:
    return _read(reader)


def _read(reader: Reader) -> list[Reading]:
    return list(reader.read_many(InputDocument(d.text, id=d.name, published=d.published) for d in DOCUMENTS))


def test_the_corpus_is_whole() -> None:
    assert len(DOCUMENTS) >= 30
    for document in DOCUMENTS:
        for gold in document.claims:
            assert bench.trigger_spans(gold, document)


def test_spans_are_exact(readings: list[Reading]) -> None:
    spans = 0
    for document, reading in zip(DOCUMENTS, readings, strict=True):
        for claim in reading.claims:
            for span in claim.spans():
                assert document.text[span.start : span.end] == span.text, (document.name, span)
                spans += 1
    assert spans > 1000


def test_the_same_bytes_on_a_second_reading(reader: Reader, readings: list[Reading]) -> None:
    assert [reading.to_json() for reading in _read(reader)] == [reading.to_json() for reading in readings]


def test_enough_is_read_right(readings: list[Reading]) -> None:
    total = bench.Score()
    for document, reading in zip(DOCUMENTS, readings, strict=True):
        total.add(bench.score(document, reading.model_dump(mode="json")["claims"]))
    assert total.measures()[2] >= LEAST_F1


def test_texts_about_peace_hold_hardly_any_claims(reader: Reader) -> None:
    texts = [path.read_text(encoding="utf-8") for path in sorted((CORPUS / "non_conflict").glob("*.txt"))]
    assert len(texts) >= 10
    found = [
        (claim.kind.value, claim.trigger.text)
        for reading in reader.read_many(map(InputDocument, texts))
        for claim in reading.claims
    ]
    assert len(found) <= MOST_CLAIMS_IN_1000_WORDS * sum(len(text.split()) for text in texts) / 1000, found


# --- the measure itself


@pytest.mark.parametrize(
    ("given", "accepted", "same"),
    [
        ("The Rebels", "rebels", True),
        ("Kosovo Liberation Army fighters", "Kosovo Liberation Army", True),
        ("army", "the Serbian army", True),
        ("at least 20 civilians", "20 civilians", True),
        ("the army's men", "army men", True),
        ("Saudi-led coalition", "Saudi led coalition", True),
        ("rebels", "army", False),
        ("IS", "the IS men", False),
        ("armyworm", "army", False),
        ("a camp of the rebels on the hill by the old town", "camp", False),
        ("", "army", False),
    ],
)
def test_same_name(given: str, accepted: str, same: bool) -> None:
    assert bench.same_name([given], [accepted]) is same


@pytest.mark.parametrize(
    ("given", "gold", "same"),
    [
        (("2023-05-15", "2023-05-15"), ["2023-05-15", "2023-05-15"], True),
        (("2023-05-15", "2023-05-16"), ["2023-05-15", "2023-05-15"], True),
        (("2023-05-14", "2023-05-14"), ["2023-05-15", "2023-05-15"], False),
        (("2023-05-01", "2023-05-31"), ["2023-05-15", "2023-05-15"], False),
        (("2022-04-01", "2022-04-30"), ["2022-05-15", "2022-05-15", "about"], True),
        (("2023-01-01", "2023-12-31"), ["2023-03-01", "2023-09-30"], True),
        (("2023-01-01", "2023-12-31"), ["2023-03-01", "2023-03-31"], False),
        (("2022-01-01", "2022-01-31"), ["2023-03-01", "2023-03-31"], False),
    ],
)
def test_same_time(given: tuple[str, str], gold: list[str], same: bool) -> None:
    assert bench.same_time({"start": given[0], "end": given[1]}, gold) is same


def test_a_perfect_reading_has_all_facts_right_and_a_missed_claim_costs_recall_alone() -> None:
    gold = {
        "kind": "kill",
        "at": "killed two men",
        "trigger": ["killed"],
        "agents": [["Rebels"]],
        "said_by": [],
        "targets": [["two men"]],
        "place": ["Bria"],
        "when": None,
        "certainty": "stated",
        "negated": False,
        "counts": [{"of": "killed", "low": 2, "high": 2}],
    }
    text = "Rebels killed two men in Bria."
    given = {
        **gold,
        "trigger": {"start": 7, "end": 13},
        "agents": [{"text": "Rebels", "name": "Rebels"}],
        "targets": [{"text": "two men", "name": "two men"}],
        "place": {"text": "Bria", "name": "Bria"},
    }
    document = bench.Gold("own", text, None, [gold])
    assert bench.score(document, [given]).measures() == (1.0, 1.0, 1.0)
    assert bench.score(document, []).measures() == (0.0, 0.0, 0.0)
    twice = bench.score(document, [given, {**given, "trigger": {"start": 0, "end": 6}}])
    assert twice.measures()[1] == 1.0
    assert twice.measures()[0] == 0.5
    wrong = bench.score(document, [{**given, "agents": [{"text": "Soldiers", "name": "Soldiers"}]}])
    assert (wrong.measures("agents"), wrong.measures("targets")) == ((0.0, 0.0, 0.0), (1.0, 1.0, 1.0))


def test_optional_claims_count_as_nothing() -> None:
    gold = {
        "kind": "kill",
        "at": "killed",
        "trigger": ["killed"],
        "agents": [],
        "targets": [],
        "place": None,
        "when": None,
        "counts": [],
        "said_by": [],
        "certainty": "stated",
        "negated": False,
        "optional": True,
    }
    document = bench.Gold("own", "Rebels killed two men.", None, [gold])
    for claims in ([], [{**gold, "trigger": {"start": 7, "end": 13}}]):
        total = bench.score(document, claims)
        assert (total.right.total(), total.gold.total(), total.given.total()) == (0, 0, 0)
