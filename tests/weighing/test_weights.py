import copy
from pathlib import Path
from typing import Any

import pytest
import yaml

from dateline.errors import LexiconError
from dateline.model import Kind
from dateline.weighing import weights as module
from dateline.weighing.pairs import COMPARISONS, settings
from dateline.weighing.weights import families, groups, read_families, read_weights, weights, words


def shipped(name: str) -> Any:
    return yaml.safe_load((Path(module.__file__).parent / name).read_text(encoding="utf-8"))


def test_every_comparison_has_its_levels_in_the_file_and_the_model_takes_them() -> None:
    assert {name: set(levels) for name, (_, levels) in COMPARISONS.items()} == {
        name: set(levels) for name, levels in weights().comparisons.items()
    }
    assert settings() is settings()


def test_what_agrees_weighs_for_and_what_differs_against() -> None:
    known = weights().comparisons
    assert known["time"]["same_day"].weight > known["time"]["overlap"].weight > 0 > known["time"]["next_day"].weight
    assert known["place"]["same"].weight > known["place"]["inside"].weight > 0 > known["place"]["near"].weight
    assert weights().prior_weight < -5


def test_all_mistakes_of_weights_are_told_at_once() -> None:
    content = shipped("weights.yaml")
    content["prior"] = 2.0
    content["colour"] = 1
    content["comparisons"]["act"]["same"]["m"] = 0.1
    del content["comparisons"]["time"]["apart"]["says"]
    with pytest.raises(LexiconError) as error:
        read_weights(content)
    for part in ("prior: must lie", "no such field: colour", "act: the m of its levels", "time: apart: needs"):
        assert part in str(error.value)


@pytest.mark.parametrize("content", [None, [], {"prior": 0.1}, {"comparisons": []}])
def test_a_file_of_another_form_is_refused(content: Any) -> None:
    with pytest.raises(LexiconError, match="must have"):
        read_weights(content)
    with pytest.raises(LexiconError, match="must have"):
        read_families(content)


def test_mistakes_of_families_are_told() -> None:
    content = copy.deepcopy(shipped("families.yaml"))
    content["states"].append("siesta")
    content["alike"].append(["attack"])
    with pytest.raises(LexiconError, match=r"(?s)no such kind: siesta.*must be two kinds"):
        read_families(content)


def test_a_likeness_of_kinds_goes_both_ways() -> None:
    known = families()
    assert Kind.ATTACK in known.alike[Kind.AIRSTRIKE]
    assert Kind.AIRSTRIKE in known.alike[Kind.ATTACK]
    assert known.families[Kind.PROTEST] == ("protest",)


def test_word_lists_are_whole_and_a_missing_one_is_told() -> None:
    assert "the" in words("empty")
    assert any("apartment" in group for group in groups("same_things"))
    with pytest.raises(KeyError):
        words("nothing of the kind")
