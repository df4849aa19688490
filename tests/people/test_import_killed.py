"""An import whose process is killed leaves everything as it was, or everything done; never a part."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time

import pytest
from sqlalchemy import func, select

from lms.audit.queries import verify
from lms.people.models import Assignment, Officer, OfficerImport, Post

ROWS = 3000


@pytest.mark.slow
def test_no_part_of_a_list_is_left_behind(app, config, session, make, tmp_path):
    make.agency("Dinas Kesehatan", "Dinkes")
    rounds = 60 if os.environ.get("LMS_TORTURE") else 4
    chance = random.Random(23)
    for n in range(rounds):
        path = tmp_path / f"{n}.csv"
        lines = "".join(f"Pegawai {n}-{i},p{n}-{i}@kota.example,Petugas {n},Dinkes\n" for i in range(ROWS))
        path.write_text(f"nama,surel,jabatan,opd\n{lines}")
        before = counts(session)
        child = subprocess.Popen(
            [sys.executable, "-m", "lms", "people", "import", str(path)],
            env={**os.environ, "LMS_HOME": str(config.home)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(0 if n == 0 else chance.uniform(0.5, 3.5))
        child.send_signal(signal.SIGKILL)
        child.wait()
        after = counts(session)
        assert after in {before, (before[0] + ROWS, before[1] + ROWS, before[2] + 1, before[3] + 1)}
        assert verify(session).ok


def counts(session) -> tuple[int, ...]:
    session.rollback()
    return tuple(
        session.scalar(select(func.count()).select_from(table))
        for table in (Officer, Assignment, Post, OfficerImport)
    )
