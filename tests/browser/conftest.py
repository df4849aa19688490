"""A real platform in a real process, and a real Chromium in front of it."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from lms.studio.guide import examples
from tests.browser.sitting import Sitting
from tests.browser.visitor import DESKTOP, PASSWORD, PHONE, Visitor

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking",
             "--disable-component-update", "--disable-sync", "--no-first-run"]  # fmt: skip
START_SECONDS = 300
expect.set_options(timeout=15_000)  # two busy cores
Visit = Callable[..., Visitor]
Sit = Callable[..., Sitting]


@dataclass(frozen=True)
class City:
    """The running sample city."""

    url: str
    home: Path

    def lms(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run the `lms` command on this instance."""
        environment = {**os.environ, "LMS_HOME": str(self.home)}
        return subprocess.run(
            [sys.executable, "-m", "lms", *arguments],
            env=environment, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip

    def rows(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        """What the database holds at this moment, read by a second process's own connection."""
        with closing(sqlite3.connect(f"file:{self.home}/estafet.sqlite3?mode=ro", uri=True)) as database:
            return list(database.execute(query, values))


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def ready(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/readyz", timeout=5) as answer:
            return bool(json.load(answer)["ready"])
    except (urllib.error.URLError, OSError, ValueError):
        return False


def start(home: Path, log: Path) -> tuple[subprocess.Popen[bytes], str]:
    """Start the sample city; returns when its certificates are issued."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    environment = {**os.environ, "LMS_HOME": str(home), "PORT": str(port), "LMS_DEMO_PASSWORD": PASSWORD}
    environment.pop("LMS_PUBLIC_URL", None)
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "lms", "demo"], env=environment, cwd=ROOT, stdout=out, stderr=out
        )
    deadline = time.monotonic() + START_SECONDS
    while not ready(url):
        if process.poll() is not None or time.monotonic() > deadline:
            process.kill()
            pytest.fail(f"the sample city did not start:\n{log.read_text()[-3000:]}")
        time.sleep(0.3)
    return process, url


@pytest.fixture(scope="session")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[City]:
    """The sample city; a developer may name a loaded instance in LMS_TEST_CITY, which is copied to save time."""
    folder = tmp_path_factory.mktemp("kota")
    home = folder / "instance"
    if os.environ.get("LMS_TEST_CITY"):
        shutil.copytree(os.environ["LMS_TEST_CITY"], home)
    log = folder / "log"
    process, url = start(home, log)
    yield City(url, home)
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=30) == 0
    assert [line for line in log.read_text().splitlines() if '"level": "error"' in line] == []


@pytest.fixture(scope="session")
def crowd(city: City) -> Iterator[str]:
    """The NIPs of sample officers with tries left, those who did least first, each given out once."""
    found = city.rows(
        "SELECT officer.nip FROM officer JOIN account ON account.officer_id = officer.id"
        " LEFT JOIN attempt ON attempt.officer_id = officer.id"
        " WHERE officer.sample AND account.username IS NULL AND account.role = 'officer' GROUP BY officer.id"
        " HAVING coalesce(sum(attempt.quiz_id = 'kip-02-evaluasi'), 0) < 2 ORDER BY count(attempt.id), officer.nip"
    )
    return (nip for (nip,) in found)


@pytest.fixture
def newcomer(crowd: Iterator[str]) -> str:
    """The sign-in name of an officer whom no other test touches."""
    return next(crowd)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def visit(city: City, chromium: Browser) -> Iterator[Visit]:
    """Somebody new comes along, with a browser of their own: `visit()`, `visit(PHONE)`, `visit(java_script_enabled=False)`."""
    contexts = []

    def come(width: int = DESKTOP, **options: Any) -> Visitor:
        size = {"width": width, "height": 740 if width == PHONE else 900}
        context = chromium.new_context(
            viewport=size, locale="id-ID", timezone_id="Asia/Jakarta", reduced_motion="reduce", **options
        )
        context.set_default_timeout(20_000)
        contexts.append(context)
        return Visitor(context, city.url)

    yield come
    for context in contexts:
        context.close()


@pytest.fixture
def visitor(visit: Visit) -> Visitor:
    """One person at a desk."""
    return visit()


@pytest.fixture
def sit(city: City, visit: Visit, newcomer: str) -> Sit:
    """Somebody on a phone whose clock is wrong by so many minutes."""

    def come(wrong_by: int = 0) -> Sitting:
        person = visit(PHONE)
        person.page.clock.install(time=datetime.now(UTC) + timedelta(minutes=wrong_by))
        return Sitting(city, person, newcomer)

    return come


@pytest.fixture(scope="session")
def every_kind(city: City, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The guide's own example, which has a question of every kind, published as an examination of all of them."""
    (text,) = [one.text for one in examples() if one.path == "quizzes/contoh-kuis.md"]
    text = re.sub(r"id: contoh-kuis", "id: semua-jenis", text)
    text = re.sub(r"^(draw|shuffle): .*\n", "", text, flags=re.MULTILINE)
    folder = tmp_path_factory.mktemp("naskah")
    (folder / "quizzes").mkdir()
    for name in ("affairs", "agencies", "external_bodies"):
        (folder / f"quizzes/{name}.csv").write_bytes((ROOT / f"quizzes/{name}.csv").read_bytes())
    (folder / "quizzes/semua-jenis.md").write_text(text, encoding="utf-8")
    done = city.lms("content", "publish", str(folder), "--note", "Semua jenis soal")
    assert done.returncode == 0, done.stdout + done.stderr
    return "semua-jenis"
