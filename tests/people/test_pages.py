"""The admin's pages: who may open them, what they show, and that nothing typed into them runs."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from lms.db.session import writing
from lms.people.models import Account, Agency, Assignment, ExternalBody, Officer, Post
from tests.factories import sign_in

EVIL = "<script>alert(1)</script>"
NIP = "199104172015032004"


@pytest.fixture
def admin(client, make):
    """A CSRF token of a signed-in admin."""
    return sign_in(client, make.account("admin", username="admin"))


@pytest.fixture
def post(client, admin):
    def send(path, status=303, **data):
        response = client.post(path, data={"csrf_token": admin, **data})
        assert response.status_code == status, response.text
        return response

    return send


PAGES = ["/pegawai", "/pegawai/baru", "/pegawai/akun", "/pegawai/impor", "/pegawai/daftar.csv", "/kota", "/kota/urusan",
         "/kota/instansi-luar", "/kota/perangkat/baru", "/pengaturan", "/pengaturan/kalender", "/jurnal"]  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
def test_an_admin_opens_every_page(client, admin, path):
    assert client.get(path).status_code == 200


@pytest.mark.parametrize("role", ["officer", "trainer", "head"])
def test_others_open_none_and_strangers_are_led_to_sign_in(client, make, role):
    assert [client.get(path).status_code for path in PAGES] == [303] * len(PAGES)
    sign_in(client, make.account(role))
    assert [client.get(path).status_code for path in PAGES] == [403] * len(PAGES)


@pytest.mark.parametrize("path", ["/pegawai/999", "/pegawai/999/ubah", "/pegawai/999/jabatan", "/pegawai/penugasan/9/akhiri",
                                  "/pegawai/999/gabung", "/kota/perangkat/999", "/kota/jabatan/999"])  # fmt: skip
def test_what_does_not_exist_is_404(client, admin, path):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    "query",
    ["cari=%27%22%3E", "hal=0", "hal=-1", "hal=99999999", "hal=x", "perangkat=x", "perangkat=99999999999999", "status=x",
     "cari=%00", "cari=" + "a" * 5000, "cari=%25_%5C", "perangkat=-1"],
)  # fmt: skip
def test_odd_filters_are_borne(client, admin, query):
    assert client.get(f"/pegawai?{query}").status_code == 200


def test_the_list_masks_the_nip_and_the_card_shows_it(client, admin, make):
    rini = make.officer("Rini", nip=NIP)
    page = client.get("/pegawai").text
    assert "199104" not in page
    assert "004" in page
    assert "19910417 201503 2 004" in client.get(f"/pegawai/{rini.id}").text


def test_search_and_filters(client, admin, make):
    dinkes, dlh = make.agency("Dinas Kesehatan"), make.agency("Dinas Lingkungan Hidup")
    make.assign(make.officer("Rini Wulandari", nip=NIP), make.post(dinkes), date(2025, 1, 1))
    make.assign(make.officer("Budi_100%"), make.post(dlh), date(2025, 1, 1))
    make.officer("Siti", status="left")
    make.officer("Umi")

    def names(query):
        text = client.get(f"/pegawai?{query}").text
        return [name for name in ("Rini", "Budi_100%", "Siti", "Umi") if f">{name}" in text]

    assert names("") == ["Rini", "Budi_100%", "Umi"]
    assert names("cari=wulan+rini") == ["Rini"]
    assert names("cari=19910417") == ["Rini"]
    assert names("cari=_100%25") == ["Budi_100%"]
    assert names(f"perangkat={dinkes.id}") == ["Rini"]
    assert names("perangkat=-1") == ["Umi"]
    assert names("status=left") == ["Siti"]
    assert names("status=") == ["Rini", "Budi_100%", "Siti", "Umi"]
    assert "Tidak ada pegawai yang cocok" in client.get("/pegawai?cari=trotoar").text


def test_long_lists_come_in_pages_that_keep_the_filter(client, admin, session, clock):
    with writing(session):
        session.add_all(Officer(name=f"Pegawai {n:03}", created_at=clock.now()) for n in range(120))
    first = client.get("/pegawai?cari=pegawai").text
    assert first.count('scope="row"') == 50
    assert "Halaman 1 dari 3" in first
    assert "/pegawai?cari=pegawai&amp;hal=2" in first
    last = client.get("/pegawai?cari=pegawai&hal=77").text
    assert "Pegawai 119" in last
    assert last.count('scope="row"') == 20


def test_a_person_is_entered_corrected_and_named_twice(client, post, session):
    made = post(
        "/pegawai/baru", name="Rini Wulandari", nip="19910417 201503 2 004", employment="pns", rank="III/b"
    )
    page = client.get(made.headers["Location"]).text
    assert "Penata Muda Tk. I (III/b)" in page
    again = post("/pegawai/baru", 422, name="Rini W", nip=NIP, employment="pns")
    assert "Sudah dipakai pegawai lain" in again.text
    assert 'value="Rini W"' in again.text
    short = post("/pegawai/baru", 422, name="Budi", nip="1991041720150320", employment="pns")
    assert "Yang Anda tulis 16 karakter" in short.text
    post(f"{made.headers['Location']}/ubah", name="Rini Wulandari Putri", nip=NIP, employment="pppk")
    session.rollback()
    row = session.scalars(select(Officer)).one()
    assert (row.name, row.employment) == ("Rini Wulandari Putri", "pppk")


def test_nothing_that_was_typed_runs(client, post, make, session):
    agency = make.agency(f"Dinas {EVIL}", f"D{EVIL}")
    rini = make.officer(EVIL, nip=None, email=f"{EVIL}@x.example")
    make.assign(rini, make.post(agency, f"Petugas {EVIL}"), date(2025, 1, 1), decree=EVIL)
    with writing(session):
        session.add(
            ExternalBody(
                code="EXT.X",
                name=EVIL,
                level="provinsi",
                topics=EVIL,
                everyday_words=[],
                related_affair="",
                tempting="",
            )
        )
    post(f"/pegawai/{rini.id}/ubah", name=f"{EVIL} dua", employment="pns", email="")
    paths = ["/pegawai", f"/pegawai?cari={EVIL}", f"/pegawai/{rini.id}", f"/pegawai/{rini.id}/jabatan", f"/pegawai/{rini.id}/gabung",
             f"/pegawai/{rini.id}/akun", "/kota", f"/kota/perangkat/{agency.id}", "/kota/instansi-luar", "/jurnal",
             f"/jurnal?jenis=officer&id={rini.id}", f"/jurnal?awal={EVIL}"]  # fmt: skip
    for path in paths:
        response = client.get(path)
        assert response.status_code == 200, path
        assert EVIL not in response.text, path


def test_the_whole_way_of_an_account(app, client, post, make, session):
    rini = make.officer("Rini Wulandari", nip=NIP)
    page = post(f"/pegawai/{rini.id}/akun", 200, role="trainer", username="").text
    link = page.split("/aktivasi/")[1].split()[0]
    assert "hanya ditampilkan sekali" in page
    assert "http://127.0.0.1:8000/aktivasi/" in page
    assert link not in client.get(f"/pegawai/{rini.id}").text
    assert "Menunggu aktivasi" in client.get(f"/pegawai/{rini.id}").text
    assert (
        post(f"/pegawai/{rini.id}/akun", 422, role="trainer", username="").text.count("sudah memiliki akun")
        == 1
    )
    reader = app.test_client()
    from tests.factories import csrf_of

    csrf = csrf_of(reader.get(f"/aktivasi/{link}").text)
    password = "tiga kata baru sekali"
    reader.post(f"/aktivasi/{link}", data={"csrf_token": csrf, "password": password, "again": password})
    session.rollback()
    account = session.scalars(select(Account).where(Account.officer_id == rini.id)).one()
    sign_in(reader, account, password)
    post(f"/pegawai/akun/{account.id}/peran", role="head")
    assert reader.get("/akun").status_code == 303
    sign_in(reader, account, password)
    post(f"/pegawai/akun/{account.id}/tangguhkan")
    assert reader.get("/akun").status_code == 303
    post(f"/pegawai/akun/{account.id}/pulihkan")
    reset = post(f"/pegawai/akun/{account.id}/tautan", 200).text
    assert "kata sandi Estafet yang baru" in reset
    assert session.scalar(select(Account.role).where(Account.id == account.id)) in {"head", "trainer"}


def test_an_officer_without_nip_and_email_needs_a_user_name(client, post, make):
    tono = make.officer("Tono", nip=None, email=None)
    assert (
        "tidak memiliki NIP atau surel"
        in post(f"/pegawai/{tono.id}/akun", 422, role="officer", username="").text
    )
    assert "diawali huruf" in post(f"/pegawai/{tono.id}/akun", 422, role="officer", username="1 2").text
    assert (
        "hanya ditampilkan sekali"
        in post(f"/pegawai/{tono.id}/akun", 200, role="officer", username="Tono.P").text
    )


def test_a_technical_account_is_listed_apart(client, post):
    page = post("/pegawai/akun", 200, label="Pengelola server", username="server", role="admin").text
    assert "/aktivasi/" in page
    assert "Pengelola server" in client.get("/pegawai/akun").text


def test_the_last_admin_is_told_and_stays(client, post, session):
    session.rollback()
    own = session.scalars(select(Account)).one()
    post(f"/pegawai/akun/{own.id}/tangguhkan")
    assert "admin terakhir" in client.get("/pegawai/akun").text
    assert client.get("/pegawai").status_code == 200


def test_a_mutasi_through_the_pages(client, post, make, session):
    agency = make.agency("Dinas Kesehatan")
    old, new = make.post(agency, "Analis"), make.post(agency, "Arsiparis")
    rini = make.officer("Rini")
    make.assign(rini, old, date(2025, 1, 1))
    assert "Akhiri jabatan definitif" in client.get(f"/pegawai/{rini.id}/jabatan").text
    facts = {"post": new.id, "nature": "definitive", "decree": "800/1/2026", "end_previous": "y"}
    post(f"/pegawai/{rini.id}/jabatan", start="2026-12-01", **facts)
    page = client.get(f"/pegawai/{rini.id}").text
    assert "30 November 2026" in page
    assert "800/1/2026" in page
    assert "Akan datang" in page
    assert "sudah memegang" in post(f"/pegawai/{rini.id}/jabatan", 422, start="2026-12-02", **facts).text
    assert "Isi tanggal" in post(f"/pegawai/{rini.id}/jabatan", 422, start="kemarin", **facts).text
    session.rollback()
    row = session.scalars(select(Assignment).where(Assignment.post_id == new.id)).one()
    post(f"/pegawai/penugasan/{row.id}/akhiri", last_day="2027-01-31")
    assert "31 Januari 2027" in client.get(f"/pegawai/{rini.id}").text
    post(f"/pegawai/penugasan/{row.id}/batalkan")
    assert "Arsiparis" not in client.get(f"/pegawai/{rini.id}").text


def test_leaving_and_merging_through_the_pages(client, post, make, session):
    rini, twin = make.officer("Rini Wulandari"), make.officer("Rini Wulandari")
    assert f"/pegawai/{rini.id}/gabung/{twin.id}" in client.get(f"/pegawai/{rini.id}/gabung").text
    post(f"/pegawai/{rini.id}/gabung/{twin.id}", survivor=rini.id)
    assert "milik orang yang sama" in client.get(f"/pegawai/{twin.id}").text
    assert f"(#{twin.id})" in client.get(f"/pegawai/{rini.id}").text
    assert (
        post(f"/pegawai/{rini.id}/gabung/{twin.id}", 422, survivor=rini.id).text.count(
            "sudah pernah digabung"
        )
        == 1
    )
    assert client.get(f"/pegawai/{rini.id}/gabung/{rini.id}").status_code == 409
    post(f"/pegawai/{rini.id}/berhenti", kind="retired", last_day="2026-11-20", note="SK 1")
    assert "hari terakhir 20 November 2026" in client.get(f"/pegawai/{rini.id}").text
    post(f"/pegawai/{rini.id}/aktifkan")
    assert "Beri jabatan" in client.get(f"/pegawai/{rini.id}").text


def test_the_city_through_the_pages(client, post, make, session):
    make.affair("2.16", "Komunikasi dan informatika")
    post(
        "/kota/perangkat/baru",
        name="Dinas Kominfo",
        short="Diskominfo",
        kind="dinas",
        valid_from="2021-01-01",
        text="",
    )
    session.rollback()
    agency = session.scalars(select(Agency)).one()
    page = f"/kota/perangkat/{agency.id}"
    post(f"{page}/jabatan", title="Petugas PIP", profile="petugas-pip")
    post(f"{page}/urusan", code="2.16", valid_from="2021-01-01")
    text = client.get(page).text
    assert "Petugas PIP" in text
    assert "2.16 Komunikasi dan informatika" in text
    session.rollback()
    row = session.scalars(select(Post)).one()
    post(f"/kota/jabatan/{row.id}", profile="")
    post(f"/kota/jabatan/{row.id}/tutup", last_day="2026-11-23")
    assert "Ditutup 23 November 2026" in client.get(page).text
    post(f"{page}/nama", name="Dinas Kominfosandi", short="Kominfosandi", start="2027-01-01")
    assert "Dinas Kominfosandi" in client.get("/kota").text
    assert "sampai 31 Desember 2026" in client.get(page).text
    post(f"{page}/nama", name="", short="x", start="")
    assert "Nama baru: Wajib diisi." in client.get(page).text


def test_a_body_is_withdrawn_and_brought_back(client, post, session):
    with writing(session):
        session.add(
            ExternalBody(
                code="EXT.PLN",
                name="PLN",
                level="bumn",
                topics="",
                everyday_words=[],
                related_affair="",
                tempting="",
            )
        )
    post("/kota/instansi-luar/EXT.PLN/tarik")
    assert "Ditarik" in client.get("/kota/instansi-luar").text
    post("/kota/instansi-luar/EXT.PLN/pakai")
    session.rollback()
    assert session.get(ExternalBody, "EXT.PLN").withdrawn is False
    post("/kota/instansi-luar/EXT.X/tarik", 404)


ENTRIES = ('href="/pegawai"', 'href="/kota"', 'href="/pengaturan"', 'href="/jurnal"')


def test_the_menu_of_an_admin_and_of_others(app, client, admin, make):
    menu = client.get("/pegawai").text.split("</nav>")[0]
    assert [word in menu for word in ENTRIES] == [True] * 4
    assert 'href="/pegawai" aria-current="page"' in menu
    assert 'href="/kota" aria-current' not in menu
    reader = app.test_client()
    sign_in(reader, make.account())
    menu = reader.get("/akun").text.split("</nav>")[0]
    assert [word in menu for word in ENTRIES] == [False] * 4
