"""The real servers' origin depends on the machine, can be overridden, and is printed."""

import subprocess
import sys
from pathlib import Path

import pytest

from samplan.testing.servers import stack
from samplan.testing.servers.stack import ContainerStack, Origin, Stack, chosen


@pytest.fixture(params=[True, False], ids=["with an engine", "without one"])
def has_engine(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    monkeypatch.setattr(stack, "engine_answers", lambda: request.param)
    return bool(request.param)


class TestChosen:
    def test_depends_on_the_machine(
        self, *, has_engine: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert isinstance(chosen(None, tmp_path), ContainerStack) is has_engine
        assert f"{'a' if has_engine else 'no'} Docker engine answers here" in capsys.readouterr().err

    @pytest.mark.usefixtures("has_engine")
    def test_is_what_was_requested(self, tmp_path: Path) -> None:
        assert isinstance(chosen(Origin.CONTAINERS, tmp_path), ContainerStack)
        assert type(chosen(Origin.PACKAGES, tmp_path)) is Stack


RUN = """
import sys
from samplan.testing.servers import stack

class Server:
    name, address, is_up = "server", "", False
    def start(self): pass
    def stop(self): print("stopped", flush=True)

class Servers(stack.Stack):
    def __init__(self): self.kafka, self.postgres, self._started = Server(), Server(), []

stack.chosen = lambda *_: Servers()
program = "import signal; print('runs', flush=True); signal.alarm(20); signal.pause()"
sys.argv[1:] = ["run", "--", sys.executable, "-c", program]
stack.main()
"""


@pytest.mark.slow
def test_a_terminated_run_stops_what_it_started() -> None:
    with subprocess.Popen([sys.executable, "-c", RUN], stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout
        assert run.stdout.readline() == "runs\n"
        run.terminate()
        assert run.stdout.read().split() == ["stopped", "stopped"]
    assert run.returncode == 143
