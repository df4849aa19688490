"""The attacks on signed PDFs that are known from the literature: none of them is called valid, with or without the register."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from lms.certificates.models import Certificate
from lms.certificates.queries.files import verify_alone, verify_file
from lms.certificates.queries.public import pins
from lms.certificates.signing.inspect import inspect
from lms.certificates.signing.signer import Pin, of_certificate
from tests.certificates.conftest import Town
from tests.certificates.signing import forgeries
from tests.certificates.signing.people import Official, official, paper, sibling_of
from tests.certificates.signing.standin import sign_elsewhere

CODE = "0123456789ABCDEFGHJKMNPQ"
ATTACKS: dict[str, Callable[[bytes], bytes]] = {
    "other page": forgeries.overlay,
    "annotation": forgeries.note,
    "other catalogue": forgeries.other_catalog,
    "security store": forgeries.security_store,
    "second signature": partial(forgeries.second_signature, who=official("Orang Asing")),
    "the field's name again": partial(
        forgeries.second_signature, who=official("Orang Asing"), field="Estafet2"
    ),
    "hidden in the padding": forgeries.stuffed,
    "range of nothing": partial(forgeries.other_range, numbers=b"[0 0 0 0]"),
    "negative range": partial(forgeries.other_range, numbers=b"[0 10 -10 10]"),
    "no range": partial(forgeries.other_range, numbers=b"null"),
    "short range": partial(forgeries.other_range, numbers=b"[0 10 20 30]"),
    "empty container": partial(forgeries.other_contents, contents=b"<>"),
    "container of zeros": partial(forgeries.other_contents, contents=b"<00000000>"),
    "no container": partial(forgeries.other_contents, contents=b"null"),
    "borrowed certificate": partial(forgeries.borrowed_certificate, who=official("Orang Asing")),
}


def test_none_of_the_known_attacks_gives_a_valid_file(issued: Certificate, town: Town) -> None:
    pdf, known, today = town.pdf(issued), pins(town.session), town.clock.now().date()
    assert verify_alone(pdf, known).state == verify_file(town.session, pdf, today).state == "valid"
    attacks = {**ATTACKS, "carried": partial(forgeries.carrier, code=issued.code)}
    forged = {name: attack(pdf) for name, attack in attacks.items()}
    assert [name for name, data in forged.items() if data == pdf] == []
    states = {
        name: {verify_alone(data, known).state, verify_file(town.session, data, today).state}
        for name, data in forged.items()
    }
    assert {name: said for name, said in states.items() if not said <= {"changed", "unknown"}} == {}


def pin(who: Official, kind: str = "") -> Pin:
    facts = of_certificate(who.certificate, [who.authority])
    return Pin(facts["fingerprint"], facts["label"], development=False, pem=facts["pem"], kind=kind)


def test_only_the_very_certificate_counts_not_its_name_nor_its_authority() -> None:
    good = official()
    twin = official(
        good.certificate.subject.rfc4514_string().removeprefix("CN=").replace("\\", ""), "CA lain"
    )
    sibling = sibling_of(good, "Orang Asing")
    stamps = official("Penanda Waktu Uji", "CA Penanda Waktu Uji", stamps=True)
    known = [pin(good), pin(stamps, "waktu")]
    contact = {"contact_info": f"https://x.example/verifikasi/{CODE}"}
    said = [
        inspect(sign_elsewhere(paper(), who, field="Estafet", **contact), known).proof
        for who in (twin, sibling, stamps)
    ]
    assert said == ["foreign"] * 3
    assert twin.certificate.subject == good.certificate.subject
    assert sibling.certificate.issuer == good.certificate.issuer


def test_an_official_signs_letters_too_and_they_are_no_certificates() -> None:
    known = [pin(official(), "luar")]
    assert inspect(sign_elsewhere(paper(), official()), known).proof == "foreign"
