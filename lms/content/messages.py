"""The messages about files, front matter, Markdown, links and media (codes F and M)."""

from __future__ import annotations

from lms.core.problem import register

register(
    "F001",
    "error",
    id="Berkas bukan teks UTF-8 (bita 0x{byte}); simpan ulang dengan pengodean UTF-8.",
    en="The file is not UTF-8 text (byte 0x{byte}); save it again as UTF-8.",
)
register(
    "F002",
    "error",
    id="Karakter kendali {character} tidak boleh ada di dalam berkas.",
    en="The control character {character} is not allowed in a file.",
)
register(
    "F010",
    "error",
    id="Berkas harus diawali blok front matter di antara dua baris `---`.",
    en="The file must begin with front matter between two `---` lines.",
)
register(
    "F011",
    "error",
    id="Front matter tidak ditutup; tambahkan baris `---` sesudah kunci terakhir.",
    en="The front matter is not closed; add a `---` line after the last key.",
)
register(
    "F012",
    "error",
    id="Front matter berukuran {size} bita; paling besar {limit} bita.",
    en="The front matter has {size} bytes; at most {limit} are allowed.",
)
register(
    "F013",
    "error",
    id="Baris `---` pembuka harus menjadi baris pertama berkas.",
    en="The opening `---` must be the first line of the file.",
)
register("F020", "error", id="YAML tidak dapat dibaca: {detail}", en="The YAML cannot be read: {detail}")
register(
    "F021",
    "error",
    id="Jangkar dan alias YAML (`{mark}`) tidak diizinkan; tulis nilainya lengkap.",
    en="YAML anchors and aliases (`{mark}`) are not allowed; write the value out.",
)
register(
    "F022",
    "error",
    id="`{key}`: kunci ini sudah ditulis di baris {first}.",
    en="`{key}`: this key is already given on line {first}.",
)
register(
    "F023",
    "error",
    id="Susunan bertingkat terlalu dalam; paling dalam {limit} tingkat.",
    en="Nested too deeply; at most {limit} levels are allowed.",
)
register(
    "F024",
    "error",
    id="Penanda jenis YAML (`{tag}`) tidak diizinkan; hapus penanda itu.",
    en="YAML tags (`{tag}`) are not allowed; remove it.",
)
register(
    "F025",
    "error",
    id="Front matter harus berupa pasangan `kunci: nilai`.",
    en="Front matter must be made of `key: value` pairs.",
)
register("F026", "error", id="Kunci harus berupa teks biasa.", en="A key must be plain text.")
register(
    "F030",
    "error",
    id="`{key}`: kunci wajib ini belum ada.",
    en="`{key}`: this required key is missing.",
)
register(
    "F031",
    "error",
    id="`{key}`: kunci tidak dikenal{hint}",
    en="`{key}`: unknown key{hint}",
)
register(
    "F032",
    "error",
    id="`{key}`: nilai `{value}` bukan {expected}.",
    en="`{key}`: the value `{value}` is not {expected}.",
)
register(
    "F033",
    "error",
    id="`{key}`: nilai `{value}` di luar batas; seharusnya {bound}.",
    en="`{key}`: the value `{value}` is out of range; it should be {bound}.",
)
register(
    "F034",
    "error",
    id="`{key}`: nilai `{value}` tidak dikenal; pilihannya {choices}{hint}",
    en="`{key}`: unknown value `{value}`; the choices are {choices}{hint}",
)
register("F035", "error", id="`{key}`: {detail}.", en="`{key}`: {detail}.")
register("F036", "error", id="`{key}`: nilainya kosong.", en="`{key}`: the value is empty.")
register("F039", "error", id="`{key}`: {detail}", en="`{key}`: {detail}")
register(
    "F040",
    "error",
    id="Id `{id}` sudah dipakai oleh {path} baris {first}.",
    en="The id `{id}` is already used by {path} line {first}.",
)

