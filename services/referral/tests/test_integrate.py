"""docs/integrate-http.md, every command as it stands, against a service and a broker in their processes."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from samplan.testing.servers.asking import succeeds
from samplan.testing.servers.ports import free_port
from samplan.testing.servers.processes import ChildProcess

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs/integrate-http.md").read_text()
COMMANDS = "\n".join(re.findall(r"```sh\n(.+?)```", PAGE, re.DOTALL))

TRUSTED = """
[dates]
earliest = 1900-01-01
days_ahead = 1

[topics."finsam.consent.v1"]
"""
"""No topics of planning: other tests leave records on the shared broker that stop every inbox."""

KCAT = """#!{python}
# Plays kcat where it is not installed: -C -e -q -b BROKER -t TOPIC -f '%k %s\\n', and no more.
import sys
from confluent_kafka import Consumer, TopicPartition
asked = dict(zip(sys.argv[1:], sys.argv[2:]))
consumer = Consumer({{"bootstrap.servers": asked["-b"], "group.id": "none", "enable.partition.eof": False}})
topic = consumer.list_topics(asked["-t"], timeout=10).topics[asked["-t"]]
places = [TopicPartition(asked["-t"], number, 0) for number in topic.partitions]
left = sum(consumer.get_watermark_offsets(place, timeout=10)[1] for place in places)
consumer.assign(places)
while left:
    message = consumer.poll(1)
    if message is not None and message.error() is None:
        print(message.key().decode(), message.value().decode())
        left -= 1
"""


@pytest.fixture
def surroundings(tmp_path: Path, broker: str) -> Iterator[dict[str, str]]:
    """The variables that a shell needs, with the service up."""
    port = free_port()
    (tmp_path / "trusted.toml").write_text(TRUSTED)
    programs = tmp_path / "bin"
    programs.mkdir()
    if shutil.which("kcat") is None:
        (programs / "kcat").write_text(KCAT.format(python=sys.executable))
        (programs / "kcat").chmod(0o755)
    variables = {
        "PATH": f"{programs}:{Path(sys.executable).parent}:{os.environ['PATH']}",
        "REFERRAL": f"http://127.0.0.1:{port}",
        "BROKER": broker,
        "KAFKA_BOOTSTRAP_SERVERS": broker,
        "DATA_DIR": str(tmp_path / "data"),
        "PROGRAMMES_DIR": str(ROOT / "programmes"),
        "PORT": str(port),
        "TRUSTED_FILE": str(tmp_path / "trusted.toml"),
    }
    service = ChildProcess("referral", [sys.executable, "-m", "referral", "serve"], tmp_path / "referral.log")
    service.start(variables)
    try:
        service.wait_until(lambda: succeeds(port, "/health/ready"), 60)
        yield variables
    finally:
        service.stop()


@pytest.mark.slow
@pytest.mark.skipif(not (shutil.which("curl") and shutil.which("jq")), reason="needs curl and jq")
def test_every_command_of_the_page_works_as_written(surroundings: dict[str, str], tmp_path: Path) -> None:
    """And leaves no file where it was run."""
    (checkout := tmp_path / "checkout").mkdir()
    done = subprocess.run(
        ["bash", "-eu", "-o", "pipefail", "-c", COMMANDS],  # noqa: S607  # whichever bash there is
        env={**os.environ, **surroundings},
        cwd=checkout,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert list(checkout.iterdir()) == []
    for word in ("samplan-referral", '"met"', "incomplete_referral", "assessed", "referringAgency"):
        assert word in done.stdout


def test_the_page_tries_what_it_promises() -> None:
    assert COMMANDS.count("curl ") >= 6
    assert "kcat" in COMMANDS
