"""Reads strangers' PDFs in a child process with little memory and little time.

A five-megabyte PDF can unpack to gigabytes, or send a parser in circles; neither may reach the web process.
"""

from __future__ import annotations

import base64
import json
import os
import resource
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from lms.certificates.signing.inspect import Inspection, claimed_code, inspect
from lms.certificates.signing.outside import Accepted, NotOursError, accept, pin_of
from lms.certificates.signing.signer import Pin

MEMORY_BYTES = 768 * 1024 * 1024
CPU_SECONDS = 8
WALL_SECONDS = 15
PATIENCE_SECONDS = 2
TOO_MUCH = "berkas itu tidak dapat diperiksa dalam waktu yang wajar. Unggah satu per satu."
_turns = threading.BoundedSemaphore(2)


class CrowdedError(Exception):
    """Others are having their files inspected; whoever waits longer would keep pages from everybody."""


def inspect_guarded(pdf: bytes, pins: Sequence[Pin]) -> Inspection:
    """Like `inspect`; a file that needs too much counts as not proven. Raises CrowdedError."""
    found = _ask({"do": "inspect", "pins": [asdict(pin) for pin in pins], "files": [_text(pdf)]})
    if found is None:
        code = claimed_code(pdf)
        return Inspection("changed" if code else "none", code=code)
    signed_at = datetime.fromisoformat(found["signed_at"]) if found["signed_at"] else None
    return Inspection(**{**found, "signed_at": signed_at})


def accept_guarded(pairs: Sequence[tuple[bytes, bytes]]) -> list[Accepted | NotOursError]:
    """Like `accept` for each pair of a printed and a signed file; what it would raise stands in the list."""
    asked = {"do": "accept", "files": [_text(one) for pair in pairs for one in pair]}
    found = _ask(asked, seconds=WALL_SECONDS + len(pairs))
    if found is None:
        return [NotOursError(TOO_MUCH)] * len(pairs)
    return [
        NotOursError(one["refused"]) if "refused" in one else Accepted(Pin(**one["pin"]), one["issuer"])
        for one in found
    ]


def pin_of_guarded(data: bytes) -> Pin:
    """Like `pin_of`. Raises NotOursError and CrowdedError."""
    found = _ask({"do": "pin", "files": [_text(data)]})
    if found is None or "refused" in found:
        raise NotOursError(found["refused"] if found else TOO_MUCH)
    return Pin(**found["pin"])


def _ask(question: dict[str, Any], seconds: int = WALL_SECONDS) -> Any:
    """The child's answer; None when it needed more than it was given. Raises CrowdedError."""
    if not _turns.acquire(timeout=PATIENCE_SECONDS):
        raise CrowdedError
    try:
        done = subprocess.run(
            [sys.executable, "-m", "lms.certificates.signing.guarded"],
            input=json.dumps({**question, "seconds": seconds}).encode(),
            capture_output=True,
            timeout=seconds,
            check=False,
        )
        return json.loads(done.stdout)
    except (subprocess.TimeoutExpired, ValueError, OSError):
        return None
    finally:
        _turns.release()


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _child() -> None:
    os.nice(10)  # pages come first
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    question = json.load(sys.stdin)
    seconds = question.pop("seconds") - WALL_SECONDS + CPU_SECONDS
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    files = [base64.b64decode(one) for one in question.pop("files")]
    json.dump(_DO[question.pop("do")](files, **question), sys.stdout, default=datetime.isoformat)


def _inspect(files: list[bytes], pins: list[dict[str, Any]]) -> dict[str, Any]:
    return asdict(inspect(files[0], [Pin(**one) for one in pins]))


def _accept(files: list[bytes]) -> list[dict[str, Any]]:
    return [
        _or_refusal(lambda pair: asdict(accept(*pair)), pair)
        for pair in zip(files[::2], files[1::2], strict=True)
    ]


def _pin(files: list[bytes]) -> dict[str, Any]:
    return _or_refusal(lambda data: {"pin": asdict(pin_of(data))}, files[0])


def _or_refusal(read: Callable[[Any], dict[str, Any]], given: Any) -> dict[str, Any]:
    try:
        return read(given)
    except NotOursError as reason:
        return {"refused": str(reason)}


_DO: dict[str, Callable[..., Any]] = {"inspect": _inspect, "accept": _accept, "pin": _pin}

if __name__ == "__main__":
    _child()
