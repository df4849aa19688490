"""Who may do what: every address, every method, ten visitors, and the real ids of somebody else's things."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask import Flask, url_for
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from tests.world import VISITORS, World

# One letter for each visitor, in the order of VISITORS:
# anonymous, suspended, left | owner, colleague, stranger | trainer, head, far head, admin.
# y: let in   -: led to sign-in   n: refused by role (403)   h: told that there is no such thing (404)
PUBLIC = "yyy yyy yyyy"
SIGNED = "--- yyy yyyy"
OFFICERS = "--- yyy yyyn"  # an admin without an officer neither learns nor sits examinations
OWNER = "--- yhh hhhn"
ENROLLED = "--- ynn nnnn"
TRAINERS = "--- nnn ynny"
ADMINS = "--- nnn nnny"
HEADS = "--- nnn nyyy"
HEAD_OFFICERS = "--- nnn nyyh"
OWN_AGENCY = "--- nnn nyhy"
STATISTICS = "--- nnn yyyy"  # trainers and admins of everybody, heads of their own agency
NOTHING_THERE = "--- nnn hhhh"  # the same readers, asked without the pair that the page is about
GONE = "--- nnn hnnh"  # trainers and admins, but the thing is not there any more
HOLDERS = "--- yhh hhhn"  # officers; only the owner holds a certificate
REGISTERED = "--- yhh hhhn"  # officers; only the owner takes part
NO_REQUEST = "--- nnn nhhh"  # heads and admins; nobody of the world waits for their answer
PERSON = "--- yhh yyhy"  # oneself, one's head, trainers and admins

LESSON = {"slug": "menerima", "lesson": "prosedur", "name": "denah.png", "question": "langkah"}
QUIZ = {"slug": "evaluasi"}
DRAFT = {"path": "quizzes/evaluasi.md", "kind": "quiz", "doc_id": "evaluasi"}
ONGOING: dict[str, Any] = {"session_id": "open_session"}
LETTERS = {"attempt_id": "desk_attempt"}
CLOSED = {"attempt_id": "closed_attempt"}

# what the scripts of a page would send: a request that is refused for its shape says nothing about the visitor
BODIES = {"quizzes.autosave": {"seq": 1, "fields": {}}}

Row = tuple[str, dict[str, Any]]


def rows(policy: str, blueprint: str, endpoints: str, **values: Any) -> dict[str, Row]:
    """Several endpoints of one blueprint with the same rule; a value may be the name of one of the world's ids."""
    return {f"{blueprint}.{name}" if blueprint else name: (policy, values) for name in endpoints.split()}


