"""Every action that the source writes into the journal has plain words for the page that shows it."""

import re
from pathlib import Path

from lms.audit.labels import ACTIONS

ROOT = Path(__file__).resolve().parents[2] / "lms"


def written() -> set[str]:
    """The action codes in the source: `action="…"`, and those of Bimtek, which share a prefix."""
    found: set[str] = set()
    for path in ROOT.rglob("*.py"):
        text = path.read_text()
        found |= set(re.findall(r'action="([a-z_.]+)"', text))
        if path.parent == ROOT / "bimtek" / "actions":
            found |= {
                f"bimtek.{code}"
                for code in re.findall(r'journal\(\s*session,\s*actor,\s*clock,\s*"(\w+)"', text)
            }
    return found


def test_every_action_has_words() -> None:
    codes = written()
    assert len(codes) > 30
    assert sorted(codes - set(ACTIONS)) == []


def test_attempts_have_words_for_every_way_to_end() -> None:
    assert {"quiz.attempt.submitted", "quiz.attempt.expired"} <= set(ACTIONS)
