"""The worker: killed at any moment it loses nothing, writes nothing over, and leaves no litter."""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
import time

import pytest

from lms.certificates import actions, jobs, queries
from lms.certificates.models import Certificate
from lms.certificates.signing.inspect import inspect
from lms.certificates.signing.signer import known_pins
from lms.jobs.models import Job
from tests.certificates.conftest import Town


def worker(town: Town) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "LMS_HOME": str(town.home), "PORT": "8000"}
    return subprocess.Popen(
        [sys.executable, "-m", "lms", "worker", "--once"], env=environment, stderr=subprocess.DEVNULL
    )


@pytest.mark.slow
def test_workers_killed_in_the_middle_of_a_batch_lose_and_double_nothing(town: Town) -> None:
    people = [town.officer(f"Peserta {n:02}") for n in range(12)]
    session_id = town.held(people)
    town.issue(session_id)
    for kill_at in (2, 5, 8):
        child = worker(town)
        while child.poll() is None and queries.progress(town.session, session_id).issued < kill_at:
            town.session.rollback()
            time.sleep(0.005)
        child.send_signal(signal.SIGKILL)
        child.wait()
        _release(town)
    assert worker(town).wait() == 0

    rows = town.rows()
    pins = known_pins(town.home)
    assert [row.state for row in rows] == ["issued"] * 12
    assert [row.sequence for row in rows] == list(range(1, 13))
    for row in rows:
        pdf = town.pdf(row)
        assert hashlib.sha256(pdf).hexdigest() == row.pdf_sha256
        assert (inspect(pdf, pins).proof, inspect(pdf, pins).code) == ("whole", row.code)
    litter = time.time() - 2 * jobs.LEFTOVER_SECONDS
    for path in (town.home / "certificates").glob(".*.draft"):
        os.utime(path, (litter, litter))
    jobs.run(town.context(), {"certificate": rows[0].id})
    assert sorted(path.name for path in (town.home / "certificates").iterdir()) == sorted(
        row.file_name for row in rows
    )


def _release(town: Town) -> None:
    """Let the lease of a killed worker run out at once."""
    from lms.db.session import writing

    with writing(town.session):
        for job in town.session.query(Job).filter_by(state="running"):
            job.lease_until = job.created_at


def test_a_second_printing_never_touches_an_issued_file(town: Town, issued: Certificate) -> None:
    before = town.pdf(issued)
    jobs.run(town.context(), {"certificate": issued.id})
    town.clock.advance(__import__("datetime").timedelta(hours=1))
    jobs.run(town.context(), {"certificate": issued.id})
    assert town.pdf(town.rows()[0]) == before


def test_a_slow_worker_that_lost_its_lease_writes_nothing_over(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    session_id = town.held([town.officer()])
    town.issue(session_id)
    row = town.rows()[0]
    slow = jobs.write_durably

    def overtaken(path: object, data: bytes) -> None:
        slow(path, data)
        monkeypatch.setattr(jobs, "write_durably", slow)
        jobs.run(town.context(), {"certificate": row.id})  # the other worker is done first

    monkeypatch.setattr(jobs, "write_durably", overtaken)
    jobs.run(town.context(), {"certificate": row.id})

    row = town.rows()[0]
    assert row.state == "issued"
    assert hashlib.sha256(town.pdf(row)).hexdigest() == row.pdf_sha256
    assert [path.name for path in (town.home / "certificates").iterdir()] == [row.file_name]


def test_what_cannot_be_printed_says_why_and_can_be_given_up(town: Town) -> None:
    session_id = town.held([town.officer()], title="Judul yang panjang sekali " * 7 + "x" * 100)
    town.issue(session_id)
    row = town.rows()[0]
    from lms.db.session import writing

    with writing(town.session):
        facts = dict(town.session.get(Certificate, row.id).snapshot)
        facts["event"] = {**facts["event"], "place": "Tempat yang tidak muat " * 200}
        town.session.get(Certificate, row.id).snapshot = facts
    town.work()
    row = town.rows()[0]
    assert (row.state, "tidak muat pada satu halaman" in row.fault) == ("waiting", True)
    assert queries.progress(town.session, session_id) == queries.Progress(waiting=0, issued=0, failed=1)

    town.do(actions.void, certificate_id=row.id, reason="Tempat kegiatan keliru ditulis")
    town.issue(session_id)
    town.work()
    first, second = town.rows()
    assert (first.state, first.reason) == ("void", "Tempat kegiatan keliru ditulis")
    assert (second.state, second.number, second.edition) == ("issued", "488.1/002/DISKOMINFO/2026", 2)
