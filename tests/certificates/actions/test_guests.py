"""External speakers: no account, no NIP, one certificate each."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from lms.certificates import actions
from lms.core.errors import Refused
from tests.certificates.conftest import PUBLIC_URL, Town
from tests.factories import Make, sign_in

GUEST = actions.Guest("Dr. Ratri Ayuningtyas, S.H.", "Komisi Informasi Provinsi", "narasumber")


def test_a_speaker_from_elsewhere_gets_one(town: Town) -> None:
    session_id = town.held([town.officer()])
    town.do(actions.issue_guest, session_id=session_id, public_url=PUBLIC_URL, guest=GUEST)
    town.work()
    row = town.rows()[0]
    assert (row.state, row.kind, row.officer_id, row.valid_until) == ("issued", "narasumber", None, None)
    assert (row.snapshot["holder"]["role"], row.snapshot["holder"]["nip"]) == ("narasumber", "")
    with pytest.raises(Refused) as refusal:
        twin = actions.Guest("dr. ratri  ayuningtyas, s.h.", "KOMISI INFORMASI PROVINSI", "moderator")
        town.do(actions.issue_guest, session_id=session_id, public_url=PUBLIC_URL, guest=twin)
    assert refusal.value.code == "certificate.exists"
    assert len(town.rows()) == 1


def test_not_before_the_session_is_closed(town: Town) -> None:
    session_id = town.held([town.officer()], close=False)
    with pytest.raises(Refused) as refusal:
        town.do(actions.issue_guest, session_id=session_id, public_url=PUBLIC_URL, guest=GUEST)
    assert refusal.value.code == "session.open"


def test_by_the_form(client: FlaskClient, make: Make, town: Town) -> None:
    session_id = town.held([town.officer()])
    token = sign_in(client, make.account("trainer"))
    path = f"/sertifikat/terbitkan/{session_id}/tamu"
    form = {"csrf_token": token, "name": GUEST.name, "agency": GUEST.agency, "role": "narasumber"}
    assert client.post(path, data={**form, "role": "raja"}).headers["Location"].endswith(str(session_id))
    assert town.rows() == []
    assert client.post(path, data=form).headers["Location"].endswith("/kemajuan")
    assert town.rows()[0].holder_name == GUEST.name
