"""How a command ends: in one line that names the next step."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from samplan.testing.servers.ports import free_port
from simulator.checks.asking import ViewUnavailable
from simulator.checks.checking import differences
from simulator.checks.expected import expected
from simulator.cli import cli
from simulator.demo import elsewhere
from simulator.demo.demo import Demo
from simulator.demo.demo_lock import DemoRuns, only_demo, uninterrupted
from simulator.demo.ground import EmbeddedGround
from simulator.demo.landscape import Landscape, PartDied
from simulator.demo.output import Output
from simulator.driving.parts import PARTS


@pytest.fixture(autouse=True)
def same_handlers_afterwards() -> Iterator[None]:
    numbers = (signal.SIGINT, signal.SIGTERM)
    before = [signal.getsignal(number) for number in numbers]
    yield
    for number, handler in zip(numbers, before, strict=True):
        signal.signal(number, handler)


@pytest.fixture
def nobody_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    away = f"http://127.0.0.1:{free_port()}"
    for part in PARTS:
        for what in ("URL", "PROCESSES"):
            monkeypatch.setenv(f"{part.name.upper().replace('-', '_')}_{what}", away)


class TestOnlyDemo:
    def test_runs_one_at_a_time(self, tmp_path: Path) -> None:
        home = tmp_path / "home"
        with only_demo(home), pytest.raises(DemoRuns, match="stop it first"), only_demo(home):
            pass

    def test_releases_the_lock_for_the_next(self, tmp_path: Path) -> None:
        for _ in range(2):
            with only_demo(tmp_path):
                pass


class TestDemoReset:
    @pytest.fixture
    def stored(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        monkeypatch.chdir(tmp_path)
        ledger = tmp_path / ".samplan" / "demo" / "240" / "ledger"
        ledger.parent.mkdir(parents=True)
        ledger.touch()
        return ledger

    def test_deletes_what_the_demos_have_stored(self, stored: Path) -> None:
        assert CliRunner().invoke(cli, ["demo-reset"]).exit_code == 0

        assert not stored.exists()

    def test_is_refused_while_a_demo_runs(self, stored: Path) -> None:
        with only_demo(Path(".samplan")):
            result = CliRunner().invoke(cli, ["demo-reset"])

        assert (result.exit_code, stored.exists()) == (78, True)
        assert "a demo is running" in result.output


class TestUninterrupted:
    @pytest.fixture(autouse=True)
    def _ctrl_c_raises(self) -> Iterator[None]:
        """A shell starts what runs in its background with SIGINT ignored."""
        before = signal.signal(signal.SIGINT, signal.default_int_handler)
        yield
        signal.signal(signal.SIGINT, before)

    def test_ignores_ctrl_c_until_it_is_over(self) -> None:
        with uninterrupted():
            os.kill(os.getpid(), signal.SIGINT)
        with pytest.raises(KeyboardInterrupt):
            os.kill(os.getpid(), signal.SIGINT)


class TestAFailure:
    def test_of_a_demo_names_the_command_to_start_over(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def die(_demo: Demo) -> None:
            raise PartDied("planning has died")

        monkeypatch.setattr(Demo, "check", die)
        result = CliRunner().invoke(cli, ["demo-check"])
        assert result.exit_code == 1
        assert result.output.startswith("planning has died\n")
        assert "`make demo-reset`" in result.output

    def test_of_the_sign_in_provider_is_noticed_as_one_of_a_service_is(self, tmp_path: Path) -> None:
        ground = EmbeddedGround(tmp_path, free_port())
        landscape = Landscape(ground, tmp_path, tmp_path, Output())  # none of its processes runs
        with pytest.raises(PartDied, match="the provider has stopped"):
            landscape.require_all_alive()

    @pytest.mark.usefixtures("nobody_answers")
    def test_at_the_last_question_is_one_line(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(elsewhere, "SETTLED_WITHIN_SECONDS", 0.0)
        for command in ("compare", "compare-earlier"):
            result = CliRunner().invoke(cli, [command])
            assert result.exit_code == 1
            assert result.output.endswith("/metrics did not answer (ConnectError)\n")

    @pytest.mark.usefixtures("nobody_answers")
    def test_to_read_the_figures_is_named(self) -> None:
        with pytest.raises(ViewUnavailable, match=r"/participants did not answer \(ConnectError\)"):
            differences(expected([]), "token")
