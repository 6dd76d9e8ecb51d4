"""C-09: an erasure that the consent service has executed is carried out here, and only then acknowledged."""

import shutil
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from msgspec.structs import replace
from services.referral.tests.examples import BEA, KEEPER, PARTICIPANT, REVOKED, granted
from services.referral.tests.intake import Case, Intake

from chassis.decisions.erasures import due_erasures
from referral.erasure.carry_out_erasure import CarryOutErasure
from referral.service import SERVICE
from samplan.contracts.codes import Agency
from samplan.contracts.codes.erasures import ErasureOutcome, RetentionGround
from samplan.contracts.owners.erasures import ErasureExecuted
from samplan.contracts.referral import ErasureAcknowledged
from samplan.privacy.erasures import ErasureLog, LogNotWritable
from samplan.testing.harness import ServiceUnderTest

pytestmark = pytest.mark.slow

ERASURE = UUID("0e7a5c1d-4b3f-4a92-8d6c-1f2e3d4c5b01")
AGAIN, NEW_ID = UUID("0e7a5c1d-4b3f-4a92-8d6c-1f2e3d4c5b02"), UUID("0e7a5c1d-4b3f-4a92-8d6c-1f2e3d4c5b03")
ON, DAY_AFTER = date(2021, 6, 20), date(2021, 6, 21)


def executed(*agencies: Agency) -> ErasureExecuted:
    return ErasureExecuted(erasure_id=ERASURE, participant_id=PARTICIPANT, agencies=agencies, occurred_on=ON)


EXECUTED = executed(KEEPER, Agency.AF)


@pytest.fixture
def case(intake: Intake) -> Case:
    """An enrolled participant, whose consent has ended."""
    case = intake.enrolled()
    intake.service.receive(REVOKED)
    return case


def said(intake: Intake) -> list[tuple[ErasureOutcome, RetentionGround | None]]:
    """What the service has acknowledged."""
    told = [one for one in intake.service.published() if isinstance(one, ErasureAcknowledged)]
    return [(one.outcome, one.ground) for one in told]


ERASED = (ErasureOutcome.ERASED, None)
RETAINED = (ErasureOutcome.RETAINED, RetentionGround.OPEN_CASE)


def is_erased(intake: Intake, case: Case) -> Any:
    return intake.read(case).json()["erased"]


def killed_before_the_commit(intake: Intake, command: object) -> None:
    application = intake.service.process.application
    with intake.service.database.transaction() as tx:
        application.handle(command, application.work(tx))
        raise KeyboardInterrupt


