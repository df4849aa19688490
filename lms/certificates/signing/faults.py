"""What can go wrong when somebody else holds the key, and what follows from it: ask, stop the batch, or try later."""

from __future__ import annotations


class SecretNeededError(Exception):
    """Nobody has entered the passphrase or PIN of this batch yet, or it has expired; the certificate waits."""


class BatchStoppedError(Exception):
    """The signer or the service says no: trying again by itself would not help, and may lock the account.

    `code` is for the journal; the message is plain Indonesian for the page, and never holds a secret.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class SecretWrongError(BatchStoppedError):
    """The passphrase, PIN or password was refused; it is forgotten at once and never sent twice."""

    def __init__(self, name: str) -> None:
        super().__init__(
            "secret.wrong",
            f"{name} ditolak. Penandatanganan dihentikan dan isiannya dihapus, supaya akun penanda tangan tidak terkunci. "
            "Isi kembali dengan benar untuk melanjutkan.",
        )


class ServiceBusyError(Exception):
    """The service did not answer, or asked to come back later; the same step is tried again after a pause."""
