"""R-10: how many referrals a round brought to each programme, and how far they have come."""

from typing import Any
from uuid import UUID

import pytest
from services.referral.tests.examples import ALMA, KEEPER, STATE, form
from services.referral.tests.intake import Case, Intake
from services.referral.tests.test_rounds import as_json_lines, forms, hold


class TestCounts:
    @pytest.fixture
    def counted(self, stored_intake: Intake) -> dict[str, Any]:
        """A round of two programmes, one of whose referrals is declined by now."""
        other = form(participant__personnummer=ALMA, programme="internationella-kvinnor")
        held = hold(stored_intake, as_json_lines(*forms(), other), agency=STATE)
        rows = stored_intake.service.get("/v1/referrals", agency=STATE).json()
        one = next(row["referralId"] for row in rows if row["programme"] == "malmokraften")
        stored_intake.decline(Case(UUID(one), f"/v1/referrals/{one}", 1))
        round_: dict[str, Any] = held.json()
        return round_

    def test_say_how_far_a_rounds_referrals_have_come(
        self, stored_intake: Intake, counted: dict[str, Any]
    ) -> None:
        path = f"/v1/intake-rounds/{counted['roundId']}"
        programmes = [
            {"programme": "internationella-kvinnor", "referrals": 1, "steps": {"submitted": 1}},
            {"programme": "malmokraften", "referrals": 3, "steps": {"declined": 1, "submitted": 2}},
        ]
        for agency in (STATE, KEEPER):
            shown = stored_intake.service.get(path, agency=agency).json()
            assert shown == {**counted, "programmes": programmes}
            assert stored_intake.service.get("/v1/intake-rounds", agency=agency).json() == [shown]

    def test_are_nothing_to_another_agency(self, stored_intake: Intake, counted: dict[str, Any]) -> None:
        path = f"/v1/intake-rounds/{counted['roundId']}"
        assert stored_intake.service.get(path, agency="fk").status_code == 404
        assert stored_intake.service.get("/v1/intake-rounds", agency="fk").json() == []
