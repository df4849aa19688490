"""Who may open which page: trainers run sessions, everybody else takes part."""

from __future__ import annotations

import pytest

from lms.people.domain.permissions import Permission
from lms.people.guard import PUBLIC
from tests.bimtek.views.conftest import Reader

TRAINERS_ONLY = {
    "manage", "new", "edit", "schedule", "edit_slot", "remove_slot", "announce", "overview", "open_post_test",
    "close_post_test", "participants", "add_participants", "enrol_chosen", "enrol_list", "withdraw", "checkin",
    "checkin_code", "open_checkin", "close_checkin", "attendance", "save_attendance", "mark_rest", "results", "close",
    "pre_test", "open_pre_test", "close_pre_test", "learning", "evaluation", "plan_evaluation", "open_evaluation",
    "close_evaluation", "waive", "unwaive", "add_guest", "remove_guest", "attendance_sheet", "cancel", "invitation",
    "letters", "scan", "scan_now", "send_again", "tell_change",
    "report", "write_report", "add_photo", "remove_photo", "photo", "report_pdf", "report_xlsx", "report_csv",
}  # fmt: skip
EVERYBODY = {
    "index", "detail", "calendar", "arrive", "start_post_test", "start_pre_test", "evaluate", "answer", "own_code",
    "register_self", "unregister",
}  # fmt: skip
HEADS = {"approvals", "decide"}


def test_every_page_names_its_permission(app):
    views = {name: view for name, view in app.view_functions.items() if name.startswith("bimtek.")}
    needs = {name.removeprefix("bimtek."): view.needs for name, view in views.items()}
    assert {name for name, need in needs.items() if need is Permission.RUN_SESSIONS} == TRAINERS_ONLY
    assert {name for name, need in needs.items() if need is Permission.LEARN} == EVERYBODY
    assert {name for name, need in needs.items() if need is Permission.SEE_OWN_AGENCY} == HEADS
    assert {name for name, need in needs.items() if need == PUBLIC} == {"scanned"}  # it only leads on


@pytest.mark.parametrize("role", ["officer", "head"])
def test_officers_and_heads_cannot_run_sessions(app, make, run, role):
    row, (slot,) = run.held(slots=1)
    reader = Reader(app, make, role)
    base = f"/bimtek/kelola/{row.id}"
    for path in (
        "/bimtek/kelola",
        "/bimtek/kelola/baru",
        base,
        f"{base}/hasil",
        f"{base}/presensi/{slot.id}/kode.json",
    ):
        reader.get(path, 403)
    for path in (
        f"{base}/tutup",
        f"{base}/umumkan",
        f"{base}/presensi/{slot.id}/buka",
        f"{base}/peserta/tambah",
    ):
        reader.post(path, 403)
    run.session.rollback()
    assert run.journal("checkin_opened") == []


def test_signed_out_readers_are_led_to_sign_in_and_back_to_the_code(client, run):
    row, (slot,) = run.held(slots=1)
    response = client.get(f"/bimtek/{row.id}/hadir/{slot.id}?kode=ABC123")
    assert response.status_code == 303
    assert response.headers["Location"] == f"/masuk?next=/bimtek/{row.id}/hadir/{slot.id}?kode%3DABC123"


def test_posts_need_the_token(trainer, run):
    row, _slots = run.held(slots=1)
    assert trainer.client.post(f"/bimtek/kelola/{row.id}/tutup").status_code == 400


def test_an_admin_without_an_officer_goes_to_the_trainers_page(app, make):
    admin = Reader.__new__(Reader)
    from tests.factories import sign_in

    admin.client = app.test_client()
    sign_in(admin.client, make.account("admin", username="admin"))
    assert admin.get("/bimtek", 303).headers["Location"] == "/bimtek/kelola"
    admin.get("/bimtek/kelola")


def test_the_menu_leads_each_role_to_its_page(trainer, reader):
    assert '<a href="/bimtek/kelola" aria-current="page">Bimtek</a>' in trainer.get("/bimtek/kelola").text
    assert '<a href="/bimtek" aria-current="page">Bimtek</a>' in reader.get("/bimtek").text
