"""`relay`, `relay status` and `republish`: an operator's commands for publishing."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import asdict
from typing import Annotated

import typer

from chassis.cli.parked import configured, settings_of
from chassis.decisions.journal import from_stored
from chassis.operations.healing import find_divergence, heal
from chassis.operations.republishing import NotNow, plan_republication, republish
from chassis.service.publishing import UNREACHABLE, PublishingStatus, publishing_status
from chassis.service.service import Service
from chassis.service.stores import open_store
from chassis.settings.environment import Settings
from samplan.bus.observe.tracing import trace_id_of
from samplan.bus.store.digests import RecordsDamaged
from samplan.bus.store.transactions import Database
from samplan.contracts.codes import Agency
from samplan.privacy.deliveries.deliveries import fill_again

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
First = Annotated[int, typer.Option("--from", min=1, help="The first position to publish again.")]
NewEpoch = Annotated[bool, typer.Option("--new-epoch", help="For a store that is behind its published head.")]
Yes = Annotated[bool, typer.Option("--yes", help="Do it. Without this, it only says what it would do.")]
Act = Callable[[], str]


def relay_cli(service: Service, run: Callable[[], None]) -> typer.Typer:
    """`relay` runs the role, `relay status` shows how far it is."""
    cli = typer.Typer(help="Run the relay only; `relay status` shows how far it has published.")

    @cli.callback(invoke_without_command=True)
    def relay(context: typer.Context) -> None:
        if context.invoked_subcommand is None:
            run()

    _add_status(cli, service)
    _add_origin(cli, service)
    if service.delivers is not None:
        _add_fill_again(cli, service)
    return cli


def _add_status(cli: typer.Typer, service: Service) -> None:
    @cli.command("status")
    @configured
    def status(*, as_json: AsJson = False) -> None:
        """How far each cluster has been published to. Exit code 1 if there is trouble."""
        settings = settings_of(service)
        with closing(open_store(service, settings)) as database:
            found = publishing_status(service, settings, database)
        typer.echo(json.dumps(_as_json(found), indent=2) if as_json else "\n".join(_lines(found)))
        raise typer.Exit(1 if found.trouble else 0)


def _add_origin(cli: typer.Typer, service: Service) -> None:
    @cli.command("origin")
    @configured
    def origin(sequence: int) -> None:
        """What the store knows of a published event's cause: the caller's ids, which are not published."""
        with closing(open_store(service, settings_of(service))) as database:
            stored = database.notifications(sequence - 1, 1)
        if not stored or stored[0].id != sequence:
            typer.echo(f"there is no event {sequence}", err=True)
            raise typer.Exit(1)
        fact = from_stored(stored[0])
        typer.echo(f"correlation_id {fact.correlation_id}")
        typer.echo(f"caused by      {fact.causation_id}")
        typer.echo(f"trace_id       {trace_id_of(fact.traceparent) or '-'}")


def _add_fill_again(cli: typer.Typer, service: Service) -> None:
    @cli.command("fill-again")
    @configured
    def fill_topic_again(agency: Agency) -> None:
        """Tell an agency's system again all that it may know now, under a new epoch of its topic.

        For one that was away for longer than the topic keeps. A running relay begins within seconds.
        """
        with closing(open_store(service, settings_of(service))) as database:
            fill_again(database, agency)
        typer.echo(f"the topic to {agency} is filled again by the relay")


def add_republish(cli: typer.Typer, service: Service) -> None:
    """`republish`."""

    @cli.command("republish")
    @configured
    def republish_events(*, first: First = 1, new_epoch: NewEpoch = False, yes: Yes = False) -> None:
        """Publish again what a topic has lost, or (--new-epoch) continue from a restored store."""
        settings = settings_of(service)
        with closing(open_store(service, settings)) as database:
            try:
                act = (
                    _begin_epoch(service, settings, database)
                    if new_epoch
                    else _republish(service, settings, database, first)
                )
            except (NotNow, RecordsDamaged, *UNREACHABLE) as error:
                typer.echo(f"nothing changed: {error or type(error).__name__}", err=True)
                raise typer.Exit(1) from None
            if act is not None:
                _do_if_confirmed(act, yes=yes)


def _do_if_confirmed(act: Act, *, yes: bool) -> None:
    if not yes:
        typer.echo("Nothing is changed yet: add --yes to proceed.", err=True)
        raise typer.Exit(1)
    typer.echo(act())


def _republish(service: Service, settings: Settings, database: Database, first: int) -> Act:
    planned = plan_republication(service, settings, database, first)
    typer.echo(
        f"{', '.join(planned.topics)} on cluster {planned.cluster}:"
        f" positions {planned.position + 1} to {planned.last} are published again."
        " Consumers skip what they have applied."
    )

    def act() -> str:
        republish(database, planned)
        return f"Set back to {planned.position}; the relay continues from there."

    return act


def _begin_epoch(service: Service, settings: Settings, database: Database) -> Act | None:
    found = find_divergence(service, settings, database)
    if not found.is_there:
        typer.echo(f"Nothing to do: the store has all events that {found.topic} has of it.")
        return None
    typer.echo(f"The store and {found.topic} agree up to {found.agreed}. Published but not in this store:")
    for one in found.lost:
        envelope, event = one.content()
        typer.echo(f"  {envelope.sequence} {envelope.type} {envelope.subject} {event.occurred_on}")
    typer.echo("Consumers keep these. Events stored from now on are published under a new epoch.")
    return lambda: f"Epoch {heal(service, settings, database, found)} begins after {found.agreed}."


def _lines(status: PublishingStatus) -> Iterator[str]:
    yield f"topic      {status.topic}"
    yield f"source     {status.source}"
    yield f"store      {status.store_head}"
    yield f"published  {_seen(status.published_head)}"
    for topic, head in status.beside.items():
        yield f"beside     {topic}: {_seen(head)}"
    for cluster, position in status.positions.items():
        here = " (this one)" if cluster == status.cluster else ""
        yield f"cluster    {cluster}{here}: position {position}, {status.lag(cluster)} behind"
    if status.trouble:
        yield f"trouble    {status.trouble}"


def _seen(head: int | None) -> str:
    return "nothing seen" if head is None else f"{head}"


def _as_json(status: PublishingStatus) -> dict[str, object]:
    positions = [
        {"cluster": cluster, "position": position, "lag": status.lag(cluster)}
        for cluster, position in status.positions.items()
    ]
    return asdict(status) | {"positions": positions}
