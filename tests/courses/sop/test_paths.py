from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from lms.courses.sop.paths import back_edges, longest_path, reached, reverse
from lms.courses.sop.timing import longest
from tests.courses.sop.tables import sound


def test_the_loop_of_a_correction_is_run_once() -> None:
    total, steps = longest(sound())
    assert steps == (1, 2, 3, 4, 5, 6)
    assert total == 5 + 15 + 450 + 4 * 450 + 120 + 15


def test_an_arrow_upward_that_closes_no_loop_counts() -> None:
    graph = {1: (2, 3), 2: (5,), 3: (4,), 4: (2,), 5: ()}
    assert back_edges(graph, 1) == set()
    assert longest_path(graph, dict.fromkeys(graph, 1), 1) == (5, (1, 3, 4, 2, 5))


graphs = st.integers(2, 7).flatmap(
    lambda n: st.fixed_dictionaries(
        {i: st.lists(st.integers(1, n), max_size=3, unique=True).map(tuple) for i in range(1, n + 1)}
    )
)


@given(graphs)
def test_without_back_edges_no_loop_is_left(graph: dict[int, tuple[int, ...]]) -> None:
    loops = back_edges(graph, 1)
    rest = {a: tuple(b for b in targets if (a, b) not in loops) for a, targets in graph.items()}
    assert all(node not in reached(rest, rest[node]) for node in reached(graph, [1]))


@given(graphs, st.lists(st.integers(0, 9), min_size=7, max_size=7))
def test_the_longest_path_is_the_best_of_all_simple_ways(
    graph: dict[int, tuple[int, ...]], numbers: list[int]
) -> None:
    weights = {node: numbers[node - 1] for node in graph}
    loops = back_edges(graph, 1)

    def ways(node: int) -> list[int]:
        onward = [w for b in graph[node] if (node, b) not in loops for w in ways(b)]
        return [weights[node] + w for w in onward] or [weights[node]]

    total, steps = longest_path(graph, weights, 1)
    assert total == max(ways(1))
    assert total == sum(weights[s] for s in steps)
    assert all(b in graph[a] for a, b in itertools.pairwise(steps))


@given(graphs)
def test_what_reaches_an_end_is_what_the_end_reaches_backwards(graph: dict[int, tuple[int, ...]]) -> None:
    last = max(graph)
    finishing = reached(reverse(graph), [last])
    assert finishing == {node for node in graph if last in reached(graph, [node])}
