"""The messages about questions (Q), routing keys (R) and catalogues (A)."""

# ruff: noqa: E501 -- one message on one line reads like a table

from __future__ import annotations

from lms.core.problem import Severity, register

_E: Severity = "error"
_W: Severity = "warning"

_MESSAGES: tuple[tuple[str, Severity, str, str], ...] = (
    ("Q001", _E, "Soal “{title}” belum memiliki id; tambahkan `{{#id}}` di akhir judul.", "The question “{title}” has no id; add `{{#id}}` at the end of the heading."),
    ("Q002", _E, "Id harus ditulis pertama di dalam kurung kurawal: `{{#{id} …}}`.", "The id must come first in the braces: `{{#{id} …}}`."),
    ("Q003", _E, "Id `{id}` sudah dipakai oleh soal di baris {first}.", "The id `{id}` is already used by the question on line {first}."),
    ("Q004", _E, "Id `{id}` hanya boleh berisi huruf kecil, angka, dan tanda hubung, paling panjang {limit} karakter.", "The id `{id}` may hold lower-case letters, digits and hyphens only, at most {limit} characters."),
    ("Q005", _E, "Atribut `{name}` tidak dikenal{hint}", "Unknown attribute `{name}`{hint}"),
    ("Q006", _E, "Atribut `{name}`: nilai `{value}` tidak dikenal; pilihannya {choices}.", "Attribute `{name}`: unknown value `{value}`; the choices are {choices}."),
    ("Q007", _E, "Atribut `{name}` hanya berlaku untuk soal disposisi (`kind=routing`).", "The attribute `{name}` is for routing questions only (`kind=routing`)."),
    ("Q010", _E, "Soal “{title}” tidak memiliki blok jawaban.", "The question “{title}” has no answer block."),
    ("Q011", _E, "Soal “{title}” tidak memiliki kunci; tandai jawaban yang benar dengan `[x]`.", "The question “{title}” has no key; mark the right answer with `[x]`."),
    ("Q012", _E, "Soal pilihan tunggal hanya boleh memiliki satu `[x]`, di sini {count}.", "A single choice question has one `[x]`, here {count}."),
    ("Q013", _E, "Semua pilihan ditandai `[x]`; tanpa pilihan yang salah, mencentang semuanya mendapat nilai penuh.", "Every option is marked `[x]`; without a wrong one, ticking everything earns the full mark."),
    ("Q014", _E, "Soal “{title}” memerlukan paling sedikit {needed} baris jawaban, di sini {count}.", "The question “{title}” needs at least {needed} answer lines, here {count}."),
    ("Q015", _E, "“{text}” sudah ditulis di baris {first}.", "“{text}” is already written on line {first}."),
    ("Q016", _E, "Pilihan ini kosong.", "This option is empty."),
    ("Q017", _E, "Soal `kind={kind}` ditulis sebagai {expected}.", "A question with `kind={kind}` is written as {expected}."),
    ("Q018", _E, "Soal benar/salah berisi tepat dua pilihan, `Benar` dan `Salah`.", "A true/false question has exactly the two options `Benar` and `Salah`."),
    ("Q019", _E, "Teks sesudah blok jawaban tidak akan tampil; pindahkan ke atas blok, atau tulis sebagai kutipan (`>`).", "Text after the answer block is not shown; move it above the block, or make it a quote (`>`)."),
    ("Q020", _E, "Bobot `{text}` tidak terbaca; tulis `{{%n}}` dengan n antara −100 dan 100.", "The weight `{text}` cannot be read; write `{{%n}}` with n between −100 and 100."),
    ("Q021", _E, "Bobot tidak berlaku untuk soal `kind={kind}`.", "Weights do not apply to questions with `kind={kind}`."),
    ("Q022", _W, "Nilai penuh tidak dapat dicapai; bobot tertinggi berjumlah {best} persen.", "The full mark cannot be reached; the best weights add up to {best} percent."),
    ("Q023", _E, "Tanda `[{mark}]` tidak dapat dicampur di blok ini; pakai {expected}.", "The mark `[{mark}]` cannot be mixed into this block; use {expected}."),
    ("Q024", _E, "Baris ini tidak memiliki kotak; awali dengan `- [ ]` atau `- [x]`.", "This line has no box; begin it with `- [ ]` or `- [x]`."),
    ("Q025", _E, "Baris ini tidak diawali `[=]`; setiap jawaban yang diterima ditulis `- [=] jawaban`.", "This line does not begin with `[=]`; every accepted answer is written `- [=] answer`."),
    ("Q030", _E, "`{text}` dapat dibaca sebagai ribuan atau sebagai desimal; tulis `{plain}` atau `{decimal}`.", "`{text}` can be read as thousands or as decimals; write `{plain}` or `{decimal}`."),
    ("Q031", _E, "`{text}` bukan kunci bilangan; tulis `10`, `10 ± 0,5`, atau `9..11`.", "`{text}` is no numeric key; write `10`, `10 ± 0,5` or `9..11`."),
    ("Q041", _E, "Tabel soal menjodohkan harus memiliki tepat dua kolom, di sini {count}.", "The table of a matching question has exactly two columns, here {count}."),
    ("Q042", _E, "Baris ini tidak memiliki jawaban di kolom kanan.", "This row has no answer in its right-hand cell."),
    ("Q044", _W, "Jawaban tambahan “{text}” sama dengan jawaban di baris {first}.", "The extra answer “{text}” is the same as the one on line {first}."),
    ("Q050", _E, "Soal terbuka memerlukan rubrik, ditulis sebagai kutipan (`>`) di akhir.", "An open question needs a rubric, written as a quote (`>`) at its end."),
    ("Q051", _E, "Soal terbuka tidak memiliki blok jawaban; hapus daftar ini atau `kind=open`.", "An open question has no answer block; remove this list or `kind=open`."),
    ("Q060", _E, "`draw`: {draw} soal diminta, tetapi hanya {pool} soal tersedia untuk {mode}.", "`draw`: {draw} questions are asked for, but only {pool} are available for {mode}."),
    ("Q061", _E, "Kuis ini belum memiliki soal; setiap judul tingkat 2 adalah satu soal.", "This quiz has no questions; every level 2 heading is a question."),
    ("Q062", _E, "Tidak ada satu pun soal untuk {mode}.", "There is no question for {mode}."),
    ("Q063", _E, "`feedback`: `after_each` hanya untuk latihan; ujian memakai `after_submit` atau `after_close`.", "`feedback`: `after_each` is for practice only; an examination uses `after_submit` or `after_close`."),
    ("Q064", _E, "`closes` harus sesudah `opens`.", "`closes` must be after `opens`."),
    ("Q065", _W, "`feedback: after_close` tanpa `closes`: umpan balik dibuka setelah percobaan selesai.", "`feedback: after_close` without `closes`: feedback opens when the attempt ends."),
    ("Q066", _W, "Soal “{title}” tidak termasuk unit kompetensi mana pun; isi `competency`.", "The question “{title}” belongs to no competency unit; set `competency`."),
    ("Q067", _W, "`start_spread`: peserta yang mulai {spread} detik kemudian tidak mendapat waktu penuh; mundurkan `closes`.", "`start_spread`: whoever starts {spread} seconds later has less than the full time; let `closes` be later."),
    ("Q070", _E, "Soal `{id}` sudah pernah dijawab sebagai `{before}`; jenisnya tidak dapat diubah menjadi `{after}`. Beri id baru.", "The question `{id}` was already answered as `{before}`; its kind cannot become `{after}`. Give it a new id."),
    ("R001", _E, "Tulis kode di awal baris: `1.03/drainase: umpan balik`.", "Write a code at the start of the line: `1.03/drainase: feedback`."),
    ("R002", _E, "Kode `{key}` tidak ada di katalog{hint}", "The code `{key}` is not in the catalogue{hint}"),
    ("R003", _E, "AMBIGUOUS: `{key}` saat ini berarti {agencies}; tulis kode fungsinya, atau `{key} any:`.", "AMBIGUOUS: `{key}` means {agencies} today; write the code of the function, or `{key} any:`."),
    ("R004", _E, "`{key}` saat ini tidak dipegang perangkat daerah mana pun.", "No agency holds `{key}` today."),
    ("R005", _W, "`{key}` saat ini tidak dipegang perangkat daerah mana pun; umpan balik ini tidak akan tampil.", "No agency holds `{key}` today; this feedback will never be shown."),
    ("R006", _E, "Kode `{key}` sudah ditulis di baris {first}.", "The code `{key}` is already written on line {first}."),
    ("R007", _E, "`{key}` ditulis salah, padahal {agency} juga dipegang kunci `{right}` di baris {first}.", "`{key}` is written as wrong, but {agency} is also what the key `{right}` on line {first} means."),
    ("R008", _W, "Katalog (`quizzes/agencies.csv`, `affairs.csv`, `external_bodies.csv`) tidak disertakan; kode disposisi tidak diperiksa.", "The catalogue (`quizzes/agencies.csv`, `affairs.csv`, `external_bodies.csv`) is missing; routing codes are not checked."),
    ("R009", _E, "`{text}` adalah nama; kunci ditulis dengan kode, misalnya `{key}`.", "`{text}` is a name; keys are written as codes, for example `{key}`."),
    ("A001", _E, "Kolom {columns} belum ada; baris pertama harus berisi {expected}.", "The columns {columns} are missing; the first line must be {expected}."),
    ("A002", _E, "Kolom `{name}` tidak dikenal{hint}", "Unknown column `{name}`{hint}"),
    ("A003", _E, "Kode `{key}` tidak sesuai bentuk; contoh: {example}.", "The code `{key}` does not have the right form; example: {example}."),
    ("A004", _E, "Kode `{key}` kehilangan angka nol; maksudnya `{guess}`? Atur kolom sebagai teks sebelum menyimpan.", "The code `{key}` lost a zero; is it `{guess}`? Set the column to text before saving."),
    ("A005", _E, "`{value}` sudah ditulis di baris {first}.", "`{value}` is already given on line {first}."),
    ("A006", _E, "Fungsi `{key}` berada di bawah urusan `{parent}` yang belum ada.", "The function `{key}` is below the affair `{parent}`, which does not exist."),
    ("A007", _E, "Kode `{key}` tidak ada di `affairs.csv`{hint}", "The code `{key}` is not in `affairs.csv`{hint}"),
    ("A008", _E, "`{value}` bukan tanggal; contoh: 2026-01-31.", "`{value}` is not a date; example: 2026-01-31."),
    ("A009", _E, "`valid_to` ({to}) mendahului `valid_from` ({start}).", "`valid_to` ({to}) is before `valid_from` ({start})."),
    ("A010", _E, "“{name}” sudah berlaku pada tanggal yang sama di baris {first}.", "“{name}” is already valid on the same days on line {first}."),
    ("A011", _E, "Baris ini berisi {count} sel, sedangkan kepala tabel {expected}.", "This row has {count} cells, the head has {expected}."),
    ("A012", _E, "Sel `{cell}` wajib diisi.", "The cell `{cell}` must be filled."),
    ("A013", _E, "Tanda kutip pada sel ini tidak ditutup.", "The quotation mark of this cell is not closed."),
    ("A014", _E, "`{cell}`: nilai `{value}` tidak dikenal; pilihannya {choices}{hint}", "`{cell}`: unknown value `{value}`; the choices are {choices}{hint}"),
    ("A015", _E, "`{cell}`: kode `{key}` tidak ada di katalog{hint}", "`{cell}`: the code `{key}` is not in the catalogue{hint}"),
    ("A016", _W, "“{name}” belum memiliki kode urusan, jadi tidak dapat menjadi tujuan disposisi.", "“{name}” has no affair code, so no letter can be routed to it."),
    ("A017", _E, "Berkas ini kosong.", "This file is empty."),
)  # fmt: skip

for _code, _severity, _indonesian, _english in _MESSAGES:
    register(_code, _severity, id=_indonesian, en=_english)
