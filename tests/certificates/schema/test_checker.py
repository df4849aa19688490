"""The checker of templates: every fault where it stands, and the shipped templates without one."""

from __future__ import annotations

import pytest

from lms.certificates.schema import CertificateChecker
from lms.content.check import Report, check
from lms.content.tree import ContentTree
from tests.certificates.conftest import ROOT, shipped

FOLDER = "certificates/bimtek"


def files(**changed: str | None) -> dict[str, bytes]:
    """The shipped template, with some of its files changed; None leaves one out."""
    tree = ContentTree.from_folder(ROOT)
    found = {path: tree.data(path) for path in tree if path.startswith(f"{FOLDER}/")}
    for name, text in changed.items():
        path = f"{FOLDER}/{name.replace('__', '.')}"
        if text is None:
            del found[path]
        else:
            found[path] = text.encode()
    return found


def text_of(name: str) -> str:
    return (ROOT / FOLDER / name).read_text()


def report(**changed: str | None) -> Report:
    return check(ContentTree(files(**changed)), [CertificateChecker()])


def found(**changed: str | None) -> list[tuple[str, int, int, str]]:
    return [(p.path.rpartition("/")[2], p.line, p.column, p.code) for p in report(**changed).problems]


def test_the_shipped_templates_have_no_problem() -> None:
    whole = shipped()
    assert whole.problems == []
    assert [(d.kind, d.id, d.slug, d.document.kind) for d in whole.documents] == [
        ("certificate", "bimtek", "bimtek", "bimtek"),
        ("certificate", "keikutsertaan", "keikutsertaan", "keikutsertaan"),
        ("certificate", "narasumber", "narasumber", "narasumber"),
    ]


def test_missing_files_are_named() -> None:
    assert found(back__html=None, sample__yaml=None) == [
        ("certificate.yaml", 1, 1, "T001"),
        ("certificate.yaml", 1, 1, "T001"),
    ]
    assert report(back__html=None).documents == []


def test_an_unknown_key_gets_a_suggestion() -> None:
    problem = report(certificate__yaml=text_of("certificate.yaml").replace("page:", "pgae:")).problems[0]
    assert (problem.line, problem.column, problem.code) == (4, 1, "F031")
    assert "`page`" in problem.text()


def test_a_syntax_error_stands_on_its_line() -> None:
    broken = text_of("front.html").replace("<h1>Sertifikat</h1>", "<h1>{% if holder.nip %}</h1>")
    assert found(front__html=broken) == [("front.html", broken.count("\n") - 1, 1, "T010")]
    assert ("front.html", 2, 1, "T010") in found(front__html="<p>\n{{ holder.name }\n</p>")


@pytest.mark.parametrize(
    ("inserted", "expected"),
    [
        ("{{ holder.nama }}", ("front.html", 1, 11, "T012")),
        ("{{ holdr.name }}", ("front.html", 1, 4, "T012")),
        ("{{ fields.tidakada }}", ("front.html", 1, 11, "T012")),
        ("{{ holder.name|safe }}", ("front.html", 1, 16, "T011")),
        ("{{ range(9) }}", ("front.html", 1, 1, "T011")),
        ("{% include 'x' %}", ("front.html", 1, 4, "T011")),
        ("{{ 9 ** 9 }}", ("front.html", 1, 1, "T011")),
        ("<script>x</script>", ("front.html", 1, 1, "T020")),
        ("<link rel=attachment href=file:///etc/passwd>", ("front.html", 1, 1, "T020")),
        ("<iframe></iframe>", ("front.html", 1, 1, "T020")),
        ('<p onclick="x">', ("front.html", 1, 4, "T021")),
        ('<p style="color:red">', ("front.html", 1, 4, "T021")),
        ('<img src="http://example.org/a.png">', ("front.html", 1, 6, "T022")),
        ('<img src="../bimtek/lambang.svg">', ("front.html", 1, 6, "T022")),
        ('<img src="{{ holder.name }}">', ("front.html", 1, 6, "T022")),
        ('<img src="lambng.svg">', ("front.html", 1, 6, "T023")),
        ('<a href="https://example.org">', ("front.html", 1, 4, "T022")),
    ],
)
def test_what_a_side_may_not_hold(inserted: str, expected: tuple[str, int, int, str]) -> None:
    assert expected in found(front__html=inserted + "\n" + text_of("front.html"))


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("p{background:url(http://example.org/x.png)}", "T022"),
        ("p{background:url('file:///etc/passwd')}", "T022"),
        ("p{background:url(tidak-ada.svg)}", "T023"),
        ("@import url(x.css);", "T031"),
        ("@import 'http://example.org/x.css';", "T031"),
        ("@font-face{font-family:X;src:local(Arial)}", "T022"),
        ("p{color}", "T030"),
        ("p{font-family:Arial}", "T033"),
        ("p{font:700 10pt/1.2 Arial, serif}", "T033"),
    ],
)
def test_what_a_style_sheet_may_not_hold(rule: str, expected: str) -> None:
    assert [
        code for _, line, _, code in found(style__css=rule + "\n" + text_of("style.css")) if line == 1
    ] == [expected]


def test_nested_column_flex_is_found_by_what_really_nests() -> None:
    rules = text_of("style.css") + "\n.a{display:flex;flex-direction:column}\n"
    side_by_side = text_of("front.html") + '<div class="a">x</div><div class="a">y</div>'
    nested = text_of("front.html") + '<div class="a"><p><span class="a">x</span></p></div>'
    assert found(style__css=rules, front__html=side_by_side) == []
    assert found(style__css=rules, front__html=nested) == [("style.css", rules.count("\n"), 1, "T032")]


def test_a_printed_name_that_the_sample_leaves_empty_is_found() -> None:
    emptied = text_of("sample.yaml").replace("  place: Aula Balai Kota Tirtanegara\n", "")
    printed = text_of("front.html").replace(
        "{% if event.place %} di {{ event.place }}{% endif %}", " di {{ event.place }}"
    )
    problems = report(sample__yaml=emptied, front__html=printed).problems
    assert [(p.code, p.values["name"]) for p in problems] == [("T013", "event.place")]
    assert text_of("front.html").split("\n")[problems[0].line - 1].count("diselenggarakan") == 1
    assert report(sample__yaml=emptied).problems == []


def test_a_template_must_print_what_makes_it_a_certificate() -> None:
    without = (
        text_of("front.html")
        .replace("{{ certificate.qr }}", "lambang.svg")
        .replace("{{ signature.note }}", "")
    )
    assert [p.values["name"] for p in report(front__html=without).problems] == [
        "certificate.qr",
        "signature.note",
    ]


def test_an_unused_file_is_a_warning_and_a_broken_font_an_error() -> None:
    found_ = {
        **files(),
        f"{FOLDER}/huruf.woff2": b"bukan fon",
        f"{FOLDER}/lain.svg": (ROOT / FOLDER / "lambang.svg").read_bytes(),
    }
    problems = check(ContentTree(found_), [CertificateChecker()]).problems
    assert [(p.code, p.is_error) for p in problems] == [("T003", True), ("T004", False), ("T004", False)]
