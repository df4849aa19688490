"""`lms audit`: proving that the journal was not edited."""

from __future__ import annotations

import json

import click

from lms.audit.queries import hash_at, verify
from lms.db.console import command_session


@click.group()
def group() -> None:
    """The tamper-evident journal."""


def _parse_head(
    _context: click.Context, _option: click.Parameter, value: str | None
) -> tuple[int, str] | None:
    if value is None:
        return None
    seq, _, digest = value.partition(":")
    if not seq.isdigit() or len(digest) != 64:  # noqa: PLR2004 - hexadecimal SHA-256
        raise click.BadParameter("write it as SEQ:HASH, the way `lms audit verify` prints it")
    return int(seq), digest.lower()


@group.command("verify")
@click.option(
    "--head", callback=_parse_head, help="SEQ:HASH noted earlier; finds entries cut off or rewritten since."
)
@click.option("--json", "as_json", is_flag=True, help="Print the outcome as one JSON object.")
@click.pass_context
def verify_command(context: click.Context, head: tuple[int, str] | None, as_json: bool) -> None:
    """Recompute the chain from the first entry to the last; exit 0 when it is whole, 1 when it is broken.

    Keep the printed SEQ:HASH outside this machine and give it to --head next time: whoever can write the
    whole database could otherwise write a whole new chain.
    """
    with command_session("journal_entry") as session:
        found = verify(session)
        kept = head is None or hash_at(session, head[0]) == head[1]
    whole = found.ok and kept
    reason = found.reason if not found.ok else None if kept else "does not hold the noted head"
    if as_json:
        facts = {
            "ok": whole,
            "entries": found.entries,
            "last_hash": found.last_hash,
            "broken_at": found.broken_at,
        }
        click.echo(json.dumps({**facts, "reason": reason}))
    elif whole:
        click.echo(f"utuh: {found.entries} entri\n{found.entries}:{found.last_hash}")
    else:
        place = f" pada entri {found.broken_at}" if found.broken_at else ""
        click.echo(f"putus{place}: {reason}", err=True)
    context.exit(0 if whole else 1)
