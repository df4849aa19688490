"""Known attacks on signed PDFs, each made from a good file: what is shown changes, or somebody else signs."""

from __future__ import annotations

import asyncio
import io
import re
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader

from tests.certificates.signing.people import Official, official

name = generic.NameObject
GAP = re.compile(rb"/ByteRange\s*\[\s*0 (\d+) (\d+) (\d+)\s*\]\s*")


def _update(pdf: bytes, change: Any) -> bytes:
    writer, out = IncrementalPdfFileWriter(io.BytesIO(pdf)), io.BytesIO()
    change(writer, writer.root["/Pages"]["/Kids"][0])
    writer.write(out)
    return out.getvalue()


def overlay(pdf: bytes) -> bytes:
    """Shadow attack, replace: the page gets other contents in a later revision."""

    def change(writer: Any, page: Any) -> None:
        stream = generic.StreamObject(stream_data=b"1 0 0 rg 0 0 400 400 re f")
        page[name("/Contents")] = writer.add_object(stream)
        writer.update_container(page)

    return _update(pdf, change)


def note(pdf: bytes) -> bytes:
    """Evil annotation: a text field over the holder's name."""

    def change(writer: Any, page: Any) -> None:
        box = generic.ArrayObject(generic.FloatObject(n) for n in (10, 10, 300, 200))
        made = {name("/Type"): name("/Annot"), name("/Subtype"): name("/FreeText"), name("/Rect"): box}
        added = writer.add_object(
            generic.DictionaryObject({**made, name("/Contents"): generic.pdf_string("Budi")})
        )
        page[name("/Annots")] = generic.ArrayObject([*page.get("/Annots", []), added])
        writer.update_container(page)

    return _update(pdf, change)


def other_catalog(pdf: bytes) -> bytes:
    """The trailer of a later revision names another catalogue, whose only page is empty."""

    def change(writer: Any, _page: Any) -> None:
        kid = generic.DictionaryObject({name("/Type"): name("/Page")})
        kids = generic.ArrayObject([writer.add_object(kid)])
        tree = {name("/Type"): name("/Pages"), name("/Kids"): kids, name("/Count"): generic.NumberObject(1)}
        writer.root[name("/Pages")] = writer.add_object(generic.DictionaryObject(tree))
        writer.update_root()

    return _update(pdf, change)


def security_store(pdf: bytes) -> bytes:
    """DSS tampering: a stranger's certificate as validation data."""
    from asn1crypto import x509
    from cryptography.hazmat.primitives.serialization import Encoding
    from pyhanko.sign.validation.dss import DocumentSecurityStore

    out = io.BytesIO(pdf)
    strange = x509.Certificate.load(official("Orang Asing").certificate.public_bytes(Encoding.DER))
    DocumentSecurityStore.add_dss(out, None, certs=[strange], ocsps=[], crls=[])
    return out.getvalue()


def second_signature(pdf: bytes, who: Official, field: str = "Kedua") -> bytes:
    """Somebody else signs on top, although the first signature certifies that nothing may be added."""
    from pyhanko.sign.fields import SigSeedSubFilter
    from pyhanko.sign.signers import cms_embedder as low
    from pyhanko.sign.signers.pdf_byterange import PdfSignedData

    steps = low.PdfCMSEmbedder().write_cms(field, IncrementalPdfFileWriter(io.BytesIO(pdf)))
    next(steps)
    room = PdfSignedData(name("/Sig"), SigSeedSubFilter.PADES, bytes_reserved=16_384)
    steps.send(low.SigObjSetup(sig_placeholder=room))
    digest, out = steps.send(low.SigIOSetup(md_algorithm="sha256"))
    steps.send(asyncio.run(who.simple().async_sign(digest.document_digest, "sha256", use_pades=True)))
    return bytes(out.getvalue())


def stuffed(pdf: bytes) -> bytes:
    """Wrapping: an object hides in the padding of the container, where no signature reaches."""
    found = GAP.search(pdf)
    assert found
    end = int(found[2])
    hidden = b">\n900 0 obj\n<< /Evil true >>\nendobj\n<00"
    return pdf[: end - len(hidden) - 1] + hidden + pdf[end - 1 :]


def other_range(pdf: bytes, numbers: bytes) -> bytes:
    """Universal forgery: the signed ranges are missing, negative, short, or cover nothing."""
    found = GAP.search(pdf)
    assert found
    made = b"/ByteRange " + numbers
    assert len(made) <= len(found[0])
    return pdf[: found.start()] + made.ljust(len(found[0])) + pdf[found.end() :]


def other_contents(pdf: bytes, contents: bytes) -> bytes:
    """Universal forgery: the container is empty, null or zero."""
    found = GAP.search(pdf)
    assert found
    start, end = int(found[1]), int(found[2])
    return pdf[:start] + contents.ljust(end - start) + pdf[end:]


def carrier(pdf: bytes, code: str) -> bytes:
    """Another document that carries the good file as an attachment, and names its code."""
    import pikepdf

    made, out = pikepdf.new(), io.BytesIO()
    made.add_blank_page()
    made.attachments["asli.pdf"] = pikepdf.AttachedFileSpec(made, pdf)
    made.docinfo["/ContactInfo"] = f"https://x.example/verifikasi/{code}"
    made.save(out, compress_streams=False)
    return out.getvalue()


def borrowed_certificate(pdf: bytes, who: Official) -> bytes:
    """Somebody else's signature in which the good signer's certificate stands as the signer's."""
    from tests.certificates.signing.standin import sign_elsewhere

    good = PdfFileReader(io.BytesIO(pdf)).embedded_regular_signatures[0].signer_cert
    simple = who.simple()
    simple._signing_cert = good
    forger = type("Forger", (), {"simple": lambda _self: simple})()
    return sign_elsewhere(pdf[: pdf.index(b"%%EOF") + 6], forger, field="Estafet")  # type: ignore[arg-type]
