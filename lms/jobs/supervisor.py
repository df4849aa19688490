"""Keeps one worker child alive beside the web server: started when there is work, niced, ended with its parent.

Rendering inside the web process was measured to raise the p95 of durable saves tenfold; a child process leaves it alone.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import threading
from collections.abc import Callable

import structlog

log = structlog.get_logger("estafet.supervisor")

NICE = 10
LOOK_SECONDS = 0.5
STOP_SECONDS = 10.0


class Supervisor:
    """Starts `lms worker` when `has_work` says so, and again after a crash."""

    def __init__(self, has_work: Callable[[], bool], environment: dict[str, str]) -> None:
        self._has_work = has_work
        self._environment = environment
        self._stop = threading.Event()
        self._child: subprocess.Popen[bytes] | None = None
        self._thread = threading.Thread(target=self._watch, name="worker-supervisor", daemon=True)

    def start(self) -> None:
        """Begin to watch the outbox."""
        self._thread.start()

    def stop(self) -> None:
        """End the worker, politely first; its unfinished row is taken up again at the next start."""
        self._stop.set()
        self._thread.join(timeout=STOP_SECONDS)
        if self._child is None or self._child.poll() is not None:
            return
        self._child.terminate()
        try:
            self._child.wait(timeout=STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._child.kill()
            self._child.wait()

    def _watch(self) -> None:
        while not self._stop.wait(LOOK_SECONDS):
            running = self._child is not None and self._child.poll() is None
            try:
                if not running and self._has_work():
                    self._child = self._spawn()
            except Exception:
                log.exception("cannot look after the worker")

    def _spawn(self) -> subprocess.Popen[bytes]:
        def lower_priority() -> None:
            with contextlib.suppress(OSError):
                os.nice(NICE)

        command = [sys.executable, "-m", "lms", "worker", "--parent", str(os.getpid())]
        return subprocess.Popen(command, env=self._environment, preexec_fn=lower_priority)  # noqa: S603, PLW1509
