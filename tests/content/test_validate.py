from datetime import date, datetime, timedelta

import pytest
from pydantic import BaseModel, model_validator
from pydantic_core import PydanticCustomError

from lms.content.frontmatter import read
from lms.content.validate import validate
from tests.content.sample import Approval, Note


def checked(head, model=Note, **extra):
    document, problems = read("a.md", f"---\n{head}---\n")
    made, more = validate(model, document, extra=extra)
    return made, [p.format("en").removeprefix("a.md:") for p in [*problems, *more]]


def test_a_good_head_becomes_a_model():
    made, problems = checked(
        "id: kip-01\ntitle: Menerima\nedition: 08\nopens: 2026-10-01 08:00\ncreated: 2026-01-12\ntime_limit: 20m\n"
        "shuffle: no\napproved_by: {position: Kepala Dinas, name: X}\ncompetencies: {K2: 2}\nrequires:\npass_mark: 75\n",
        words=7,
    )
    assert problems == []
    assert made == Note(
        id="kip-01", title="Menerima", edition="08", opens=datetime(2026, 10, 1, 8), created=date(2026, 1, 12),
        time_limit=timedelta(minutes=20), approved_by=Approval(position="Kepala Dinas", name="X"),
        competencies={"K2": 2}, pass_mark=75, words=7,
    )  # fmt: skip
    assert Note.model_validate_json(made.model_dump_json()) == made


def test_all_faults_in_one_run_each_on_its_key():
    made, problems = checked(
        "id: KIP 1\ntitle: A\npas_mark: 80\npass_mark: 800\nuse: practise\nopens: kemarin\n"
        "approved_by: {position: A, nam: B}\ncompetencies: {K1: dua}\nsteps:\n  - position: A\n    name: B\n  - name: C\n"
        "id: x\nwords: 3\nshuffle: mungkin\nrequires: satu\n",
        words=1,
    )
    assert made is None
    assert sorted(problems, key=lambda p: [int(n) for n in p.split(":")[:2]]) == [
        "2:1: F039 `id`: `KIP 1` is not an id: use lower-case letters, digits and hyphens.",
        "4:1: F031 `pas_mark`: unknown key, did you mean `pass_mark`?",
        "5:1: F033 `pass_mark`: the value `800` is out of range; it should be at most 100.",
        "6:1: F034 `use`: unknown value `practise`; the choices are `exam`, `practice`, `both`, did you mean `practice`?",
        "7:1: F039 `opens`: `kemarin` is not a date and time (2026-10-01 08:00).",
        "8:1: F030 `approved_by.name`: this required key is missing.",
        "8:28: F031 `nam`: unknown key, did you mean `name`?",
        "9:16: F032 `competencies.K1`: the value `dua` is not a whole number.",
        "13:5: F030 `steps[2].position`: this required key is missing.",
        "14:1: F022 `id`: this key is already given on line 2.",
        "15:1: F031 `words`: unknown key.",
        "16:1: F032 `shuffle`: the value `mungkin` is not `true` or `false`.",
        "17:1: F032 `requires`: the value `satu` is not a list (example: [one, two]).",
    ]


@pytest.mark.parametrize(
    ("head", "problems"),
    [
        ("title: A\n", ["1:1: F030 `id`: this required key is missing."]),
        ("id: a\ntitle:\n", ["3:1: F036 `title`: the value is empty."]),
        ("id: a\ntitle: BESAR\n", ["3:1: F039 `title`: do not shout."]),
        ("id: a\ntitle: A\ncreated: 1899-01-01\n", ["4:1: F039 `created`: terlalu tua"]),
        ("id: a\ntitle: A\ncreated: 2026\n", ["4:1: F039 `created`: `2026` is not a date (2026-10-01)."]),
        ("id: a\ntitle: A\nopens: 2026\n", ["4:1: F039 `opens`: `2026` is not a date and time (2026-10-01 08:00)."]),
        ("id: a\ntitle: A\ntime_limit: 20\n", ["4:1: F039 `time_limit`: `20` is not a duration (20m, 1h 30m)."]),
        (f"id: a\ntitle: {'x' * 41}\n", ["3:1: F035 `title`: at most 40 characters are allowed."]),
        ("id: a\ntitle: A\nzzz: 1\n", ["4:1: F031 `zzz`: unknown key."]),
        ("id: a\ntitle: [x, y]\n", ["3:1: F032 `title`: the value `[x, y]` is not text."]),
        ("id: a\ntitle: A\nsteps: [x]\n", ["4:9: F032 `steps[1]`: the value `x` is not `key: value` pairs."]),
    ],
)  # fmt: skip
def test_single_faults(head, problems):
    assert checked(head, words=0) == (None, problems)


def test_what_was_lost_to_a_fault_of_syntax_is_not_called_missing():
    made, problems = checked("id: a\ntitle: Satu: dua\npass_mark: x\n", words=0)
    assert made is None
    assert problems == [
        "3:12: F020 The YAML cannot be read: a colon in the wrong place; put quotes round a value that holds `: `.",
        "4:1: F032 `pass_mark`: the value `x` is not a whole number.",
    ]


def test_nothing_is_called_missing_where_there_is_no_head():
    document, problems = read("a.md", "Tanpa kepala.\n")
    assert validate(Note, document) == (None, [])
    assert [p.code for p in problems] == ["F010"]


class Coded(BaseModel):
    """A schema class that reports a code of the catalogue."""

    number: int | bool

    @model_validator(mode="after")
    def _check(self) -> "Coded":
        if self.number == 13:
            raise PydanticCustomError("Z900", "unused", {"id": "tiga-belas"})
        return self


def test_a_schema_may_report_a_code_of_its_own():
    assert checked("number: 13\n", Coded) == (None, ["1:1: Z900 There is no module `tiga-belas`."])


def test_a_value_that_fits_no_member_of_a_union_is_one_fault():
    assert checked("number: banyak\n", Coded)[1] == [
        "2:1: F032 `number`: the value `banyak` is not a whole number."
    ]
