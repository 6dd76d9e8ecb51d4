"""The commands. Exit code 1: something differs. 69: no answer from Kafka. 78: a file or setting is bad."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from pathlib import Path
from typing import Annotated, Any

import typer
from confluent_kafka import KafkaException
from confluent_kafka.admin import AdminClient

from chassis.settings.environment import BadConfiguration, KafkaSettings, load_settings
from provision import rights, strimzi, topics, users
from provision.files import BadFile
from provision.landscape import Topic, read_landscape, read_topics
from provision.users import BadPassword, Mechanism, read_passwords

EX_DIFFERS, EX_UNAVAILABLE, EX_CONFIG = 1, 69, 78

Folder = Annotated[Path, typer.Option("--files", help="Where topics.yaml and acls.yaml are.")]
FILES = Path("deploy/kafka")
Grow = Annotated[bool, typer.Option("--add-partitions", help="More partitions too, for good.")]
Small = Annotated[bool, typer.Option("--small-cluster", help="No more replicas than there are brokers.")]

cli = typer.Typer(no_args_is_help=True, add_completion=False, help=__doc__, pretty_exceptions_enable=False)
topics_cli = typer.Typer(no_args_is_help=True, help="Topics, from topics.yaml; one is never deleted.")
acls_cli = typer.Typer(no_args_is_help=True, help="Rights to topics, from acls.yaml.")
users_cli = typer.Typer(no_args_is_help=True, help="Names and passwords (SCRAM), from a folder of files.")
cli.add_typer(topics_cli, name="topics")
cli.add_typer(acls_cli, name="acls")
cli.add_typer(users_cli, name="users")


def _told(command: Callable[..., None]) -> Callable[..., None]:
    """Turns what may go wrong into a line on standard error and an exit code."""

    @wraps(command)
    def run(*args: Any, **kwargs: Any) -> None:
        try:
            command(*args, **kwargs)
        except TimeoutError:  # an OSError too, and without a word
            _end("Kafka: no answer", EX_UNAVAILABLE)
        except (BadFile, BadPassword, BadConfiguration, OSError) as error:
            _end(str(error), EX_CONFIG)
        except KafkaException as error:
            _end(f"Kafka: {error.args[0].name()}: {error.args[0].str()}", EX_UNAVAILABLE)

    return run


def _end(message: str, code: int) -> None:
    typer.echo(message, err=True)
    raise typer.Exit(code)


def _connected() -> AdminClient:
    access = load_settings(KafkaSettings).kafka
    return AdminClient({**access.for_librdkafka(), "log_level": 0})


def _show(changes: Iterable[object]) -> None:
    lines = [str(change) for change in changes]
    typer.echo("\n".join(lines) if lines else "nothing differs")


@topics_cli.command("check")
@_told
def check_topics(files: Folder = FILES) -> None:
    """Read the file and say what is wrong with it, by line and field."""
    typer.echo(f"{len(read_topics(files))} topics")


@topics_cli.command("plan")
@_told
def plan_topics(files: Folder = FILES, *, grow: Grow = False, small: Small = False) -> None:
    """Show what differs from the cluster; exit code 1 when something does."""
    changes = _topic_changes(_connected(), read_topics(files), grow=grow, small=small)
    _show(changes)
    raise typer.Exit(EX_DIFFERS if changes else 0)


@topics_cli.command("apply")
@_told
def apply_topics(files: Folder = FILES, *, grow: Grow = False, small: Small = False) -> None:
    """Make the cluster's topics so; exit code 1 when something had to be left as it is."""
    admin = _connected()
    changes = _topic_changes(admin, read_topics(files), grow=grow, small=small)
    _show(changes)
    topics.apply(admin, changes)
    raise typer.Exit(EX_DIFFERS if any(isinstance(one, topics.Refused) for one in changes) else 0)


def _topic_changes(
    admin: AdminClient, wanted: Iterable[Topic], *, grow: bool, small: bool
) -> list[topics.Change]:
    brokers = topics.brokers_of(admin)
    fitting = [topic.on(brokers) if small else topic for topic in wanted]
    return topics.plan(fitting, topics.present_topics(admin, fitting), may_grow=grow)


@acls_cli.command("check")
@_told
def check_acls(files: Folder = FILES) -> None:
    """Read both files and say what is wrong with them, by line and field."""
    typer.echo(f"{len(rights.wanted_rights(read_landscape(files)))} rights")


@acls_cli.command("plan")
@_told
def plan_acls(files: Folder = FILES) -> None:
    """Show what differs from the cluster; exit code 1 when something does."""
    changes = rights.plan(read_landscape(files), rights.present_rights(_connected()))
    _show(changes)
    raise typer.Exit(EX_DIFFERS if changes else 0)


@acls_cli.command("apply")
@_told
def apply_acls(files: Folder = FILES) -> None:
    """Grant what is named, and revoke what is not, of these topics and these principals."""
    landscape, admin = read_landscape(files), _connected()
    changes = rights.plan(landscape, rights.present_rights(admin))
    _show(changes)
    rights.apply(admin, changes)


@users_cli.command("apply")
@_told
def apply_users(
    passwords: Annotated[Path, typer.Option(help="A folder with a file for each principal, named after it.")],
    files: Folder = FILES,
    mechanism: Annotated[Mechanism, typer.Option(help="How they prove it.")] = "SCRAM-SHA-512",
    rotate: Annotated[list[str] | None, typer.Option(help="One who has a password and gets another.")] = None,
) -> None:
    """Give a password to each principal that has none, and to those named with --rotate."""
    principals, admin = read_landscape(files).principals, _connected()
    if strange := set(rotate or ()) - set(principals):
        raise BadPassword(f"--rotate: {min(strange)} is none of the principals")
    wanted = [*users.missing(admin, principals, mechanism), *(rotate or ())]
    users.apply(admin, read_passwords(passwords, wanted), mechanism)
    _show(f"+ {name}: {mechanism}" for name in wanted)


@cli.command("k8s")
@_told
def write_k8s(
    to: Annotated[Path, typer.Option(help="The folder to write to.")] = Path("deploy/k8s/kafka"),
    files: Folder = FILES,
) -> None:
    """Write the same as KafkaTopic and KafkaUser, for Strimzi."""
    landscape = read_landscape(files)
    (to / "topics.yaml").write_text(strimzi.topics_of(landscape), encoding="utf-8")
    (to / "users.yaml").write_text(strimzi.users_of(landscape), encoding="utf-8")
