"""The worker's end of the vault: borrows the passphrase of a batch, and says whether it was right."""

from __future__ import annotations

import json
import os
import socket
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from lms.certificates.signing.faults import SecretNeededError
from lms.certificates.signing.secret import Secret
from lms.certificates.signing.vault import FOLDER, LINE, peer_user

Outcome = Literal["good", "again", "unused", "drop"]
PATIENCE_SECONDS = 90.0
ASK_AGAIN_SECONDS = 0.2


@dataclass(frozen=True)
class Loan:
    """A passphrase in use; `trial` when no signature has proved it right yet."""

    batch: str
    secret: Secret = field(repr=False)
    trial: bool = False


def borrow(home: Path, batch: str, patience: float = PATIENCE_SECONDS) -> Loan:
    """The passphrase of a batch; waits while another worker tries it first. Raises SecretNeededError."""
    until = time.monotonic() + patience
    while True:
        answers = [_ask(path, "take", batch) for path in _vaults(home)]
        for answer in answers:
            if answer.get("state") == "lent":
                return Loan(batch, Secret(answer["secret"]), bool(answer["trial"]))
        if not any(answer.get("state") == "wait" for answer in answers) or time.monotonic() > until:
            raise SecretNeededError
        time.sleep(ASK_AGAIN_SECONDS)


def settle(home: Path, batch: str, how: Outcome) -> None:
    """Tell whoever holds the passphrase what a trial showed.

    `good`: it was right. `again`: no answer, though it may have been sent. `unused`: it was not sent. `drop`: forget it.
    """
    for path in _vaults(home):
        _ask(path, how, batch)


def is_unlocked(home: Path, batch: str) -> bool:
    """Whether somebody holds a passphrase for the batch."""
    return any(_ask(path, "peek", batch).get("state", "none") != "none" for path in _vaults(home))


def _vaults(home: Path) -> list[Path]:
    return sorted((home / "signing" / FOLDER).glob("*"))


def _ask(path: Path, operation: str, batch: str) -> dict[str, Any]:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
        connection.settimeout(5)
        try:
            connection.connect(os.path.realpath(path))
            if peer_user(connection) != os.geteuid():
                return {}
            connection.sendall(json.dumps({"op": operation, "batch": batch}).encode())
            answer = json.loads(connection.makefile("rb").readline(LINE))
        except (ConnectionRefusedError, FileNotFoundError):
            path.unlink(missing_ok=True)  # its process is gone
            return {}
        except (OSError, ValueError):
            return {}
    return answer if isinstance(answer, dict) else {}
