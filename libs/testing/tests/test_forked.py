"""A forked program behaves as one that was started."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from samplan.testing.forking.forked import ForkedProcess, write_python
from samplan.testing.servers.broker import READY
from samplan.testing.servers.ports import free_port
from samplan.testing.servers.processes import DidNotStart
from samplan.testing.waiting import wait_until

pytestmark = pytest.mark.slow


def program(tmp_path: Path, *command: str) -> ForkedProcess:
    return ForkedProcess("the program", [sys.executable, "-m", *command], tmp_path / "logs" / "log")


def broker(tmp_path: Path, port: int) -> ForkedProcess:
    return program(tmp_path, "samplan.testing.servers.broker", "--port", f"{port}")


def test_has_its_own_arguments_environment_folder_session_and_output(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    says = "import os; print(os.environ['WHO'], os.getcwd(), os.getsid(0) == os.getpid(), os.read(0, 1))"
    one = program(tmp_path, "timeit", "-n1", "-r1", says)
    one.start({"WHO": "ana"})
    assert one.wait() == 0
    assert one.log.read_text().splitlines()[0] == f"ana {tmp_path} True b''"
    assert "1 loop" in one.log.read_text()


def test_has_the_exit_code_of_its_program(tmp_path: Path) -> None:
    running = broker(tmp_path, free_port())
    running.start()
    running.wait_until(lambda: READY in running.log.read_text(), 20)
    refused = broker(tmp_path, int(running.command[-1]))
    refused.start()
    assert refused.wait() == 78
    running.ask_to_stop()
    assert running.wait() == 0


def test_can_be_killed_frozen_and_waited_for(tmp_path: Path) -> None:
    running = broker(tmp_path, free_port())
    running.start()
    running.wait_until(lambda: READY in running.log.read_text(), 20)
    running.freeze()
    running.ask_to_stop()
    assert running.is_alive
    running.kill()
    assert running.wait() == -9


def test_that_cannot_be_imported_says_so_in_its_log(tmp_path: Path) -> None:
    nothing = program(tmp_path, "no_such_module")
    nothing.start()
    with pytest.raises(DidNotStart, match="No module named"):
        nothing.wait_until(lambda: False, seconds=20)
    assert nothing.wait() == 1


def test_runs_as_python_on_a_path_with_what_is_piped_to_it(tmp_path: Path) -> None:
    write_python(tmp_path / "programs")
    script = "echo '[1, 2]' | python -m json.tool --compact; python -m json.tool nothing 2>errors; echo $?"
    environment = {"PATH": f"{tmp_path / 'programs'}:{os.environ['PATH']}"}
    done = subprocess.run(
        ["bash", "-c", script],  # noqa: S607  # any bash on the PATH
        env=environment,
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    assert done.stdout == "[1,2]\n2\n"
    assert "usage: " in (tmp_path / "errors").read_text()


def test_ends_with_the_process_that_has_started_it(tmp_path: Path) -> None:
    starts = f"""
import os, pathlib, signal, sys
from samplan.testing.forking.forked import ForkedProcess, write_python
command = [sys.executable, "-m", "samplan.testing.servers.broker", "--port", "0"]
one = ForkedProcess("the broker", command, pathlib.Path({str(tmp_path / "log")!r}))
one.start()
one.wait_until(lambda: "ready" in one.log.read_text(), 20)
print(one.pid, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""
    done = subprocess.run([sys.executable, "-c", starts], stdout=subprocess.PIPE, text=True, check=False)
    wait_until(lambda: not Path("/proc", done.stdout.strip()).exists(), lambda: "it still runs")
