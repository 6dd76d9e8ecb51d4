"""R-02: every gap of the form is named, all in one answer."""

import json
from typing import Any

import pytest
from services.referral.tests.examples import KEEPER, form
from services.referral.tests.intake import Intake

from chassis.http.fields import STORED
from referral.form.answers import income_support_of
from referral.form.completeness import ALWAYS, IncompleteReferral, complete, gaps
from referral.form.fields import Form
from referral.rounds.read_batch import Format, read_batch
from samplan.contracts.codes import IncomeSupport


def gaps_of(**changes: Any) -> list[tuple[str, str]]:
    return [(gap["pointer"], gap["code"]) for gap in gaps(Form.model_validate(form(**changes)))]


class TestGaps:
    def test_are_none_in_the_example(self) -> None:
        assert gaps_of() == []

    def test_are_all_named_at_once_in_an_empty_form(self) -> None:
        assert len(gaps(Form())) == len(ALWAYS)

    @pytest.mark.parametrize(
        ("changes", "expected"),
        [
            ({"participant__name": None}, ("#/participant/name", "missing")),
            ({"participant__language": None}, ("#/participant/language", "missing")),
            ({"economy__incomeSupportSince": None}, ("#/economy/incomeSupportSince", "missing")),
            ({"economy__registeredSince": None}, ("#/economy/registeredSince", "missing")),
            ({"informed__inWriting": False}, ("#/informed/inWriting", "not_confirmed")),
            ({"economy__registeredSince": "2021-06-02"}, ("#/economy/registeredSince", "after_the_referral")),
        ],
    )
    def test_name_the_field_and_what_is_wrong(
        self, changes: dict[str, Any], expected: tuple[str, str]
    ) -> None:
        assert gaps_of(**changes) == [expected]

    def test_ask_for_no_date_of_what_is_not_so(self) -> None:
        assert gaps_of(economy__receivesIncomeSupport=False, economy__incomeSupportSince=None) == []
        assert gaps_of(participant__interpreterNeeded=False, participant__language=None) == []

    @pytest.mark.parametrize("status", ["none", "protected"])
    @pytest.mark.parametrize("contact", ["address", "phone"])
    def test_ask_for_no_contact_that_is_none_or_protected(self, contact: str, status: str) -> None:
        """K48."""
        left = {f"participant__{contact}": None}
        assert gaps_of(**left) == [(f"#/participant/{contact}", "missing")]
        assert gaps_of(**left, **{f"participant__{contact}Status": status}) == []

    def test_ask_for_no_contact_of_a_protected_identity(self) -> None:
        """K48."""
        left = {"participant__address": None, "participant__phone": None}
        assert gaps_of(**left, participant__protectedIdentity=True) == []
        assert len(gaps_of(**left, participant__protectedIdentity=False)) == 2

    def test_keep_a_form_from_being_complete(self) -> None:
        with pytest.raises(IncompleteReferral) as lacking:
            complete(Form.model_validate(form(participant__name=None)))
        assert lacking.value.gaps == [{"pointer": "#/participant/name", "code": "missing"}]

    def test_come_back_together_with_what_is_malformed(self, intake: Intake) -> None:
        """Not on a second try; below a part that is no object nothing is missing."""
        wrong = {"participant__phone": "call me", "participant__name": None, "economy": None}
        answer = intake.submit(**wrong, informed__orally=False)
        assert (answer.status_code, answer.json()["code"]) == (422, "invalid_request")
        assert [(error["pointer"], error["code"]) for error in answer.json()["errors"]] == [
            ("#/participant/phone", "string_pattern_mismatch"),
            ("#/economy", "not_an_object"),
            ("#/participant/name", "missing"),
            ("#/informed/orally", "not_confirmed"),
        ]

    def test_of_a_row_come_back_together_with_what_is_malformed(self) -> None:
        row = json.dumps(form(participant__personnummer="19850615-9809", participant__name=None))
        found = [(error.pointer, error.code) for error in read_batch([row], Format.JSON_LINES).errors]
        assert found == [("#/participant/personnummer", "checksum"), ("#/participant/name", "missing")]

    def test_come_back_together_in_one_answer(self, intake: Intake) -> None:
        answer = intake.submit(participant__name=None, referrer__email=None, informed__orally=False)
        assert answer.status_code == 422
        assert answer.json()["code"] == "incomplete_referral"
        assert [error["pointer"] for error in answer.json()["errors"]] == [
            "#/participant/name",
            "#/referrer/email",
            "#/informed/orally",
        ]
        assert intake.published() == []


class TestForm:
    def test_shows_none_of_its_fields(self) -> None:
        filled = Form.model_validate(form())
        assert "Alma" not in f"{filled!r} {filled} {filled.participant!r}"

    @pytest.mark.parametrize(
        ("changes", "expected"),
        [
            ({"economy__mainIncome": "sjukpenning"}, IncomeSupport.SJUKPENNING),
            ({"economy__mainIncome": None}, IncomeSupport.EKONOMISKT_BISTAND),
            (
                {"economy__mainIncome": None, "economy__receivesIncomeSupport": False},
                IncomeSupport.OKAND,
            ),
        ],
    )
    def test_tells_the_class_of_income(self, changes: dict[str, Any], expected: IncomeSupport) -> None:
        assert income_support_of(Form.model_validate(form(**changes))) is expected


class TestContact:
    """K48: an address and a telephone number, or the code for why there is none."""

    @pytest.mark.parametrize(
        ("changes", "pointer", "code"),
        [
            ({"addressStatus": "protected"}, "#/participant/address", "stated_as_none_or_protected"),
            ({"phoneStatus": "none"}, "#/participant/phone", "stated_as_none_or_protected"),
            ({"address": "Skyddad."}, "#/participant/address", "use_the_status"),
            ({"address": "saknas"}, "#/participant/address", "use_the_status"),
            ({"addressStatus": "secret"}, "#/participant/addressStatus", "enum"),
        ],
    )
    def test_is_typed_in_or_stated(
        self, intake: Intake, changes: dict[str, str], pointer: str, code: str
    ) -> None:
        answer = intake.submit(**{f"participant__{name}": value for name, value in changes.items()})
        assert answer.status_code == 422
        assert answer.json()["errors"] == [{"pointer": pointer, "code": code}]

    def test_is_none_in_a_referral_and_shown_so(self, intake: Intake) -> None:
        case = intake.referred(
            participant__address=None,
            participant__addressStatus="protected",
            participant__phone=None,
            participant__phoneStatus="none",
        )
        shown = intake.service.get(case.url, agency=KEEPER).json()["form"]["participant"]
        assert (shown["addressStatus"], shown["phoneStatus"]) == ("protected", "none")
        assert shown["address"] is None

    def test_that_was_stored_earlier_is_read_as_it_was_written(self) -> None:
        earlier = form(participant__address="skyddad", participant__addressStatus="protected")
        assert Form.model_validate(earlier, context=STORED).participant.address == "skyddad"
