"""`lms competency`: memories built again, the summary and the fitting by hand."""

from __future__ import annotations

import json
from types import SimpleNamespace

import pytest
from click.testing import CliRunner
from sqlalchemy import update

from lms import wiring
from lms.cli import root
from lms.competency.actions import fitting
from lms.competency.domain.fitting import Fit
from lms.competency.domain.recall import DEFAULTS
from lms.competency.models import MemoryState
from lms.db.session import writing
from tests.competency.publishing import CITY, publish_city
from tests.competency.taking import RIGHT, quiz, states, take


@pytest.fixture
def run(session, clock, make, home, monkeypatch):
    monkeypatch.setenv("LMS_HOME", str(home))
    wiring.subscribe()
    publish_city(session, clock, {**CITY, **quiz("latihan-a", "K1", 3)})
    take(session, clock, make.officer().id, "latihan-a", {"s1": RIGHT, "s2": RIGHT})
    session.rollback()
    return lambda *words: CliRunner().invoke(root, ["competency", *words])


def test_replay_says_what_was_different_and_mends_it(run, session):
    live = states(session)
    assert json.loads(run("replay", "--json").output) == {"memories": 2, "changed": 0, "added": 0}
    with writing(session):
        session.execute(update(MemoryState).where(MemoryState.question_id == "s1").values(stability=1.0))
    done = run("replay", "--check")
    assert (done.exit_code, "1 di antaranya berbeda" in done.output) == (1, True)
    assert states(session) == live
    assert run("replay", "--check", "--backfill").exit_code == 0


def test_summary_and_fitting_by_hand(run):
    assert run("summarise").output == "1 baris ringkasan ditulis.\n"
    assert "parameter tidak berubah" in run("fit").output


def test_fitted_parameters_are_taken_over_and_every_memory_follows(run, session, monkeypatch):
    values = [*DEFAULTS[:2], DEFAULTS[2] * 2, *DEFAULTS[3:]]
    monkeypatch.setattr(fitting, "institution", lambda _session: SimpleNamespace(recall_fit_reviews=0))
    monkeypatch.setattr(fitting, "fit", lambda *_: Fit(tuple(values), 80, 40, 0.5, 0.4))
    assert run("fit").output == "Edisi 1 dipakai: log-loss 0.4000, sebelumnya 0.5000, atas 40 jawaban.\n"
    assert {row["stability"] for row in states(session)} == {2 * DEFAULTS[2]}
    assert {row["edition_id"] for row in states(session)} == {1}
