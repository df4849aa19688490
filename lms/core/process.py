"""Processes that must not outlive the one that started them."""

from __future__ import annotations

import ctypes
import os
import signal

PR_SET_PDEATHSIG = 1


def die_with_parent(parent: int, by: signal.Signals = signal.SIGTERM) -> None:
    """Ask Linux to end this process when `parent`, which started it, is gone, however it went.

    Elsewhere nothing happens: the server then ends its children by itself, unless it is killed.
    """
    try:
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, by)
    except (OSError, AttributeError):
        return
    if parent and os.getppid() != parent:
        raise SystemExit(0)
