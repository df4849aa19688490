"""`lms init` and `lms serve` as processes: they start, answer, and stop with everything they started."""

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

import pytest

from lms import wiring
from lms.core.clock import SystemClock
from lms.core.config import read
from lms.db.engine import session_factory
from lms.db.session import writing
from lms.jobs.actions import enqueue
from lms.jobs.models import Job

ROOT = Path(__file__).resolve().parents[2]


def environment(home: Path, port: int = 8000, **more: str) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("LMS_", "PORT", "SECRET_KEY"))}
    return {**kept, "LMS_HOME": str(home), "PORT": str(port), **more}


def lms(home: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "lms", *arguments], env=environment(home, **more), cwd=ROOT,
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


@contextmanager
def serving(home: Path) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "lms", "serve"], env=environment(home, port), cwd=ROOT,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    url = f"http://127.0.0.1:{port}"
    try:
        for _ in range(300):
            try:
                with urllib.request.urlopen(f"{url}/healthz", timeout=5):
                    break
            except (urllib.error.URLError, OSError):
                time.sleep(0.1)
        yield process, url
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()


def children(pid: int) -> list[int]:
    """Every living process below `pid`."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            parts = path.read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        if int(parts[1]) == pid and parts[0] != "Z":
            child = int(path.parent.name)
            found += [child, *children(child)]
    return found


def test_init_makes_an_instance_and_doing_it_twice_changes_nothing(tmp_path: Path) -> None:
    first, second = lms(tmp_path, "init"), lms(tmp_path, "init")
    assert (first.returncode, first.stdout.strip()) == (0, f"{tmp_path}: database migrated")
    assert (second.returncode, second.stdout.strip()) == (0, f"{tmp_path}: nothing to do")


def test_a_wrong_port_is_one_line_and_no_traceback(tmp_path: Path) -> None:
    answer = lms(tmp_path, "serve", PORT="delapan")
    assert answer.returncode == 1
    assert answer.stderr.strip() == "PORT must be a number from 1 to 65535, not 'delapan'."


def test_an_unknown_command_is_wrong_usage(tmp_path: Path) -> None:
    assert lms(tmp_path, "terbang").returncode == 2


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_the_server_stops_with_everything_it_started(tmp_path: Path, sign: signal.Signals) -> None:
    with serving(tmp_path) as (process, url):
        with urllib.request.urlopen(f"{url}/readyz", timeout=10) as answer:
            assert answer.status == 200
        _ask_for_work(tmp_path)
        for _ in range(300):
            if any("worker" in Path(f"/proc/{pid}/cmdline").read_text() for pid in children(process.pid)):
                break
            time.sleep(0.1)
        below = children(process.pid)
        assert any("worker" in Path(f"/proc/{pid}/cmdline").read_text() for pid in below)
        process.send_signal(sign)
        assert process.wait(timeout=30) == 0
        assert [pid for pid in below if Path(f"/proc/{pid}").exists()] == []


def test_the_worker_dies_with_a_killed_server_and_loses_nothing(tmp_path: Path) -> None:
    with serving(tmp_path) as (process, _url):
        _ask_for_work(tmp_path)
        for _ in range(300):
            below = children(process.pid)
            if any("worker" in Path(f"/proc/{pid}/cmdline").read_text() for pid in below):
                break
            time.sleep(0.1)
        process.kill()
        process.wait()
        for _ in range(300):
            left = [pid for pid in below if Path(f"/proc/{pid}").exists()]
            if not left:
                break
            time.sleep(0.1)
        assert left == []
    factory = session_factory(read({"LMS_HOME": str(tmp_path)}).database_url)
    with factory() as session:
        assert [job.kind for job in session.query(Job)] == ["from.a.newer.version"]
    factory.kw["bind"].dispose()


def _ask_for_work(home: Path) -> None:
    """A step that no handler knows: it stays in the outbox, and the supervisor must start a worker for it."""
    wiring.import_models()
    factory = session_factory(read({"LMS_HOME": str(home)}).database_url)
    with factory() as session, writing(session):
        enqueue(session, kind="from.a.newer.version", key="1", payload={}, at=SystemClock().now())
    factory.kw["bind"].dispose()