TABLE: dict[str, Row] = {
    **rows(PUBLIC, "", "healthz readyz"),
    **rows(PUBLIC, "home", "help_page"),
    **rows(SIGNED, "home", "index notices read"),
    **rows(ADMINS, "audit", "journal verify"),
    **rows(ADMINS, "institution", "settings calendar forget_correction"),
    **rows(PUBLIC, "people", "login logout forgotten language use_link", token="x" * 43),
    **rows(SIGNED, "people", "account change_password"),
    **rows(
        ADMINS,
        "people.city",
        "add_post affair_list agency bodies carry close_post end_affair end_agency index new_agency post rename "
        "set_body",
        word="tarik",
        code="EXT.PROV.SAMSAT",
    ),
    **rows(
        ADMINS,
        "people.officers",
        "apply assign cancel change_role come_back download edit end find_twin index leave make_account make_link "
        "merge new restore show suspend technical upload",
    ),
    **rows(SIGNED, "quizzes", "index practise waiting_on_devices offline_practice offline_letters_data"),
    **rows(PUBLIC, "quizzes", "again again_token attempt_worker offline_worker unreached"),
    **rows(OFFICERS, "quizzes", "intro desk start turn", **QUIZ),
    **rows(SIGNED, "quizzes", "media_file", name="denah.png"),
    **rows(OWNER, "quizzes", "attempt autosave answer question review submit time_left search", number=1),
    **rows(OWNER, "quizzes", "hand_over rescue"),
    **rows(OWNER, "quizzes", "letter", number=1, **LETTERS),
    **rows(OWNER, "quizzes", "feedback result", number=1, **CLOSED),
    **rows(TRAINERS, "quizzes", "late_answers decide rescue_for", **QUIZ),
    **rows(TRAINERS, "quizzes", "participants extend grant mark_again mark mark_page to_mark", **QUIZ),
    **rows(OWNER, "quizzes", "note_search stop", **LETTERS),
    **rows(SIGNED, "quizzes", "set_page"),
    **rows(OFFICERS, "quizzes", "start_set"),
    **rows(TRAINERS, "quizzes", "close_set missed_words add_missed_word"),
    **rows(TRAINERS, "people.words", "index"),
    **rows(GONE, "people.words", "edit save"),
    **rows(SIGNED, "courses", "index course lesson sop media", **LESSON),
    **rows(OFFICERS, "courses", "finish place practice", **LESSON),
    **rows(OFFICERS, "competency", "index refresher_page start_refresher choose_digest"),
    **rows(TRAINERS, "competency", "calibration calibration_file"),
    **rows(SIGNED, "competency", "framework_page unit_page", unit_id="K2"),
    **rows(PERSON, "competency", "officer_page"),
    **rows(OFFICERS, "rotation", "index"),
    **rows(PERSON, "rotation", "officer_plan"),
    **rows(SIGNED, "bimtek", "index detail calendar arrive", **ONGOING),
    **rows(ENROLLED, "bimtek", "start_post_test start_pre_test evaluate answer", **ONGOING),
    **rows(PUBLIC, "bimtek", "scanned", **ONGOING),
    **rows(OWNER, "bimtek", "own_code", **ONGOING),
    **rows(OFFICERS, "bimtek", "register_self", **ONGOING),
    **rows(REGISTERED, "bimtek", "unregister", **ONGOING),
    **rows(HEADS, "bimtek", "approvals"),
    **rows(NO_REQUEST, "bimtek", "decide"),
    **rows(
        TRAINERS,
        "bimtek",
        "add_guest remove_guest attendance_sheet cancel invitation letters scan scan_now send_again tell_change",
        **ONGOING,
    ),
    **rows(
        TRAINERS,
        "bimtek",
        "pre_test open_pre_test close_pre_test learning evaluation plan_evaluation open_evaluation close_evaluation "
        "waive unwaive",
        condition="attendance",
        **ONGOING,
    ),
    **rows(
        TRAINERS, "bimtek", "report write_report add_photo report_pdf report_xlsx report_csv", name="siasn", **ONGOING
    ),
    **rows(GONE, "bimtek", "photo remove_photo", photo_id=1, **ONGOING),
    **rows(
        TRAINERS,
        "bimtek",
        "add_participants announce attendance checkin checkin_code close close_checkin close_post_test edit "
        "edit_slot enrol_chosen enrol_list manage mark_rest new open_checkin open_post_test overview participants "
        "remove_slot results save_attendance schedule withdraw",
        **ONGOING,
    ),
    **rows(OFFICERS, "certificates", "mine"),
    **rows(HOLDERS, "certificates", "own_zip"),
    **rows(PERSON, "certificates", "detail download badge"),
    **rows(PUBLIC, "certificates", "verify verify_signers verify_start verify_upload issuer_document"),
    **rows(
        TRAINERS, "certificates", "issue issue_guest issue_page progress_json progress_page register_page retry pause resume",
    ),
    **rows(TRAINERS, "certificates", "session_zip session_pdf"),
    **rows(GONE, "certificates", "preview_longest", kind="bimtek"),
    **rows(TRAINERS, "certificates", "preview_sample", kind="bimtek", **ONGOING),
    **rows(TRAINERS, "certificates", "book_xlsx book_pdf", year=2026),
    **rows(ADMINS, "certificates", "revoke replace renew void signing_settings trust_signer"),
    **rows(TRAINERS, "certificates", "sign_page unlock drafts_zip upload_signed"),
    **rows(HEAD_OFFICERS, "certificates", "agency_page"),
    **rows(HEADS, "reports", "readiness"),
    **rows(OWN_AGENCY, "reports", "download", kind="csv"),
    **rows(TRAINERS, "reports", "items items_quiz items_question items_download", question="angka", kind="csv", **QUIZ),
    **rows(STATISTICS, "reports", "routing routing_download", kind="csv"),
    **rows(NOTHING_THERE, "reports", "routing_pair"),
    **rows(GONE, "reports", "routing_practice log_review log_take", sha256="0" * 64),
    **rows(
        TRAINERS,
        "reports",
        "routing_practice_create routing_module log_index log_upload log_result log_discard",
        sha256="0" * 64,
    ),
    **rows(
        TRAINERS,
        "studio",
        "autosave desk edit export export_file file_bytes guide history import_quiz import_save new publish remove "
        "restore revision save upload withdraw",
        target="gift",
        **DRAFT,
    ),
    **rows(TRAINERS, "studio", "discard", path="quizzes/draf.md"),
}  # fmt: skip


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    world = World(tmp_path_factory.mktemp("matrix"))
    yield world
    world.close()


