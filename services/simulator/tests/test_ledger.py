from pathlib import Path

from simulator.driving.ledger import Ledger


class TestLedger:
    def test_remembers_in_the_next_run(self, tmp_path: Path) -> None:
        Ledger(tmp_path / "some" / "ledger").note("240/7")

        again = Ledger(tmp_path / "some" / "ledger")

        assert again.has("240/7")
        assert not again.has("240/8")
