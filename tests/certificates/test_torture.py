"""Batches under attack: workers killed or frozen, everybody issuing at once, and names that want to break out.

The long form (100 kills of 200 certificates, 50 frozen workers, 1,000 orders, 2,000 names) runs with LMS_TORTURE=1.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest

from lms.certificates import actions, queries
from lms.certificates.queries.book import missing_sequences
from lms.certificates.signing.inspect import inspect
from lms.certificates.signing.signer import known_pins
from lms.core.errors import Refused
from lms.db.engine import session_factory
from lms.db.session import writing
from lms.jobs.models import Job
from tests.certificates.conftest import PUBLIC_URL, ROOT, TRAINER, Town

LONG = bool(os.environ.get("LMS_TORTURE"))
PEOPLE, KILLS, FROZEN, ORDERS, NAMES = (200, 100, 50, 1_000, 2_000) if LONG else (8, 3, 1, 12, 30)


def worker(town: Town) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "LMS_HOME": str(town.home), "PORT": "8000"}
    command = [sys.executable, "-m", "lms", "worker", "--once"]
    return subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)


def issued(town: Town, session_id: int) -> int:
    town.session.rollback()
    return queries.progress(town.session, session_id).issued


def release(town: Town) -> None:
    """Let the lease of every worker run out at once, and forget how often its job was tried."""
    with writing(town.session):
        for job in town.session.query(Job).filter_by(state="running"):
            job.lease_until, job.attempts = job.created_at, 0


def freeze(town: Town, child: subprocess.Popen[bytes]) -> None:
    """Stop a worker outside its transactions: whoever sleeps inside one keeps everybody from writing."""
    while child.poll() is None:
        child.send_signal(signal.SIGSTOP)
        with closing(
            sqlite3.connect(town.home / "estafet.sqlite3", timeout=0.05, isolation_level=None)
        ) as probe:
            try:
                probe.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError:
                child.send_signal(signal.SIGCONT)
                time.sleep(0.005)
            else:
                probe.execute("ROLLBACK")
                return


def batch(town: Town, count: int) -> int:
    session_id = town.held([town.officer(f"Peserta {n:03}") for n in range(count)])
    town.issue(session_id)
    return session_id


def all_is_well(town: Town, count: int) -> None:
    """Exactly `count` valid files, each with the hash and code of its row, in a folder without anything else."""
    rows, pins = town.rows(), known_pins(town.home)
    assert [row.state for row in rows] == ["issued"] * count
    assert [row.sequence for row in rows] == list(range(1, count + 1))
    assert missing_sequences(town.session) == []
    for row in rows:
        pdf = town.pdf(row)
        assert hashlib.sha256(pdf).hexdigest() == row.pdf_sha256
        assert (inspect(pdf, pins).proof, inspect(pdf, pins).code) == ("whole", row.code)
    drafts = [path for path in (town.home / "certificates").iterdir() if path.name.startswith(".")]
    files = {path.name for path in (town.home / "certificates").iterdir()} - {path.name for path in drafts}
    assert files == {row.file_name for row in rows}


@pytest.mark.slow
def test_killed_workers_leave_exactly_the_valid_files(town: Town) -> None:
    session_id = batch(town, PEOPLE)
    for kill in range(KILLS):
        child, target = worker(town), issued(town, session_id) + (kill % 2)
        while child.poll() is None and issued(town, session_id) < target:
            time.sleep(0.005)
        time.sleep(0.01 * (kill % 5))
        child.send_signal(signal.SIGKILL)
        child.wait()
        release(town)
    assert worker(town).wait() == 0
    all_is_well(town, PEOPLE)


@pytest.mark.slow
def test_a_worker_frozen_past_its_lease_writes_nothing_over(town: Town) -> None:
    count = FROZEN * 2 + 2
    session_id = batch(town, count)
    sleepers = []
    for _ in range(FROZEN):
        child, before = worker(town), issued(town, session_id)
        while child.poll() is None and issued(town, session_id) == before:
            time.sleep(0.003)
        freeze(town, child)
        sleepers.append(child)
        release(town)
    try:
        assert worker(town).wait() == 0
        before = {row.id: (row.pdf_sha256, town.pdf(row)) for row in town.rows()}
    finally:
        for child in sleepers:
            child.send_signal(signal.SIGCONT)
    assert {child.wait() for child in sleepers} == {0}
    assert {row.id: (row.pdf_sha256, town.pdf(row)) for row in town.rows()} == before
    all_is_well(town, count)


@pytest.mark.slow
def test_two_workers_and_many_orders_at_once_double_and_skip_nothing(town: Town) -> None:
    session_id = town.held([town.officer(f"Peserta {n:03}") for n in range(PEOPLE)])
    factory, faults = session_factory(town.config.database_url), []

    def order(times: int) -> None:
        for _ in range(times):
            try:
                with factory() as session, writing(session):
                    actions.issue(
                        session, actor=TRAINER, clock=town.clock, session_id=session_id, public_url=PUBLIC_URL
                    )  # fmt: skip
            except Refused as error:
                faults.append(error.code)

    town.issue(session_id)
    children = [worker(town), worker(town)]
    threads = [threading.Thread(target=order, args=(ORDERS // 4,)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [child.wait() for child in children] == [0, 0]
    town.work()
    factory.kw["bind"].dispose()
    assert faults == []
    all_is_well(town, PEOPLE)


HOSTILE = (
    '<img src="file:///etc/passwd">', "<link rel=attachment href='file:///etc/passwd'>", "{{ 7*7 }}{% include '/etc/passwd' %}",
    '"><svg><image href="http://127.0.0.1:9/x"/></svg>', "url(file:///etc/shadow)", "</body><iframe src=http://127.0.0.1:9>",
    "<style>@import url(http://127.0.0.1:9/a.css)</style>", "&#60;script&#62;", "\N{RIGHT-TO-LEFT OVERRIDE}etarip", "data:text/html,<b>",
)  # fmt: skip

OFFLINE = """
import sys
from pathlib import Path
from tests.certificates.conftest import shipped
from tests.certificates.render.test_pdf import AT, TEST_KEY, changed, sample
from tests.certificates.test_torture import HOSTILE
from lms.certificates.render.pdf import render
from lms.certificates.schema.package import Package
reached = []
def watch(event, args):
    if event.startswith("socket.") and event != "socket.__new__":
        reached.append((event, args[1:]))
    if event == "open" and str(args[0]) in {"/etc/passwd", "/etc/shadow"}:
        reached.append((event, args[0]))
