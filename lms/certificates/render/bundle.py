"""Many certificates as one file: a ZIP of the signed PDFs, and one unsigned PDF for the printer."""

from __future__ import annotations

import io
import re
import tempfile
import unicodedata
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from typing import IO, Any

from lms.certificates.domain.numbering import file_name

IN_MEMORY = 32_000_000
LEFT_OUT = "tidak-disertakan.txt"
_DAY = (2000, 1, 1, 0, 0, 0)  # equal certificates give an equal archive


@dataclass(frozen=True)
class Item:
    """A certificate to pack; `data` is None when its file is damaged or lost."""

    number: str
    holder: str
    data: bytes | None


def names(items: Iterable[Item]) -> list[str]:
    """A file name for each: number and holder, plain letters only; equal ones, in any case of letters, are counted."""
    found: list[str] = []
    taken: set[str] = set()
    for item in items:
        stem = f"{file_name(item.number).removesuffix('.pdf')}-{_plain(item.holder)}".rstrip("-")[:150]
        name, again = f"{stem}.pdf", 1
        while name.casefold() in taken:
            again += 1
            name = f"{stem}-{again}.pdf"
        taken.add(name.casefold())
        found.append(name)
    return found


def as_zip(items: list[Item]) -> IO[bytes]:
    """The archive, at its beginning; on disk when it is large. Damaged ones are named in a text file."""
    out = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - whoever sends it closes it
    lost = []
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for item, name in zip(items, names(items), strict=True):
            if item.data is None:
                lost.append(f"{item.number}  {item.holder}")
            else:
                archive.writestr(zipfile.ZipInfo(name, _DAY), item.data)
        if lost:
            text = "Berkas sertifikat berikut rusak atau hilang di server:\n" + "\n".join(lost) + "\n"
            archive.writestr(zipfile.ZipInfo(LEFT_OUT, _DAY), text)
    out.seek(0)
    return out


def as_one_pdf(items: list[Item]) -> IO[bytes]:
    """All pages one after the other, for printing. The copy carries no signature; only the single files do."""
    import pikepdf

    out = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - whoever sends it closes it
    with pikepdf.Pdf.new() as joined:
        for item in items:
            if item.data is not None:
                with pikepdf.Pdf.open(io.BytesIO(item.data)) as one:
                    _strip(one.Root, "/AcroForm")  # its signature field: the copy is not signed
                    for page in one.pages:
                        _strip(page.obj, "/Annots", "/StructParents", "/Tabs")
                    joined.pages.extend(one.pages)
        joined.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)  # type: ignore[arg-type]
    out.seek(0)
    return out


def _strip(found: Any, *names: str) -> None:
    for name in names:
        if name in found:
            del found[name]


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^0-9A-Za-z]+", "-", letters).strip("-").lower()
