"""The messages of publishing: what only the published documents can tell (code F06x)."""

from __future__ import annotations

from lms.core.problem import register

register(
    "F060",
    "error",
    id="Alamat `{slug}` sudah dipakai dokumen terbit lain dengan id `{other}`. Kembalikan id semula agar riwayatnya"
    " tersambung, ganti nama berkas, atau tarik dahulu dokumen `{other}`.",
    en="The address `{slug}` belongs to another published document, id `{other}`. Restore that id to keep its history,"
    " rename the file, or withdraw `{other}` first.",
)
