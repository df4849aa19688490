"""`lms certificates`: the register, verification and the way of signing from the command line."""

from __future__ import annotations

import click

from lms.certificates.cli.checking import verify
from lms.certificates.cli.printing import export, issue, list_command
from lms.certificates.cli.signing import signing

__all__ = ["group", "verify"]


@click.group()
def group() -> None:
    """Issue certificates for closed Bimtek sessions, export and verify them, and choose how they are signed."""


for command in (issue, list_command, export, verify, signing):
    group.add_command(command)
