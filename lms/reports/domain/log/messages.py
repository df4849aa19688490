"""What can be wrong with a log of dispositions, in both languages."""

from __future__ import annotations

from lms.core.problem import register

register(
    "D001", "error",
    id="Berkas ini tidak dapat dibaca. Simpan sebagai XLSX atau CSV UTF-8.",
    en="This file cannot be read. Save it as XLSX or as CSV UTF-8.",
)  # fmt: skip
register(
    "D002", "error",
    id="Kolom `{field}` tidak ditemukan. Beri judul kolom seperti {examples}.",
    en="There is no column `{field}`. Give it a title such as {examples}.",
)  # fmt: skip
register(
    "D003", "warning",
    id="Kolom `{title}` tidak dikenal dan dilewati{hint}",
    en="The column `{title}` is not known and is passed over{hint}",
)  # fmt: skip
register(
    "D004", "error",
    id="Kolom `{title}` muncul dua kali.",
    en="The column `{title}` appears twice.",
)  # fmt: skip
register("D005", "error", id="Berkas tidak memuat satu baris pun.", en="The file holds no row.")
register(
    "D006", "error",
    id="Berkas memuat lebih dari {limit} baris. Bagi menjadi beberapa berkas.",
    en="The file holds more than {limit} rows. Split it into several files.",
)  # fmt: skip
register(
    "D007", "error",
    id="Tanda kutip pada baris ini tidak ditutup.",
    en="The quotes of this row are not closed.",
)  # fmt: skip
register(
    "D010", "warning",
    id="Baris dilewati: isi permohonannya kosong atau terlalu pendek ({count} huruf).",
    en="The row is passed over: its text is empty or too short ({count} letters).",
)  # fmt: skip
register(
    "D011", "warning",
    id="Baris dilewati: perangkat daerah akhirnya kosong.",
    en="The row is passed over: its final agency is empty.",
)  # fmt: skip
register(
    "D012", "warning",
    id="Tanggal `{value}` tidak dapat dibaca; baris tetap dipakai tanpa tanggal.",
    en="The date `{value}` cannot be read; the row is used without it.",
)  # fmt: skip
register(
    "D013", "warning",
    id="Baris dilewati: isinya sama dengan baris {first}.",
    en="The row is passed over: its text is that of row {first}.",
)  # fmt: skip
register(
    "D014", "warning",
    id="Isi permohonan dipotong menjadi {limit} huruf.",
    en="The text is cut to {limit} letters.",
)  # fmt: skip
register(
    "D015", "warning",
    id="`{name}` tidak dikenal di katalog{hint}",
    en="`{name}` is not known to the catalogue{hint}",
)  # fmt: skip
