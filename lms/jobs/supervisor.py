"""Keeps workers beside the web server: one that stays, and helpers for as long as much is waiting; niced, ended with it.

Rendering inside the web process was measured to raise the p95 of durable saves tenfold; child processes leave it alone.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable

import structlog

log = structlog.get_logger("estafet.supervisor")

NICE = 10
LOOK_SECONDS = 0.5
STOP_SECONDS = 10.0
MUCH = 20  # steps; below that a helper's start takes longer than what it helps with

Child = subprocess.Popen[bytes]


class Supervisor:
    """Starts `lms worker` when there is work, again after a crash, and `helpers` more while MUCH waits.

    `ready` counts the steps that could run now; it may stop counting at MUCH.
    """

    def __init__(self, ready: Callable[[], int], environment: dict[str, str], helpers: int = 0) -> None:
        self._ready = ready
        self._environment = environment
        self._helpers = helpers
        self._stop = threading.Event()
        self._child: Child | None = None
        self._helping: list[Child] = []
        self._thread = threading.Thread(target=self._watch, name="worker-supervisor", daemon=True)

    @property
    def running(self) -> int:
        """How many workers are alive."""
        return sum(child.poll() is None for child in (self._child, *self._helping) if child is not None)

    def start(self) -> None:
        """Begin to watch the outbox."""
        self._thread.start()

    def stop(self) -> None:
        """End the workers, politely first; an unfinished row is taken up again at the next start."""
        self._stop.set()
        self._thread.join(timeout=STOP_SECONDS)
        children = [child for child in (self._child, *self._helping) if child and child.poll() is None]
        for child in children:
            child.terminate()
        until = time.monotonic() + STOP_SECONDS
        for child in children:
            try:
                child.wait(timeout=max(0.0, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()

    def _watch(self) -> None:
        while not self._stop.wait(LOOK_SECONDS):
            try:
                self._look()
            except Exception:
                log.exception("cannot look after the worker")

    def _look(self) -> None:
        alive = self._child is not None and self._child.poll() is None
        self._helping = [child for child in self._helping if child.poll() is None]
        if alive and len(self._helping) >= self._helpers:
            return
        waiting = self._ready()
        if not alive and waiting:
            self._child = self._spawn()
        elif waiting >= MUCH:
            self._helping.append(self._spawn("--once"))

    def _spawn(self, *options: str) -> Child:
        def lower_priority() -> None:
            with contextlib.suppress(OSError):
                os.nice(NICE)

        command = [sys.executable, "-m", "lms", "worker", "--parent", str(os.getpid()), *options]
        return subprocess.Popen(command, env=self._environment, preexec_fn=lower_priority)  # noqa: S603, PLW1509
