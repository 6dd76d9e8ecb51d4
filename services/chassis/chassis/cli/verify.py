"""`verify`: are the stored records what they were when they were stored?"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import typer

from chassis.cli.parked import configured, settings_of
from chassis.operations.verifying import Compared, verify_store
from chassis.service.service import Service
from chassis.service.stores import open_store


def add_verify(cli: typer.Typer, service: Service) -> None:
    """`verify`."""

    @cli.command("verify")
    @configured
    def verify() -> None:
        """Compare every stored record with its digest: exit code 1, and a line for each damaged record."""
        verify_or_exit(service)


def verify_or_exit(service: Service) -> None:
    """Compare the store and print the result. Exits with code 1 if a record is damaged."""
    with closing(open_store(service, settings_of(service))) as database:
        results = verify_store(service, database)
    for compared in results:
        typer.echo("\n".join(_lines(compared)))
    if any(compared.verified.damaged for compared in results):
        raise typer.Exit(1)


def _lines(compared: Compared) -> Iterator[str]:
    verified = compared.verified
    yield f"{compared.table}: {verified.checked} compared, {len(verified.damaged)} damaged"
    if verified.sealed:
        yield f"{verified.sealed} had no digest, and have one now"
    yield from (f"damaged: {place}" for place in verified.damaged)
    if compared.mended:
        yield f"mended: positions {', '.join(map(str, compared.mended))}"
    if compared.mended and compared.table == "stored_events":
        yield f"publish what was held back: republish --from {compared.mended[0]} --yes"
