"""The supervisor: one worker that stays, helpers only while much waits, and nobody left at the end."""

from __future__ import annotations

import os
import time

from lms.jobs.supervisor import MUCH, Supervisor


def until(supervisor: Supervisor, count: int, seconds: float = 30.0) -> int:
    """How many workers run once it is `count`, or after a while."""
    end = time.monotonic() + seconds
    while supervisor.running != count and time.monotonic() < end:
        time.sleep(0.02)
    return supervisor.running


def test_helpers_come_for_much_work_and_go_again(app, config):
    waiting = [0]
    supervisor = Supervisor(
        lambda: waiting[0], {**os.environ, "LMS_HOME": str(config.home)}, helpers=1
    )  # fmt: skip
    supervisor.start()
    try:
        time.sleep(0.7)
        assert supervisor.running == 0  # nothing to do, nobody there
        waiting[0] = MUCH - 1
        assert until(supervisor, 1) == 1
        time.sleep(1.2)
        assert supervisor.running == 1  # a little is the work of one
        waiting[0] = MUCH
        assert until(supervisor, 2) == 2
        waiting[0] = 0
        assert until(supervisor, 1) == 1  # the helper found nothing and ended; the other one stays
    finally:
        supervisor.stop()
    assert supervisor.running == 0