sys.addaudithook(watch)
parsed = shipped().find("certificate", "keikutsertaan")
package = Package.from_files("siksaan", parsed.document, parsed.sources)
facts = sample(package)
for number in range(int(sys.argv[1])):
    text = HOSTILE[number % len(HOSTILE)] + f" {number}"
    one = changed(facts, holder={"name": text, "post": text, "agency": text}, event={"title": text, "place": text})
    pdf = render(package, one, TEST_KEY, made_at=AT)
    assert b"/EmbeddedFile" not in pdf
    if number < len(HOSTILE):
        Path(sys.argv[2], f"{number}.pdf").write_bytes(pdf)
print(reached)
"""


def alone() -> list[str]:
    """The beginning of a command that runs without a network, where the machine permits it."""
    for command in (["unshare", "-n"], ["unshare", "-r", "-n"]):
        tried = (
            shutil.which("unshare")
            and subprocess.run([*command, "true"], check=False, capture_output=True).returncode
        )
        if tried == 0:
            return command
    return []


@pytest.mark.slow
def test_hostile_names_reach_no_network_and_no_file(tmp_path: Path) -> None:
    done = subprocess.run(
        [*alone(), sys.executable, "-c", OFFLINE, str(NAMES), str(tmp_path)], cwd=ROOT,
        check=False, capture_output=True, text=True,
    )  # fmt: skip
    assert (done.returncode, done.stdout.strip()) == (0, "[]"), done.stderr[-2000:]
    for path in tmp_path.glob("*.pdf"):
        text = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True).stdout
        assert "root:" not in text
    found = subprocess.run(
        ["pdftotext", tmp_path / "0.pdf", "-"], capture_output=True, text=True, check=True
    ).stdout
    assert "file:///etc/passwd" in found.replace("\n", "")  # the words themselves are printed, as words
