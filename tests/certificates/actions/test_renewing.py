"""Renewal: a new number and term, once, near the end; reminders until then."""

from __future__ import annotations

from datetime import timedelta

import pytest

from lms.certificates import actions
from lms.certificates.actions.reminding import JOB, still_due
from lms.certificates.models import Certificate
from lms.core.errors import Refused, Stale
from lms.institution.actions import change_settings
from lms.jobs.models import Job
from tests.certificates.conftest import PUBLIC_URL, Town

WHY = "Lulus uji penyegaran kompetensi"


@pytest.fixture
def lasting(town: Town) -> Certificate:
    town.do(change_settings, values={"certificate_valid_months": 24})
    session_id = town.held([town.officer("Sari Lestari")])
    town.issue(session_id)
    town.work()
    return town.rows()[0]


def renew(town: Town, certificate_id: int) -> Certificate:
    return town.do(actions.renew, certificate_id=certificate_id, reason=WHY, public_url=PUBLIC_URL)


def test_a_renewal_is_refused_long_before_the_end_and_when_there_is_no_end(
    town: Town, lasting: Certificate
) -> None:
    with pytest.raises(Refused, match="90 hari"):
        renew(town, lasting.id)
    assert len(town.rows()) == 1


def test_a_renewal_has_its_own_number_and_begins_where_the_old_one_ends(
    town: Town, lasting: Certificate
) -> None:
    assert lasting.valid_until is not None
    town.clock.advance(timedelta(days=(lasting.valid_until - town.clock.now().date()).days - 30))
    renew(town, lasting.id)
    with pytest.raises(Stale):
        renew(town, lasting.id)
    assert still_due(town.session, lasting.id) is None
    town.work()
    old, new = town.rows()
    assert (old.state, new.state, new.renews_id, new.edition) == ("issued", "issued", old.id, 2)
    assert new.number != old.number and new.code != old.code
    assert new.valid_until == old.valid_until.replace(year=old.valid_until.year + 2)
    assert town.pdf(new) != town.pdf(old)


def test_reminders_are_planned_when_it_is_issued(town: Town, lasting: Certificate) -> None:
    jobs = town.session.query(Job).filter_by(kind=JOB).order_by(Job.id).all()
    assert [(job.payload["days"], job.state) for job in jobs] == [(60, "waiting"), (14, "waiting")]
    assert [(lasting.valid_until - job.not_before.date()).days for job in jobs] == [60, 14]
    assert still_due(town.session, lasting.id) is not None
