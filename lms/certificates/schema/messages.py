"""The messages about certificate templates (codes T)."""

from __future__ import annotations

from lms.core.problem import register

register("T001", "error", id="Templat ini belum memiliki `{name}`.", en="This template has no `{name}`.")
register(
    "T002",
    "error",
    id="Berkas `{name}` berukuran {size} bita; paling besar {limit} bita.",
    en="The file `{name}` has {size} bytes; at most {limit} are allowed.",
)
register(
    "T003",
    "error",
    id="Fon `{name}` tidak dapat dibaca; gunakan WOFF2, TTF, atau OTF yang utuh.",
    en="The font `{name}` cannot be read; use a sound WOFF2, TTF or OTF file.",
)
register(
    "T004",
    "warning",
    id="Berkas `{name}` tidak dipakai templat ini.",
    en="The file `{name}` is not used by this template.",
)
register(
    "T010", "error", id="Sintaks templat keliru: {detail}.", en="The template's syntax is wrong: {detail}."
)
register(
    "T011",
    "error",
    id="`{what}` tidak diizinkan di dalam templat sertifikat.",
    en="`{what}` is not allowed in a certificate template.",
)
register(
    "T012",
    "error",
    id="Variabel `{name}` tidak dikenal{hint}",
    en="The variable `{name}` is unknown{hint}",
)
register(
    "T013",
    "error",
    id="Variabel `{name}` dicetak, tetapi kosong di sample.yaml. Isi di sana, atau apit dengan `{{% if {name} %}}`.",
    en="The variable `{name}` is printed, but empty in sample.yaml. Fill it there, or put it inside `{{% if {name} %}}`.",
)
register(
    "T014",
    "error",
    id="`{name}` wajib dicetak pada sertifikat, tetapi tidak ada di templat ini.",
    en="`{name}` must be printed on a certificate, but this template does not hold it.",
)
register("T015", "error", id="Templat gagal dijalankan: {detail}.", en="The template fails to run: {detail}.")
register(
    "T020",
    "error",
    id="`<{tag}>` tidak diizinkan; templat hanya memuat teks, tabel, dan gambar dari foldernya sendiri.",
    en="`<{tag}>` is not allowed; a template holds text, tables and images of its own folder only.",
)
register(
    "T021",
    "error",
    id="Atribut `{name}` tidak diizinkan; tulis gayanya di style.css.",
    en="The attribute `{name}` is not allowed; write styles in style.css.",
)
register(
    "T022",
    "error",
    id="Alamat `{target}` tidak diizinkan; sertifikat hanya memuat berkas dari folder templatnya.",
    en="The address `{target}` is not allowed; a certificate holds files of its template's folder only.",
)
register(
    "T023",
    "error",
    id="Berkas `{target}` tidak ada di folder templat ini{hint}",
    en="There is no file `{target}` in this template's folder{hint}",
)
register("T030", "error", id="CSS tidak dapat dibaca: {detail}.", en="The CSS cannot be read: {detail}.")
register(
    "T031",
    "error",
    id="`{rule}` tidak diizinkan di style.css.",
    en="`{rule}` is not allowed in style.css.",
)
register(
    "T032",
    "error",
    id="Kolom flex di dalam kolom flex membuat tata letak sangat lambat; gunakan blok biasa atau tabel.",
    en="Column flex inside column flex makes layout extremely slow; use plain blocks or a table.",
)
register(
    "T033",
    "warning",
    id="Fon `{name}` tidak tersedia; pilihannya {choices}. Teks akan dicetak dengan fon lain.",
    en="The font `{name}` is not available; the choices are {choices}. Text would be printed in another font.",
)
