"""Questions built in code, for tests that are about marking and not about parsing."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from lms.quizzes import kinds
from lms.quizzes.domain.catalogue import Affair, Catalogue, Destination
from lms.quizzes.domain.question import Option, Pair, Question, Side, item_id
from lms.quizzes.kinds.base import Resolved
from lms.quizzes.kinds.routing import resolve


def option(text: str, *, right: bool = False, weight: str | None = None, feedback: str = "") -> Option:
    return Option(
        id=item_id(text),
        text=text,
        right=right,
        weight=None if weight is None else Decimal(weight),
        feedback=feedback,
    )


def question(kind: str, *options: Option, **fields: object) -> Question:
    return Question.model_validate({"id": "q", "title": "Soal", "kind": kind, "options": options, **fields})


def pair(left: str, right: str, weight: str | None = None) -> Pair:
    return Pair(
        left=Side(id=item_id(left), text=left),
        right=Side(id=item_id(right), text=right),
        weight=None if weight is None else Decimal(weight),
    )


def letter(*codes: str, info: str = "open") -> Question:
    """A routing question; `+1.04` is a right key, `-1.03` a listed wrong one, `*` = any, `%n` = weight."""
    options = []
    for written in codes:
        body, _, weight = written[1:].partition("%")
        code = body.removesuffix("*")
        options.append(
            Option(
                id=item_id(code),
                text="",
                code=code,
                right=written[0] == "+",
                any_agency=body.endswith("*"),
                weight=Decimal(weight) if weight else None,
                feedback=f"umpan {code}",
            )
        )
    return question("routing", *options, info=info)


def agency(name: str, *codes: str) -> Destination:
    return Destination(ref=name, kind="agency", name=name, codes=codes)


def body(code: str) -> Destination:
    return Destination(ref=code, kind="external", name=code, codes=(code,), topics=f"tentang {code}")


CITY = Catalogue(
    affairs=tuple(
        Affair(code=code, name=f"Urusan {code}", scope=f"lingkup {code}")
        for code in [
            "1.01",
            "1.03",
            "1.03/jalan",
            "1.03/drainase",
            "1.03/tata-ruang",
            "1.04",
            "1.05",
            "1.05/bencana",
            "1.05/ketertiban",
            "1.05/kebakaran",
            "2.10",
            "2.10/sengketa",
            "2.11",
            "2.13",
            "5.02",
            "5.02/pendapatan",
            "5.02/aset",
            "9.01",
        ]
    ),
    destinations=(
        agency("disdik", "1.01"),
        agency("dpu", "1.03/jalan", "1.03/drainase"),
        agency("distaru", "1.03/tata-ruang"),
        agency("disperkim", "1.04", "2.10/sengketa"),
        agency("bpbd", "1.05/bencana"),
        agency("satpol", "1.05/ketertiban"),
        agency("damkar", "1.05/kebakaran"),
        agency("dlh", "2.11"),
        agency("bapenda", "5.02/pendapatan"),
        agency("bpkad", "5.02/aset"),
        body("EXT.PROV.SAMSAT"),
        body("EXT.PUSAT.BBWS"),
    ),
)


def resolved(question_: Question, city: Catalogue = CITY) -> Resolved:
    return Resolved(keys=resolve(question_, city), catalogue=city)


def routed(question_: Question, *refs: str, exempt: bool = False) -> Fraction | None:
    answer = {"to": list(refs), "exempt": exempt} if refs or exempt else None
    return kinds.mark(question_, answer, resolved(question_)).fraction
