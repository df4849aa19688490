from __future__ import annotations

import pytest

from lms.content.check import check
from lms.content.tree import ContentTree
from lms.courses.schema import CourseChecker, CourseDocument
from lms.library.roots import shipped_root
from tests.courses.schema.folder import COURSE, FIRST, QUIZ, SECOND, files, problems, report_of


def course(texts: dict[str, str]) -> CourseDocument:
    document = report_of(texts).documents[0].document
    assert isinstance(document, CourseDocument)
    return document


def test_a_sound_course_is_a_document_with_its_lessons() -> None:
    report = report_of(files())
    assert report.problems == []
    parsed = report.documents[0]
    assert (parsed.kind, parsed.id, parsed.slug, parsed.path) == (
        "course", "kip-01", "menerima", "courses/menerima/course.md",
    )  # fmt: skip
    assert sorted(parsed.sources) == [
        "courses/menerima/01-mengapa.md", "courses/menerima/02-prosedur.md", "courses/menerima/course.md",
    ]  # fmt: skip
    document = course(files())
    assert [(x.number, x.slug, x.key, x.title, x.minutes) for x in document.lessons] == [
        (1, "mengapa", "mengapa", "Mengapa dicatat", 5),
        (2, "prosedur", "prosedur", "Prosedur", 8),
    ]
    assert document.minutes == 13
    assert document.intro == "Pengantar modul."
    assert document.procedure == document.lessons[1].procedure
    assert [question.id for question in document.lessons[1].practice] == ["langkah"]


def test_a_lesson_is_cut_into_segments_in_the_order_of_the_file() -> None:
    segments = course(files()).lessons[1].segments
    assert [(s.kind, s.title, s.anchor, s.text, s.after) for s in segments] == [
        ("prose", "", "", "Pembuka.", ""),
        ("procedure", "Prosedur", "prosedur", "Sebelum tabel.", "Sesudah tabel."),
        ("prose", "", "", "## Contoh\n\nSebuah contoh.", ""),
        ("practice", "Latihan", "latihan", "Jawab tanpa membuka catatan.", ""),
    ]


def test_a_course_survives_json() -> None:
    document = course(files())
    assert CourseDocument.model_validate_json(document.model_dump_json()) == document


def test_forms_in_media_are_offered_and_images_are_not() -> None:
    tree = ContentTree(
        {
            **{path: text.encode() for path, text in files().items()},
            "courses/menerima/media/formulir.pdf": b"%PDF-1.7\n%%EOF\n",
            "courses/menerima/media/denah.svg": b'<svg xmlns="http://www.w3.org/2000/svg"/>',
        }
    )
    parsed = check(tree, [CourseChecker()]).documents[0]
    assert isinstance(parsed.document, CourseDocument)
    assert parsed.document.attachments == ("courses/menerima/media/formulir.pdf",)
    assert set(parsed.sources) >= {"courses/menerima/media/denah.svg", "courses/menerima/media/formulir.pdf"}


def renamed(old: str, new: str) -> dict[str, str]:
    return {path.replace(old, new): text for path, text in files().items()}


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (files(first=None, second=None), [("course.md", "C001", 1, 1), ("course.md", "C011", 8, 1)]),
        (renamed("02-prosedur", "prosedur"), [("prosedur.md", "C002", 1, 1)]),
        (renamed("02-prosedur", "02-Prosedur"), [("02-Prosedur.md", "C002", 1, 1)]),
        (renamed("02-prosedur", "01-prosedur"), [("01-prosedur.md", "C003", 1, 1)]),
        (renamed("02-prosedur", "03-prosedur"), [("03-prosedur.md", "C004", 1, 1)]),
        (files(course=None, second=None, quiz=None), [("01-mengapa.md", "C005", 1, 1)]),
        (files(quiz=None), [("course.md", "C006", 7, 7)]),
        (files(course=COURSE.replace("jp: 2", "requires: [kip-00]")), [("course.md", "C007", 6, 12)]),
        (files(course=COURSE.replace("jp: 2", "requires: [kip-01]")), [("course.md", "C008", 6, 12)]),
        (files(first=FIRST.replace("minutes: 5", "id: prosedur")), [("02-prosedur.md", "C009", 1, 1)]),
        (files(first=FIRST + "\n## A {.latihan}\n\nKosong.\n"), [("01-mengapa.md", "C012", 11, 1)]),
        (files(second=SECOND + "\n## Lagi {.latihan}\n\nKosong.\n"), [("02-prosedur.md", "C013", 39, 1)]),
        (
            files(course=COURSE.replace("effective: 2026-08-10", "effective: 2026-01-10")),
            [("course.md", "C016", 14, 14)],
        ),
        (files(first="---\ntitle: Kosong\n---\n"), [("01-mengapa.md", "C017", 4, 1)]),
        (files(second=SECOND.replace("| No |", "| Nomor |")), [
            ("02-prosedur.md", "S001", 11, 3), ("02-prosedur.md", "S002", 11, 3),
        ]),
        (files(first=FIRST + "\n## Prosedur {.sop}\n\nTanpa tabel.\n"), [
            ("01-mengapa.md", "S029", 11, 1), ("02-prosedur.md", "C018", 7, 1),
        ]),
    ],
)  # fmt: skip
def test_a_fault_is_reported_with_its_place(
    texts: dict[str, str], expected: list[tuple[str, str, int, int]]
) -> None:
    assert sorted(problems(texts)) == sorted(expected)


