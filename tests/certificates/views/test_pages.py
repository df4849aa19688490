"""Who sees which certificate, and what the pages do."""

from __future__ import annotations

import hashlib

import pytest
from flask.testing import FlaskClient

from lms.certificates import actions
from lms.certificates.models import Certificate
from lms.people.models import Account, Officer
from tests.certificates.conftest import Town
from tests.factories import Make, sign_in


def account_of(make: Make, town: Town, certificate: Certificate) -> Account:
    return make.account("officer", town.session.get(Officer, certificate.officer_id))


def test_the_holder_sees_and_downloads_the_very_bytes(
    client: FlaskClient, make: Make, town: Town, issued: Certificate
) -> None:
    sign_in(client, account_of(make, town, issued))
    assert issued.number in client.get("/sertifikat").text
    assert f"/verifikasi/{issued.code}" in client.get(f"/sertifikat/{issued.id}").text
    response = client.get(f"/sertifikat/{issued.id}/unduh")
    assert hashlib.sha256(response.data).hexdigest() == issued.pdf_sha256
    assert response.headers["Content-Disposition"] == "attachment; filename=488.1-001-DISKOMINFO-2026.pdf"
    assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("role", ["officer", "head"])
def test_a_colleague_and_a_foreign_head_find_nothing(
    client: FlaskClient, make: Make, town: Town, issued: Certificate, role: str
) -> None:
    stranger = town.officer("Orang Lain", make.agency())
    token = sign_in(client, make.account(role, stranger))
    paths = [f"/sertifikat/{issued.id}", f"/sertifikat/{issued.id}/unduh"]
    assert [client.get(path).status_code for path in paths] == [404, 404]
    forbidden = ["/sertifikat/buku", "/sertifikat/terbitkan/1", "/sertifikat/terbitkan/1/kemajuan.json"]
    assert [client.get(path).status_code for path in forbidden] == [403, 403, 403]
    body = {"csrf_token": token, "reason": "alasan yang cukup panjang"}
    posts = [f"/sertifikat/{issued.id}/cabut", f"/sertifikat/{issued.id}/ganti", "/sertifikat/terbitkan/1"]
    assert [client.post(path, data=body).status_code for path in posts] == [403, 403, 403]
    assert town.rows()[0].state == "issued"


def test_the_head_of_the_agency_reads_its_certificates(
    client: FlaskClient, make: Make, town: Town, issued: Certificate
) -> None:
    sign_in(client, make.account("head", town.officer("Kepala Contoh")))
    assert client.get(f"/sertifikat/{issued.id}/unduh").status_code == 200
    assert issued.number in client.get("/sertifikat/perangkat-daerah").text


def test_a_trainer_issues_by_the_form_but_may_not_revoke(client: FlaskClient, make: Make, town: Town) -> None:
    session_id = town.held([town.officer("Sari Lestari"), town.officer("Tono Wibowo")], absent=1)
    token = sign_in(client, make.account("trainer"))
    page = client.get(f"/sertifikat/terbitkan/{session_id}").text
    assert "Terbitkan 1 sertifikat" in page
    assert "Hadir 0 dari 5 JP" in page

    response = client.post(
        f"/sertifikat/terbitkan/{session_id}", data={"csrf_token": token, "isian-dasar": "Surat 12/2026"}
    )
    assert (response.status_code, response.headers["Location"]) == (
        303,
        f"/sertifikat/terbitkan/{session_id}/kemajuan",
    )
    assert client.get(f"/sertifikat/terbitkan/{session_id}/kemajuan.json").get_json() == {
        "waiting": 1,
        "issued": 0,
        "failed": 0,
        "paused": False,
        "total": 1,
        "done": False,
    }
    town.work()
    row = town.rows()[0]
    assert row.snapshot["fields"] == {"dasar": "Surat 12/2026"}
    assert client.get(f"/sertifikat/terbitkan/{session_id}/kemajuan.json").get_json()["done"] is True
    assert row.number in client.get("/sertifikat/buku?cari=sari").text
    assert row.number not in client.get("/sertifikat/buku?cari=tono").text
    body = {"csrf_token": token, "reason": "alasan yang cukup panjang"}
    assert client.post(f"/sertifikat/{row.id}/cabut", data=body).status_code == 403
    again = client.post(f"/sertifikat/terbitkan/{session_id}", data={"csrf_token": token})
    assert again.headers["Location"] == f"/sertifikat/terbitkan/{session_id}"
    assert len(town.rows()) == 1


def test_an_admin_revokes_once_with_a_reason(
    client: FlaskClient, make: Make, town: Town, issued: Certificate
) -> None:
    token = sign_in(client, make.account("admin", username="admin"))
    path = f"/sertifikat/{issued.id}/cabut"
    client.post(path, data={"csrf_token": token, "reason": "pendek"})
    assert town.rows()[0].state == "issued"
    client.post(path, data={"csrf_token": token, "reason": "Jumlah JP keliru dicetak"})
    assert (town.rows()[0].state, town.rows()[0].reason) == ("revoked", "Jumlah JP keliru dicetak")
    assert (
        client.post(path, data={"csrf_token": token, "reason": "Jumlah JP keliru dicetak"}).status_code == 409
    )


def test_a_file_that_was_damaged_on_the_server_is_not_handed_out(
    client: FlaskClient, make: Make, town: Town, issued: Certificate
) -> None:
    sign_in(client, account_of(make, town, issued))
    (town.home / "certificates" / issued.file_name).write_bytes(b"%PDF-rusak")
    response = client.get(f"/sertifikat/{issued.id}/unduh")
    assert (response.status_code, "rusak atau hilang" in response.text) == (409, True)


def test_a_corrected_name_comes_with_the_replacement_and_not_before(
    make: Make, town: Town, issued: Certificate
) -> None:
    from lms.db.session import writing

    with writing(town.session):
        town.session.get(Officer, issued.officer_id).name = "Rini Wulandari Putri"
    before = town.pdf(town.rows()[0])
    town.do(
        actions.replace,
        certificate_id=issued.id,
        reason="Nama tercetak keliru",
        public_url="https://x.example",
    )
    town.work()
    old, new = town.rows()
    assert (old.holder_name, new.holder_name) == (
        "Rini Wulandari, S.I.Kom.",
        "Rini Wulandari Putri, S.I.Kom.",
    )
    assert town.pdf(old) == before
