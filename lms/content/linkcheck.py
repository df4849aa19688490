"""Links and images of a body against the files that are really there."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from lms.content.anchors import anchors
from lms.content.blocks import Block, scan
from lms.content.frontmatter import read
from lms.content.hints import did_you_mean, hint, nearest
from lms.content.markdown.references import Reference, references
from lms.content.tree import ContentTree
from lms.core.problem import Problem, Words, problem


def check_references(
    path: str, text: str, first_line: int, blocks: Sequence[Block], tree: ContentTree
) -> list[Problem]:
    """Every problem of the links and images of one body."""
    found = []
    for reference in references(path, text, first_line, blocks):
        check = _image if reference.image else _link
        for code, values in check(path, reference, blocks, tree):
            place = {"line": reference.line, "column": reference.column}
            found.append(problem(path, place["line"], place["column"], code, **values))
    return found


Complaint = tuple[str, dict[str, object]]


def _link(path: str, link: Reference, blocks: Sequence[Block], tree: ContentTree) -> Iterator[Complaint]:
    if link.kind == "forbidden" or (link.kind == "web" and not _has_host(link.target)):
        yield "M020", {"target": link.target or "()"}
    elif link.kind == "fragment":
        yield from _fragment(link, path, blocks)
    elif link.kind == "relative":
        yield from _file(link, tree)
        if link.path in tree and link.fragment and str(link.path).endswith(".md"):
            target = str(link.path)
            own = blocks if target == path else scan(read(target, tree.text(target))[0].body)
            yield from _fragment(link, target, own)


def _image(path: str, image: Reference, _: Sequence[Block], tree: ContentTree) -> Iterator[Complaint]:
    if not image.alt.strip():
        yield "M030", {"target": image.target}
    folder = posixpath.join(posixpath.dirname(path), "media") + "/"
    if image.kind != "relative" or (image.path is not None and not image.path.startswith(folder)):
        yield "M031", {"target": image.target}
    else:
        yield from _file(image, tree)


def _file(reference: Reference, tree: ContentTree) -> Iterator[Complaint]:
    if reference.path is None:
        yield "M022", {"target": reference.target}
    elif reference.path not in tree:
        yield "M021", {"target": reference.target, "hint": _nearest_file(reference.path, tree)}


def _nearest_file(path: str, tree: ContentTree) -> Words:
    """A file of the same name, in whatever case and wherever, or one whose name is similar."""
    name = posixpath.basename(path)
    suffix = posixpath.splitext(path)[1].lower()
    by_name = {posixpath.basename(p): p for p in tree if posixpath.splitext(p)[1].lower() == suffix}
    same = next((p for other, p in by_name.items() if other.lower() == name.lower()), None)
    guess = same or by_name.get(nearest(name, by_name) or "")
    return did_you_mean(guess)


def _fragment(link: Reference, path: str, blocks: Sequence[Block]) -> Iterator[Complaint]:
    known = {anchor for _, anchor in anchors(blocks)}
    if link.fragment and link.fragment not in known:
        yield "M023", {"fragment": link.fragment, "path": path, "hint": hint(link.fragment, known)}


def _has_host(target: str) -> bool:
    try:
        return bool(urlsplit(target).hostname)
    except ValueError:
        return False
