"""Keeps the passphrase of a batch in the memory of the process that was told, and lends it to workers of the same user.

It is never written: workers ask over a Unix socket whose other end the kernel names. The first loan is a trial: until a
signature proves the passphrase right, nobody else gets it, so a wrong one is sent once and not once per worker.
"""

from __future__ import annotations

import contextlib
import json
import os
import resource
import secrets
import socket
import struct
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from lms.certificates.signing.secret import Secret

FOLDER = "vault"
MINUTES = 30
TRIAL_SECONDS = 180
TRIALS = 2
LONGEST_ADDRESS = 100  # the kernel takes 108 bytes
LINE = 4096


@dataclass
class _Entry:
    secret: Secret
    until: float
    state: Literal["fresh", "trying", "good"] = "fresh"
    trials: int = 0
    trying_until: float = 0.0


class Vault:
    """The passphrases that this process holds, by batch; each for half an hour at most."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._entries: dict[str, _Entry] = {}
        self._lock = threading.Lock()
        self._listener: socket.socket | None = None
        self._paths: list[Path] = []

    def put(self, batch: str, secret: Secret) -> None:
        """Hold a passphrase for one batch; an earlier one is forgotten."""
        with self._lock:
            self._forget(batch)
            self._entries[batch] = _Entry(secret, time.monotonic() + MINUTES * 60)
            if self._listener is None:
                self._listen()

    def close(self) -> None:
        """Forget everything and stop answering."""
        with self._lock:
            for batch in list(self._entries):
                self._forget(batch)
            if self._listener is not None:
                with contextlib.suppress(OSError):
                    self._listener.shutdown(socket.SHUT_RDWR)
                self._listener.close()
                self._listener = None
            for path in self._paths:
                path.unlink(missing_ok=True)

    def _forget(self, batch: str) -> None:
        entry = self._entries.pop(batch, None)
        if entry is not None:
            entry.secret.wipe()

    def _listen(self) -> None:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # no dump of this memory from now on
        folder = self._home / "signing" / FOLDER
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        name = folder / f"{os.getpid()}-{secrets.token_hex(4)}"
        self._paths = [name]
        place = name
        if len(str(name)) > LONGEST_ADDRESS:
            place = Path(tempfile.mkdtemp(prefix="estafet-")) / "s"
            self._paths.append(place)
        listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        listener.bind(str(place))
        place.chmod(0o600)
        if place != name:
            name.symlink_to(place)
        listener.listen(16)
        self._listener = listener
        threading.Thread(target=self._serve, args=(listener,), name="vault", daemon=True).start()
        threading.Thread(target=self._expire, args=(listener,), name="vault-clock", daemon=True).start()

    def _expire(self, listener: socket.socket) -> None:
        while self._listener is listener:
            time.sleep(5)
            with self._lock:
                self._drop_old()

    def _drop_old(self) -> None:
        now = time.monotonic()
        for batch, entry in list(self._entries.items()):
            if now > entry.until or (entry.state == "trying" and now > entry.trying_until):
                self._forget(batch)  # a trial without an end may have been sent: ask the person again

    def _serve(self, listener: socket.socket) -> None:
        while True:
            try:
                peer, _address = listener.accept()
            except OSError:
                return
            with peer, contextlib.suppress(OSError, ValueError):
                peer.settimeout(5)
                if peer_user(peer) == os.geteuid():
                    asked = json.loads(peer.recv(LINE))
                    peer.sendall(self._answer(asked["op"], asked["batch"]).encode() + b"\n")

    def _answer(self, operation: str, batch: str) -> str:
        with self._lock:
            self._drop_old()
            entry = self._entries.get(batch)
            if entry is None:
                return json.dumps({"state": "none"})
            if operation == "take":
                return self._lend(entry)
            if operation == "peek":
                return json.dumps({"state": entry.state})
            if operation == "good":
                entry.state = "good"
            elif operation == "unused":
                entry.state, entry.trials = "fresh", entry.trials - 1
            elif operation == "again" and entry.trials < TRIALS:
                entry.state = "fresh"
            else:
                self._forget(batch)
            return json.dumps({"state": "done"})

    def _lend(self, entry: _Entry) -> str:
        if entry.state == "trying":
            return json.dumps({"state": "wait"})
        trial = entry.state == "fresh"
        if trial:
            entry.state, entry.trials = "trying", entry.trials + 1
            entry.trying_until = time.monotonic() + TRIAL_SECONDS
        return json.dumps({"state": "lent", "trial": trial, "secret": entry.secret.reveal()})


def peer_user(connection: socket.socket) -> int:
    """The user id of the process at the other end, as the kernel knows it."""
    size = struct.calcsize("3i")
    _pid, user, _group = struct.unpack(
        "3i", connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, size)
    )
    return int(user)
