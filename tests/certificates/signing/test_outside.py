"""Files that an official signed with another program: what is accepted, and what is refused although the signature is good."""

from __future__ import annotations

import io
from typing import Any

import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from lms.certificates.signing.inspect import inspect
from lms.certificates.signing.outside import NotOursError, accept
from lms.core.codes import new_code
from tests.certificates.signing import forgeries
from tests.certificates.signing.people import official, paper
from tests.certificates.signing.standin import sign_elsewhere

CODE = f"https://x.example/verifikasi/{new_code()}"


def good(pdf: bytes = b"", **meta: Any) -> bytes:
    return sign_elsewhere(pdf or paper(), official(), contact_info=CODE, **meta)


def test_a_signature_and_nothing_else_is_accepted() -> None:
    found = accept(paper(), good())
    assert found.pin.fingerprint == official().fingerprint
    assert found.pin.kind == "luar"
    assert "Balai Besar Sertifikasi Elektronik" in found.issuer


def test_proofs_for_later_years_may_stand_behind_it_and_whoever_signed_is_the_same() -> None:
    signed = forgeries.security_store(good())
    found = accept(paper(), signed)
    assert found.pin.fingerprint == official().fingerprint
    assert inspect(signed, [found.pin]).proof == "signed"  # the register's hash says the rest


REFUSED = {
    "changed before it was signed": lambda: good(forgeries.overlay(paper())),
    "a note before it was signed": lambda: good(forgeries.note(paper())),
    "other pages before it was signed": lambda: good(forgeries.other_catalog(paper())),
    "changed after it was signed": lambda: forgeries.overlay(good()),
    "a note after it was signed": lambda: forgeries.note(good()),
    "other pages after it was signed": lambda: forgeries.other_catalog(good()),
    "changed behind the proofs": lambda: forgeries.note(forgeries.security_store(good())),
    "two signatures": lambda: forgeries.second_signature(good(), official("Orang Asing")),
    "signed twice": lambda: forgeries.second_signature(good(), official()),
    "a script": lambda: good(with_catalog(paper(), "/OpenAction", "app.alert(1)")),
    "a form of its own": lambda: good(with_form(paper())),
    "bytes behind the end": lambda: good() + b"\n%%EOF\n",
    "not signed": paper,
    "another file": lambda: good(paper().replace(b"/MediaBox", b"/MediaBux")),
}


def with_catalog(pdf: bytes, key: str, script: str) -> bytes:
    name = generic.NameObject
    writer, out = IncrementalPdfFileWriter(io.BytesIO(pdf)), io.BytesIO()
    action = {name("/S"): name("/JavaScript"), name("/JS"): generic.pdf_string(script)}
    writer.root[name(key)] = generic.DictionaryObject(action)
    writer.update_root()
    writer.write(out)
    return out.getvalue()


def with_form(pdf: bytes) -> bytes:
    name = generic.NameObject
    writer, out = IncrementalPdfFileWriter(io.BytesIO(pdf)), io.BytesIO()
    box = generic.ArrayObject(generic.FloatObject(n) for n in (10, 10, 300, 200))
    field = {name("/FT"): name("/Tx"), name("/T"): generic.pdf_string("nama"), name("/Rect"): box}
    kept = writer.add_object(generic.DictionaryObject(field))
    form = generic.DictionaryObject({name("/Fields"): generic.ArrayObject([kept])})
    writer.root[name("/AcroForm")] = writer.add_object(form)
    writer.update_root()
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize("case", list(REFUSED))
def test_anything_more_or_other_is_refused(case: str) -> None:
    with pytest.raises(NotOursError):
        accept(paper(), REFUSED[case]())


def test_a_signature_that_would_cover_the_page_is_refused_and_a_small_one_is_not() -> None:
    from pyhanko.sign import fields

    def shown(*box: int) -> bytes:
        writer, out = IncrementalPdfFileWriter(io.BytesIO(paper())), io.BytesIO()
        fields.append_signature_field(writer, fields.SigFieldSpec("Signature1", box=box))
        writer.write(out)
        return good(out.getvalue())

    assert accept(paper(), shown(300, 30, 520, 110)).pin.fingerprint == official().fingerprint
    with pytest.raises(NotOursError):
        accept(paper(), shown(0, 0, 600, 700))
