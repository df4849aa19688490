"""What certificates answer to the report of a session: who holds which certificate of it."""

from __future__ import annotations

from lms.bimtek import events
from lms.bimtek.events import CertificateNote
from lms.certificates import actions, subscriptions
from tests.certificates.conftest import Town


def test_a_session_learns_the_numbers_of_its_certificates(town: Town) -> None:
    officers = [town.officer(f"Peserta {n} Contoh") for n in range(3)]
    session_id = town.held(officers, absent=1)
    assert subscriptions.held_of(town.session, session_id) == {}
    town.issue(session_id)
    town.work()
    rows = town.rows()
    found = subscriptions.held_of(town.session, session_id)
    assert found == {
        row.officer_id: CertificateNote(
            row.number, "issued", row.issued_on, row.number.replace("/", "-") + ".pdf"
        )
        for row in rows
    }
    assert set(found) == {one.id for one in officers[:2]}
    town.do(actions.revoke, certificate_id=rows[0].id, reason="Nama keliru pada daftar peserta")
    state = {one.number: one.state for one in subscriptions.held_of(town.session, session_id).values()}
    assert state == {rows[0].number: "revoked", rows[1].number: "issued"}


def test_it_is_asked_once_however_often_it_subscribes() -> None:
    subscriptions.subscribe()
    subscriptions.subscribe()
    assert events.certificate_lookups.count(subscriptions.held_of) == 1
