"""Credentials: valid against the schema, verifiable with the published key alone, and without a private word."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from flask.testing import FlaskClient

from lms.certificates import actions
from lms.certificates.badges import check, proof
from lms.certificates.badges.encoding import base58, canonical, from_base58
from lms.certificates.badges.issuer import Issuer, issuer
from lms.certificates.cli import verify as verify_command
from lms.certificates.models import Certificate
from tests.certificates.conftest import PUBLIC_URL, Town
from tests.factories import sign_in

SCHEMA = json.loads((Path(__file__).parent / "openbadges-3.0-achievementcredential.schema.json").read_text())


@pytest.fixture
def badge(issued: Certificate, town: Town, client: FlaskClient) -> bytes:
    """The credential as its holder downloads it."""
    sign_in(client, town.make.account(officer=town.session.get_one(type(town.officer()), issued.officer_id)))
    response = client.get(f"/sertifikat/{issued.id}/lencana.json")
    assert response.status_code == 200, response.text
    return response.data


def test_it_fits_the_published_schema_and_its_proof_holds_with_the_published_key(
    badge: bytes, client: FlaskClient, town: Town
) -> None:
    document = json.loads(badge)
    jsonschema.Draft201909Validator(SCHEMA).validate(document)
    published = client.get("/.well-known/did.json").data
    keys = check.keys_of(published)
    assert keys == [issuer(town.home, PUBLIC_URL).public]
    assert check.is_whole(document, keys)
    assert not check.is_whole(document, [proof.multikey(Ed25519PrivateKey.generate().public_key())])
    assert document["issuer"]["id"] == "did:web:estafet.tirtanegara.example"
    assert document["proof"]["verificationMethod"].startswith(document["issuer"]["id"] + "#z6Mk")


def test_it_names_nobody_but_answers_whoever_knows_the_name(
    badge: bytes, issued: Certificate, town: Town
) -> None:
    from lms.people.models import Officer

    officer = town.session.get_one(Officer, issued.officer_id)
    text = badge.decode()
    assert [
        word
        for word in (officer.nip, officer.nip[:8], officer.email or "@", "Rini", "Penata")
        if word in text
    ] == []
    identity = json.loads(badge)["credentialSubject"]["identifier"][0]
    wanted = hashlib.sha256(f"{issued.holder_name}{identity['salt']}".encode()).hexdigest()
    assert identity["identityHash"] == f"sha256${wanted}"
    assert json.loads(badge)["description"].startswith("SPESIMEN")


def changes(document: dict[str, Any]) -> list[dict[str, Any]]:
    """Every member changed or left out, at every depth."""
    found: list[dict[str, Any]] = []

    def walk(value: Any, path: list[Any]) -> None:
        if isinstance(value, dict):
            for name in value:
                walk(value[name], [*path, name])
        elif isinstance(value, list):
            for place in range(len(value)):
                walk(value[place], [*path, place])
        if path:
            for new in ("x", None):
                copy = json.loads(json.dumps(document))
                holder = copy
                for step in path[:-1]:
                    holder = holder[step]
                if new is None:
                    del holder[path[-1]]
                else:
                    holder[path[-1]] = new
                found.append(copy)

    walk(document, [])
    return found


def test_no_member_can_be_changed_or_left_out(badge: bytes, town: Town) -> None:
    document, keys = json.loads(badge), check.own_keys(town.home)
    tried = changes(document)
    assert len(tried) > 80
    assert [one for one in tried if check.is_whole(one, keys)] == []
    assert (
        check.read(
            badge.replace(b'"name"', b'"id": "x", "name"', 1).replace(b'"id": "x"', b'"id": 1, "id": 2', 1)
        )
        == {}
    )


def test_the_command_line_gives_the_state(
    badge: bytes, issued: Certificate, town: Town, tmp_path: Path, client: FlaskClient
) -> None:
    path, did = tmp_path / "lencana.json", tmp_path / "did.json"
    path.write_bytes(badge)
    did.write_bytes(client.get("/.well-known/did.json").data)

    def said(home: Path, *more: str) -> tuple[int, str]:
        done = CliRunner().invoke(verify_command, [str(path), "--json", *more], env={"LMS_HOME": str(home)})
        return done.exit_code, json.loads(done.stdout)["state"]

    assert said(town.home) == (0, "valid")
    assert said(tmp_path / "elsewhere", "--signer", str(did)) == (0, "valid")
    assert said(tmp_path / "elsewhere") == (1, "changed")  # another installation's key
    town.do(actions.revoke, certificate_id=issued.id, reason="Jumlah JP yang tercetak keliru")
    assert said(town.home) == (1, "revoked")
    altered = badge.replace(b"Disposisi", b"Disposasi", 1)
    assert altered != badge
    path.write_bytes(altered)
    assert said(town.home) == (1, "changed")


def test_canonical_json_is_that_of_rfc_8785() -> None:
    # the example of its section 3.2.3 (sorting by UTF-16 code units)
    given = {"\u20ac": "Euro Sign", "\r": "Carriage Return", "\ufb33": "Hebrew Letter Dalet With Dagesh",
             "1": "One", "\U0001f600": "Emoji: Grinning Face", "\u0080": "Control",
             "\u00f6": "Latin Small Letter O With Diaeresis"}  # fmt: skip
    assert list(json.loads(canonical(given))) == [
        "\r",
        "1",
        "\u0080",
        "\u00f6",
        "\u20ac",
        "\U0001f600",
        "\ufb33",
    ]
    assert canonical({"b": [1, True, None], "a": 'x"\n\u000f'}) == b'{"a":"x\\"\\n\\u000f","b":[1,true,null]}'
    with pytest.raises(ValueError, match="whole"):
        canonical({"a": 1.5})


def test_base58_is_the_usual_one() -> None:
    assert base58(b"Hello World!") == "2NEpo7TZRRrLZSi2U"
    assert base58(b"\0\0\x28\x7f\xb4\xcd") == "11233QC4"
    assert from_base58("11233QC4") == b"\0\0\x28\x7f\xb4\xcd"


def test_a_port_is_part_of_the_issuer(tmp_path: Path) -> None:
    made = Issuer("http://127.0.0.1:8000", issuer(tmp_path, "").key)
    assert made.id == "did:web:127.0.0.1%3A8000"
    signed = proof.sign(
        {"@context": ["x"], "a": 1}, key=made.key, method=made.method, created="2026-11-23T02:00:00Z"
    )
    assert proof.holds(signed, [made.public])
    assert not check.is_over({"validUntil": "2026-11-23T02:00:00Z"}, datetime(2026, 11, 23, 1, tzinfo=UTC))
