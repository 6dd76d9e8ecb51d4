"""C-14: a replaced personnummer is linked by a case officer, never merged by itself, and can be undone."""

from base64 import urlsafe_b64encode
from pathlib import Path
from typing import Any

import pytest
from services.referral.tests.examples import ALMA, BEA, CECILIA, KEEPER, STATE, form
from services.referral.tests.intake import Intake
from services.referral.tests.test_erasure import restarted, run

from samplan.testing.harness import ServiceUnderTest

OTHER = "internationella-kvinnor"


def replace(intake: Intake, old: str = ALMA, new: str = BEA, **more: Any) -> Any:
    body = {"oldNumber": old, "newNumber": new, "reason": "corrected", "occurredOn": "2021-06-08"}
    return intake.service.post("/v1/number-replacements", {**body, **more}, agency=KEEPER)


def undo(intake: Intake, replacement: Any, on: str = "2021-06-09", version: int = 1) -> Any:
    path = f"/v1/number-replacements/{replacement.json()['replacementId']}/undoing"
    return intake.service.post(path, {"occurredOn": on}, agency=KEEPER, if_match=version)


def code(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json().get("code", "")


class TestReplacement:
    def test_is_nothing_that_happens_by_itself(self, intake: Intake) -> None:
        intake.referred(ALMA)
        assert intake.submit(participant__personnummer=BEA).status_code == 201

    def test_makes_either_number_find_the_open_referral(self, stored_intake: Intake) -> None:
        """R-12."""
        case = stored_intake.referred(ALMA)
        assert replace(stored_intake).status_code == 201
        for number in (ALMA, BEA):
            refused = stored_intake.submit(participant__personnummer=number)
            assert code(refused) == (409, "duplicate_open_referral")
            assert refused.json()["openReferral"] == str(case.id)

    def test_links_a_later_referral_by_the_new_number(self, stored_intake: Intake) -> None:
        first = stored_intake.referred(ALMA)
        stored_intake.decline(first)
        replace(stored_intake)
        second = stored_intake.referred(BEA, occurredOn="2021-06-17")
        assert stored_intake.read(second).json()["earlierReferral"] == str(first.id)

    def test_lets_a_supplement_say_the_new_number(self, intake: Intake) -> None:
        case = intake.referred(ALMA, STATE)
        replace(intake)
        gaps = [{"pointer": "#/circumstances/childcare", "code": "missing"}]
        intake.step(case, "return", gaps=gaps, occurredOn="2021-06-09")
        said = form(participant__personnummer=BEA)
        answer = intake.step(case, "supplement", STATE, form=said, occurredOn="2021-06-09")
        assert answer.status_code == 200, answer.text

    def test_follows_one_number_after_the_other(self, intake: Intake) -> None:
        case = intake.referred(ALMA)
        replace(intake, ALMA, BEA)
        assert replace(intake, BEA, CECILIA).status_code == 201
        refused = intake.submit(participant__personnummer=CECILIA)
        assert refused.json()["openReferral"] == str(case.id)

    def test_leaves_two_open_referrals_for_an_officer_to_choose_from(self, stored_intake: Intake) -> None:
        cases = [stored_intake.referred(ALMA), stored_intake.referred(BEA)]
        refused = replace(stored_intake)
        assert code(refused) == (409, "both_have_open_referrals")
        assert set(refused.json()["openReferrals"]) == {str(case.id) for case in cases}
        stored_intake.withdraw(cases[0])
        assert replace(stored_intake).status_code == 201

    @pytest.mark.parametrize(
        ("old", "new", "refusal"),
        [
            (ALMA, ALMA, (422, "same_number")),
            (CECILIA, BEA, (409, "number_not_known")),
            (ALMA, BEA, (409, "already_replaced")),
            (BEA, ALMA, (409, "already_replaced")),
        ],
    )
    def test_is_refused_where_it_makes_no_sense(
        self, intake: Intake, old: str, new: str, refusal: tuple[int, str]
    ) -> None:
        intake.referred(ALMA)
        replace(intake)
        assert code(replace(intake, old, new)) == refusal

    def test_has_no_reserve_number_on_either_side(self, intake: Intake) -> None:
        intake.referred(ALMA)
        errors = replace(intake, new="19850615-T808").json()["errors"]
        assert errors == [{"pointer": "#/newNumber", "code": "reserve_number"}]

    def test_is_told_to_nobody(self, intake: Intake) -> None:
        intake.referred(ALMA)
        undo(intake, replace(intake))
        assert intake.published() == ["ReferralSubmitted"]


class TestUndo:
    def test_gives_each_number_its_own_referrals_back(self, stored_intake: Intake) -> None:
        by_old = stored_intake.referred(ALMA)
        replacement = replace(stored_intake)
        by_new = stored_intake.referred(BEA, programme=OTHER, occurredOn="2021-06-08")
        assert undo(stored_intake, replacement).status_code == 200
        for number, programme, case in ((ALMA, "malmokraften", by_old), (BEA, OTHER, by_new)):
            refused = stored_intake.submit(participant__personnummer=number, programme=programme)
            assert refused.json()["openReferral"] == str(case.id)
        stored_intake.referred(BEA)
        stored_intake.referred(ALMA, programme=OTHER)

    def test_is_listed_and_comes_once(self, intake: Intake) -> None:
        intake.referred(ALMA)
        replacement = replace(intake)
        undo(intake, replacement)
        assert code(undo(intake, replacement, version=2)) == (409, "replacement_undone")
        (line,) = intake.service.get("/v1/number-replacements", agency=KEEPER).json()
        assert line == {**replacement.json(), "undoneOn": "2021-06-09"}

    def test_is_refused_before_the_replacement(self, intake: Intake) -> None:
        intake.referred(ALMA)
        too_early = undo(intake, replace(intake), on="2021-06-07")
        assert code(too_early) == (422, "before_an_earlier_step")

    def test_lets_it_be_recorded_again(self, intake: Intake) -> None:
        intake.referred(ALMA)
        undo(intake, replace(intake))
        assert replace(intake, ALMA, CECILIA).status_code == 201


class TestByHand:
    def test_erasing_by_one_number_erases_all_of_the_participants(self, intake: Intake) -> None:
        cases = [intake.referred(ALMA), intake.referred(BEA, programme=OTHER)]
        replace(intake)
        assert run(intake, "erase-person", typed=f"{BEA}\n").exit_code == 0
        assert [intake.read(case).json()["erased"] for case in cases] == [True, True]
        assert run(intake, "erase-person", typed=f"{ALMA}\n").exit_code == 1

    def test_a_rotated_index_finds_the_participant_by_either_number(
        self, intake: Intake, tmp_path: Path
    ) -> None:
        case = intake.referred(ALMA)
        replace(intake)
        key = tmp_path / "new.key"
        key.write_bytes(urlsafe_b64encode(b"k" * 32))
        key.chmod(0o600)
        assert run(intake, "rotate-index", str(key)).stdout == "2 persons under the new key\n"
        service: ServiceUnderTest
        with restarted(intake, key) as service:
            body = form(participant__personnummer=BEA)
            refused = service.post("/v1/referrals", body, agency=KEEPER, key="another")
        assert refused.json()["openReferral"] == str(case.id)
