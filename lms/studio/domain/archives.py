"""Opening an uploaded .zip of a course folder without trusting its names, its sizes or its links."""

from __future__ import annotations

import io
import stat
import zipfile

from lms.core.errors import Refused
from lms.studio.domain.paths import kind_of

MAX_FILES = 300
MAX_TOTAL = 40_000_000
MAX_RATIO = 200
CHUNK = 64 * 1024
_LEFTOVERS = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")


class BadArchive(Refused):
    """An archive that is broken, too large, or holds what does not belong into content."""


def unpack(data: bytes) -> dict[str, bytes]:
    """The files of an archive by their content path; raises BadArchive.

    The archive may begin at the content root (`courses/x/…`), or with one folder above it, or be the
    folder of one course. Nothing is written to the disk, so names cannot lead out of it; a name that
    tries is refused all the same, because nobody writes one by accident.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _read(archive)
    except (
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        ValueError,
        OSError,
        NotImplementedError,
        RuntimeError,
    ) as error:
        raise BadArchive("zip.broken", "Arsip .zip ini rusak atau dikunci kata sandi.") from error


def _read(archive: zipfile.ZipFile) -> dict[str, bytes]:
    entries = [i for i in archive.infolist() if not i.is_dir() and not _leftover(i.filename)]
    if not entries:
        raise BadArchive("zip.empty", "Arsip .zip ini tidak berisi berkas.")
    if len(entries) > MAX_FILES:
        raise BadArchive("zip.files", f"Arsip .zip berisi {len(entries)} berkas; paling banyak {MAX_FILES}.")
    for entry in entries:
        _check_entry(entry)
    names = _content_paths([entry.filename for entry in entries])
    files: dict[str, bytes] = {}
    left = MAX_TOTAL
    for entry, name in zip(entries, names, strict=True):
        content = _content(archive, entry, left)
        left -= len(content)
        if name in files:
            raise BadArchive("zip.twice", f"Arsip .zip memuat {name} dua kali.")
        files[name] = content
    return files


def _leftover(name: str) -> bool:
    return any(part in name for part in _LEFTOVERS) or name.rsplit("/", 1)[-1].startswith("._")


def _check_entry(entry: zipfile.ZipInfo) -> None:
    name = entry.filename
    mode = entry.external_attr >> 16
    if mode and not (stat.S_ISREG(mode) or stat.S_IFMT(mode) == 0):
        raise BadArchive("zip.link", f"Arsip .zip memuat tautan atau berkas khusus: {name[:80]}.")
    if "\\" in name or name.startswith("/") or ":" in name or ".." in name.split("/"):
        raise BadArchive("zip.path", f"Arsip .zip memuat nama berkas yang tidak diizinkan: {name[:80]}.")
    if entry.file_size > MAX_TOTAL or entry.file_size > MAX_RATIO * max(entry.compress_size, 1024):
        raise BadArchive("zip.size", f"Isi {name[:80]} di dalam arsip terlalu besar.")


def _content(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, left: int) -> bytes:
    """The bytes of an entry, counted while they are unpacked: the sizes in the archive may lie."""
    parts: list[bytes] = []
    with archive.open(entry) as source:
        while part := source.read(CHUNK):
            left -= len(part)
            if left < 0:
                limit = MAX_TOTAL // 1_000_000
                raise BadArchive("zip.size", f"Isi arsip .zip lebih dari {limit} MB setelah dibuka.")
            parts.append(part)
    return b"".join(parts)


def _content_paths(names: list[str]) -> list[str]:
    """Where the files of an archive belong; refuses what has no place in content."""
    for candidate in (names, _without_first(names), [f"courses/{name}" for name in names]):
        if candidate and all(kind_of(name) for name in candidate):
            return candidate
    stray = next((n for n in names if not kind_of(n) and not kind_of(f"courses/{n}")), names[0])
    raise BadArchive(
        "zip.place",
        f"{stray[:80]} tidak memiliki tempat di konten. Arsip .zip harus memuat satu folder modul "
        "(course.md dan 01-….md, gambar di media/), atau folder courses/ dan quizzes/.",
    )


def _without_first(names: list[str]) -> list[str]:
    """The names without the one folder that holds everything."""
    first = {name.split("/", 1)[0] for name in names}
    return (
        [name.split("/", 1)[1] for name in names] if len(first) == 1 and all("/" in n for n in names) else []
    )
