"""A service under test is on the business date that the test sets."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest

from chassis.decisions.clock import today
from chassis.decisions.domain import DomainEvent
from samplan.contracts.codes import Agency
from samplan.contracts.envelope import Envelope
from samplan.contracts.event import ContractEvent
from samplan.contracts.referral import ReferralSubmitted
from samplan.testing.harness import ServiceUnderTest
from samplan.testing.specimen import SPECIMEN, translate

JUNE_1 = date(2016, 6, 1)
JUNE_2 = date(2016, 6, 2)
SUBMITTED = ReferralSubmitted(
    referral_id=UUID("00000000-0000-0000-0000-000000000000"),
    programme="malmokraften",
    referring_agency=Agency.AF,
    occurred_on=JUNE_1,
)


class Witness:
    """A policy and a translation that note the business date."""

    def __init__(self) -> None:
        self.days: list[date] = []

    def policy(self, _: ReferralSubmitted, __: Envelope) -> list[object]:
        self.days.append(today())
        return []

    def translate(self, fact: DomainEvent) -> ContractEvent | None:
        self.days.append(today())
        return translate(fact)


@pytest.fixture
def witness() -> Witness:
    return Witness()


@pytest.fixture
def service(tmp_path: Path, witness: Witness) -> Iterator[ServiceUnderTest]:
    noting = replace(SPECIMEN, policies={ReferralSubmitted: [witness.policy]}, translate=witness.translate)
    with ServiceUnderTest(noting, tmp_path, today=JUNE_1) as under_test:
        yield under_test


def opened_on(service: ServiceUnderTest, day: date) -> int:
    return service.post("/v1/plans", {"occurredOn": f"{day}"}).status_code


class TestTheBusinessDate:
    def test_holds_for_requests(self, service: ServiceUnderTest) -> None:
        assert [opened_on(service, JUNE_1), opened_on(service, JUNE_2)] == [201, 422]

        service.today(JUNE_2)

        assert opened_on(service, JUNE_2) == 201

    def test_holds_for_what_is_received(self, service: ServiceUnderTest, witness: Witness) -> None:
        service.receive(SUBMITTED)
        service.today(JUNE_2)
        service.receive(SUBMITTED)

        assert witness.days == [JUNE_1, JUNE_2]

    def test_holds_for_what_is_published(self, service: ServiceUnderTest, witness: Witness) -> None:
        opened_on(service, JUNE_1)

        service.published()

        assert witness.days == [JUNE_1]

    def test_is_not_set_where_it_would_have_no_effect(self, tmp_path: Path) -> None:
        (tmp_path / "clock").write_text("2016-06-02")
        with (
            ServiceUnderTest(SPECIMEN, tmp_path, clock_file=tmp_path / "clock") as service,
            pytest.raises(ValueError, match="CLOCK_FILE"),
        ):
            service.today(JUNE_1)

    def test_holds_for_the_test_itself_within_a_block(self, service: ServiceUnderTest) -> None:
        with service.on_business_date():
            assert today() == JUNE_1
        assert today() > JUNE_2
