"""Which tellings make one incident: average linkage within each connected part, with pairs that may not be joined.

Connected parts alone would chain what looks alike: a bombing of Monday with one of Tuesday by way of a report that says
"this week". Two groups are joined only where the weights between all their tellings speak for it on average.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

# A pair that may not be joined outweighs whatever speaks for its groups.
_NEVER = -1e6
# A part of more tellings than this is cut at a higher weight first: linkage needs a table of all its pairs.
_MOST = 2000


def clusters(
    count: int,
    pairs: Iterable[tuple[int, int, float]],
    *,
    threshold: float,
    floor: float,
    forbidden: Callable[[Sequence[int]], np.ndarray],
) -> list[list[int]]:
    """A partition of 0 … count - 1, each part sorted, from weights between pairs; no pair is given twice.

    A pair without a weight counts `floor`. `forbidden` gives for tellings i, j, … the table of which two may not be
    joined. The result depends on the weights alone, not on the order in which they are given.
    """
    listed = sorted(pairs)
    edges = np.array([(a, b) for a, b, _ in listed], dtype=np.int64).reshape(-1, 2)
    weights = np.array([w for _, _, w in listed], dtype=np.float64)
    found: list[list[int]] = []
    for part in _parts(np.arange(count), edges, weights, threshold):
        if len(part) == 1:
            found.append([int(part[0])])
        else:
            found += _cut(part, edges, weights, threshold, floor, forbidden)
    return sorted(found)


def _parts(nodes: np.ndarray, edges: np.ndarray, weights: np.ndarray, least: float) -> Iterable[np.ndarray]:
    """The connected parts of the nodes over edges above a weight; what is too large is parted again at a higher one."""
    place = np.full(int(nodes.max(initial=-1)) + 1, -1)
    place[nodes] = np.arange(len(nodes))
    kept = weights > least
    if len(edges):
        top = edges.max(axis=1) < len(place)
        kept &= top
        kept[kept] &= (place[edges[kept]] >= 0).all(axis=1)
    inner = place[edges[kept]] if len(edges) else edges
    graph = coo_array((np.ones(len(inner)), (inner[:, 0], inner[:, 1])), shape=(len(nodes), len(nodes)))
    _, labels = connected_components(graph, directed=False)
    order = np.argsort(labels, kind="stable")
    for group in np.split(order, np.flatnonzero(np.diff(labels[order])) + 1) if len(order) else []:
        if len(group) > _MOST:
            yield from _parts(nodes[group], edges[kept], weights[kept], least + 1)
        else:
            yield nodes[group]


def _cut(
    part: np.ndarray,
    edges: np.ndarray,
    weights: np.ndarray,
    threshold: float,
    floor: float,
    forbidden: Callable[[Sequence[int]], np.ndarray],
) -> list[list[int]]:
    table = np.full((len(part), len(part)), floor)
    low, high = np.searchsorted(edges[:, 0], part, "left"), np.searchsorted(edges[:, 0], part, "right")
    for i, (start, stop) in enumerate(zip(low, high, strict=True)):
        others = np.searchsorted(part, edges[start:stop, 1])
        inside = (others < len(part)) & (part[np.minimum(others, len(part) - 1)] == edges[start:stop, 1])
        table[i, others[inside]] = np.maximum(weights[start:stop][inside], floor)
        table[others[inside], i] = table[i, others[inside]]
    table[forbidden(part.tolist())] = _NEVER
    top = max(float(table.max()), threshold) + 1
    upper = np.triu_indices(len(part), 1)
    labels = fcluster(linkage(top - table[upper], "average"), top - threshold, "distance")
    groups: dict[int, list[int]] = {}
    for node, label in zip(part.tolist(), labels.tolist(), strict=True):
        groups.setdefault(label, []).append(node)
    return list(groups.values())
