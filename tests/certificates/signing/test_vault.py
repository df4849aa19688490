"""The passphrase of a batch: lent by one process to workers of the same user, tried once, gone in time, written nowhere."""

from __future__ import annotations

import pickle
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from lms.certificates.signing import handover, vault
from lms.certificates.signing.faults import SecretNeededError
from lms.certificates.signing.secret import Secret
from lms.certificates.signing.vault import Vault

BATCH, WORDS = "bimtek:7", "frasa-sandi-uji-0451"


@pytest.fixture
def held(tmp_path: Path) -> Iterator[Vault]:
    made = Vault(tmp_path)
    made.put(BATCH, Secret(WORDS))
    yield made
    made.close()


def test_only_the_first_loan_is_a_trial_and_the_others_wait_for_it(held: Vault, tmp_path: Path) -> None:
    first = handover.borrow(tmp_path, BATCH)
    assert (first.secret.reveal(), first.trial) == (WORDS, True)
    with pytest.raises(SecretNeededError):
        handover.borrow(tmp_path, BATCH, patience=0)
    later: list[handover.Loan] = []
    thread = threading.Thread(target=lambda: later.append(handover.borrow(tmp_path, BATCH)))
    thread.start()
    handover.settle(tmp_path, BATCH, "good")
    thread.join()
    assert (later[0].secret.reveal(), later[0].trial) == (WORDS, False)


def test_a_wrong_one_is_forgotten_by_all(held: Vault, tmp_path: Path) -> None:
    handover.borrow(tmp_path, BATCH)
    assert handover.is_unlocked(tmp_path, BATCH)
    handover.settle(tmp_path, BATCH, "drop")
    assert not handover.is_unlocked(tmp_path, BATCH)
    with pytest.raises(SecretNeededError):
        handover.borrow(tmp_path, BATCH)


def test_a_trial_without_an_answer_may_be_made_once_more_and_no_more(held: Vault, tmp_path: Path) -> None:
    handover.borrow(tmp_path, BATCH)
    handover.settle(tmp_path, BATCH, "unused")
    for _ in range(vault.TRIALS):
        assert handover.borrow(tmp_path, BATCH).trial
        handover.settle(tmp_path, BATCH, "again")
    with pytest.raises(SecretNeededError):
        handover.borrow(tmp_path, BATCH)


def test_it_expires_and_so_does_a_trial_whose_worker_died(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = Vault(tmp_path)
    monkeypatch.setattr(vault, "TRIAL_SECONDS", -1)
    made.put(BATCH, Secret(WORDS))
    handover.borrow(tmp_path, BATCH)
    with pytest.raises(SecretNeededError):
        handover.borrow(tmp_path, BATCH, patience=0)
    monkeypatch.setattr(vault, "MINUTES", -1)
    made.put(BATCH, Secret(WORDS))
    with pytest.raises(SecretNeededError):
        handover.borrow(tmp_path, BATCH)
    made.close()


def test_another_process_of_the_same_user_can_borrow_and_other_batches_cannot(
    held: Vault, tmp_path: Path
) -> None:
    code = (
        "import sys;from pathlib import Path;from lms.certificates.signing import handover;"
        "print(handover.borrow(Path(sys.argv[1]), sys.argv[2]).secret.reveal())"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, tmp_path, BATCH], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == WORDS
    with pytest.raises(SecretNeededError):
        handover.borrow(tmp_path, "bimtek:8")


def test_nobody_else_is_answered(held: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vault, "peer_user", lambda _connection: 65534)
    with pytest.raises(SecretNeededError):
        handover.borrow(tmp_path, BATCH)


def test_it_is_in_no_file_and_a_dead_vault_is_swept_away(held: Vault, tmp_path: Path) -> None:
    handover.borrow(tmp_path, BATCH)
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert [path for path in files if WORDS.encode() in path.read_bytes()] == []
    held.close()
    left = tmp_path / "signing" / "vault" / "1-dead"
    left.touch()
    assert not handover.is_unlocked(tmp_path, BATCH)
    assert not left.exists()


def test_a_secret_shows_itself_to_nobody() -> None:
    secret = Secret(WORDS)
    assert WORDS not in f"{secret} {secret!r}"
    with pytest.raises(TypeError):
        pickle.dumps(secret)
    secret.wipe()
    assert (secret.reveal(), bool(secret)) == ("", False)