def test_a_procedure_without_an_identity_is_a_warning() -> None:
    head = COURSE.split("sop:")[0] + "---\n"
    report = report_of(files(course=head))
    assert [(p.code, p.line, p.severity) for p in report.problems] == [("C010", 7, "warning")]
    assert report.ok


def test_a_second_table_and_a_second_procedure_section_are_refused() -> None:
    extra = SECOND.replace("Sesudah tabel.", "| a | b |\n|---|---|\n| 1 | 2 |")
    assert [(c, line) for _, c, line, _ in problems(files(second=extra))] == [("S030", 20)]
    again = SECOND.replace("## Contoh", "## Contoh {.sop}")
    assert [c for _, c, _, _ in problems(files(second=again))] == ["S030"]


def test_the_limit_of_the_sop_reaches_the_table() -> None:
    tight = COURSE.replace("  created:", "  limit: 5 hari kerja\n  created:")
    assert [(f, c, line) for f, c, line, _ in problems(files(course=tight))] == [
        ("02-prosedur.md", "S024", 13)
    ]
    wrong = COURSE.replace("  created:", "  limit: sebulan\n  created:")
    assert [(f, line, column) for f, _, line, column in problems(files(course=wrong))] == [
        ("course.md", 12, 3)
    ]


def test_the_length_of_a_day_is_a_setting_of_the_checker() -> None:
    short = COURSE.replace("  created:", "  limit: 6 hari kerja\n  created:")
    assert report_of(files(course=short)).problems == []
    found = report_of(files(course=short), CourseChecker(minutes_per_day=90)).problems
    assert [p.code for p in found] == ["S024"]


def test_the_approver_must_not_stand_in_the_procedure() -> None:
    text = SECOND.replace("| Paraf |", "| Paraf Ratri Hapsari |")
    assert [(f, c) for f, c, _, _ in problems(files(second=text))] == [("02-prosedur.md", "S020")]


def test_a_quiz_with_a_fault_of_its_own_is_not_missed_as_well() -> None:
    broken = QUIZ.replace("- [x] Ini\n- [ ] Itu\n", "")
    assert problems(files(quiz=broken)) == []


def test_a_circle_of_courses_is_reported_once() -> None:
    texts = files(course=COURSE.replace("jp: 2", "requires: [kip-02]"))
    for number, needs in (("02", "kip-03"), ("03", "kip-01")):
        head = f"---\nid: kip-{number}\ntitle: Modul\nrequires: [{needs}]\n---\nIsi.\n"
        texts |= {f"courses/m{number}/course.md": head, f"courses/m{number}/01-a.md": FIRST}
    found = [p for p in report_of(texts).problems if p.code == "C008"]
    assert [p.values["chain"] for p in found] == ["kip-02 → kip-03 → kip-01 → kip-02"]


def test_two_sops_with_one_number_are_refused() -> None:
    texts = files()
    texts |= {path.replace("menerima", "salinan"): text for path, text in texts.items() if "courses" in path}
    texts["courses/salinan/course.md"] = COURSE.replace("kip-01\n", "kip-02\n", 1)
    found = report_of(texts).problems
    assert [(p.path, p.code, p.line) for p in found] == [("courses/salinan/course.md", "C015", 9)]


def test_a_lesson_that_cannot_be_read_keeps_its_course_out() -> None:
    report = report_of(files(first=FIRST.replace("title: Mengapa dicatat\n", "")))
    assert [(p.path, p.code) for p in report.problems] == [("courses/menerima/01-mengapa.md", "F030")]
    assert report.documents == []


def test_routing_questions_belong_to_a_quiz() -> None:
    routing = SECOND.replace("{#langkah}", "{#langkah kind=routing}").replace("Mencatat", "1.03: satu")
    found = problems(files(second=routing.replace("Menolak\n", "1.05: dua\n")))
    assert "C014" in [code for _, code, _, _ in found]


def test_the_shipped_courses_have_no_error() -> None:
    report = check(ContentTree.from_folder(shipped_root()), [CourseChecker()])
    mine = [p.format() for p in report.problems if p.code[0] in "CS"]
    assert mine == []
    assert len(report.of_kind("course")) >= 9
