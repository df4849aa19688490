import re
import string

import pytest

import lms.content.messages  # noqa: F401 - fills the catalogue
from lms.core.problem import MESSAGES, Message, Problem, Words, catalogue, problem, register, worst_first

NAMES = re.compile(r"\{\w+\}")


@pytest.fixture
def made_up(monkeypatch):
    monkeypatch.setattr("lms.core.problem.MESSAGES", {})
    register("Z001", "error", id="`{key}` salah{hint}", en="`{key}` is wrong{hint}")
    register("Z002", "warning", id="Hati-hati dengan {a|b}".replace("a|b", "what"), en="Beware of {what}")


def test_a_problem_reads_like_the_message_of_a_compiler(made_up):
    one = problem("quizzes/a.md", 3, 7, "Z001", key="pas_mark", hint=Words(", maksudnya x?", ", meaning x?"))
    assert one.format() == "quizzes/a.md:3:7: Z001 `pas_mark` salah, maksudnya x?"
    assert one.format("en") == "quizzes/a.md:3:7: Z001 `pas_mark` is wrong, meaning x?"
    assert one.format("jv") == one.format("id")
    assert one.as_json("en") == {
        "path": "quizzes/a.md", "line": 3, "column": 7, "code": "Z001", "severity": "error",
        "message": "`pas_mark` is wrong, meaning x?",
    }  # fmt: skip


def test_the_severity_comes_from_the_catalogue(made_up):
    assert problem("a", 1, 1, "Z001", key="", hint="").is_error
    assert not problem("a", 1, 1, "Z002", what="").is_error
    with pytest.raises(KeyError):
        problem("a", 1, 1, "Z999")


def test_values_may_be_called_like_the_place(made_up):
    register("Z003", "error", id="{path} {line} {code}", en="{path} {line} {code}")
    assert problem("a", 1, 1, "Z003", path="b", line=2, code="c").text() == "b 2 c"


def test_a_message_stays_on_one_line_whatever_the_author_wrote(made_up):
    one = problem("a\nb.md", 1, 1, "Z001", key="x\ny\x1b[31m", hint="")
    assert "\n" not in one.format()
    assert "\x1b" not in one.format()


def test_worst_first_and_each_once(made_up):
    def at(path, line, column, code):
        return problem(path, line, column, code, key="k", hint="", what="w")

    mixed = [at("b", 1, 1, "Z002"), at("b", 2, 1, "Z001"), at("a", 9, 1, "Z001"), at("a", 2, 5, "Z001"),
             at("a", 2, 3, "Z001"), at("a", 1, 1, "Z002"), at("a", 2, 5, "Z001")]  # fmt: skip
    assert [(p.path, p.line, p.column, p.code) for p in worst_first(mixed)] == [
        ("a", 2, 3, "Z001"), ("a", 2, 5, "Z001"), ("a", 9, 1, "Z001"), ("b", 2, 1, "Z001"),
        ("a", 1, 1, "Z002"), ("b", 1, 1, "Z002"),
    ]  # fmt: skip


def test_a_code_has_one_meaning(made_up):
    assert register("Z001", "error", id="`{key}` salah{hint}", en="`{key}` is wrong{hint}").code == "Z001"
    with pytest.raises(ValueError, match="registered"):
        register("Z001", "error", id="lain", en="other")
    with pytest.raises(ValueError, match="three digits"):
        register("Z1", "error", id="lain", en="other")


def test_the_catalogue_is_a_table_for_the_manual(made_up):
    assert catalogue("en") == (
        "| Code | Severity | Message |\n|---|---|---|\n"
        "| Z001 | error | `*key*` is wrong*hint* |\n| Z002 | warning | Beware of *what* |\n"
    )
    assert catalogue().startswith("| Kode | Sifat | Pesan |\n|---|---|---|\n| Z001 | kesalahan |")


@pytest.mark.parametrize("message", MESSAGES.values(), ids=lambda m: m.code)
def test_both_languages_of_a_message_use_the_same_values(message: Message):
    def names(template):
        return {name for _, name, _, _ in string.Formatter().parse(template) if name}

    assert names(message.id) == names(message.en)
    assert message.id != message.en or not any(c.isalpha() for c in NAMES.sub("", message.id))
    filled = Problem("a", 1, 1, message.code, dict.fromkeys(names(message.id), "x"), message.severity)
    assert filled.text("id").strip()
    assert filled.text("en").strip()
