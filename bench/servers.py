"""Starting and stopping the servers that are measured: the same granian, threads and machine for both."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def free_port() -> int:
    """A port nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(url: str, seconds: float = 60) -> None:
    """Wait until something answers."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
    raise SystemExit(f"{url} does not answer")


@contextmanager
def running(command: list[str], environment: dict[str, str], url: str) -> Iterator[subprocess.Popen[bytes]]:
    """A server process that is ended with Ctrl-C at the end."""
    process = subprocess.Popen(
        command,
        env={**os.environ, **environment},
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for(url)
        yield process
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=30)


@contextmanager
def floor(folder: Path, threads: int) -> Iterator[int]:
    """The bare Flask and SQLite handler; yields its port."""
    port = free_port()
    command = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--factory", "--workers", "1",
        "--blocking-threads", str(threads), "--no-ws", "--no-log", "--port", str(port), "bench.floor:create_app",
    ]  # fmt: skip
    with running(command, {"FLOOR_FILE": str(folder / "floor.sqlite3")}, f"http://127.0.0.1:{port}/"):
        yield port


@contextmanager
def platform(home: Path) -> Iterator[int]:
    """The platform on an instance that is ready; yields its port."""
    port = free_port()
    environment = {"LMS_HOME": str(home), "PORT": str(port)}
    with running([sys.executable, "-m", "lms", "serve"], environment, f"http://127.0.0.1:{port}/healthz"):
        yield port
