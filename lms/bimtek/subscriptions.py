"""What Bimtek tells the quizzes: while a session uses a post-test, it is taken there and nowhere else."""

from __future__ import annotations

from lms.bimtek.actions.merging import merge_officers
from lms.bimtek.queries import post_test
from lms.people import events as people
from lms.quizzes import events as quizzes


def subscribe() -> None:
    """Connect; called by `wiring`, and harmless when called again."""
    people.officers_merged.subscribe(merge_officers)
    if post_test.window not in quizzes.window_providers:
        quizzes.window_providers.append(post_test.window)
