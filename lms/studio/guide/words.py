"""What each key of a schema class means, in the words of the guide; a test keeps this complete."""

from __future__ import annotations

# Fields that are read from the body or from the folder, not from the front matter.
DERIVED: dict[str, frozenset[str]] = {
    "QuizDocument": frozenset({"intro", "questions"}),
    "CourseDocument": frozenset({"intro", "lessons", "attachments"}),
    "LessonDocument": frozenset({"number", "slug", "path", "segments", "procedure", "practice"}),
    "FrameworkDocument": frozenset({"intro", "units"}),
    "PostsDocument": frozenset({"intro", "profiles"}),
    "TemplateDocument": frozenset({"folder"}),
}

WORDS: dict[str, dict[str, str]] = {
    "QuizDocument": {
        "id": "Identitas kuis. Tidak berubah walaupun judul atau nama berkas berubah; hasil pegawai melekat padanya",
        "title": "Judul yang dibaca pegawai",
        "competency": "Unit kompetensi bawaan untuk semua soal; satu soal boleh menyebut unitnya sendiri",
        "level": "Tingkat unit yang dibuktikan dengan lulus kuis ini",
        "pass_mark": "Batas lulus dalam persen; nilai dibandingkan tanpa pembulatan",
        "time_limit": "Batas waktu satu percobaan; tanpa kunci ini kuis tidak dibatasi waktu",
        "attempts": "Berapa kali boleh dikerjakan; yang dipakai adalah percobaan selesai yang terbaik",
        "use": "`exam` untuk ujian, `practice` untuk latihan, `both` untuk keduanya. Kunci soal ujian tidak pernah"
        " meninggalkan server sebelum waktunya",
        "opens": "Mulai dapat dikerjakan; kegiatan Bimtek dapat menentukan waktunya sendiri",
        "closes": "Terakhir dapat dikerjakan",
        "start_spread": "Untuk ujian yang dibuka serentak: setiap pegawai mulai 0 sampai sekian detik sesudah `opens`,"
        " menurut giliran yang tetap baginya; batas waktu dihitung sejak ia mulai",
        "draw": "Jumlah soal per percobaan yang diambil acak dari kumpulan; tanpa kunci ini semua soal diajukan",
        "shuffle": "Yang diacak untuk setiap peserta",
        "feedback": "Kapan umpan balik tampil: sesudah tiap soal (hanya latihan), sesudah dikumpulkan, atau sesudah ditutup",
        "source": "Asal soal, misalnya nama berkas yang diimpor",
    },
    "CourseDocument": {
        "id": "Identitas modul; bukti dan kemajuan baca melekat padanya",
        "title": "Judul modul",
        "summary": "Satu atau dua kalimat untuk daftar modul",
        "competencies": "Unit dan tingkat yang dibuktikan dengan menyelesaikan modul, misalnya `{K2: 2}`",
        "jp": "Jam pelajaran, masing-masing 45 menit",
        "requires": "Id modul yang harus selesai lebih dahulu; tidak boleh melingkar",
        "quiz": "Id kuis yang menutup modul",
        "sop": "Blok identitas SOP. Bila ada, modul ini mengajarkan satu SOP dan salah satu materinya memuat prosedur",
    },
    "SopIdentity": {
        "number": "Nomor SOP",
        "name": "Nama SOP",
        "unit": "Unit kerja pemilik SOP",
        "kind": "Jenis SOP",
        "created": "Tanggal pembuatan",
        "revised": "Tanggal revisi",
        "effective": "Tanggal mulai berlaku",
        "approved_by": "Yang mengesahkan: `position`, `name`, dan bila perlu `nip` di antara tanda kutip",
        "legal_basis": "Dasar hukum, satu baris per peraturan",
        "qualifications": "Kualifikasi pelaksana",
        "related": "Keterkaitan dengan SOP lain",
        "equipment": "Peralatan dan perlengkapan",
        "warnings": "Peringatan",
        "records": "Pencatatan dan pendataan",
        "limit": "Lama paling panjang yang diizinkan, misalnya `10 hari kerja`; jalur terpanjang prosedur diuji terhadapnya",
    },
    "LessonDocument": {
        "title": "Judul materi",
        "minutes": "Lama membaca dalam menit",
        "id": "Identitas materi. Bila tidak ditulis, bagian nama berkas sesudah nomor dipakai sebagai identitas",
    },
    "FrameworkDocument": {
        "id": "Identitas kerangka",
        "title": "Judul kerangka",
        "edition": "Edisi, misalnya tahun penetapan",
    },
    "PostsDocument": {
        "id": "Identitas daftar profil",
        "title": "Judul daftar profil",
        "days": "Hari pemenuhan dihitung sebagai hari kalender atau hari kerja",
    },
    "TemplateDocument": {
        "id": "Identitas templat; bila tidak ditulis, nama foldernya",
        "title": "Judul yang tercetak dan tampil dalam daftar",
        "kind": "Jenis sertifikat",
        "page": "Ukuran dan arah kertas",
        "fields": "Isian tambahan yang ditulis pengajar saat menerbitkan, masing-masing dengan `name`, `label`, `type`,"
        " `default`, dan `required`",
        "predicates": "Sebutan menurut nilai, masing-masing dengan `minimum` dan `label`",
        "bsre_sentence": "Kalimat tanda tangan elektronik; hanya dicetak bila sertifikat benar-benar ditandatangani BSrE",
    },
}
