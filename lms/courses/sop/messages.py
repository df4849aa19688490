"""What can be wrong with a procedure table: the S### part of the catalogue of problems."""

from __future__ import annotations

from lms.core.problem import register

register(
    "S001",
    "error",
    id="Tabel prosedur tidak memiliki kolom “{name}”.",
    en="The procedure table has no column “{name}”.",
)
register(
    "S002",
    "error",
    id="Kolom “{name}” tidak dikenal{hint}",
    en="Unknown column “{name}”{hint}",
)
register(
    "S003",
    "error",
    id="Baris ini memiliki {found} sel, seharusnya {expected}.",
    en="This row has {found} cells, {expected} expected.",
)
register(
    "S004",
    "error",
    id="Nomor langkah “{text}” bukan bilangan bulat positif.",
    en="Step number “{text}” is not a positive whole number.",
)
register(
    "S005",
    "error",
    id="Nomor langkah {number} dipakai dua kali.",
    en="Step number {number} is used twice.",
)
register(
    "S006",
    "warning",
    id="Nomor langkah {number} seharusnya {expected}.",
    en="Step number {number} should be {expected}.",
)
register("S007", "error", id="Kolom {name} kosong.", en="The column {name} is empty.")
register(
    "S008",
    "error",
    id="Waktu “{text}” tidak terbaca; tulis misalnya 15 menit, 2 jam, atau 1 hari kerja.",
    en="Time “{text}” cannot be read; write for example 15 menit, 2 jam or 1 hari kerja.",
)
register("S010", "error", id="Langkah {target} tidak ada.", en="There is no step {target}.")
register(
    "S011",
    "error",
    id="Cabang menuju {target} tidak berlabel; tulis misalnya “lengkap: {target}”.",
    en="The branch to {target} has no label; write for example “lengkap: {target}”.",
)
register("S012", "error", id="Label “{label}” dipakai dua kali.", en="Label “{label}” is used twice.")
register(
    "S013",
    "error",
    id="Keputusan memerlukan sedikitnya dua tujuan yang berbeda.",
    en="A decision needs at least two different targets.",
)
register(
    "S014",
    "error",
    id="“selesai” harus menjadi satu-satunya tujuan; buat langkah penutup tersendiri.",
    en="“selesai” must be the only target; make a closing step of its own.",
)
register(
    "S015",
    "error",
    id="Langkah {number} tidak dapat dicapai dari langkah pertama.",
    en="Step {number} cannot be reached from the first step.",
)
register(
    "S016",
    "error",
    id="Dari langkah {number} prosedur tidak pernah selesai.",
    en="From step {number} the procedure never ends.",
)
register(
    "S017",
    "error",
    id="Langkah terakhir tidak memiliki langkah berikutnya; tulis “selesai” pada kolom Lanjut.",
    en="The last step has no next row; write “selesai” in the column Lanjut.",
)
register(
    "S018",
    "error",
    id="Langkah pertama adalah simbol mulai, sehingga tidak boleh berupa keputusan atau penutup.",
    en="The first step is the start symbol, so it cannot be a decision or an end.",
)
register(
    "S019",
    "warning",
    id="Panah balik ke langkah {target} keluar dari pelaksanaan; panah balik hanya untuk keputusan.",
    en="The arrow back to step {target} leaves a process; only decisions lead back.",
)
register(
    "S020",
    "error",
    id="“{text}” tampak seperti nama orang; tulis jabatannya.",
    en="“{text}” looks like a person's name; write the position instead.",
)
register(
    "S021",
    "warning",
    id="Kegiatan “{text}” sebaiknya diawali kata kerja me- atau memper-.",
    en="Activity “{text}” should begin with a verb in me- or memper-.",
)
register(
    "S022",
    "error",
    id="{count} pelaksana; paling banyak {limit}.",
    en="{count} executors; at most {limit}.",
)
register(
    "S023",
    "warning",
    id="Nama pelaksana “{text}” terdiri atas {count} huruf; sebaiknya paling banyak {limit}.",
    en="Executor “{text}” has {count} characters; better at most {limit}.",
)
register(
    "S024",
    "error",
    id="Jalur terpanjang {total} melampaui batas {limit} yang ditulis pada sop.limit.",
    en="The longest path {total} exceeds the limit {limit} given in sop.limit.",
)
register(
    "S025",
    "warning",
    id="Jalur terpanjang {total} melampaui {limit}; bila SOP ini berbatas lain, tulis sop.limit.",
    en="The longest path {total} exceeds {limit}; if this SOP has another limit, write sop.limit.",
)
register(
    "S026",
    "error",
    id="Tujuan “{text}” tidak terbaca; tulis nomor langkah, “label: nomor”, atau “selesai”.",
    en="Target “{text}” cannot be read; write a step number, “label: number” or “selesai”.",
)
register(
    "S027",
    "error",
    id="Tabel prosedur belum memiliki langkah.",
    en="The procedure table has no steps.",
)
register(
    "S028",
    "error",
    id="Langkah {number} menuju dirinya sendiri.",
    en="Step {number} leads to itself.",
)
register(
    "S029",
    "error",
    id="Bagian prosedur tidak memuat tabel.",
    en="The procedure section holds no table.",
)
register(
    "S030",
    "error",
    id="Satu materi paling banyak memuat satu tabel prosedur.",
    en="A lesson holds at most one procedure table.",
)
