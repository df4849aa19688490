"""Scripts of an attempt run on phones that are some years old: nothing newer than Chromium 80 without a fallback."""

from __future__ import annotations

import re
from pathlib import Path

SCRIPTS = sorted((Path(__file__).resolve().parents[2] / "lms" / "quizzes" / "static").rglob("*.js"))
TOO_NEW = re.compile(
    r"\?\?=|\|\|=|&&="  # 85
    r"|\.replaceAll\(|\.at\(|\.findLast|\.toSorted|\.toReversed|replaceChildren"
    r"|structuredClone|randomUUID|AbortSignal\.(?:timeout|any)|Object\.hasOwn\b|Promise\.(?:any|withResolvers)"
    r"|\bstatic \{|^await |\d_\d|(?<!\|\| )event\.submitter(?! \|\|)",
    re.MULTILINE,
)


def test_nothing_is_too_new_for_an_old_phone():
    assert len(SCRIPTS) >= 10
    found = {path.name: TOO_NEW.findall(path.read_text()) for path in SCRIPTS}
    assert {name: words for name, words in found.items() if words} == {}


def test_no_script_is_large():
    assert {path.name: size for path in SCRIPTS if (size := len(path.read_text().splitlines())) > 240} == {}
