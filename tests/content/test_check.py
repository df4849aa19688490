from lms.content.check import Parsed, check
from lms.content.tree import ContentTree
from tests.content.sample import Note, NoteChecker


def note(id, extra="", body="Teks.\n"):
    return f"---\nid: {id}\ntitle: Modul {id}\n{extra}---\n{body}".encode()


def checked(files):
    return check(ContentTree(files), [NoteChecker()])


def lines(report):
    return [p.format("en") for p in report.problems]


def test_good_content():
    report = checked({"courses/b.md": note("b", "requires: [a]\n"), "courses/a.md": note("a")})
    assert report.ok
    assert lines(report) == []
    assert [(d.id, d.slug, d.path, d.line, d.column) for d in report.documents] == [
        ("a", "a", "courses/a.md", 2, 1),
        ("b", "b", "courses/b.md", 2, 1),
    ]
    found = report.find("note", "b")
    assert isinstance(found, Parsed)
    assert found.document == Note(id="b", title="Modul b", requires=["a"], words=1)
    assert report.find("note", "c") is None
    assert report.of_kind("quiz") == []


def test_all_problems_of_all_files_and_between_them_in_one_run():
    report = checked({
        "courses/a.md": note("a", "requires: [b, z]\n", "![](media/x.png)\n"),
        "courses/b.md": note("b", "pas_mark: 1\n"),
        "courses/media/x.png": b"",
        "quizzes/affairs.csv": "kode\n1.01;\u00e9\n".encode("latin-1"),
    })  # fmt: skip
    assert lines(report) == [
        "courses/a.md:4:12: Z900 There is no module `b`.",
        "courses/a.md:4:15: Z900 There is no module `z`.",
        "courses/b.md:4:1: F031 `pas_mark`: unknown key, did you mean `pass_mark`?",
        "courses/media/x.png:1:1: M034 The content of `courses/media/x.png` is not a sound PNG file.",
        "quizzes/affairs.csv:2:6: F001 The file is not UTF-8 text (byte 0xe9); save it again as UTF-8.",
        "courses/a.md:6:5: M030 The image `media/x.png` has no alternative text: `![text](…)`.",
    ]
    assert not report.ok


def test_a_repeated_id_is_reported_on_the_second_file():
    report = checked({"courses/a.md": note("satu"), "courses/b.md": note("satu")})
    assert lines(report) == ["courses/b.md:2:1: F040 The id `satu` is already used by courses/a.md line 2."]


def test_warnings_alone_are_fine_and_a_report_can_be_about_some_files():
    files = {"courses/a.md": note("a", body="### Jauh\n"), "courses/b.md": note("b", body="[x](y.md)\n")}
    report = checked(files)
    assert sorted((p.path, p.code) for p in report.problems) == [
        ("courses/a.md", "M013"),
        ("courses/b.md", "M021"),
    ]
    assert not report.ok
    assert report.only(["courses/a.md"]).ok
    assert [d.id for d in report.only(["courses/a.md"]).documents] == ["a"]


def test_what_is_found_twice_is_said_once():
    class Twice(NoteChecker):
        def parse(self, tree):
            result = super().parse(tree)
            result.problems *= 2
            return result

    report = check(ContentTree({"courses/a.md": note("a", "zzz: 1\n")}), [Twice()])
    assert lines(report) == ["courses/a.md:4:1: F031 `zzz`: unknown key."]


def test_documents_survive_a_round_trip_through_json():
    report = checked(
        {"courses/a.md": note("a", "opens: 2026-10-01 08:00\ntime_limit: 1j 5m\ncreated: 2026-01-02\n")}
    )
    document = report.documents[0].document
    assert Note.model_validate_json(document.model_dump_json()) == document
