"""C-03: after a lapse, a new consent opens again what was open, in every service, and it counts once."""

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from tests.journeys.journey import CIRCLE, CONSENT, KEEPER
from tests.journeys.referred_twice import Office, enrolment_by, of_kind
from tests.journeys.side_by_side import CITY, SideBySide

from consent.expiring.expire_consents import ExpireConsents
from samplan.contracts.consent import ConsentExpired
from samplan.contracts.planning.plans import PlanAgreed, PlanOpened, TrackChosen, plan_id_of

pytestmark = pytest.mark.slow

JULY, LAPSED, AFTERWARDS = date(2021, 7, 15), date(2021, 9, 1), date(2021, 9, 20)
LAST_DAY = "2021-08-31"
OTHER = "malmo-ama"


@pytest.fixture(autouse=True)
def whole_again() -> None:
    """Overrides the shared fixture: everything runs in this process."""


class Lapse:
    """A participant of one referral, whose consent ends on the last of August and who gives another one."""

    def __init__(self, services: SideBySide) -> None:
        self.services = services
        self.on(JULY)
        self.office = Office(CITY, services, month=6)
        self.office.meet()
        self.consent_id = self.office.grant(validUntil=LAST_DAY)
        services.carry()
        self.office.enrol()
        services.carry()
        self.plan = f"/v1/plans/{plan_id_of(UUID(self.office.referral_id))}"
        self.change("coordinator", "2021-07-01", agency="af")
        services.carry()

    def on(self, day: date) -> None:
        services = self.services
        for service in (*services.referral.values(), services.consent, services.planning, services.reporting):
            service.today(day)

    def lapse(self) -> None:
        self.on(LAPSED)
        with self.services.consent.on_business_date():
            self.services.consent.process.application.execute(ExpireConsents(as_of=LAPSED))
        self.services.carry()

    def consent_again(self) -> None:
        self.on(AFTERWARDS)
        self.office.month = 9
        self.office.grant(validUntil=CONSENT["validUntil"])
        self.services.carry()

    def change(self, path: str, on: str, **fields: Any) -> Any:
        planning = self.services.planning
        etag = planning.get(self.plan, agency=KEEPER).headers["ETag"]
        body = {"occurredOn": on, **fields}
        changed = planning.post(f"{self.plan}/{path}", body, agency=KEEPER, if_match=etag)
        assert changed.status_code == 200, changed.text
        return changed

    def published(self, *kinds: Any) -> int:
        return len(of_kind(self.services.planning.published(), *kinds))

    def participant_id(self) -> str:
        return str(enrolment_by(self.office).participant_id)

    def form_shown_to(self, agency: str) -> int:
        path = f"/v1/participants/{self.participant_id()}/disclosures"
        asked = self.office.service.post(path, {"purpose": "coordination"}, agency=agency)
        status: int = asked.status_code
        return status

    def people(self) -> tuple[int, dict[str, int]]:
        programme = "/v1/internal/programmes/malmokraften"
        people = self.services.reporting.get(f"{programme}/participants").json()["people"]["total"]
        steps = self.services.reporting.get(f"{programme}/funnel").json()["steps"]
        return people, {one["step"]: one["reached"]["total"] for one in steps}


@pytest.fixture
def lapse(tmp_path: Path) -> Iterator[Lapse]:
    with ExitStack() as stack:
        yield Lapse(SideBySide(tmp_path, stack))


def test_a_lapse_closes_every_service_to_others(lapse: Lapse) -> None:
    lapse.lapse()
    assert len(of_kind(lapse.services.consent.published(), ConsentExpired)) == 1
    assert lapse.services.planning.get(lapse.plan, agency=OTHER).status_code == 404
    assert lapse.form_shown_to(OTHER) != 200
    lapse.change("track", "2021-09-01", track="health")
    assert lapse.published(TrackChosen) == 0


def test_a_new_consent_opens_them_again_and_counts_once(lapse: Lapse) -> None:
    lapse.lapse()
    lapse.consent_again()
    for agency in CIRCLE:
        shown = lapse.services.planning.get(lapse.plan, agency=agency).json()
        assert (shown["sharingIsClosed"], len(shown["agencies"])) == (False, len(CIRCLE)), agency
    assert lapse.form_shown_to(OTHER) == 200
    lapse.change("track", "2021-09-18", track="work")
    lapse.change("coordinator", "2021-09-18", agency=KEEPER)
    lapse.change("agreement", "2021-09-20")
    lapse.change("agreement/participant", "2021-09-20")
    lapse.services.carry()
    assert [lapse.published(kind) for kind in (PlanOpened, TrackChosen, PlanAgreed)] == [1, 1, 1]
    people, steps = lapse.people()
    assert people == 1
    assert (steps["enrolled"], steps["plan"]) == (1, 1)
    assert lapse.services.parked() == []
