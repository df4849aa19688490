"""How long property tests run: the short form in `make test`, ten times as long in `make torture`."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

TORTURE = bool(os.environ.get("LMS_TORTURE"))
CASES = 20_000 if TORTURE else 2_000


def cases(share: int = 1) -> settings:
    """All cases, or one part in `share` of them where a single case is slow."""
    slow = [HealthCheck.too_slow, HealthCheck.filter_too_much]
    return settings(max_examples=CASES // share, deadline=None, suppress_health_check=slow)


many_cases = cases()
