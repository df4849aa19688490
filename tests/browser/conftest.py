"""A real platform in a real process, and a real Chromium in front of it."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "kata sandi kota contoh"
CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking",
             "--disable-component-update", "--disable-sync", "--no-first-run"]  # fmt: skip


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
    deadline = time.monotonic() + 240
    while not ready(url):
        if process.poll() is not None or time.monotonic() > deadline:
            process.kill()
            pytest.fail(f"the sample city did not start:\n{log.read_text()[-3000:]}")
        time.sleep(0.3)
    return process, url


@pytest.fixture(scope="session")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[City]:
    folder = tmp_path_factory.mktemp("kota")
    process, url = start(folder / "instance", folder / "log")
    yield City(url, folder / "instance")
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=30) == 0


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


class Visitor:
    """One person with one browser; every page they open is checked for errors and accessibility."""

    def __init__(self, context: BrowserContext, url: str) -> None:
        self.context = context
        self.page: Page = context.new_page()
        self.url = url
        self.complaints: list[str] = []
        self.seen: set[str] = set()
        self.page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))
        self.page.on("console", self._listen)

    def _listen(self, message: object) -> None:
        text = getattr(message, "text", "")
        if getattr(message, "type", "") == "error" and "status of 4" not in text:
            self.complaints.append(f"{self.page.url}: {text}")

    def open(self, path: str) -> Page:
        self.page.goto(self.url + path if path.startswith("/") else path)
        return self.check()

    def check(self) -> Page:
        """axe-core finds nothing on the page as it stands."""
        found = Axe().run(self.page).response["violations"]
        assert [(v["id"], [n["target"] for n in v["nodes"]][:3]) for v in found] == [], self.page.url
        assert self.complaints == []
        self.seen.add(self.page.url)
        return self.page

    def sign_in(self, name: str, password: str = PASSWORD) -> Page:
        self.open("/masuk")
        self.page.get_by_label("NIP atau surel dinas").fill(name)
        self.page.get_by_label("Kata sandi", exact=True).fill(password)
        self.page.get_by_role("button", name="Masuk").click()
        return self.check()


@pytest.fixture
def visitor(city: City, chromium: Browser, request: pytest.FixtureRequest) -> Iterator[Visitor]:
    width = getattr(request, "param", 1440)
    context = chromium.new_context(
        viewport={"width": width, "height": 900 if width > 500 else 740},
        locale="id-ID",
        accept_downloads=True,
    )
    context.set_default_timeout(15_000)
    yield Visitor(context, city.url)
    context.close()
