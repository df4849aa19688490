"""Actions of the journal in plain words; a code that nobody described is shown as it is."""

from __future__ import annotations

from lms.web.i18n import lazy_gettext as _l

ACTIONS = {
    "account.activated": _l("Akun dipulihkan"),
    "account.created": _l("Akun dibuat"),
    "account.link_made": _l("Tautan kata sandi dibuat"),
    "account.password_set": _l("Kata sandi dibuat atau diganti"),
    "account.role_changed": _l("Peran diganti"),
    "account.signed_in": _l("Masuk"),
    "account.signed_out": _l("Keluar"),
    "account.suspended": _l("Akun ditangguhkan"),
    "officer.created": _l("Pegawai dicatat"),
    "officer.changed": _l("Data pegawai diubah"),
    "officer.imported": _l("Data pegawai diubah lewat impor"),
    "officer.left": _l("Pegawai berhenti atau pensiun"),
    "officer.returned": _l("Pegawai bekerja kembali"),
    "officer.merged": _l("Data ganda digabung ke pegawai lain"),
    "officer.absorbed": _l("Data ganda diterima"),
    "officers.imported": _l("Daftar pegawai diimpor"),
    "assignment.started": _l("Jabatan diberikan"),
    "assignment.ended": _l("Penugasan diakhiri"),
    "assignment.cancelled": _l("Penugasan dibatalkan"),
    "agency.added": _l("Perangkat daerah ditambahkan"),
    "agency.renamed": _l("Perangkat daerah berganti nama"),
    "agency.succeeded": _l("Nama baru perangkat daerah"),
    "agency.ended": _l("Perangkat daerah diakhiri"),
    "agency.affair_given": _l("Urusan diberikan"),
    "agency.affair_ended": _l("Pengampuan urusan diakhiri"),
    "city.affairs_applied": _l("Katalog urusan diterapkan"),
    "city.agencies_applied": _l("Katalog perangkat daerah diterapkan"),
    "city.bodies_applied": _l("Katalog instansi luar diterapkan"),
    "city.body_withdrawn": _l("Instansi luar ditarik"),
    "city.body_restored": _l("Instansi luar dipakai kembali"),
    "post.added": _l("Jabatan ditambahkan"),
    "post.changed": _l("Jabatan diubah"),
    "post.closed": _l("Jabatan ditutup"),
    "institution.changed": _l("Pengaturan diubah"),
    "calendar.changed": _l("Kalender dikoreksi"),
    "content.published": _l("Konten diterbitkan"),
    "content.withdrawn": _l("Konten ditarik"),
    "course.finished": _l("Modul diselesaikan"),
    "course.lesson.finished": _l("Pelajaran diselesaikan"),
    "competency.recall.fitted": _l("Rumus daya ingat disesuaikan"),
    "quiz.attempt.started": _l("Pengerjaan soal dimulai"),
    "quiz.attempt.submitted": _l("Pengerjaan soal dikumpulkan"),
    "quiz.attempt.expired": _l("Pengerjaan soal ditutup karena waktu habis"),
    "quiz.answer.marked": _l("Jawaban dinilai"),
    "quiz.late.received": _l("Jawaban terlambat diterima"),
    "quiz.attempt.extended": _l("Waktu pengerjaan ditambah"),
    "quiz.attempt.regraded": _l("Pengerjaan dinilai ulang"),
    "quiz.attempts.granted": _l("Kesempatan mengerjakan ditambah"),
    "disposition_log.taken": _l("Log disposisi diambil menjadi soal"),
    "bimtek.created": _l("Bimtek direncanakan"),
    "bimtek.changed": _l("Rencana Bimtek diubah"),
    "bimtek.announced": _l("Bimtek diumumkan"),
    "bimtek.slot_added": _l("Materi Bimtek ditambahkan"),
    "bimtek.slot_changed": _l("Materi Bimtek diubah"),
    "bimtek.slot_removed": _l("Materi Bimtek dihapus dari jadwal"),
    "bimtek.enrolled": _l("Peserta Bimtek didaftarkan"),
    "bimtek.queued": _l("Masuk daftar tunggu Bimtek"),
    "bimtek.promoted": _l("Naik dari daftar tunggu Bimtek"),
    "bimtek.requested": _l("Tempat dalam Bimtek diminta"),
    "bimtek.decided": _l("Permintaan tempat dijawab"),
    "bimtek.guest_added": _l("Tamu Bimtek dicatat"),
    "bimtek.guest_removed": _l("Tamu Bimtek dikeluarkan"),
    "bimtek.guest_attendance": _l("Kehadiran tamu dicatat"),
    "bimtek.letter": _l("Isi surat undangan disimpan"),
    "bimtek.told": _l("Perubahan Bimtek diberitahukan"),
    "bimtek.sent_again": _l("Surel Bimtek dicoba kembali"),
    "bimtek.cancelled": _l("Bimtek dibatalkan"),
    "bimtek.withdrawn": _l("Peserta Bimtek mengundurkan diri"),
    "bimtek.checkin_opened": _l("Presensi dibuka"),
    "bimtek.checkin_closed": _l("Presensi ditutup"),
    "bimtek.attendance": _l("Kehadiran dicatat"),
    "bimtek.forms_drawn": _l("Dua bentuk tes setara disusun"),
    "bimtek.pre_test_opened": _l("Pra-tes dibuka"),
    "bimtek.pre_test_closed": _l("Pra-tes ditutup"),
    "bimtek.post_test_opened": _l("Pos-tes dibuka"),
    "bimtek.post_test_closed": _l("Pos-tes ditutup"),
    "bimtek.evaluation_planned": _l("Syarat evaluasi ditetapkan"),
    "bimtek.evaluation_opened": _l("Evaluasi dibuka"),
    "bimtek.evaluation_closed": _l("Evaluasi ditutup"),
    "bimtek.exception_granted": _l("Pengecualian syarat diberikan"),
    "bimtek.exception_ended": _l("Pengecualian syarat dicabut"),
    "bimtek.report_written": _l("Isi laporan Bimtek disimpan"),
    "bimtek.photo_added": _l("Foto laporan ditambahkan"),
    "bimtek.photo_removed": _l("Foto laporan dihapus"),
    "bimtek.closed": _l("Bimtek ditutup"),
    "competency.evidence.added": _l("Bukti kompetensi ditambahkan"),
    "competency.jp.booked": _l("JP dicatat"),
    "certificates.ordered": _l("Penerbitan sertifikat dipesan"),
    "certificates.retried": _l("Penerbitan sertifikat diulang"),
    "certificates.paused": _l("Pencetakan sertifikat dijeda"),
    "certificates.resumed": _l("Pencetakan sertifikat dilanjutkan"),
    "certificate.renewal.ordered": _l("Perpanjangan sertifikat dipesan"),
    "certificate.guest.ordered": _l("Sertifikat tamu dipesan"),
    "certificate.issued": _l("Sertifikat terbit"),
    "certificate.revoked": _l("Sertifikat dicabut"),
    "certificate.replaced": _l("Sertifikat diganti"),
    "certificate.replacement.ordered": _l("Sertifikat pengganti dipesan"),
    "certificate.void": _l("Nomor sertifikat dibatalkan"),
    "certificates.signing.chosen": _l("Cara penandatanganan sertifikat diubah"),
    "certificates.signing.unlocked": _l("Passphrase penandatanganan diisi untuk satu kegiatan"),
    "certificates.signing.stopped": _l("Penandatanganan sertifikat dihentikan"),
    "certificates.signer.trusted": _l("Penanda tangan sertifikat didaftarkan"),
}

