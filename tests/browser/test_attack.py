"""What a curious or hostile officer tries: other people's pages, the key, other sites, two clicks, two tabs."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.answers import quiz, saved
from tests.browser.conftest import City, Visit
from tests.browser.visitor import PASSWORD, Visitor

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

EXAM, LETTERS, LETTER_EXAM = "kip-02-evaluasi", "disposisi-latihan", "disposisi-dasar"
FORBIDDEN = [
    "/studio", "/studio/berkas/quizzes/kip-02-evaluasi.md", "/studio/isi/quizzes/kip-02-evaluasi.md", "/kuis/penilaian",
    "/bimtek/kelola", "/bimtek/kelola/2", "/bimtek/kelola/2/hasil", "/bimtek/kelola/2/presensi/7/kode.json",
    "/sertifikat/terbitkan/1", "/sertifikat/buku", "/kesiapan",
    "/pegawai", "/pegawai/3", "/pegawai/daftar.csv", "/pegawai/impor", "/kota", "/pengaturan", "/jurnal",
]  # fmt: skip
FORBIDDEN_POSTS = [
    "/pegawai/akun/1/peran", "/pegawai/akun/1/tautan", "/bimtek/kelola/2/tutup", "/bimtek/kelola/2/pos-tes/buka",
    "/sertifikat/terbitkan/1", "/sertifikat/1/cabut", "/studio/terbitkan/quizzes/kip-02-evaluasi.md", "/jurnal/periksa",
]  # fmt: skip
ELSEWHERE = [
    "//jahat.example",
    "https://jahat.example/",
    "/\\jahat.example",
    "/%09/jahat.example",
    "javascript:alert(1)",
]


def token(page: Page) -> str:
    return page.locator("input[name=csrf_token]").first.get_attribute("value") or ""


def test_pages_of_other_roles_are_refused_in_plain_words(city: City, visit: Visit, newcomer: str) -> None:
    person = visit()
    person.sign_in(newcomer)
    ask = person.context.request
    answers = {path: ask.get(city.url + path, max_redirects=0).status for path in FORBIDDEN}
    assert answers == dict.fromkeys(FORBIDDEN, 403)
    form = {"csrf_token": token(person.page), "role": "admin", "reason": "alasan yang cukup panjang"}
    posts = {path: ask.post(city.url + path, form=form, max_redirects=0).status for path in FORBIDDEN_POSTS}
    assert posts == dict.fromkeys(FORBIDDEN_POSTS, 403)
    person.open("/pegawai")
    expect(person.page.locator("main")).to_contain_text("Peran Anda tidak memiliki hak")
    assert "Traceback" not in person.page.content()


def test_what_belongs_to_somebody_else_is_not_found(city: City, visit: Visit, newcomer: str) -> None:
    person = visit()
    person.sign_in(newcomer)
    ((attempt,),) = city.rows(
        "SELECT max(attempt.id) FROM attempt JOIN officer ON officer.id = officer_id WHERE nip != ?", newcomer
    )
    ((certificate,),) = city.rows(
        "SELECT max(certificate.id) FROM certificate JOIN officer ON officer.id = officer_id WHERE nip != ?",
        newcomer,
    )
    ask = person.context.request
    for path in (
        "",
        "/soal/1",
        "/surat/1",
        "/tinjau",
        "/hasil",
        "/umpan-balik/1",
        "/sisa",
        "/cari?cari=jalan",
    ):
        assert ask.get(f"{city.url}/kuis/percobaan/{attempt}{path}", max_redirects=0).status == 404, path
    send = {"headers": {"X-CSRFToken": token(person.page)}, "max_redirects": 0}
    save = f"{city.url}/kuis/percobaan/{attempt}/soal/1/simpan"
    assert ask.post(save, data={"seq": 99, "fields": {}}, **send).status == 404
    assert ask.post(f"{city.url}/kuis/percobaan/{attempt}/serahkan", **send).status == 404
    for path in ("/kompetensi/pegawai/3", "/rencana/pegawai/3"):
        assert ask.get(city.url + path, max_redirects=0).status == 404, path
    for path in ("", "/unduh"):
        assert ask.get(f"{city.url}/sertifikat/{certificate}{path}", max_redirects=0).status in (403, 404), (
            path
        )


def secrets(quiz_id: str) -> list[str]:
    """Pieces of feedback and explanation that only the file holds: eight words in a row, without any markup."""
    texts = [
        text
        for question in quiz(quiz_id).questions
        for text in (question.explanation, *(option.feedback for option in question.options))
    ]
    runs = (" ".join(re.split(r"[^\w]+", text)[:8]).strip() for text in texts)
    return sorted({run for run in runs if len(run.split()) >= 4})


def plain(text: str) -> str:
    return " ".join(re.split(r"[^\w]+", text))


def seen_while_open(person: Visitor, page: Page) -> Iterator[str]:
    """The source of every page of an open attempt, and what its addresses answer to scripts."""
    ask, attempt = person.context.request, page.url.rsplit("/", 2)[0]
    total = page.locator(".qnav button").count()
    for number in range(1, total + 1):
        yield ask.get(f"{attempt}/soal/{number}").text()
        body = {"seq": 1, "fields": {}}
        sent = ask.post(f"{attempt}/soal/{number}/simpan", data=body, headers={"X-CSRFToken": token(page)})
        assert sent.status == 200
        yield sent.text()
        refused = ask.get(f"{attempt}/umpan-balik/{number}")
        assert refused.status == 409
        yield refused.text()
    for path in ("tinjau", "sisa", "cari?cari=dinas", "hasil"):
        yield ask.get(f"{attempt}/{path}").text()


@pytest.mark.parametrize("quiz_id", [EXAM, LETTER_EXAM])
def test_the_key_is_nowhere_while_the_attempt_is_open(visit: Visit, newcomer: str, quiz_id: str) -> None:
    person = visit()
    person.sign_in(newcomer)
    page = person.open(f"/kuis/{quiz_id}")
    person.follow(person.button("Mulai ujian"))
    canaries = secrets(quiz_id)
    assert len(canaries) > 20
    for source in seen_while_open(person, page):
        text = plain(source)
        assert [words for words in canaries if words in text] == []
        assert re.search(r"\b(right|is_right|correct|benar=|kunci=|data-key)\b", source) is None
    attempt = page.url.rsplit("/", 2)[0]
    person.open(f"{attempt}/tinjau")
    person.follow(person.button("Serahkan jawaban"))
    shown = plain(person.context.request.get(f"{attempt}/umpan-balik/1").text())
    assert [
        words for words in canaries if words in shown
    ] != []  # the same search finds them once they may be seen


def test_choices_differ_in_nothing_but_their_words(visit: Visit, newcomer: str) -> None:
    person = visit()
    person.sign_in(newcomer)
    page = person.open(f"/kuis/{EXAM}")
    person.follow(person.button("Mulai ujian"))
    shapes = set()
    for number in range(1, page.locator(".qnav button").count() + 1):
        source = person.context.request.get(f"{page.url.rsplit('/', 1)[0]}/{number}").text()
        for choice in re.findall(r'<label class="opt choice">.*?</label>', source, re.DOTALL):
            shapes.add(re.sub(r'value="[0-9a-f]{10}"|<span>.*</span>', "…", choice, flags=re.DOTALL))
    assert len(shapes) <= 2
    assert all(re.search(r'type="(radio|checkbox)" name="jawab"', shape) for shape in shapes)


def test_signing_in_never_leads_to_another_site(city: City, visit: Visit, newcomer: str) -> None:
    for target in ELSEWHERE:
        person = visit()
        page = person.page
        page.goto(f"{city.url}/masuk?next={target}")
        page.get_by_label("NIP atau surel dinas").fill(newcomer)
        page.get_by_label("Kata sandi", exact=True).fill(PASSWORD)
        person.follow(person.button("Masuk"))
        assert page.url.startswith(f"{city.url}/"), target
        assert person.asked == []
        person.context.close()


def test_a_form_without_its_token_changes_nothing(city: City, visit: Visit, newcomer: str) -> None:
    person = visit()
    person.sign_in(newcomer)
    before = city.rows("SELECT count(*) FROM attempt")
    answer = person.context.request.post(
        f"{city.url}/kuis/{EXAM}/mulai", form={"mode": "exam"}, max_redirects=0
    )
    assert answer.status == 400
    assert "Formulir ini sudah kedaluwarsa" in answer.text()
    assert city.rows("SELECT count(*) FROM attempt") == before


def test_two_clicks_do_one_thing(city: City, visit: Visit, newcomer: str) -> None:
    mine = "SELECT count(*) FROM attempt JOIN officer ON officer.id = officer_id WHERE nip = ?"
    ((before,),) = city.rows(mine, newcomer)
    person = visit()
    person.sign_in(newcomer)
    page = person.open(f"/kuis/{EXAM}")
    person.button("Mulai ujian").dblclick()
    expect(page).to_have_url(re.compile("/soal/1$"))  # the second click aborts the first one's navigation
    attempt = int(page.url.split("/")[-3])
    assert city.rows(mine, newcomer) == [(before + 1,)]
    person.open(f"/kuis/percobaan/{attempt}/tinjau")
    person.button("Serahkan jawaban").dblclick()
    expect(page).to_have_url(re.compile("/hasil$"))
    person.check()
    entries = "SELECT count(*) FROM journal_entry WHERE action = 'quiz.attempt.submitted' AND object_id = ?"
    assert city.rows(entries, str(attempt)) == [(1,)]
    assert city.rows(mine, newcomer) == [(before + 1,)]


def test_an_old_tab_overwrites_nothing(city: City, visit: Visit, newcomer: str) -> None:
    person = visit()
    person.sign_in(newcomer)
    page = person.open(f"/kuis/{LETTERS}")
    person.follow(person.button("Mulai latihan"))
    old = person.new_tab()
    old.goto(page.url)
    for name in ("pendidikan", "kesehatan"):
        page.locator("#cari").fill(name)
        expect(page.locator("[data-summary]")).to_contain_text(name)
        page.locator("#cari").press("Enter")
        saved(page)
    slips = page.locator("[data-slips] input")
    wanted = [slips.nth(n).get_attribute("value") for n in range(slips.count())]
    assert len(wanted) == 2
    expect(old.locator("[data-slips] input")).to_have_count(2)
    old.get_by_role("checkbox", name="Dikecualikan").check()
    saved(old)
    expect(page.get_by_role("checkbox", name="Dikecualikan")).to_be_checked()
    attempt, number = page.url.split("/")[-3], page.url.split("/")[-1]
    query = "SELECT answer FROM attempt_question WHERE attempt_id = ? AND position = ?"
    ((held,),) = city.rows(query, attempt, number)
    assert json.loads(held) == {"to": wanted, "exempt": True}
    assert person.complaints == []


def test_words_of_a_stranger_are_shown_as_words(visit: Visit, newcomer: str) -> None:
    person = visit()
    person.sign_in(newcomer)
    words = "<img src=x onerror=alert(1)>\"'><script>alert(2)</script>"
    page = person.page
    for path in ("/pelatihan?cari=", "/verifikasi?kode="):
        page.goto(person.url + path)
        box = page.locator("input[name=cari], input[name=kode]").first
        box.fill(words)
        box.press("Enter")
        page.wait_for_load_state()
        person.check()
    assert person.asked == []


def test_a_session_that_was_left_is_dead_on_the_server(city: City, visit: Visit, newcomer: str) -> None:
    person = visit()
    page = person.sign_in(newcomer)
    kept = person.context.cookies()
    person.follow(person.button("Keluar"))
    expect(page.get_by_text("Anda sudah keluar.")).to_be_visible()
    person.context.clear_cookies()
    person.context.add_cookies(kept)
    person.open("/sertifikat")
    expect(page.locator("h1")).to_have_text("Masuk")
    assert all(cookie["httpOnly"] and cookie["sameSite"] in ("Lax", "Strict") for cookie in kept)
