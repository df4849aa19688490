"""What can be wrong with a list of officers; every message says how to put it right."""

from __future__ import annotations

from lms.core.problem import register

register(
    "P001", "error",
    id="Berkas tidak dapat dibaca sebagai teks ({why}). Simpan ulang sebagai CSV UTF-8.",
    en="The file cannot be read as text ({why}). Save it again as CSV UTF-8.",
)  # fmt: skip
register(
    "P002", "error",
    id="Tidak ada kolom nama. Baris pertama harus memuat judul kolom, misalnya: nama, nip, surel, jabatan, perangkat daerah.",
    en="There is no name column. The first row must hold column titles, such as: nama, nip, surel, jabatan, "
    "perangkat daerah.",
)  # fmt: skip
register(
    "P003", "warning",
    id="Kolom `{title}` tidak dikenal dan diabaikan{hint}",
    en="The column `{title}` is not known and is ignored{hint}",
)  # fmt: skip
register(
    "P004", "error",
    id="Kolom `{title}` muncul dua kali dengan arti yang sama. Hapus salah satunya.",
    en="The column `{title}` appears twice with the same meaning. Remove one of them.",
)  # fmt: skip
register(
    "P005", "error",
    id="Tanda kutip atau jumlah kolom pada baris ini rusak ({why}). Periksa tanda kutip ganda pada baris ini dan sebelumnya.",
    en="The quotes or columns of this row are broken ({why}). Check the double quotes in this row and the one before.",
)  # fmt: skip
register(
    "P006", "error",
    id="Baris ini memuat {found} kolom, judulnya {wanted}. Beri tanda kutip pada isian yang memuat pemisah kolom.",
    en="This row has {found} columns, the titles are {wanted}. Put quotes around cells that hold the separator.",
)  # fmt: skip
register("P007", "error", id="Berkas tidak memuat satu pegawai pun.", en="The file holds no officer at all.")
register("P010", "error", id="Nama wajib diisi.", en="The name is required.")
register(
    "P011", "error",
    id="NIP `{value}` sudah diubah Excel menjadi bilangan, angka terakhirnya hilang. Di Excel: pilih kolom NIP, "
    "jadikan format Teks, ketik atau salin ulang NIP dari sumbernya, lalu simpan lagi sebagai CSV.",
    en="Excel turned the NIP `{value}` into a number and its last digits are lost. In Excel: format the NIP column as "
    "Text, enter the NIP again from its source, and save as CSV again.",
)  # fmt: skip
register(
    "P012", "error",
    id="NIP `{value}` berakhir 000, tanda bahwa Excel membulatkannya. Jadikan kolom NIP format Teks dan salin ulang "
    "NIP dari sumbernya.",
    en="The NIP `{value}` ends in 000, a sign that Excel rounded it. Format the NIP column as Text and copy the NIP "
    "again from its source.",
)  # fmt: skip
register(
    "P013", "error",
    id="NIP terdiri atas 18 angka. Yang tertulis `{value}` ({count} karakter).",
    en="An NIP has 18 digits. What is written is `{value}` ({count} characters).",
)  # fmt: skip
register(
    "P014", "warning",
    id="NIP `{value}` tidak mengikuti pola PNS atau PPPK yang dikenal. Periksa; bila benar, biarkan.",
    en="The NIP `{value}` does not follow the known pattern of PNS or PPPK. Check it; if it is right, leave it.",
)  # fmt: skip
register(
    "P015", "error",
    id="Surel `{value}` tidak berbentuk nama@domain.",
    en="The e-mail `{value}` is not of the form name@domain.",
)  # fmt: skip
register(
    "P016", "error",
    id="Isian `{field}` terlalu panjang: {count} karakter, paling banyak {limit}.",
    en="`{field}` is too long: {count} characters, {limit} at most.",
)  # fmt: skip
register(
    "P017", "error",
    id="Status kepegawaian `{value}` tidak dikenal. Tulis PNS, PPPK, PPPK paruh waktu, atau non-ASN.",
    en="The employment status `{value}` is not known. Write PNS, PPPK, PPPK paruh waktu or non-ASN.",
)  # fmt: skip
register(
    "P018", "error",
    id="Tanggal `{value}` tidak dapat dibaca. Tulis seperti 2026-11-23 atau 23/11/2026.",
    en="The date `{value}` cannot be read. Write it like 2026-11-23 or 23/11/2026.",
)  # fmt: skip
register(
    "P019", "error",
    id="Profil jabatan `{value}` tidak dikenal. Pilihannya: {choices}{hint}",
    en="The post profile `{value}` is not known. Choices: {choices}{hint}",
)  # fmt: skip
register(
    "P020", "error",
    id="{field} `{value}` sama dengan baris {first}. Satu pegawai cukup satu baris.",
    en="{field} `{value}` is the same as in row {first}. One row for each officer.",
)  # fmt: skip
register(
    "P021", "error",
    id="Perangkat daerah `{value}` tidak dikenal{hint}",
    en="The agency `{value}` is not known{hint}",
)  # fmt: skip
register(
    "P022", "error",
    id="Jabatan ditulis tanpa perangkat daerah. Isi kolom perangkat daerah pada baris ini.",
    en="A post is given without its agency. Fill in the agency of this row.",
)  # fmt: skip
register(
    "P023", "error",
    id="Jabatan baru mulai {start}, padahal jabatan definitif sekarang (`{post}`) mulai {since}. "
    "Perbaiki TMT pada baris ini, atau akhiri jabatan lama di halaman pegawai.",
    en="The new post begins on {start}, but the present definitive one (`{post}`) began on {since}. "
    "Correct the start in this row, or end the old post on the officer's page.",
)  # fmt: skip
register(
    "P024", "error",
    id="{field} `{value}` sudah dipakai pegawai lain ({other}). Bila orangnya sama, gabungkan datanya lebih dahulu.",
    en="{field} `{value}` belongs to another officer ({other}). If it is the same person, merge the two first.",
)  # fmt: skip
register(
    "P025", "error",
    id="Ada {count} pegawai tanpa NIP bernama `{name}`. Isi surel atau NIP agar jelas siapa yang dimaksud.",
    en="There are {count} officers without NIP named `{name}`. Give an e-mail or NIP to tell them apart.",
)  # fmt: skip
register(
    "P026", "warning",
    id="`{name}` tercatat berhenti atau pensiun, jadi baris ini dilewati. Bila bekerja lagi, aktifkan di halamannya.",
    en="`{name}` is recorded as left or retired, so this row is passed over. If back at work, reactivate on their page.",
)  # fmt: skip
register(
    "P027", "warning",
    id="Sudah ada pegawai tanpa NIP bernama `{name}`. Baris ini akan menjadi pegawai baru; bila orangnya sama, "
    "isi NIP pada datanya lebih dahulu.",
    en="There is an officer without NIP named `{name}` already. This row will become a new officer; if it is the same "
    "person, enter the NIP there first.",
)  # fmt: skip
register(
    "P028", "warning",
    id="Nama `{name}` memuat huruf bukan Latin yang tampak serupa. Periksa apakah salah ketik.",
    en="The name `{name}` holds letters that only look Latin. Check for a typing error.",
)  # fmt: skip
register(
    "P029", "error",
    id="Profil jabatan `{post}` di {agency} berbeda dengan baris {first} (`{other}`). Satu jabatan, satu profil.",
    en="The profile of the post `{post}` in {agency} differs from row {first} (`{other}`). One post, one profile.",
)  # fmt: skip
register(
    "P030", "error",
    id="Isian telepon `{value}` memuat huruf. Tulis angka, spasi, +, atau tanda hubung.",
    en="The telephone `{value}` holds letters. Write digits, spaces, + or hyphens.",
)  # fmt: skip
register(
    "P031", "error",
    id="Berkas memuat {count} baris, paling banyak {limit}. Bagi menjadi beberapa berkas.",
    en="The file holds {count} rows, {limit} at most. Split it into several files.",
)  # fmt: skip
register(
    "P032", "error",
    id="Isian `{field}` memuat karakter yang tidak dapat dicetak. Ketik ulang isian ini.",
    en="`{field}` holds a character that cannot be printed. Type it again.",
)  # fmt: skip