# prefix of the codes: the word in the filter
GROUPS = {
    "account.": _l("Akun"),
    "officer": _l("Pegawai"),
    "assignment.": _l("Penugasan"),
    "agency.": _l("Perangkat daerah"),
    "post.": _l("Jabatan"),
    "city.": _l("Katalog kota"),
    "institution.": _l("Pengaturan"),
    "calendar.": _l("Kalender"),
    "content.": _l("Konten"),
    "course.": _l("Modul"),
    "quiz.": _l("Soal"),
    "competency.": _l("Kompetensi"),
    "bimtek.": _l("Bimtek"),
    "rotation.": _l("Mutasi"),
    "certificate": _l("Sertifikat"),
}

OBJECTS = {
    "account": _l("akun"),
    "officer": _l("pegawai"),
    "officer_import": _l("impor"),
    "agency": _l("perangkat daerah"),
    "affair": _l("urusan"),
    "external_body": _l("instansi luar"),
    "post": _l("jabatan"),
    "institution": _l("pengaturan"),
    "calendar": _l("kalender"),
    "document": _l("dokumen"),
    "attempt": _l("pengerjaan"),
    "certificate": _l("sertifikat"),
    "session": _l("kegiatan"),
}

KEYS = {
    "name": _l("nama"),
    "label": _l("nama"),
    "role": _l("peran"),
    "officer": _l("pegawai"),
    "purpose": _l("keperluan"),
    "how": _l("cara"),
    "from": _l("dari"),
    "to": _l("menjadi"),
    "fields": _l("isian"),
    "changes": _l("perubahan"),
    "facts": _l("data"),
    "start": _l("mulai"),
    "end": _l("hari terakhir"),
    "until": _l("sampai"),
    "decree": _l("keputusan"),
    "nature": _l("sifat"),
    "post": _l("jabatan"),
    "assignment": _l("penugasan"),
    "remember": _l("tetap masuk"),
    "added": _l("ditambahkan"),
    "changed": _l("berubah"),
    "ended": _l("diakhiri"),
    "unchanged": _l("tetap"),
    "new": _l("baru"),
    "missing": _l("tidak ada dalam berkas"),
    "skipped": _l("dilewati"),
    "file": _l("berkas"),
}

REASONS = {
    "does not follow from the entry before": _l("tidak bersambung dengan entri sebelumnya"),
    "was changed after it was written": _l("diubah sesudah ditulis"),
    "has personal values that were changed": _l("nilai pribadinya diubah"),
}


def action(code: str) -> object:
    """The words for an action, or the code itself."""
    return ACTIONS.get(code, code)


def thing(kind: str) -> object:
    """The word for a kind of object, or the kind itself."""
    return OBJECTS.get(kind, kind)


def key(name: str) -> object:
    """The word for a fact of an entry, or its own name."""
    return KEYS.get(name, name)


def reason(text: str | None) -> object:
    """Why a chain is broken, in words; a missing entry is said by its number."""
    if text and text.endswith("is missing"):
        return _l("ada entri yang hilang sebelumnya")
    return REASONS.get(text or "", text or "")
