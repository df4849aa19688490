"""The PAdES signature itself: one incremental update by which the signer certifies that nothing may change."""

from __future__ import annotations

import hashlib
import io
import re
from datetime import datetime
from functools import cache
from typing import Any
from weakref import WeakKeyDictionary

FIELD = "Estafet"
_GAP = re.compile(rb"/ByteRange\s*\[\s*0 (\d+) (\d+) ")


@cache
def _at_this_time() -> Any:
    from pyhanko.sign import signers

    class AtThisTime(signers.PdfSigner):
        """pyHanko reads the machine's clock; certificates carry the time of ours."""

        moment: datetime

        def init_signing_session(self, pdf_out: Any, existing_fields_only: bool = False) -> Any:
            made = super().init_signing_session(pdf_out, existing_fields_only)
            made.system_time = self.moment
            return made

    return AtThisTime


def seal(
    pdf: bytes,
    *,
    by: Any,
    label: str,
    at: datetime,
    reason: str,
    contact: str,
    place: str,
    timestamper: Any = None,
) -> bytes:
    """Sign `pdf` with the pyHanko signer `by`; nothing visible is added, for the block and its QR are printed already."""
    from pyhanko.sign import signers
    from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter

    meta = signers.PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=MDPPerm.NO_CHANGES,
        reason=reason,
        contact_info=contact,
        location=place or None,
        name=label,
    )
    signer = _at_this_time()(meta, signer=by, timestamper=timestamper)
    signer.moment = at
    room = _room.get(by) if timestamper is None else None
    signed = bytes(signer.sign_pdf(_writer(pdf), bytes_reserved=room).getvalue())
    if room is None:
        _room[by] = _room_in(signed)
    return signed


# pyHanko measures the container by signing once more; without a timestamp one signer's are all of one size
_room: WeakKeyDictionary[Any, int] = WeakKeyDictionary()


def _room_in(signed: bytes) -> int:
    start, end = (int(number) for number in _GAP.findall(signed)[-1])
    return end - start - 2


def _writer(pdf: bytes) -> Any:
    return _kind_of_writer()(io.BytesIO(pdf))


@cache
def _kind_of_writer() -> type[Any]:
    from pyhanko.pdf_utils import generic
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    class Writer(IncrementalPdfFileWriter):
        """Adds a signature and nothing else, always the same bytes.

        PDF/A-3 is PDF 1.7, and pyHanko would say 2.0 for a curve that only the later standard names. It would also
        write its own name and the machine's time into the metadata, which no longer matched what was printed.
        """

        output_version = (1, 7)

        def ensure_output_version(self, version: tuple[int, int]) -> None:
            super().ensure_output_version(min(version, self.__class__.output_version))  # type: ignore[no-untyped-call]

        def register_extension(self, ext: Any) -> None:
            if ext.base_version != "/2.0":
                super().register_extension(ext)

        def _update_meta(self) -> None:
            pass

        @classmethod
        def _handle_id(cls, prev: Any) -> Any:
            prev.stream.seek(0)
            made = hashlib.sha256(prev.stream.read()).digest()[:16]
            first = generic.ByteStringObject(made)
            if "/ID" in prev.trailer:
                first = super()._handle_id(prev)[0]  # type: ignore[no-untyped-call]
            return generic.ArrayObject([first, generic.ByteStringObject(made)])

    return Writer
