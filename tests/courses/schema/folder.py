"""A small content tree with one sound course, to be changed by tests."""

from __future__ import annotations

from lms.content.check import Report, check
from lms.content.tree import ContentTree
from lms.courses.schema import CourseChecker
from tests.courses.sop.tables import SOUND

COURSE = """---
id: kip-01
title: Menerima permohonan
summary: Dari meja layanan sampai jawaban.
competencies: {K2: 2}
jp: 2
quiz: kip-01-evaluasi
sop:
  number: 067/012/2026
  name: Pelayanan permohonan
  unit: Bidang Informasi
  created: 2026-01-12
  revised: 2026-08-03
  effective: 2026-08-10
  approved_by: {position: Kepala Dinas, name: Ratri Hapsari (contoh), nip: "197012311995032999"}
  legal_basis: [UU 14/2008]
---
Pengantar modul.
"""

FIRST = """---
title: Mengapa dicatat
minutes: 5
---
Setiap permohonan dicatat pada hari yang sama.

## Nomor register

Nomor adalah pegangan pemohon.
"""

SECOND = f"""---
title: Prosedur
minutes: 8
---
Pembuka.

## Prosedur {{.sop}}

Sebelum tabel.

{SOUND}
Sesudah tabel.

## Contoh

Sebuah contoh.

## Latihan {{.latihan}}

Jawab tanpa membuka catatan.

### Langkah pertama {{#langkah}}
Apa langkah pertama?

- [x] Mencatat
- [ ] Menolak
  > Menolak bukan langkah pertama.

> Permohonan dicatat dahulu.
"""

QUIZ = """---
id: kip-01-evaluasi
title: Evaluasi
---

## Soal {#soal}
Apa?

- [x] Ini
- [ ] Itu
"""


def files(**changes: str | None) -> dict[str, str]:
    """The sound tree; `course`, `first`, `second`, `quiz` replace a file, None takes it away."""
    given = {
        "courses/menerima/course.md": changes.get("course", COURSE),
        "courses/menerima/01-mengapa.md": changes.get("first", FIRST),
        "courses/menerima/02-prosedur.md": changes.get("second", SECOND),
        "quizzes/kip-01-evaluasi.md": changes.get("quiz", QUIZ),
    }
    return {path: text for path, text in given.items() if text is not None}


def report_of(texts: dict[str, str], checker: CourseChecker | None = None) -> Report:
    tree = ContentTree({path: text.encode() for path, text in texts.items()})
    return check(tree, [checker or CourseChecker()])


def problems(texts: dict[str, str]) -> list[tuple[str, str, int, int]]:
    """Path below its folder, code, line and column of everything the check finds."""
    return [(p.path.rsplit("/", 1)[-1], p.code, p.line, p.column) for p in report_of(texts).problems]
