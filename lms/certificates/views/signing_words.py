"""What each way to sign is called, and what must be prepared for it, in words for an admin."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from lms.web.i18n import lazy_gettext as _l

NAMES: dict[str, Any] = {
    "file": _l("Berkas kunci di server (PKCS#12); tanpa berkas: kunci uji, hasilnya SPESIMEN"),
    "pkcs11": _l("Token atau HSM (PKCS#11)"),
    "bsre": _l("Layanan e-sign BSrE milik instansi"),
    "outside": _l("Ditandatangani di luar sistem, lalu diunggah kembali"),
    "wet": _l("Tanpa tanda tangan elektronik, untuk tanda tangan basah"),
}
HELP: dict[str, Any] = {
    "file": _l(
        "Berkas .p12 dari penerbit sertifikat elektronik disimpan di server. Pengelola server mengisi LMS_SIGNING_P12. "
        "LMS_SIGNING_PASSWORD boleh dikosongkan: sandinya lalu diminta setiap kegiatan."
    ),
    "pkcs11": _l(
        "Kunci tetap di dalam token dan tidak pernah keluar. Pengelola server mengisi LMS_SIGNING_PKCS11_MODULE, "
        "LMS_SIGNING_PKCS11_TOKEN, dan LMS_SIGNING_PKCS11_KEY. PIN diminta setiap kegiatan, kecuali LMS_SIGNING_PIN diisi."
    ),
    "bsre": _l(
        "Untuk pejabat yang memiliki sertifikat elektronik BSrE, bila instansi sudah memasang layanan e-sign client. "
        "Pengelola server mengisi LMS_SIGNING_BSRE_URL, LMS_SIGNING_BSRE_USER, LMS_SIGNING_BSRE_PASSWORD, dan "
        "LMS_SIGNING_BSRE_VERSION (1 atau 2). Passphrase diketik pejabat itu sendiri setiap kegiatan."
    ),
    "outside": _l(
        "Tidak perlu persiapan di server. Sertifikat dicetak di sini, diunduh sekaligus, ditandatangani dengan aplikasi lain, "
        "lalu diunggah kembali. Yang diterima hanya berkas yang sama persis ditambah satu tanda tangan pejabat yang terdaftar."
    ),
    "wet": _l(
        "Tidak perlu persiapan di server. Sertifikat dicetak dengan ruang tanda tangan. Kode dan QR-nya tetap dapat diperiksa."
    ),
}


@dataclass(frozen=True)
class Way:
    """One way to sign as the page explains it."""

    name: Any
    help: Any
    ready: bool


def ways(offered: Collection[str]) -> list[Way]:
    """Every way, and whether the server is prepared for it."""
    return [Way(NAMES[method], HELP[method], method in offered) for method in NAMES]
