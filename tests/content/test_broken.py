"""Every file in `broken/` has exactly the problems that are written beside it."""

from pathlib import Path

import pytest

from lms.content.check import check
from lms.content.tree import ContentTree
from tests.content.pictures import PNG
from tests.content.sample import NoteChecker

FOLDER = Path(__file__).parent / "broken"
NEIGHBOURS = {
    "courses/x/tetangga.md": b"---\nid: tetangga\ntitle: Tetangga\n---\n## Bagian\n",
    "courses/x/media/baik.png": PNG,
}


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.md")), ids=lambda p: p.stem)
def test_exactly_the_expected_problems(path):
    tree = ContentTree({**NEIGHBOURS, f"courses/x/{path.name}": path.read_bytes()})
    found = [problem.format() for problem in check(tree, [NoteChecker()]).problems]
    assert found == path.with_suffix(".expected").read_text().splitlines()


def test_nothing_is_expected_of_files_that_are_not_there():
    assert {p.stem for p in FOLDER.glob("*.expected")} == {p.stem for p in FOLDER.glob("*.md")}
