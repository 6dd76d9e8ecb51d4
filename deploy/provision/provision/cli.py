"""The commands. Exit code 1: something differs. 69: no answer from Kafka. 78: a file or setting is bad."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from functools import wraps
from pathlib import Path
from typing import Annotated, Any

import typer
from confluent_kafka import KafkaException
from confluent_kafka.admin import AdminClient

from chassis.settings.environment import BadConfiguration, KafkaSettings, load_settings
from provision import rights, strimzi, topics, users
from provision.doctor.command import doctor
from provision.files import BadFile
from provision.landscape import Topic, read_landscape, read_topics
from provision.users import BadPassword, Mechanism, read_passwords

EX_DIFFERS, EX_UNAVAILABLE, EX_CONFIG = 1, 69, 78

Folder = Annotated[Path, typer.Option("--files", help="The folder of topics.yaml and acls.yaml.")]
FILES = Path("deploy/kafka")
Grow = Annotated[bool, typer.Option("--add-partitions", help="Add partitions too; this cannot be undone.")]
Small = Annotated[bool, typer.Option("--small-cluster", help="At most as many replicas as brokers.")]

cli = typer.Typer(no_args_is_help=True, add_completion=False, help=__doc__, pretty_exceptions_enable=False)
topics_cli = typer.Typer(no_args_is_help=True, help="Topics, from topics.yaml. None is ever deleted.")
acls_cli = typer.Typer(no_args_is_help=True, help="Rights to topics, from acls.yaml.")
users_cli = typer.Typer(no_args_is_help=True, help="Names and passwords (SCRAM), from a folder of files.")
cli.add_typer(topics_cli, name="topics")
cli.add_typer(acls_cli, name="acls")
cli.add_typer(users_cli, name="users")


def _reporting_failures(command: Callable[..., None]) -> Callable[..., None]:
    """Turn an expected failure into a line on standard error and an exit code."""

    @wraps(command)
    def run(*args: Any, **kwargs: Any) -> None:
        try:
            command(*args, **kwargs)
        except TimeoutError:  # a subclass of OSError, without a message
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


cli.command("doctor")(_reporting_failures(doctor))


@topics_cli.command("check")
@_reporting_failures
def check_topics(files: Folder = FILES) -> None:
    """Read the file and report errors by line and field."""
    typer.echo(f"{len(read_topics(files))} topics")


@topics_cli.command("plan")
@_reporting_failures
def plan_topics(files: Folder = FILES, *, grow: Grow = False, small: Small = False) -> None:
    """Show the differences from the cluster. Exit code 1 when there are any."""
    changes = _topic_changes(_connected(), read_topics(files), grow=grow, small=small)
    _show(changes)
    raise typer.Exit(EX_DIFFERS if changes else 0)


@topics_cli.command("apply")
@_reporting_failures
def apply_topics(files: Folder = FILES, *, grow: Grow = False, small: Small = False) -> None:
    """Apply the differences to the cluster. Exit code 1 when a difference cannot be applied."""
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
@_reporting_failures
def check_acls(files: Folder = FILES) -> None:
    """Read both files and report errors by line and field."""
    typer.echo(f"{len(rights.wanted_rights(read_landscape(files)))} rights")


@acls_cli.command("plan")
@_reporting_failures
def plan_acls(files: Folder = FILES) -> None:
    """Show the differences from the cluster. Exit code 1 when there are any."""
    changes = rights.plan(read_landscape(files), rights.present_rights(_connected()))
    _show(changes)
    raise typer.Exit(EX_DIFFERS if changes else 0)


@acls_cli.command("apply")
@_reporting_failures
def apply_acls(files: Folder = FILES) -> None:
    """Grant the rights in the files and revoke all others to these topics or of these principals."""
    landscape, admin = read_landscape(files), _connected()
    changes = rights.plan(landscape, rights.present_rights(admin))
    _show(changes)
    rights.apply(admin, changes)


@users_cli.command("apply")
@_reporting_failures
def apply_users(
    passwords: Annotated[Path, typer.Option(help="A folder with a file for each principal, named after it.")],
    files: Folder = FILES,
    mechanism: Annotated[Mechanism, typer.Option(help="The SCRAM mechanism.")] = "SCRAM-SHA-512",
    rotate: Annotated[list[str] | None, typer.Option(help="A principal that gets a new password.")] = None,
) -> None:
    """Set a password for each principal without one, and for those named with --rotate."""
    principals, admin = read_landscape(files).principals, _connected()
    if strange := set(rotate or ()) - set(principals):
        raise BadPassword(f"--rotate: {min(strange)} is not one of the principals")
    wanted = [*users.missing(admin, principals, mechanism), *(rotate or ())]
    users.apply(admin, read_passwords(passwords, wanted), mechanism)
    _show(f"+ {name}: {mechanism}" for name in wanted)


@cli.command("k8s")
@_reporting_failures
def write_k8s(
    to: Annotated[Path, typer.Option(help="The folder to write to.")] = Path("deploy/k8s/kafka"),
    files: Folder = FILES,
) -> None:
    """Write topics and users as KafkaTopic and KafkaUser, for Strimzi, and a copy of what inboxes believe."""
    landscape = read_landscape(files)
    (to / "trusted").mkdir(exist_ok=True)
    shutil.copyfile(files / "trusted.toml", to / "trusted/trusted.toml")
    (to / "topics.yaml").write_text(strimzi.topics_of(landscape), encoding="utf-8")
    (to / "users.yaml").write_text(strimzi.users_of(landscape), encoding="utf-8")
