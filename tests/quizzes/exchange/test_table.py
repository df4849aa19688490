"""Tables of questions: every kind in a row, the words of the head, faults at their cells, CSV and XLSX alike."""

from __future__ import annotations

import io

import pytest
import xlsxwriter
from hypothesis import given

from lms.quizzes.exchange import table
from lms.quizzes.exchange.model import Notes, Source
from tests.quizzes.exchange.reading import lines, read, rows, without_placeholders
from tests.quizzes.exchange.strategies import soup
from tests.torture import many_cases

HEAD = "title,question,kind,option_1,option_2,option_3,key,feedback_1,feedback_2,explanation,competency,difficulty,use,id"


def row(**cells: str) -> str:
    """A line of the table with some of its cells."""
    return ",".join(f'"{cells.get(name, "")}"' for name in HEAD.split(","))


def one(**cells: str):
    paper, found = read(table.read_csv, f"{HEAD}\n{row(**cells)}\n")
    (item,) = paper.items
    return item, without_placeholders(found)


def test_a_row_with_everything() -> None:
    item, found = one(
        title="Batas", question="Berapa *hari*?\nHitung.", option_1="7", option_2="1. sepuluh", key="B", feedback_2="Ya.",
        explanation="Pasal 22", competency="K2", difficulty="3", use="both", id="batas",
    )  # fmt: skip
    assert (item.kind, item.title, item.stem) == ("single", "Batas", "Berapa \\*hari\\*?  \nHitung.")
    assert lines(item) == [(False, "7"), (True, "1\\. sepuluh", "Ya.")]
    assert (item.explanation, item.competency, item.difficulty, item.use) == ("Pasal 22", None, 3, None)
    assert (item.id, item.line, found) == ("batas", 2, [])


def test_what_all_rows_share_is_said_once() -> None:
    paper, _ = read(table.read_csv, f"{HEAD}\n{row(question='a', key='x', competency='K2', use='both')}\n")
    assert (paper.value("competency"), paper.value("use")) == ("K2", "both")


@pytest.mark.parametrize(
    ("cells", "kind", "expected"),
    [
        ({"option_1": "a", "option_2": "b", "key": "A"}, "single", [(True, "a"), (False, "b")]),
        ({"option_1": "a", "option_2": "b", "key": "2"}, "single", [(False, "a"), (True, "b")]),
        ({"option_1": "a", "option_2": "b", "key": "b."}, "single", [(False, "a"), (True, "b")]),
        ({"option_1": "Dinas Satu", "option_2": "Dinas Dua", "key": "dinas dua"}, "single", [(False, "Dinas Satu"), (True, "Dinas Dua")]),
        ({"option_1": "a", "option_2": "b", "option_3": "c", "key": "A; C"}, "multiple", [(True, "a"), (False, "b"), (True, "c")]),
        ({"key": "Benar", "feedback_2": "x"}, "truefalse", [(True, "Benar"), (False, "Salah", "x")]),
        ({"key": "S"}, "truefalse", [(False, "Benar"), (True, "Salah")]),
        ({"key": "DIK | Daftar *", "feedback_1": "ya"}, "short", [(True, "DIK", "ya"), (True, "Daftar *")]),
        ({"key": "10 | 9..11"}, "numeric", [(True, "10"), (True, "9..11")]),
        ({"kind": "short", "key": "10"}, "short", [(True, "10")]),
        ({"kind": "Ordering", "option_1": "a", "option_2": "b"}, "ordering", [(True, "a"), (True, "b")]),
        ({"kind": "routing", "option_1": "1.03/drainase", "option_2": "EXT.PROV.DIK", "key": "A", "feedback_2": "bukan"},
         "routing", [(True, "1.03/drainase"), (False, "EXT.PROV.DIK", "bukan")]),
    ],
)  # fmt: skip
def test_kinds(cells: dict[str, str], kind: str, expected: list[tuple[object, ...]]) -> None:
    item, found = one(question="Teks?", **cells)
    assert (item.kind, lines(item), found) == (kind, expected, [])


def test_matching_and_open_rows() -> None:
    item, _ = one(question="Teks?", option_1="a -> 1", option_2="b->2", option_3="-> 3")
    assert (item.kind, rows(item)) == ("matching", [("a", "1"), ("b", "2"), ("", "3")])
    item, _ = one(question="Teks?", kind="open", key="Rubrik", explanation="")
    assert (item.kind, item.rubric) == ("open", "Rubrik")


def test_the_head_may_use_the_words_of_trainers_and_semicolons() -> None:
    text = "Soal;Pilihan A;Pilihan B;Kunci;Umpan Balik 1;Pembahasan;Kompetensi;Kesulitan\nApa?;x;y;B;tidak;sebab;K1;2\n"
    paper, found = read(table.read_csv, text, "Soal Harian.csv")
    (item,) = paper.items
    assert (item.stem, lines(item), item.explanation, item.difficulty) == (
        "Apa?",
        [(False, "x", "tidak"), (True, "y")],
        "sebab",
        2,
    )
    assert (paper.title, paper.value("competency"), found) == ("Soal Harian", "K1", ["1 X201", "2 X203"])