class TestAnErasure:
    def test_destroys_the_keys_forgets_the_number_and_says_so(self, intake: Intake, case: Case) -> None:
        other = intake.referred(BEA)
        intake.service.receive(EXECUTED)
        assert (is_erased(intake, case), said(intake)) == (False, [])
        intake.tick(DAY_AFTER)
        assert (is_erased(intake, case), is_erased(intake, other)) == (True, False)
        assert said(intake) == [ERASED]
        assert intake.read(intake.referred()).json()["earlierReferral"] is None

    def test_has_its_effect_once(self, intake: Intake, case: Case) -> None:
        batch = intake.service.receive(EXECUTED)
        intake.tick(DAY_AFTER)
        intake.service.redeliver(batch)
        intake.service.receive(EXECUTED)
        intake.tick(DAY_AFTER)
        assert (said(intake), intake.service.parked()) == ([ERASED], [])

    def test_is_not_for_a_keeper_that_has_not_let_go(self, intake: Intake, case: Case) -> None:
        intake.service.receive(executed(Agency.AF))
        intake.tick(DAY_AFTER)
        assert (is_erased(intake, case), said(intake)) == (False, [])

    def test_is_ordered_by_nobody_but_the_service_that_issued_the_participant(
        self, intake: Intake, case: Case
    ) -> None:
        intake.service.receive(EXECUTED, source="/klippan/consent/0a1b2c3d")
        intake.tick(DAY_AFTER)
        assert (is_erased(intake, case), said(intake)) == (False, [])

    def test_waits_while_a_referral_of_the_person_is_open(self, intake: Intake, case: Case) -> None:
        open_again = intake.referred()
        intake.service.receive(EXECUTED)
        intake.tick(DAY_AFTER)
        intake.tick(DAY_AFTER)
        assert (is_erased(intake, case), said(intake)) == (False, [RETAINED])
        intake.withdraw(open_again)
        intake.tick(DAY_AFTER)
        assert (is_erased(intake, case), said(intake)) == (True, [RETAINED, ERASED])

    def test_waits_while_the_person_takes_part_again_under_a_new_consent(
        self, intake: Intake, case: Case
    ) -> None:
        again = intake.met()
        intake.service.receive(EXECUTED)
        intake.tick(DAY_AFTER)
        intake.service.receive(granted(again.id, consent_id=AGAIN, participant_id=NEW_ID))
        assert intake.enrol(again).status_code == 200
        intake.tick(DAY_AFTER)
        assert (is_erased(intake, again), said(intake)) == (False, [RETAINED])
        intake.service.receive(replace(REVOKED, consent_id=AGAIN, participant_id=NEW_ID))
        intake.tick(DAY_AFTER)
        assert (is_erased(intake, again), said(intake)) == (True, [RETAINED, ERASED])

    def test_of_somebody_who_was_never_referred_here_has_nothing_to_destroy(self, intake: Intake) -> None:
        case = intake.met()
        intake.service.receive(granted(UUID(int=7)), REVOKED, EXECUTED)
        intake.tick(DAY_AFTER)
        assert (is_erased(intake, case), said(intake)) == (False, [ERASED])


class TestItIsToldAfterTheKeyIsDestroyed:
    def test_so_not_while_the_key_store_cannot_be_written(
        self, intake: Intake, case: Case, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fails(_: ErasureLog, *__: UUID) -> None:
            raise LogNotWritable("no space left")

        intake.service.receive(EXECUTED)
        with monkeypatch.context() as broken:
            broken.setattr(ErasureLog, "note", fails)
            with pytest.raises(LogNotWritable):
                intake.tick(DAY_AFTER)
        assert (is_erased(intake, case), said(intake)) == (False, [])
        intake.tick(DAY_AFTER)
        assert (is_erased(intake, case), said(intake)) == (True, [ERASED])

    def test_and_again_after_a_kill_between_the_two(self, intake: Intake, case: Case) -> None:
        intake.service.receive(EXECUTED)
        with pytest.raises(KeyboardInterrupt):
            killed_before_the_commit(intake, CarryOutErasure(erasure_id=ERASURE, as_of=DAY_AFTER))
        assert (is_erased(intake, case), said(intake)) == (True, [])
        intake.tick(DAY_AFTER)
        assert said(intake) == [ERASED]

    def test_and_holds_when_stores_of_the_day_before_are_restored(
        self, intake: Intake, case: Case, tmp_path: Path
    ) -> None:
        """The log of erasures destroys the key at the start; the topic brings the rest (I20)."""
        settings = intake.service.settings
        log, backup = settings.erasures_file("referral"), tmp_path / "backup"
        shutil.copytree(settings.data_dir, backup)
        intake.service.receive(EXECUTED)
        intake.tick(DAY_AFTER)
        shutil.copytree(log.parent, backup / log.parent.relative_to(settings.data_dir))
        with ServiceUnderTest(
            SERVICE, backup, programmes_dir=settings.programmes_dir, today=DAY_AFTER
        ) as service:
            restored = Intake(service)
            assert (is_erased(restored, case), said(restored)) == (True, [])
            service.receive(granted(case.id), REVOKED)  # the backup has these two
            service.receive(EXECUTED)
            restored.tick(DAY_AFTER)
            assert said(restored) == [ERASED]
            with service.process.application.reading() as work:
                assert due_erasures(work) == []
