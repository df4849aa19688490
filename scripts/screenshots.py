"""Renews the pictures in docs/screenshots from a running sample city that this script starts and stops itself."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "docs/screenshots"
PORT = 8099
BASE = f"http://127.0.0.1:{PORT}"
PASSWORD = "kata sandi tangkapan layar"


def start(home: str) -> subprocess.Popen[bytes]:
    """The sample city in a temporary instance; returns when its certificates are issued."""
    environment = {**os.environ, "LMS_HOME": home, "PORT": str(PORT), "LMS_DEMO_PASSWORD": PASSWORD}
    process = subprocess.Popen([sys.executable, "-m", "lms", "demo"], env=environment, cwd=ROOT)
    for _ in range(600):
        try:
            with urllib.request.urlopen(f"{BASE}/readyz", timeout=5) as answer:
                if answer.status == 200:
                    return process
        except OSError:
            time.sleep(0.5)
    raise SystemExit("the sample city did not start")


def sign_in(page: Page, name: str) -> None:
    """Sign in with a sample account."""
    page.goto(f"{BASE}/masuk")
    page.get_by_label("NIP atau surel dinas").fill(name)
    page.get_by_label("Kata sandi", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Masuk").click()
    page.wait_for_load_state()


def certificate(home: str) -> None:
    """The first page of the first issued certificate, as a picture."""
    pdf = min(Path(home, "certificates").glob("*.pdf"))
    target = OUT / "sertifikat"
    subprocess.run(
        ["pdftoppm", "-png", "-r", "90", "-f", "1", "-l", "1", "-singlefile", pdf, target], check=True
    )


def main() -> None:
    """Start the city, take the pictures, stop the city."""
    OUT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home, sync_playwright() as driver:
        process = start(home)
        try:
            browser = driver.chromium.launch(
                executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
            )
            page = browser.new_page(viewport={"width": 1280, "height": 860}, locale="id-ID")
            sign_in(page, "petugas")
            page.screenshot(path=OUT / "beranda.png")
            page.goto(f"{BASE}/kuis/disposisi-latihan")
            page.get_by_role("main").get_by_role("button").first.click()
            page.wait_for_load_state("networkidle")
            page.screenshot(path=OUT / "meja-disposisi.png")
            certificate(home)
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(timeout=30)


if __name__ == "__main__":
    main()