def test_letters_alone_are_options() -> None:
    paper, _ = read(table.read_csv, "question,a,b,c,key\nApa?,x,y,z,C\n")
    assert lines(paper.items[0]) == [(False, "x"), (False, "y"), (True, "z")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [(1, 1, "X002")]),
        ("judul,kunci\na,b\n", [(1, 1, "X030")]),
        ("question,key,warna\na,b,c\n", [(1, 14, "X031")]),
        ("question,key,soal\na,b,c\n", [(1, 14, "X032")]),
        ('question,key\n"a,b\n', [(2, 1, "X036")]),
        ("question,key\na,b,c\n", [(2, 1, "X035")]),
        ("question,key\n,b\n", [(2, 1, "X025")]),
        ("question,key\na,\n", [(2, 3, "X034")]),
        ("question,a,b,key\nx,1,2,\n", [(2, 7, "X034")]),
        ("question,a,b,key\nx,1,2,D\n", [(2, 7, "X021")]),
        ("question,kind,key\nx,pilih,a\n", [(2, 3, "X033")]),
        ("question,key,competency\nx,a,unit satu\n", [(2, 5, "X033")]),
        ("question,key,difficulty\nx,a,9\n", [(2, 5, "X033")]),
        ("question,key,kind\nx,mungkin,truefalse\n", [(2, 3, "X033")]),
        ("question,kind,a,b\nx,ordering,1,\n", [(2, 1, "X018")]),
        ("question,kind,a,b\nx,matching,1->2,3\n", [(2, 17, "X037")]),
        ("question,a,b\nx,1->2,->3\n", [(2, 1, "X018")]),
        ("question,kind,a,b,key\nx,routing,Dinas,1.03,A\n", [(2, 1, "X033")]),
    ],
)
def test_faults_are_at_their_cell(text: str, expected: list[tuple[int, int, str]]) -> None:
    notes = Notes("x.csv")
    table.read_csv(Source("x.csv", text.encode()), notes)
    assert [(p.line, p.column, p.code) for p in notes.problems if p.is_error] == expected


# -- XLSX


def workbook(*lines: tuple[object, ...]) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for number, cells in enumerate(lines):
            for place, cell in enumerate(cells):
                sheet.write(number, place, cell)
    return out.getvalue()


def test_a_workbook_reads_like_the_table_it_shows() -> None:
    data = workbook(
        ("soal", "pilihan_1", "pilihan_2", "kunci", "kesulitan"),
        ("Berapa?", 7, 10.5, 2, 3),
        (),
        ("Benar?", "", "", True, ""),
        ("Isi", "", "", 10, ""),
    )
    notes = Notes("soal.xlsx")
    paper = table.read_xlsx(Source("soal.xlsx", data), notes)
    assert [(item.kind, item.line) for item in paper.items] == [
        ("single", 2),
        ("truefalse", 4),
        ("numeric", 5),
    ]
    assert lines(paper.items[0]) == [(False, "7"), (True, "10,5")]
    assert lines(paper.items[2]) == [(True, "10")]
    assert not notes.broken


def test_a_fault_in_a_workbook_names_row_and_column() -> None:
    notes = Notes("x.xlsx")
    table.read_xlsx(Source("x.xlsx", workbook(("question", "key"), ("", ""), ("Teks", ""))), notes)
    assert [(p.line, p.column, p.code) for p in notes.problems if p.is_error] == [(3, 2, "X034")]


@pytest.mark.parametrize("data", [b"", b"bukan xlsx", b"PK\x03\x04rusak", workbook(("a",))[:-200]])
def test_a_broken_workbook_is_refused(data: bytes) -> None:
    notes = Notes("x.xlsx")
    table.read_xlsx(Source("x.xlsx", data), notes)
    assert [p.code for p in notes.problems if p.is_error] == ["X008"]


def test_an_archive_that_grows_without_measure_is_refused() -> None:
    import zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 60_000_000)
    notes = Notes("x.xlsx")
    table.read_xlsx(Source("x.xlsx", out.getvalue()), notes)
    assert [p.code for p in notes.problems if p.is_error] == ["X008"]


@many_cases
@given(soup("question,key\n", "soal;a;b;kunci\n", ",", ";", '"', "kind", "ordering"))
def test_any_text_is_read_or_refused_with_a_line(text: str) -> None:
    notes = Notes("x.csv")
    paper = table.read_csv(Source("x.csv", text.encode("utf-8", "surrogatepass")), notes)
    last = text.count("\n") + text.count("\r") + 1
    assert all(1 <= p.line <= last and p.column >= 1 and p.format() for p in notes.problems)
    assert notes.broken or paper.items
