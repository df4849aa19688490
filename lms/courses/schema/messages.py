"""What can be wrong with courses and lessons: the C### part of the catalogue of problems."""

from __future__ import annotations

from lms.core.problem import register

register("C001", "error", id="Modul ini belum memiliki materi.", en="This course has no lessons.")
register(
    "C002",
    "error",
    id="Nama berkas materi `{name}` harus berbentuk `01-nama.md`: dua angka, tanda hubung, huruf kecil.",
    en="The lesson file `{name}` must be named like `01-name.md`: two digits, a hyphen, lower case.",
)
register(
    "C003",
    "error",
    id="Nomor materi {number:02} dipakai juga oleh `{other}`.",
    en="Lesson number {number:02} is used by `{other}`, too.",
)
register(
    "C004",
    "warning",
    id="Nomor materi {number:02} seharusnya {expected:02}: penomoran melompat.",
    en="Lesson number {number:02} should be {expected:02}: the numbering leaves a gap.",
)
register(
    "C005",
    "error",
    id="Folder `{folder}` memuat materi, tetapi tidak memuat `course.md`.",
    en="The folder `{folder}` holds lessons but no `course.md`.",
)
register("C006", "error", id="Kuis `{id}` tidak ada{hint}", en="There is no quiz `{id}`{hint}")
register(
    "C007",
    "error",
    id="Modul prasyarat `{id}` tidak ada{hint}",
    en="There is no required course `{id}`{hint}",
)
register(
    "C008",
    "error",
    id="Prasyarat berputar: {chain}.",
    en="The requirements run in a circle: {chain}.",
)
register(
    "C009",
    "error",
    id="Id materi `{id}` dipakai juga oleh `{other}`.",
    en="The lesson id `{id}` is used by `{other}`, too.",
)
register(
    "C010",
    "warning",
    id="Materi memuat tabel prosedur, tetapi `course.md` tidak memuat identitas `sop`.",
    en="The lesson holds a procedure table, but `course.md` has no identity block `sop`.",
)
register(
    "C011",
    "warning",
    id="Modul memiliki identitas `sop`, tetapi tidak satu pun materinya memuat tabel prosedur.",
    en="The course has an identity block `sop`, but none of its lessons holds a procedure table.",
)
register(
    "C012",
    "warning",
    id="Bagian latihan belum memuat soal.",
    en="The practice section holds no question.",
)
register(
    "C013",
    "error",
    id="Satu materi paling banyak memuat satu bagian latihan.",
    en="A lesson holds at most one practice section.",
)
register(
    "C014",
    "error",
    id="Soal disposisi memerlukan meja disposisi; tulis soal ini dalam sebuah kuis.",
    en="A routing question needs the routing desk; write it in a quiz.",
)
register(
    "C015",
    "error",
    id="Nomor SOP `{number}` dipakai juga oleh `{path}`.",
    en="SOP number `{number}` is used by `{path}`, too.",
)
register(
    "C016",
    "warning",
    id="Tanggal `sop.{key}` ({date}) lebih awal daripada tanggal pembuatan ({created}).",
    en="The date `sop.{key}` ({date}) is earlier than the date of creation ({created}).",
)
register(
    "C017",
    "warning",
    id="Bagian pertama materi kosong: tulis setidaknya satu paragraf.",
    en="The lesson has no text: write at least one paragraph.",
)
register(
    "C018",
    "error",
    id="Lebih dari satu materi memuat prosedur; satu modul mengajarkan satu SOP. Yang pertama: `{other}`.",
    en="More than one lesson holds a procedure; a course teaches one SOP. The first one: `{other}`.",
)
