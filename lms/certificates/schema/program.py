"""Checks the Jinja of a template without running it: syntax, allowed constructs, known names."""

from __future__ import annotations

from collections.abc import Iterator

from jinja2 import TemplateSyntaxError, nodes

from lms.certificates.domain.words import LISTS, VOCABULARY
from lms.certificates.schema.sandbox import FILTERS, NODES, TESTS, environment
from lms.content.hints import hint
from lms.core.problem import Problem, problem

_LOOP = frozenset({"index", "index0", "first", "last", "length", "revindex"})


def check_program(path: str, source: str, own_fields: frozenset[str]) -> tuple[list[Problem], set[str]]:
    """The problems of one HTML file, and the dotted names that it prints or tests."""
    try:
        tree = environment().parse(source)
    except TemplateSyntaxError as error:
        line = error.lineno or 1
        return [problem(path, line, 1, "T010", detail=(error.message or "?").rstrip("."))], set()
    except RecursionError:
        return [problem(path, 1, 1, "T010", detail="susunannya terlalu dalam")], set()
    vocabulary: dict[str, frozenset[str]] = {**VOCABULARY, "fields": own_fields, "loop": _LOOP}
    walk = _Walk(path, source.split("\n"), vocabulary)
    walk.visit(tree)
    return walk.problems, walk.used


class _Walk:
    """One pass over the syntax tree; names bound by `for` and `set` are known below them."""

    def __init__(self, path: str, lines: list[str], vocabulary: dict[str, frozenset[str]]) -> None:
        self.path, self.lines, self.known = path, lines, vocabulary
        self.free: set[str] = set()
        self.problems: list[Problem] = []
        self.used: set[str] = set()

    def visit(self, node: nodes.Node) -> None:
        if not isinstance(node, NODES):
            self._add(node, "T011", type(node).__name__.lower(), what=type(node).__name__.lower())
            return
        if isinstance(node, nodes.For):
            self._bind(node.target, node.iter)
        if isinstance(node, nodes.Assign):
            self._bind(node.target, None)
        if isinstance(node, nodes.Filter) and node.name not in FILTERS:
            self._add(node, "T011", node.name, what=f"|{node.name}")
        if isinstance(node, nodes.Test) and node.name not in TESTS:
            self._add(node, "T011", node.name, what=f"is {node.name}")
        dotted = _dotted(node)
        if dotted:
            self._name(node, dotted)
            return
        for child in _children(node):
            self.visit(child)

    def _bind(self, target: nodes.Node, source: nodes.Node | None) -> None:
        """A loop over a known list gives its variable the list's vocabulary."""
        for name in target.find_all(nodes.Name) if not isinstance(target, nodes.Name) else [target]:
            if isinstance(source, nodes.Name) and source.name in LISTS:
                self.known[name.name] = self.known[source.name]
            else:
                self.free.add(name.name)

    def _name(self, node: nodes.Node, dotted: list[str]) -> None:
        first, rest = dotted[0], dotted[1:]
        if isinstance(node, nodes.Name) and node.ctx != "load":
            return
        self.used.add(".".join(dotted[:2]))
        if first in self.free:
            return
        if first not in self.known:
            self._add(node, "T012", first, name=".".join(dotted), hint=hint(first, self.known))
        elif rest and rest[0] not in self.known[first] and first not in LISTS:
            self._add(node, "T012", rest[0], name=".".join(dotted), hint=hint(rest[0], self.known[first]))
        elif len(rest) > 1:
            self._add(node, "T012", rest[1], name=".".join(dotted), hint=hint(rest[1], ()))

    def _add(self, node: nodes.Node, code: str, word: str, **values: object) -> None:
        line = self.lines[node.lineno - 1] if 0 < node.lineno <= len(self.lines) else ""
        self.problems.append(problem(self.path, node.lineno, max(line.find(word), 0) + 1, code, **values))


def _children(node: nodes.Node) -> Iterator[nodes.Node]:
    """Children in the order of the text; a loop's target and list come before its body."""
    yield from node.iter_child_nodes()


def _dotted(node: nodes.Node) -> list[str]:
    """`holder.name` as its parts; an empty list for anything else."""
    if isinstance(node, nodes.Name):
        return [node.name]
    if isinstance(node, nodes.Getattr):
        inner = _dotted(node.node)
        return [*inner, node.attr] if inner else []
    if (
        isinstance(node, nodes.Getitem)
        and isinstance(node.arg, nodes.Const)
        and isinstance(node.arg.value, str)
    ):
        inner = _dotted(node.node)
        return [*inner, node.arg.value] if inner else []
    return []
