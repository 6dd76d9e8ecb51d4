"""What an instance's settings and files hold: the permissions of secrets, never the secrets."""

from __future__ import annotations

import json
import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path

import psycopg
from pydantic import ValidationError

from chassis.service.signing_keys import signing_keys
from chassis.settings.environment import Settings
from provision.doctor.asking import key_ids
from provision.doctor.instances import Instance
from provision.doctor.seen import Held, PublicKeys

SECRETS = (
    "index_key_file",
    "master_key_file",
    "signing_keys_file",
    "kafka_sasl_password_file",
    "kafka_ssl_key_file",
    "oidc_secret_file",
)
SECONDS = 60


def look_at_settings(instance: Instance, *, least_free: float) -> Held:
    """`least_free`: the share of a disk in percent that has to be free."""
    complaints = _complaints(instance)
    readable = list(_readable_secrets(instance))
    try:
        settings = instance.settings()
    except ValidationError:
        return Held(complaints=complaints, readable_secrets=readable)
    return Held(
        complaints=complaints,
        readable_secrets=readable,
        days_since_rotation=_days_since_rotation(instance, settings),
        told=dict(_told(settings)),
        issuer_keys=_key_ids_in(settings.jwks_file),
        full_disks=list(_full_disks(instance, settings, least_free)),
        store_seconds_apart=_store_seconds_apart(settings.database_url),
        replays=settings.clock_file is not None,
        moves_its_clock=not settings.is_development or settings.tick == "daily",
    )


def is_checked(instance: Instance) -> bool:
    """Whether the service is installed here, so that it can check its own settings."""
    return find_spec(instance.service) is not None


def _complaints(instance: Instance) -> Sequence[str]:
    """Of the service's own check."""
    if not is_checked(instance):
        return ()
    try:
        done = _own_check(instance)
    except subprocess.TimeoutExpired:
        return ["CONFIG: its own check does not end"]
    if not done.returncode:
        return ()
    lines = [line.removeprefix("configuration: ") for line in done.stderr.splitlines()]
    return [line for line in lines if line.partition(":")[0].isupper()] or ["CONFIG: cannot be checked"]


def _own_check(instance: Instance) -> subprocess.CompletedProcess[str]:
    """In a process of its own: no setting of this one is seen there."""
    ours = {name: value for name, value in os.environ.items() if name.lower() not in Settings.model_fields}
    return subprocess.run(  # noqa: S603  # our own program
        [sys.executable, "-m", instance.service, "config", "check", "--connect"],
        env={**ours, **instance.environment},
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )


def _readable_secrets(instance: Instance) -> Iterator[str]:
    """By the setting, or by the file's name where it is at its default path."""
    environment = {name.lower(): value for name, value in instance.environment.items()}
    named = {name.upper(): Path(environment[name]) for name in SECRETS if environment.get(name)}
    folder = Path(environment.get("data_dir", ".samplan")) / "keys"
    default = {file.name: file for file in folder.glob(f"{instance.agency}-{instance.service}*")}
    for name, file in {**named, **default}.items():
        if file.exists() and file.stat().st_mode & (stat.S_IROTH | stat.S_IWOTH):
            yield name


def _days_since_rotation(instance: Instance, settings: Settings) -> int:
    file = signing_keys(settings, instance.service).file
    if not file.exists():
        return 0
    return (datetime.now(UTC) - datetime.fromtimestamp(file.stat().st_mtime, UTC)).days


def _told(settings: Settings) -> Iterator[tuple[str, PublicKeys]]:
    if settings.peer_keys_dir is not None:
        for file in sorted(settings.peer_keys_dir.glob("*.json")):
            yield file.stem, _key_ids_in(file)


def _key_ids_in(file: Path | None) -> PublicKeys:
    """The service's own check reports a file that cannot be read."""
    try:
        return key_ids(json.loads(file.read_text())) if file else frozenset()
    except (OSError, ValueError, AttributeError):
        return frozenset()


def _full_disks(instance: Instance, settings: Settings, least_free: float) -> Iterator[str]:
    for name, folder in _folders(instance, settings).items():
        existing = next(one for one in (folder, *folder.absolute().parents) if one.exists())
        usage = shutil.disk_usage(existing)
        if usage.free < usage.total * least_free / 100:
            yield name


def _folders(instance: Instance, settings: Settings) -> Mapping[str, Path]:
    """A store on PostgreSQL is on another machine's disk."""
    folders = {"ERASURE_LOG": settings.erasures_file(instance.service).parent}
    url = settings.store_url(instance.service)
    if url.startswith("sqlite:///"):
        folders["DATABASE_URL"] = Path(url.removeprefix("sqlite:///")).parent
    return folders


def _store_seconds_apart(url: str) -> float:
    """SQLite has this machine's clock. The service's own check reports a store that does not answer."""
    if not url.startswith("postgresql://"):
        return 0
    try:
        with psycopg.connect(url, connect_timeout=5) as connection:
            row = connection.execute("SELECT clock_timestamp()").fetchone()
    except psycopg.Error:
        return 0
    return float((row[0] - datetime.now(UTC)).total_seconds()) if row else 0
