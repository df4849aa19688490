"""A content root with one good quiz, and checkers of quizzes alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from lms.library import registry
from lms.quizzes.schema import QuizChecker

GOOD = """---
id: jalan
title: Kewenangan jalan
competency: K1
---
## Jalan kota {#jalan-kota}
Siapa yang memelihara jalan kota?

- [x] Pemerintah kota
- [ ] Pemerintah pusat
  > Pusat memelihara jalan nasional.

> UU 38/2004.
"""


@pytest.fixture
def checkers() -> Iterator[None]:
    before = list(registry._source)
    registry.use(lambda: [QuizChecker()])
    yield
    registry._source[:] = before


@pytest.fixture
def root(tmp_path: Path, checkers: None) -> Path:
    folder = tmp_path / "konten"
    (folder / "quizzes").mkdir(parents=True)
    (folder / "quizzes" / "jalan.md").write_text(GOOD)
    return folder
