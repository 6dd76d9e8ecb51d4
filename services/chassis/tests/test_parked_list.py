"""`parked list` on a terminal of 80 columns, and `parked discard`."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from libs.bus.tests.disorder import ANNA, ONE, TWO, Reader, of_unknown_type, reader_on
from services.chassis.tests.consents import garbage, listening_on
from typer.testing import CliRunner, Result

from chassis.cli.commands import service_cli
from samplan.bus.kafka.received import Received
from samplan.bus.reading.parked import list_parked
from samplan.bus.store.transactions import Transaction
from samplan.contracts.envelope import Record
from samplan.testing.specimen import SPECIMEN

FAR = 1_234_567
List = Callable[..., str]


class ErrorWithANameThatIsLongerThanItsColumn(Exception):
    pass


class Refusing(Reader):
    def apply(self, _tx: Transaction, received: Sequence[Received]) -> None:
        raise ErrorWithANameThatIsLongerThanItsColumn


def invoked(folder: Path, url: str, *command: str) -> Result:
    settings = {"DATABASE_URL": url, "DATA_DIR": str(folder), "COLUMNS": "80"}
    return CliRunner().invoke(service_cli(SPECIMEN), ["parked", *command], env=settings)


@pytest.fixture
def listed(tmp_path: Path) -> List:
    """The output of `parked list` after these records have been read."""
    url = f"sqlite:///{tmp_path}/store.sqlite3"

    def read_and_list(*records: Record) -> str:
        with reader_on(url) as reader:
            Refusing(reader.database).reads(*records, offset=FAR)
        output = invoked(tmp_path, url, "list").stdout
        assert max(map(len, output.splitlines())) <= 80
        return output

    return read_and_list


class TestParkedList:
    def test_shows_the_position_and_reason_of_each_record(self, listed: List) -> None:
        output = listed(of_unknown_type(ONE), TWO)
        positions = [f"malmo-ifo.referral.v1/0/{FAR + n}" for n in (0, 1)]
        for shown in (*positions, str(ANNA), "unknown_type", "behind_parked"):
            assert shown in output

    def test_shows_what_a_record_closes(self, tmp_path: Path) -> None:
        url = f"sqlite:///{tmp_path}/store.sqlite3"
        with listening_on(url) as listener:
            listener.receives(garbage(), garbage(effect="opens"), garbage(None))
        output = invoked(tmp_path, url, "list").stdout
        assert output.count("closes subject") == 1
        assert output.count("closes all") == 1

    def test_wraps_a_long_name(self, listed: List) -> None:
        names, *lines = listed(ONE).splitlines()
        why = slice(names.index("why"), names.index("parked at"))
        wrapped = "".join(line[why].strip() for line in lines)
        assert wrapped == f"rule_broken{ErrorWithANameThatIsLongerThanItsColumn.__name__}"

    def test_does_not_print_a_key_that_is_not_an_aggregates(self, listed: List) -> None:
        output = listed(Record(b"a name, [bold]\x1b[2J", b"who knows whose", []))
        assert "missing_envelope" in output
        assert "no aggregate's key" in output
        assert "a name" not in output

    def test_prints_no_id_when_no_record_is_parked(self, tmp_path: Path) -> None:
        assert invoked(tmp_path, f"sqlite:///{tmp_path}/store.sqlite3", "list", "--ids").stdout == ""


class TestDiscard:
    @pytest.fixture
    def url(self, tmp_path: Path) -> str:
        return f"sqlite:///{tmp_path}/store.sqlite3"

    def test_of_a_record_that_closes_everything_takes_two_operators(self, tmp_path: Path, url: str) -> None:
        with listening_on(url) as listener:
            listener.receives(garbage(None))
            [row] = list_parked(listener.database)
        output = [
            invoked(tmp_path, url, "discard", row.id, *operator)
            for operator in ((), ("--operator", "astrid"), ("--operator", "astrid"), ("--operator", "bo"))
        ]
        assert [one.exit_code for one in output] == [2, 0, 0, 0]
        assert [one.stdout.partition(":")[0].strip() for one in output[1:]] == ["noted", "noted", "discarded"]

    def test_of_any_other_record_takes_one(self, tmp_path: Path, url: str) -> None:
        with listening_on(url) as listener:
            listener.receives(garbage())
            [row] = list_parked(listener.database)
        assert invoked(tmp_path, url, "discard", row.id).stdout == "discarded\n"
        assert invoked(tmp_path, url, "discard", row.id).exit_code == 2
