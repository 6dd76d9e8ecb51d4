"""The steps of a comparison: in order, again, with the wrong file, and what is left in the folder."""

import shutil
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
from libs.reconciliation.tests.parties import agreement, carry, compare, extracts
from libs.reconciliation.tests.seeded import LAST, Seeded, everywhere, number_of, seeded, true_row

from samplan.reconciliation.agreement import Agreement, Party
from samplan.reconciliation.differences.reasons import Reason
from samplan.reconciliation.differences.report import report
from samplan.reconciliation.extract.register import Register
from samplan.reconciliation.matching.folder import Folder
from samplan.reconciliation.matching.steps import continue_comparison, open_comparison
from samplan.reconciliation.refusal import Refused

AGREED = agreement(people=6, ended=4, anonymous=1)


@pytest.fixture(scope="module")
def registers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Register]:
    return extracts(seeded(people=6, of_each=0), tmp_path_factory.mktemp("extracts"))


class Two:
    """SUS and SCB, each with a folder."""

    def __init__(self, home: Path, registers: dict[str, Register], agreed: Agreement = AGREED) -> None:
        self.sus, self.scb = home / "sus-scb", home / "scb-sus"
        open_comparison(Folder(self.sus), AGREED, registers["sus"], "scb")
        open_comparison(Folder(self.scb), agreed, registers["scb"], "sus")

    def step(self) -> str:
        carry(self.sus, self.scb)
        continue_comparison(Folder(self.scb))
        return continue_comparison(Folder(self.sus))


def test_each_step_says_which_file_it_waits_for(tmp_path: Path, registers: dict[str, Register]) -> None:
    two = Two(tmp_path, registers)
    said = [continue_comparison(Folder(two.sus)), two.step(), two.step(), two.step()]
    for step, line in enumerate(said[:3], start=1):
        assert f"{step}-scb-to-sus.msg" in line
    assert said[3] == "The comparison is complete. Next: samplan-reconcile report"


def test_a_step_that_is_done_again_changes_nothing(tmp_path: Path, registers: dict[str, Register]) -> None:
    two = Two(tmp_path, registers)
    two.step()
    before = (two.sus / "send/2-sus-to-scb.msg").read_bytes()
    continue_comparison(Folder(two.sus))
    assert (two.sus / "send/2-sus-to-scb.msg").read_bytes() == before
    two.step()
    two.step()
    known = Folder(two.sus).load()
    two.step()
    assert Folder(two.sus).load() == known


def test_a_second_request_is_not_answered(tmp_path: Path, registers: dict[str, Register]) -> None:
    """Each request asks about as many people as it has elements: one is agreed."""
    two = Two(tmp_path, registers)
    two.step()
    shutil.rmtree(two.scb)
    open_comparison(Folder(two.scb), AGREED, registers["scb"], "sus")
    carry(two.scb, two.sus)
    with pytest.raises(Refused, match="another request was answered before"):
        continue_comparison(Folder(two.sus))


def test_a_message_made_under_another_agreement_is_not_answered(
    tmp_path: Path, registers: dict[str, Register]
) -> None:
    larger = msgspec.structs.replace(AGREED, pairs=agreement(7, 4, 1).pairs)
    two = Two(tmp_path, registers, larger)
    with pytest.raises(Refused, match=r"1-sus-to-scb.msg: made under another agreement"):
        two.step()


def test_more_people_than_agreed_are_refused_before_anything_is_written(
    tmp_path: Path, registers: dict[str, Register]
) -> None:
    with pytest.raises(Refused, match=r"values to compare, and \d+ are agreed"):
        open_comparison(Folder(tmp_path / "new"), agreement(5, 4, 1), registers["sus"], "scb")
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("content", [b"", b"\x00", b"PK\x03\x04 a zip"])
def test_a_damaged_file_is_refused_in_one_line(
    tmp_path: Path, registers: dict[str, Register], content: bytes
) -> None:
    two = Two(tmp_path, registers)
    (two.sus / "received/1-scb-to-sus.msg").write_bytes(content)
    with pytest.raises(Refused, match=r"^1-scb-to-sus.msg: no message of this version, or damaged"):
        continue_comparison(Folder(two.sus))


def test_no_key_is_left_once_the_outcome_is_known(tmp_path: Path, registers: dict[str, Register]) -> None:
    two = Two(tmp_path, registers)
    keys = Folder(two.sus).load().keys
    assert keys
    two.step()
    two.step()
    kept = [file.read_bytes() for file in two.sus.rglob("*") if file.is_file()]
    assert not [one for one in kept if keys.asking in one or keys.offering in one]


def test_what_stays_is_readable_by_its_owner_alone(tmp_path: Path, registers: dict[str, Register]) -> None:
    two = Two(tmp_path, registers)
    assert (two.sus / "private").stat().st_mode & 0o77 == 0
    assert (two.sus / "private/comparison.bin").stat().st_mode & 0o77 == 0


class TestWhomTheOtherLacks:
    """SCB has a person whom SUS has not."""

    def found(self, home: Path, agreed: Agreement, *, anonymous: bool = False) -> list[tuple[Reason, str]]:
        made = Seeded()
        for index in range(5):
            for register, rows in everywhere(true_row(index)).items():
                made.rows[register] += rows
        made.rows["scb"].append(true_row(7))
        if anonymous:
            made.rows["sus"].append(replace(true_row(7), number=""))
        registers = extracts(made, home)
        here, there = compare(registers["sus"], registers["scb"], agreed, home)
        self.counted = here.lacks_unnamed
        self.noted = [(one.reason, one.number) for one in report([there], [], LAST)[0]]
        return [(one.reason, one.number) for one in report([here], [], LAST)[0]]

    def test_is_named_to_the_register_that_lacks_them_and_to_no_other(self, tmp_path: Path) -> None:
        assert self.found(tmp_path, AGREED) == [(Reason.IN_REGISTRATION_MISSING, number_of(7))]
        assert self.noted == []

    def test_is_only_counted_without_a_legal_ground(self, tmp_path: Path) -> None:
        parties = {name: Party(of.agency) for name, of in AGREED.registers.items()}
        assert self.found(tmp_path, msgspec.structs.replace(AGREED, registers=parties)) == []
        assert self.counted == 1

    def test_is_only_counted_to_a_register_that_shows_fewer_than_half(self, tmp_path: Path) -> None:
        """Its extract is of something else, or it asks whom the other has."""
        registers = extracts(seeded(people=6, of_each=0), tmp_path)
        nearly_empty = msgspec.structs.replace(registers["scb"], people={}, anonymous=())
        there, _ = compare(nearly_empty, registers["sus"], AGREED, tmp_path)
        assert (there.lacks, there.lacks_unnamed) == ((), 6)

    def test_is_only_counted_if_they_may_be_anonymous_there(self, tmp_path: Path) -> None:
        assert self.found(tmp_path, AGREED, anonymous=True) == []
        assert self.counted == 1
        assert self.noted == [(Reason.ANONYMOUS_ON_ONE_SIDE, number_of(7))]
