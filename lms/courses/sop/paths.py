"""Questions about the flow as a graph: what is reached, what can finish, how long it may take."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

Graph = Mapping[int, tuple[int, ...]]


def reached(graph: Graph, starts: Iterable[int]) -> set[int]:
    """Every node on some path out of `starts`, the starts themselves included."""
    seen = set(starts)
    waiting = list(seen)
    while waiting:
        for target in graph.get(waiting.pop(), ()):
            if target not in seen:
                seen.add(target)
                waiting.append(target)
    return seen


def reverse(graph: Graph) -> dict[int, tuple[int, ...]]:
    """The same graph with every arrow turned round."""
    turned: dict[int, list[int]] = {node: [] for node in graph}
    for node, targets in graph.items():
        for target in targets:
            turned.setdefault(target, []).append(node)
    return {node: tuple(sources) for node, sources in turned.items()}


def back_edges(graph: Graph, start: int) -> set[tuple[int, int]]:
    """The arrows that lead back to a step still under way: the ones that close a loop."""
    found: set[tuple[int, int]] = set()
    done: set[int] = set()
    path: list[tuple[int, list[int]]] = [(start, sorted(graph.get(start, ()), reverse=True))]
    open_nodes = {start}
    while path:
        node, targets = path[-1]
        if not targets:
            path.pop()
            open_nodes.discard(node)
            done.add(node)
            continue
        target = targets.pop()
        if target in open_nodes:
            found.add((node, target))
        elif target not in done:
            open_nodes.add(target)
            path.append((target, sorted(graph.get(target, ()), reverse=True)))
    return found


def longest_path(graph: Graph, weights: Mapping[int, int], start: int) -> tuple[int, tuple[int, ...]]:
    """The heaviest way from `start` with loops left out: its weight and its nodes in order."""
    loops = back_edges(graph, start)
    best: dict[int, tuple[int, tuple[int, ...]]] = {}
    for node in _finished_order(graph, start, loops):
        onward = [best[target] for target in graph.get(node, ()) if (node, target) not in loops]
        weight, tail = max(onward, default=(0, ()))
        best[node] = (weight + weights.get(node, 0), (node, *tail))
    return best[start]


def _finished_order(graph: Graph, start: int, loops: set[tuple[int, int]]) -> list[int]:
    """Nodes in such an order that all targets of a node, loops apart, stand before it."""
    order: list[int] = []
    seen = {start}
    path = [(start, iter(graph.get(start, ())))]
    while path:
        node, targets = path[-1]
        for target in targets:
            if target not in seen and (node, target) not in loops:
                seen.add(target)
                path.append((target, iter(graph.get(target, ()))))
                break
        else:
            path.pop()
            order.append(node)
    return order
