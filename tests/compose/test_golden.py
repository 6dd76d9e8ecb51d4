"""240 participants through the deployed services: the demo's figures; each store open only to its owner."""

import json
import time
from pathlib import Path

import pytest
from tests.compose.landscape import INSTANCES, Instance, Landscape, Report, run

pytestmark = pytest.mark.compose

REACHABLE = """
import itertools, os, psycopg
lines = open(os.environ["PGPASSFILE"]).read().split()
roles = [line.split(":")[3] for line in lines]
for role, database in itertools.product(roles, {databases}):
    try:
        psycopg.connect(host="postgres", user=role, dbname=database, connect_timeout=5).close()
        print(role, database)
    except psycopg.OperationalError as error:
        assert "permission denied for database" in str(error), error
"""


def role(instance: Instance) -> str:
    return instance.name.replace("-", "_")


class TestLandscape:
    @pytest.mark.parametrize("instance", INSTANCES, ids=lambda instance: instance.name)
    def test_lets_a_role_into_its_own_database_alone(self, landscape: Landscape, instance: Instance) -> None:
        databases = [f"{role(one)}{end}" for one in INSTANCES for end in ("", "_keys")]
        program = REACHABLE.format(databases=[*databases, "postgres", "template1"])
        reached = landscape.python(f"{instance.name}-api", program).splitlines()
        assert reached == [
            f"{role(instance)} {role(instance)}",
            f"{role(instance)}_keys {role(instance)}_keys",
        ]

    def test_gives_no_role_more_than_a_login(self, landscape: Landscape) -> None:
        mighty = "SELECT rolname FROM pg_roles WHERE rolsuper OR rolcreatedb OR rolcreaterole OR rolbypassrls"
        psql = ("psql", "--username=postgres", "--tuples-only", "--no-align", f"--command={mighty}")
        assert landscape.compose("exec", "-T", "postgres", *psql).split() == ["postgres"]

    def test_runs_every_service_without_rights_on_the_machine(self, landscape: Landscape) -> None:
        processes = [process for instance in INSTANCES for process in instance.processes]
        ids = landscape.compose("ps", "--quiet", *processes).split()
        assert len(ids) == len(processes)
        for container in json.loads(run(["docker", "inspect", *ids])):
            host = container["HostConfig"]
            assert container["Config"]["User"] == "10001:10001"
            assert host["ReadonlyRootfs"]
            assert host["CapDrop"] == ["ALL"]
            assert not host["CapAdd"]
            assert "no-new-privileges:true" in host["SecurityOpt"]
            assert host["Memory"]

    def test_shows_what_was_driven(self, landscape: Landscape, tmp_path: Path, report: Report) -> None:
        began = time.monotonic()
        with landscape.driven(tmp_path / "log"):
            pass
        report(f"240 participants, from the first command to the last fact: {time.monotonic() - began:.0f} s")
        landscape.move_the_clocks()
        assert "240 participants" in landscape.compare()
        assert "no list is empty" in landscape.drive_earlier()