register(
    "M001",
    "error",
    id="Teks berukuran {size} karakter; paling besar {limit}. Bagilah menjadi beberapa berkas.",
    en="The text has {size} characters; at most {limit}. Split it into several files.",
)
register(
    "M002",
    "error",
    id="Terlalu banyak tanda `{mark}` dalam satu blok ({count}); paling banyak {limit}.",
    en="Too many `{mark}` in one block ({count}); at most {limit}.",
)
register(
    "M003",
    "error",
    id="Susunan daftar atau kutipan terlalu dalam; paling dalam {limit} tingkat.",
    en="Lists or quotes are nested too deeply; at most {limit} levels.",
)
register(
    "M010",
    "error",
    id="Blok kode tidak ditutup; tambahkan baris {fence} di akhirnya.",
    en="The code block is not closed; add a line {fence} at its end.",
)
register(
    "M011",
    "error",
    id="Atribut judul tidak terbaca: `{text}`.",
    en="The attributes of the heading cannot be read: `{text}`.",
)
register(
    "M012",
    "error",
    id="Id `{id}` sudah dipakai di baris {first}.",
    en="The id `{id}` is already used on line {first}.",
)
register(
    "M013",
    "warning",
    id="Judul melompat dari tingkat {before} ke tingkat {level}.",
    en="The heading jumps from level {before} to level {level}.",
)
register(
    "M014",
    "warning",
    id="Judul tingkat 1 tidak diperlukan; judul halaman berasal dari front matter. Mulailah dari tingkat 2.",
    en="A level 1 heading is not needed; the title of the page is in the front matter. Begin with level 2.",
)
register(
    "M015",
    "warning",
    id="HTML (`{tag}`) tidak dirender; tulis dengan Markdown.",
    en="HTML (`{tag}`) is not rendered; write it in Markdown.",
)
register(
    "M016",
    "warning",
    id="Baris tabel ini berisi {count} sel, sedangkan kepala tabel {expected}.",
    en="This row has {count} cells, the head of the table {expected}.",
)
register(
    "M017",
    "warning",
    id="Ini bukan tabel: kepalanya {count} sel, baris pemisahnya {expected}.",
    en="This is not a table: its head has {count} cells, its delimiter row {expected}.",
)
register(
    "M020",
    "error",
    id="Tautan `{target}` tidak diizinkan; gunakan http, https, mailto, atau tautan relatif.",
    en="The link `{target}` is not allowed; use http, https, mailto or a relative link.",
)
register(
    "M021",
    "error",
    id="Tautan `{target}` tidak menuju berkas mana pun di folder konten{hint}",
    en="The link `{target}` leads to no file in the content folder{hint}",
)
register(
    "M022",
    "error",
    id="Tautan `{target}` keluar dari folder konten.",
    en="The link `{target}` leaves the content folder.",
)
register(
    "M023",
    "error",
    id="Bagian `#{fragment}` tidak ada di {path}{hint}",
    en="There is no part `#{fragment}` in {path}{hint}",
)
register(
    "M030",
    "warning",
    id="Gambar `{target}` belum memiliki teks alternatif: `![teks](…)`.",
    en="The image `{target}` has no alternative text: `![text](…)`.",
)
register(
    "M031",
    "error",
    id="Gambar `{target}` harus berada di folder `media/` di samping berkas ini.",
    en="The image `{target}` must be in the folder `media/` beside this file.",
)
register(
    "M032",
    "error",
    id="Jenis berkas `{path}` tidak diizinkan; yang diizinkan {choices}.",
    en="The type of `{path}` is not allowed; allowed are {choices}.",
)
register(
    "M033",
    "error",
    id="Berkas `{path}` berukuran {size}; paling besar {limit}.",
    en="The file `{path}` has {size}; at most {limit}.",
)
register(
    "M034",
    "error",
    id="Isi berkas `{path}` bukan {expected} yang utuh.",
    en="The content of `{path}` is not a sound {expected} file.",
)
register(
    "M035",
    "error",
    id="Gambar `{path}` terlalu besar ({size} piksel); paling banyak {limit} juta piksel.",
    en="The image `{path}` is too large ({size} pixels); at most {limit} million pixels.",
)
register(
    "M036",
    "error",
    id="SVG `{path}` berisi bagian yang tidak diizinkan: {what}.",
    en="The SVG `{path}` holds a part that is not allowed: {what}.",
)
register(
    "M037",
    "error",
    id="Berkas `{path}` berisi makro; simpan tanpa makro.",
    en="The file `{path}` holds macros; save it without them.",
)
