"""What authors write becomes questions: kinds, stems, feedback, weights, keys."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from lms.content.blocks import scan
from lms.quizzes.schema import QuizDocument, parse_questions, parse_quiz

HEAD = "---\nid: coba\ntitle: Coba\ncompetency: K2\n---\n"


def one(text: str):
    questions, problems = parse_questions("q.md", scan(text))
    assert problems == []
    assert len(questions) == 1
    return questions[0]


def test_single_choice_with_feedback_and_explanation():
    q = one(
        "## Batas waktu {#batas-waktu difficulty=2}\n"
        "Berapa hari kerja?\n\n"
        "- [ ] 7 hari kerja\n  > Itu perpanjangan.\n- [x] 10 hari kerja\n- [ ] 30 hari kerja\n\n"
        "> UU 14/2008 pasal 22 ayat (7).\n"
    )
    assert (q.id, q.title, q.kind, q.stem, q.difficulty) == (
        "batas-waktu",
        "Batas waktu",
        "single",
        "Berapa hari kerja?",
        2,
    )
    assert [(o.text, o.right, o.feedback) for o in q.options] == [
        ("7 hari kerja", False, "Itu perpanjangan."),
        ("10 hari kerja", True, ""),
        ("30 hari kerja", False, ""),
    ]
    assert q.explanation == "UU 14/2008 pasal 22 ayat (7)."


@pytest.mark.parametrize(
    ("block", "kind"),
    [
        ("- [x] a\n- [ ] b", "single"),
        ("- [x] a\n- [x] b\n- [ ] c", "multiple"),
        ("- [x] Benar\n- [ ] Salah", "truefalse"),
        ("- [ ] salah\n- [X] BENAR", "truefalse"),
        ("1. a\n2. b", "ordering"),
        ("| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |", "matching"),
        ("- [=] sepuluh", "short"),
        ("- [=] 10\n- [=] sepuluh", "short"),
        ("- [=] 10\n- [=] 9..11 {%50}", "numeric"),
        ("- [=] 10 ± 0,5", "numeric"),
    ],
)
def test_the_kind_follows_from_the_answer_block(block, kind):
    assert one(f"## Judul {{#q}}\n\n{block}\n").kind == kind


def test_a_stem_may_hold_lists_tables_and_code():
    q = one(
        "## Judul {#q}\n\nTeks.\n\n- satu\n- dua\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n"
        "```\n## bukan judul {#x}\n- [x] bukan kunci\n```\n\n- [x] ya\n- [ ] tidak\n"
    )
    assert [o.text for o in q.options] == ["ya", "tidak"]
    assert q.stem.startswith("Teks.\n\n- satu\n- dua\n\n| a | b |")
    assert "bukan kunci" in q.stem


def test_a_plain_list_right_above_the_options_belongs_to_the_stem():
    q = one("## Judul {#q}\n\n- syarat satu\n- syarat dua\n\n- [x] ya\n- [ ] tidak\n")
    assert q.stem == "- syarat satu\n- syarat dua"
    assert [o.text for o in q.options] == ["ya", "tidak"]


def test_matching_rows_and_extras():
    q = one(
        "## Judul {#q}\n\n| Tahap | Batas |\n|---|---|\n| Jawaban {%75} | 10 hari |\n| Keberatan {%25} | 30 hari |\n| | 14 hari |\n"
    )
    assert [(p.left.text, p.right.text, p.weight) for p in q.pairs] == [
        ("Jawaban", "10 hari", Decimal(75)),
        ("Keberatan", "30 hari", Decimal(25)),
    ]
    assert [side.text for side in q.extras] == ["14 hari"]
    assert q.heads == ("Tahap", "Batas")


def test_weights_in_either_place_and_with_a_comma():
    q = one("## J {#q}\n\n- [x] a {%100}\n- [ ] {%33,5} b\n- [ ] c {%-50}\n")
    assert [o.weight for o in q.options] == [Decimal(100), Decimal("33.5"), Decimal(-50)]
    assert [o.text for o in q.options] == ["a", "b", "c"]


def test_open_questions_keep_their_rubric_apart():
    q = one("## J {#q kind=open}\nJelaskan:\n\n- apa\n- mengapa\n\n> Sebut dasar hukum.\n")
    assert (q.kind, q.rubric, q.explanation) == ("open", "Sebut dasar hukum.", "")
    assert q.stem == "Jelaskan:\n\n- apa\n- mengapa"


def test_routing_keys():
    q = one(
        "## J {#q kind=routing info=exempt}\nSurat.\n\n"
        "- [x] 1.03/drainase: pompa kota\n- [x] 1.05 any: siapa saja\n- [ ] EXT.PUSAT.BBWS {%25}: sungai\n- [ ] 2.11 {%-10}\n"
    )
    assert [(o.code, o.right, o.any_agency, o.feedback, o.weight) for o in q.options] == [
        ("1.03/drainase", True, False, "pompa kota", None),
        ("1.05", True, True, "siapa saja", None),
        ("EXT.PUSAT.BBWS", False, False, "sungai", Decimal(25)),
        ("2.11", False, False, "", Decimal(-10)),
    ]
    assert q.info == "exempt"


def test_ids_stay_the_same_when_lines_move():
    first = one("## J {#q}\n\n- [x] a\n- [ ] b\n")
    second = one("## J {#q}\n\n- [ ] b\n- [x] a\n")
    assert {o.id for o in first.options} == {o.id for o in second.options}


def test_level_three_questions_for_lessons():
    text = "## Latihan {.latihan}\n\n### Satu {#a}\n\n- [x] ya\n- [ ] tidak\n\n### Dua {#b}\n\n- [=] 5\n"
    questions, problems = parse_questions("l.md", scan(text), level=3)
    assert ([q.id for q in questions], problems) == (["a", "b"], [])


def test_the_document_round_trips_through_json():
    quiz, problems = parse_quiz(
        "quizzes/coba.md",
        HEAD.replace("title: Coba", "title: Coba\ntime_limit: 1h30m\nopens: 2026-10-01 08:00\npass_mark: 75")
        + "Pembuka.\n\n## J {#q}\n\n- [x] a {%33.3}\n- [ ] b\n",
    )
    assert [p.code for p in problems] == ["Q022"]
    assert quiz is not None
    assert (quiz.time_limit, quiz.intro, quiz.use, quiz.feedback) == (
        timedelta(minutes=90),
        "Pembuka.",
        "exam",
        "after_submit",
    )
    assert QuizDocument.model_validate_json(quiz.model_dump_json()) == quiz


def test_pools_and_attempt_limits_by_mode():
    quiz, _ = parse_quiz(
        "quizzes/coba.md",
        HEAD.replace("title: Coba", "title: Coba\nuse: both\nattempts: 2\nfeedback: after_each")
        + "## A {#a use=exam}\n\n- [x] a\n- [ ] b\n\n## B {#b use=practice}\n\n- [x] a\n- [ ] b\n\n## C {#c}\n\n- [x] a\n- [ ] b\n",
    )
    assert quiz is not None
    assert [q.id for q in quiz.pool("exam")] == ["a", "c"]
    assert [q.id for q in quiz.pool("practice")] == ["b", "c"]
    assert (quiz.attempts_in("exam"), quiz.attempts_in("practice")) == (2, None)
