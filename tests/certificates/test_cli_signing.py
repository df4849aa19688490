"""`lms certificates signing`: the way in force, choosing one, trying it, and trusting an official."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from lms.certificates.cli import group
from lms.certificates.queries.signing import choice, signers
from tests.certificates.conftest import Town
from tests.certificates.signing.people import official
from tests.certificates.signing.standin import NIK, PASSPHRASE, Bsre, bsre

Run = Callable[..., Result]


@pytest.fixture
def run(town: Town, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("LMS_HOME", str(town.home))

    def call(*arguments: object, typed: str = "") -> Result:
        return CliRunner().invoke(group, ["signing", *map(str, arguments)], input=typed)

    return call


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[Bsre]:
    with bsre() as (found, environment):
        for name, text in environment.items():
            monkeypatch.setenv(name, text)
        yield found


def test_the_development_key_is_tried_and_called_by_its_name(run: Run, town: Town) -> None:
    assert "* file" in run("show").stdout
    tried = run("try")
    assert (tried.exit_code, tried.stdout.startswith("berhasil: Kunci Pengembangan Estafet")) == (0, True)
    assert "(kunci uji)" in tried.stdout
    assert town.rows() == []


def test_a_way_that_is_not_prepared_cannot_be_chosen(run: Run, town: Town) -> None:
    refused = run("choose", "pkcs11")
    assert (refused.exit_code, "belum disiapkan" in refused.output) == (1, True)
    assert run("choose", "wet").exit_code == 0
    assert choice(town.session).method == "wet"
    assert run("try").exit_code == 1


def test_the_service_is_tried_with_a_passphrase_that_is_asked_and_not_shown(
    run: Run, town: Town, service: Bsre
) -> None:
    assert run("choose", "bsre", "--identity", "12").exit_code == 1
    assert run("choose", "bsre", "--identity", NIK).exit_code == 0
    shown = run("show").stdout
    assert NIK not in shown
    assert f"…{NIK[-4:]}" in shown
    good = run("try", typed=f"{PASSPHRASE}\n")
    assert (good.exit_code, "berhasil: Drs. Hendro Pamungkas, M.Si." in good.stdout) == (0, True)
    assert PASSPHRASE not in good.output
    bad = run("try", typed="keliru\n")
    assert (bad.exit_code, "Passphrase ditolak" in bad.output, service.wrong) == (1, True, 1)


def test_an_official_is_trusted_by_their_certificate(run: Run, town: Town, tmp_path: Path) -> None:
    path = tmp_path / "pejabat.pem"
    path.write_bytes(official().pem)
    assert official().fingerprint in run("trust", path).stdout
    assert "sudah terdaftar" in run("trust", path).stdout
    assert [one.fingerprint for one in signers(town.session)] == [official().fingerprint]
    path.write_bytes(b"bukan sertifikat")
    assert run("trust", path).exit_code == 1
