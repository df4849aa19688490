"""The `lms` command: what an operator does; each room brings its own group."""

from __future__ import annotations

import os
import sys
from importlib import import_module

import click

from lms.cli.server import init, serve, worker
from lms.core import logs
from lms.core.config import ConfigurationError

GROUPS = {
    "content": "lms.library.cli",
    "people": "lms.people.cli",
    "quiz": "lms.quizzes.cli",
    "certificates": "lms.certificates.cli",
    "audit": "lms.audit.cli",
    "competency": "lms.competency.cli",
    "demo": "lms.demo.cli",
}


class Rooms(click.Group):
    """Loads a room's group only when it is asked for, so that `lms serve` starts quickly."""

    def list_commands(self, context: click.Context) -> list[str]:
        """The server's own commands and the rooms' groups."""
        return sorted([*super().list_commands(context), *GROUPS])

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        """A command of the server, or the group of a room."""
        if name in GROUPS:
            from lms import wiring

            wiring.import_models()
            wiring.subscribe()
            found: click.Command = import_module(GROUPS[name]).group
            return found
        return super().get_command(context, name)


@click.group(cls=Rooms, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="estafet")
def root() -> None:
    """Estafet: the Bimtek learning platform."""
    os.umask(0o077)  # the database and all that is made beside it belong to this account alone
    logs.configure()


root.add_command(init)
root.add_command(serve)
root.add_command(worker)


def main() -> None:
    """Entry of the `lms` command; 0 is fine, 1 means problems were found and listed, 2 is wrong usage."""
    try:
        root(prog_name="lms")
    except ConfigurationError as error:
        click.echo(str(error), err=True)
        sys.exit(1)
