from collections.abc import Sequence

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dateline.weighing import clusters as module
from dateline.weighing.clusters import clusters

Pairs = list[tuple[int, int, float]]


def nothing(part: Sequence[int]) -> np.ndarray:
    return np.zeros((len(part), len(part)), dtype=bool)


def cut(count: int, pairs: Pairs) -> list[list[int]]:
    return clusters(count, pairs, threshold=0.0, floor=-4.0, forbidden=nothing)


def test_what_speaks_for_it_is_joined_and_the_rest_is_alone() -> None:
    assert cut(4, [(0, 1, 3.0), (2, 3, -1.0)]) == [[0, 1], [2], [3]]


def test_lookalikes_are_not_chained() -> None:
    # 0 and 1, 2 and 3 are pairs; 1 and 2 look a little alike, and nothing else links the two
    assert cut(4, [(0, 1, 8.0), (2, 3, 8.0), (1, 2, 1.0)]) == [[0, 1], [2, 3]]


def test_a_pair_that_speaks_against_a_little_is_outweighed_by_the_others() -> None:
    assert cut(3, [(0, 1, 6.0), (1, 2, 6.0), (0, 2, -1.0)]) == [[0, 1, 2]]


def test_what_is_forbidden_is_never_joined() -> None:
    def forbidden(part: Sequence[int]) -> np.ndarray:
        table = nothing(part)
        places = {node: i for i, node in enumerate(part)}
        table[places[0], places[2]] = table[places[2], places[0]] = True
        return table

    pairs = [(0, 1, 9.0), (1, 2, 8.0), (0, 2, 9.5)]
    found = clusters(3, pairs, threshold=0.0, floor=-4.0, forbidden=forbidden)
    assert found == [[0, 1], [2]]


def test_nothing_gives_nothing() -> None:
    assert cut(0, []) == []
    assert cut(2, []) == [[0], [1]]


def test_a_part_that_is_too_large_is_cut_at_a_higher_weight(monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(module, "_MOST", 4)
    pairs = [(i, j, 9.0) for g in range(3) for i in range(3 * g, 3 * g + 3) for j in range(i + 1, 3 * g + 3)]
    pairs += [(2, 3, 0.5), (5, 6, 0.5)]
    assert cut(9, pairs) == [[0, 1, 2], [3, 4, 5], [6, 7, 8]]


edges = st.dictionaries(
    st.tuples(st.integers(0, 11), st.integers(0, 11)).filter(lambda e: e[0] < e[1]), st.integers(-4, 12), max_size=40
)


@given(edges, st.randoms(use_true_random=False))
def test_the_order_of_the_pairs_does_not_matter_and_nothing_is_lost(found: dict[tuple[int, int], int], random) -> None:  # type: ignore[no-untyped-def]
    pairs = [(a, b, float(weight)) for (a, b), weight in found.items()]
    first = cut(12, pairs)
    random.shuffle(pairs)
    assert cut(12, pairs) == first
    assert sorted(node for part in first for node in part) == list(range(12))
