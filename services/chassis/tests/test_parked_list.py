"""`parked list`: what an operator asks of it, on a terminal of 80 columns."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from libs.bus.tests.disorder import ANNA, ONE, TWO, Reader, reader_on, unheard_of
from typer.testing import CliRunner

from chassis.cli.commands import service_cli
from samplan.bus.kafka.received import Received
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


@pytest.fixture
def listed(tmp_path: Path) -> List:
    """What is printed once these records have been read."""
    url = f"sqlite:///{tmp_path}/store.sqlite3"

    def read_and_list(*records: Record) -> str:
        with reader_on(url) as reader:
            Refusing(reader.database).reads(*records, offset=FAR)
        settings = {"DATABASE_URL": url, "DATA_DIR": str(tmp_path), "COLUMNS": "80"}
        said = CliRunner().invoke(service_cli(SPECIMEN), ["parked", "list"], env=settings).stdout
        assert max(map(len, said.splitlines())) <= 80
        return said

    return read_and_list


class TestParkedList:
    def test_says_what_waits_where_and_why(self, listed: List) -> None:
        said = listed(unheard_of(ONE), TWO)
        places = [f"malmo-ifo.referral.v1/0/{FAR + n}" for n in (0, 1)]
        for told in (*places, str(ANNA), "unknown_type", "behind_parked"):
            assert told in said

    def test_goes_on_in_the_next_line_where_a_name_is_longer(self, listed: List) -> None:
        names, *lines = listed(ONE).splitlines()
        why = slice(names.index("why"), names.index("parked at"))
        told = "".join(line[why].strip() for line in lines)
        assert told == f"rule_broken{ErrorWithANameThatIsLongerThanItsColumn.__name__}"

    def test_says_nothing_of_a_key_that_is_no_aggregate_s(self, listed: List) -> None:
        said = listed(Record(b"a name, [bold]\x1b[2J", b"who knows whose", []))
        assert "missing_envelope" in said
        assert "no aggregate's key" in said
        assert "a name" not in said