def calls(app: Flask, ids: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Every endpoint, method and address of the application, with values put in."""
    for rule in sorted(app.url_map.iter_rules(), key=lambda rule: rule.rule):
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            yield rule.endpoint, method, address(app, rule, ids)


def address(app: Flask, rule: Rule, ids: dict[str, Any]) -> str:
    given = TABLE[rule.endpoint][1]
    values = {}
    for name in rule.arguments:
        value = given.get(name, ids.get(name, "x"))
        values[name] = ids.get(value, value) if isinstance(value, str) else value
    with app.test_request_context():
        return url_for(rule.endpoint, **values)


def body(endpoint: str) -> dict[str, Any]:
    return {"json": BODIES[endpoint]} if endpoint in BODIES else {}


def verdict(endpoint: str, response: TestResponse) -> str:
    """The letter of an answer."""
    to_login = urlsplit(response.headers.get("Location", "")).path == "/masuk"
    if to_login and endpoint != "people.logout":
        return "-"
    return {403: "n", 404: "h"}.get(response.status_code, "y" if response.status_code < 500 else "!")


def test_every_endpoint_is_declared_and_nothing_else(world: World) -> None:
    assert {rule.endpoint for rule in world.app.url_map.iter_rules()} == set(TABLE)


@pytest.mark.parametrize("who", VISITORS)
def test_the_matrix_holds(world: World, who: str) -> None:
    wrong = []
    for endpoint, method, path in calls(world.app, world.ids):
        expected = TABLE[endpoint][0].replace(" ", "")[VISITORS.index(who)]
        with world.unchanged() as wrote:
            found = verdict(endpoint, world.ask(who, method, path, **body(endpoint)))
        if found != expected:
            wrong.append((endpoint, method, path, f"{expected} expected, {found} found"))
        if wrote[0] and (expected != "y" or method == "GET"):
            wrong.append((endpoint, method, path, "wrote to the database"))
    assert wrong == []


def test_nothing_changes_without_the_token(world: World) -> None:
    """Every unsafe address, as the two visitors who may do most; a token of somebody else is none."""
    for who, other in (("admin", "trainer"), ("owner", "colleague")):
        for endpoint, method, path in calls(world.app, world.ids):
            if method in {"GET", "HEAD", "OPTIONS"}:
                continue
            for token in ("", "x", world.tokens[other]):
                with world.unchanged() as wrote:
                    response = world.ask(who, method, path, headers={"X-CSRFToken": token}, **body(endpoint))
                assert (response.status_code, wrote) == (400, [False]), (who, endpoint, token)


HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


@pytest.mark.parametrize("who", ["anonymous", "owner", "trainer", "admin"])
def test_every_answer_carries_the_headers(world: World, who: str) -> None:
    """Pages, errors, JSON, files, redirects; private ones are kept by nobody but the reader."""
    for endpoint, method, path in calls(world.app, world.ids):
        with world.unchanged():
            response = world.ask(who, method, path, **body(endpoint))
        found = {name: response.headers.get(name) for name in HEADERS}
        assert found == HEADERS, path
        assert "default-src 'none'" in response.headers["Content-Security-Policy"], path
        assert response.headers["Referrer-Policy"] in {"same-origin", "no-referrer"}, path
        kept = response.headers["Cache-Control"]
        assert kept == "no-store" or kept.startswith("private,"), (path, kept)
        assert "Cookie" in response.headers["Vary"], path
        assert "Access-Control-Allow-Origin" not in response.headers, path
