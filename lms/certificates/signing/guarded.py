"""Inspects a stranger's PDF in a child process with little memory and little time.

A five-megabyte PDF can unpack to gigabytes, or send a parser in circles; neither may reach the web process.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from lms.certificates.signing.inspect import Inspection, claimed_code, inspect
from lms.certificates.signing.signer import Pin

MEMORY_BYTES = 768 * 1024 * 1024
CPU_SECONDS = 8
WALL_SECONDS = 15
PATIENCE_SECONDS = 2
_turns = threading.BoundedSemaphore(2)


class CrowdedError(Exception):
    """Others are having their files inspected; whoever waits longer would keep pages from everybody."""


def inspect_guarded(pdf: bytes, pins: Sequence[Pin]) -> Inspection:
    """Like `inspect`; a file that needs too much counts as not proven. Raises CrowdedError."""
    head = json.dumps([asdict(pin) for pin in pins]).encode()
    if not _turns.acquire(timeout=PATIENCE_SECONDS):
        raise CrowdedError
    try:
        done = subprocess.run(
            [sys.executable, "-m", "lms.certificates.signing.guarded"],
            input=len(head).to_bytes(8, "big") + head + pdf,
            capture_output=True,
            timeout=WALL_SECONDS,
            check=False,
        )
        found = json.loads(done.stdout)
    except (subprocess.TimeoutExpired, ValueError, OSError):
        code = claimed_code(pdf)
        return Inspection("changed" if code else "none", code=code)
    finally:
        _turns.release()
    signed_at = datetime.fromisoformat(found["signed_at"]) if found["signed_at"] else None
    return Inspection(**{**found, "signed_at": signed_at})


def _child() -> None:
    os.nice(10)  # pages come first
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    data = sys.stdin.buffer.read()
    length = int.from_bytes(data[:8], "big")
    pins = [Pin(**one) for one in json.loads(data[8 : 8 + length])]
    found = asdict(inspect(data[8 + length :], pins))
    json.dump(
        {**found, "signed_at": found["signed_at"].isoformat() if found["signed_at"] else None}, sys.stdout
    )


if __name__ == "__main__":
    _child()
