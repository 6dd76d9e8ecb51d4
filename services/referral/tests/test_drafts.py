"""R-01: a draft is its agency's alone, and gone 30 days after the last edit."""

from datetime import date
from typing import Any

import pytest
from httpx2 import Response
from services.referral.tests.examples import ALMA, KEEPER, OUTSIDER, STATE, form
from services.referral.tests.intake import Intake, dump

from chassis.decisions.journal import from_stored
from chassis.service.key_store import open_vault
from referral.drafts.draft import Draft
from samplan.privacy.vault import Erased

JULY_1, JULY_2 = date(2021, 7, 1), date(2021, 7, 2)


def begun_by(intake: Intake, agency: str, **changes: Any) -> Response:
    body = {"occurredOn": "2021-06-01", "form": form(**changes)}
    return intake.service.post("/v1/referral-drafts", body, agency=agency)


def begun(intake: Intake, **changes: Any) -> Response:
    answer = begun_by(intake, STATE, **changes)
    assert answer.status_code == 201, answer.text
    return answer


def read(intake: Intake, draft: Response, agency: str = STATE) -> Response:
    return intake.service.get(draft.headers["Location"], agency=agency)


class TestDraft:
    def test_may_lack_anything_and_names_every_gap(self, stored_intake: Intake) -> None:
        draft = begun(stored_intake, participant__name=None, referrer__email=None)
        shown = read(stored_intake, draft).json()
        assert [gap["pointer"] for gap in shown["gaps"]] == ["#/participant/name", "#/referrer/email"]
        assert shown["draft"]["keptUntil"] == "2021-07-01"

    @pytest.mark.parametrize("agency", [KEEPER, "klippan"])
    def test_is_visible_to_no_other_agency(self, intake: Intake, agency: str) -> None:
        draft = begun(intake)
        assert read(intake, draft, agency).status_code == 404
        assert intake.service.get("/v1/referral-drafts", agency=agency).json() == []

    def test_is_listed_for_its_agency(self, intake: Intake) -> None:
        draft = begun(intake)
        (line,) = intake.service.get("/v1/referral-drafts", agency=STATE).json()
        assert line["draftId"] == draft.json()["draftId"]

    def test_is_replaced_on_the_version_that_was_read(self, intake: Intake) -> None:
        draft = begun(intake, participant__name=None)
        body = {"occurredOn": "2021-06-08", "form": form()}
        path = draft.headers["Location"]
        assert intake.change("PUT", path, body, agency=STATE, version=7).status_code == 412
        answer = intake.change("PUT", path, body, agency=STATE)
        assert (answer.status_code, answer.json()["keptUntil"]) == (200, "2021-07-08")
        assert read(intake, draft).json()["gaps"] == []

    def test_publishes_nothing(self, intake: Intake) -> None:
        draft = begun(intake)
        intake.change("DELETE", draft.headers["Location"], agency=STATE)
        assert intake.published() == []

    def test_is_stored_sealed(self, intake: Intake) -> None:
        begun(intake, participant__name="Canary Kanariefågel")
        assert "referral.DraftBegun" in dump(intake)
        assert "Kanarief" not in dump(intake)
        assert ALMA not in dump(intake)


class TestWriter:
    def test_is_an_agency_of_the_programme(self, intake: Intake) -> None:
        body = {"occurredOn": "2021-06-01", "form": form()}
        answer = intake.service.post("/v1/referral-drafts", body, agency="klippan")
        assert (answer.status_code, answer.json()["code"]) == (403, "agency_not_in_programme")

    def test_is_of_the_programme_that_the_draft_is_rewritten_for(self, intake: Intake) -> None:
        path = begun(intake, programme=None).headers["Location"]
        body = {"occurredOn": "2021-06-08", "form": form()}
        assert intake.change("PUT", path, body, agency=STATE).status_code == 200
        path = begun_by(intake, OUTSIDER, programme=None).headers["Location"]
        answer = intake.change("PUT", path, body, agency=OUTSIDER)
        assert (answer.status_code, answer.json()["code"]) == (403, "agency_not_in_programme")

    def test_is_in_some_programme(self, intake: Intake) -> None:
        assert begun_by(intake, "lansstyrelsen", programme=None).status_code == 403


class TestThirtyDays:
    def test_end_with_the_last_one_still_there(self, stored_intake: Intake) -> None:
        draft = begun(stored_intake)
        assert stored_intake.tick(JULY_1) == 0
        assert read(stored_intake, draft).status_code == 200

    def test_are_over_on_the_day_after(self, stored_intake: Intake) -> None:
        draft = begun(stored_intake)
        assert (stored_intake.tick(JULY_2), stored_intake.tick(JULY_2)) == (1, 0)
        assert read(stored_intake, draft).status_code == 404
        assert stored_intake.service.get("/v1/referral-drafts", agency=STATE).json() == []

    def test_begin_again_with_an_edit(self, intake: Intake) -> None:
        draft = begun(intake)
        body = {"occurredOn": "2021-06-02", "form": form()}
        intake.change("PUT", draft.headers["Location"], body, agency=STATE)
        assert intake.tick(JULY_2) == 0

    def test_leave_no_key_behind(self, intake: Intake) -> None:
        begun(intake)
        intake.tick(JULY_2)
        first = from_stored(intake.service.database.notifications(0, 1)[0])
        assert isinstance(first, Draft.Begun)
        vault, _ = open_vault(intake.service.settings, "referral")
        assert vault.open(first.sealed, record=first.originator_id) == Erased()


class TestSubmission:
    def test_makes_a_referral_and_erases_the_draft(self, stored_intake: Intake) -> None:
        draft = begun(stored_intake)
        answer = submitted(stored_intake, draft)
        assert (answer.status_code, answer.json()["step"]) == (201, "submitted")
        assert read(stored_intake, draft).status_code == 404
        assert stored_intake.published() == ["ReferralSubmitted"]

    def test_names_every_gap_at_once_and_keeps_the_draft(self, intake: Intake) -> None:
        draft = begun(intake, participant__name=None, informed__orally=False)
        answer = submitted(intake, draft)
        assert (answer.status_code, answer.json()["code"]) == (422, "incomplete_referral")
        assert len(answer.json()["errors"]) == 2
        assert read(intake, draft).status_code == 200

    def test_is_refused_like_any_other_and_keeps_the_draft(self, intake: Intake) -> None:
        draft = begun(intake)
        intake.referred(ALMA)
        assert submitted(intake, draft).json()["code"] == "duplicate_open_referral"
        assert read(intake, draft).status_code == 200


def submitted(intake: Intake, draft: Response) -> Response:
    headers = {"Authorization": f"Bearer {intake.service.token(STATE)}", "Idempotency-Key": "submission"}
    answer: Response = intake.service.client.post(
        f"{draft.headers['Location']}/submission", json={}, headers=headers
    )
    return answer
