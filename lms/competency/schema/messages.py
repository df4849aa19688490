"""The messages about the competency framework and the post profiles (K)."""

# ruff: noqa: E501 -- one message on one line reads like a table

from __future__ import annotations

from lms.core.problem import Severity, register

_E: Severity = "error"
_W: Severity = "warning"

_MESSAGES: tuple[tuple[str, Severity, str, str], ...] = (
    ("K001", _E, "“{title}” belum memiliki id; tambahkan `{{#id}}` di akhir judul.", "“{title}” has no id; add `{{#id}}` at the end of the heading."),
    ("K003", _E, "Id `{id}` tidak sesuai; tulis {expected}.", "The id `{id}` does not fit; write {expected}."),
    ("K004", _E, "Atribut `{name}` tidak dikenal{hint}", "Unknown attribute `{name}`{hint}"),
    ("K005", _E, "Atribut `{name}` wajib ada, misalnya `{name}={example}`.", "The attribute `{name}` is required, for instance `{name}={example}`."),
    ("K006", _E, "`{name}`: `{value}` bukan bilangan bulat dari {low} sampai {high}.", "`{name}`: `{value}` is not a whole number from {low} to {high}."),
    ("K007", _E, "“{title}” belum memiliki tabel dengan kolom {columns}.", "“{title}” has no table with the columns {columns}."),
    ("K008", _E, "Kolom tabel seharusnya {columns}, bukan {found}.", "The columns of the table should be {columns}, not {found}."),
    ("K009", _E, "Level `{level}` sudah ditulis di baris {first}.", "Level `{level}` is already written on line {first}."),
    ("K010", _E, "Level ditulis berurutan mulai dari 1; di sini level {level}, seharusnya {expected}.", "Levels are written in order from 1; this is level {level}, {expected} was expected."),
    ("K011", _E, "Sel `{cell}` kosong.", "The cell `{cell}` is empty."),
    ("K012", _E, "Baris ini berisi {count} sel, seharusnya {expected}.", "This row has {count} cells, {expected} were expected."),
    ("K013", _E, "Berkas ini tidak berisi satu pun judul tingkat 2, sehingga tidak ada yang dibaca.", "This file holds no level 2 heading, so there is nothing to read."),
    ("K014", _W, "Hanya tabel pertama yang dibaca; tabel ini tidak tampil.", "Only the first table is read; this one is not shown."),
    ("K020", _E, "Unit `{unit}` sudah dipersyaratkan profil ini di baris {first}.", "The profile already asks for the unit `{unit}` on line {first}."),
    ("K021", _E, "Unit `{unit}` tidak ada di kerangka kompetensi{hint}", "The unit `{unit}` is not in the competency framework{hint}"),
    ("K022", _E, "Unit `{unit}` tidak memiliki level {level}; yang ada {choices}.", "The unit `{unit}` has no level {level}; it has {choices}."),
    ("K023", _W, "Unit `{unit}` level {level} belum diajarkan oleh satu modul pun, sehingga rencana tidak dapat menunjuk jalan belajarnya.", "No course teaches the unit `{unit}` at level {level}, so that plans cannot name a way to learn it."),
    ("K024", _E, "Profil jabatan ditulis tanpa kerangka: `courses/competencies.md` belum ada.", "There are post profiles but no framework: `courses/competencies.md` is missing."),
)  # fmt: skip

for _code, _severity, _id, _en in _MESSAGES:
    register(_code, _severity, id=_id, en=_en)
