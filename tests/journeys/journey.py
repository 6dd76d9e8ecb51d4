"""One participant's journey, driven step by step, and the events that each step must publish."""

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid5

import httpx
from tests.journeys.desk import Desk

from referral.form.example import EXAMPLE
from samplan.contracts.planning.plans import plan_id_of
from samplan.testing.waiting import wait_until

NAMESPACE = UUID("5e0c7a3b-0d0e-4a52-9a0e-4a8f1c2d7e55")
INTAKE = "malmo-ifo"
KEEPER = "af"
READER = "malmo-ama"
CIRCLE = ("af", READER, "malmo-ifo")

MEETING: Mapping[str, Any] = {
    "meetingOn": "2021-06-15",
    "place": "Room 2",
    "participants": ["The participant", "Bo Exempel"],
    "interpreter": {"language": "ar", "authorised": True, "preferredSex": "woman"},
}
CONSENT: Mapping[str, Any] = {
    "programme": "malmokraften",
    "agencies": CIRCLE,
    "purpose": "coordination",
    "kind": "secrecy_waiver",
    "validUntil": "2022-06-14",
    "channel": "meeting",
    "language": "ar",
    "interpreter": True,
    "occurredOn": "2021-06-15",
}


@dataclass(frozen=True)
class Step:
    """A command that was carried out: its key, its request id and the events it published."""

    key: UUID
    request_id: str
    events: tuple[str, ...]


@dataclass
class Journey:
    """The journey of the person with this number."""

    desk: Desk
    personnummer: str
    form: Mapping[str, Any] = field(default_factory=lambda: EXAMPLE)
    meeting: Mapping[str, Any] = field(default_factory=lambda: MEETING)
    steps: list[Step] = field(default_factory=list)
    office: str = INTAKE
    received_by: str = "referral"
    """The office's referral service, by its name in the house."""
    is_acknowledged: bool = True
    """Whether the keeper of the plans accepts the consent at once."""

    def to_enrolment(self) -> "Journey":
        self.enrol()
        wait_until(self.has_an_open_plan, lambda: "no plan is open to every agency of the consent")
        return self

    def to_enrolment_in_order(self) -> "Journey":
        """The same, once planning knows the consent: else the consent opens the plan, in its own trace."""
        self.meet()
        self.consent()
        wait_until(self._planning_knows_the_consent, lambda: "planning has not received the consent")
        self.be_enrolled()
        wait_until(self.has_an_open_plan, lambda: "no plan is open to every agency of the consent")
        return self

    def _planning_knows_the_consent(self) -> bool:
        known = "SELECT consent_id FROM circle_consents WHERE consent_id = :id"
        return bool(self.desk.house.database("planning").query(known, {"id": self.consent_id}))

    def enrol(self) -> "Journey":
        self.meet()
        self.consent()
        return self.be_enrolled()

    def meet(self) -> "Journey":
        self.refer()
        self.decide("/eligibility-assessment", "2021-06-02", "EligibilityAssessed")
        self.decide("/intake-meeting", "2021-06-08", "IntakeMeetingBooked", **self.meeting)
        self.decide("/intake-meeting/held", "2021-06-15", "IntakeMeetingHeld")
        return self

    def be_enrolled(self) -> "Journey":
        self.decide("/enrolment", "2021-06-16", "ParticipantEnrolled", "EnrolmentDescribed", mode="programme")
        return self

    def refer(self) -> "Journey":
        form = deepcopy(dict(self.form))
        form["participant"]["personnummer"] = self.personnummer
        answer = self._make(self.office, self.received_by, "/v1/referrals", form, "ReferralSubmitted")
        self.referral_id = str(answer.json()["referralId"])
        return self

    def decide(self, path: str, on: str, /, *events: str, **fields: Any) -> None:
        """A step of the referral, by the intake office."""
        referral = f"/v1/referrals/{self.referral_id}"
        self._change(self.office, self.received_by, referral, path, on, *events, **fields)

    def consent(self) -> None:
        body = self._vouched(CONSENT)
        answer = self._make(self.office, "consent", "/v1/consents", body, "ConsentGranted")
        self.consent_id = str(answer.json()["consentId"])
        shown = self.desk.get(self.office, "consent", f"/v1/consents/{self.consent_id}")
        self.participant_id = str(shown.json()["participantId"])
        if self.office != KEEPER and self.is_acknowledged:
            self.acknowledge()

    def acknowledge(self) -> None:
        """The keeper of the plans lets the office that recorded the consent take part in them (C-15)."""
        path = f"/v1/consents/{self.consent_id}/acknowledgement"
        body = {"occurredOn": CONSENT["occurredOn"]}
        self._make(KEEPER, "consent", path, body, "GrantAcknowledged")

    def be_covered(self, consent_id: str) -> "Journey":
        """Cover the referral by a consent given at another office."""
        body = self._vouched({"occurredOn": CONSENT["occurredOn"]})
        path = f"/v1/consents/{consent_id}/referrals"
        answer = self._make(self.office, "consent", path, body, "ReferralCovered")
        self.consent_id, self.participant_id = consent_id, answer.json()["participantId"]
        return self

    def voucher(self) -> str:
        """Fetched by the office where its referral is kept (C-15)."""
        path = f"/v1/referrals/{self.referral_id}/voucher"
        return str(self.desk.ask(self.office, self.received_by, path).json()["voucher"])

    def _vouched(self, form: Mapping[str, Any]) -> dict[str, Any]:
        about = {"personnummer": self.personnummer, "referralId": self.referral_id}
        return {**form, **about, "voucher": self.voucher()}

    def to_the_exit(self) -> "Journey":
        self.plan("af", "/coordinator", "2021-06-20", "CoordinatorAppointed", agency="af")
        support = {"at": "entry", "incomeSupport": "ekonomiskt_bistand"}
        self.plan("af", "/income-support", "2021-06-20", "IncomeSupportRecorded", **support)
        self.plan("af", "/track", "2021-06-28", "TrackChosen", track="health")
        learning = self.plan(INTAKE, "/activities", "2021-07-01", "ActivityStarted", kind="swedish_studies")
        placed = self.plan("malmo-ama", "/activities", "2021-07-05", "ActivityStarted", kind="work_placement")
        self.plan("af", "/track", "2021-08-02", "TrackChosen", track="work")
        self.agree()
        placement = self._item_of(placed, "malmo-ama")
        self.plan("malmo-ama", f"/activities/{placement}/completion", "2021-09-30", "ActivityCompleted")
        support = {"at": "exit", "incomeSupport": "subventionerad_lon"}
        self.plan("af", "/income-support", "2021-10-15", "IncomeSupportRecorded", **support)
        studies, because = self._item_of(learning, INTAKE), {"reason": "started_work"}
        interruption = f"/activities/{studies}/interruption"
        self.plan(INTAKE, interruption, "2021-10-15", "ActivityInterrupted", **because)
        self.summarise()
        to_work = {"exitClass": "work_subsidised", "subsidyKind": "nystartsjobb"}
        self.plan("af", "/exit", "2021-10-15", "ExitedToWork", **to_work)
        return self

    def summarise(self) -> None:
        """In words, which stay with the keeper."""
        words = {"summary": "Har haft praktik", "nextStep": "Stöd på arbetsplatsen"}
        self.plan("af", "/exit-summary", "2021-10-15", **words)

    def agree(self) -> None:
        """Each agency for itself, and the participant."""
        for agency in CIRCLE:
            self.plan(agency, "/agreement", "2021-08-10")
        self.plan("af", "/agreement/participant", "2021-08-10", "PlanAgreed")

    def plan(self, agency: str, path: str, on: str, /, *events: str, **fields: Any) -> httpx.Response:
        """A step in the plan, on its current version, or on that of the item that the path names."""
        record = f"/v1/plans/{self.plan_id}"
        item, _, verb = path.rpartition("/")
        if item and self.desk.get(agency, "planning", record + item).is_success:  # 0.1.0 has no such version
            record, path = record + item, f"/{verb}"
        return self._change(agency, "planning", record, path, on, *events, **fields)

    def _item_of(self, started: httpx.Response, owner: str) -> str:
        """The id of the agency's only item: a plan of 0.1.0 is answered whole."""
        items = started.json().get("activities", [started.json()])
        return next(str(one["activityId"]) for one in items if one["ownerAgency"] == owner)

    def revoke(self, on: str) -> None:
        consent = f"/v1/consents/{self.consent_id}"
        self._change("af", "consent", consent, "/revocation", on, "ConsentRevoked")

    def journeys(self) -> list[dict[str, Any]]:
        """The journeys in reporting, as an agency of the circle reads them; empty when it may know none."""
        path = f"/v1/journeys/{self.participant_id}"
        answer = self.desk.read(READER, "reporting", path)
        return [] if answer.status_code == 404 else list(answer.json()["journeys"])

    @property
    def plan_id(self) -> str:
        return str(plan_id_of(UUID(self.referral_id)))

    @property
    def subjects(self) -> tuple[str, str, str]:
        return self.referral_id, self.consent_id, self.plan_id

    def has_an_open_plan(self) -> bool:
        return all(
            self.desk.get(agency, "planning", f"/v1/plans/{self.plan_id}").is_success for agency in CIRCLE
        )

    def _change(
        self, agency: str, service: str, record: str, path: str, on: str, /, *events: str, **fields: Any
    ) -> httpx.Response:
        version = self.desk.get(agency, service, record).headers["ETag"]
        body = {"occurredOn": on, **fields}
        return self._make(agency, service, record + path, body, *events, if_match=version)

    def _make(
        self, agency: str, service: str, path: str, body: Any, *events: str, if_match: str = ""
    ) -> httpx.Response:
        key = uuid5(NAMESPACE, f"{self.personnummer} {len(self.steps)}")
        answer = self.desk.carry_out(agency, service, path, body, key=key, if_match=if_match)
        self.steps.append(Step(key, answer.headers["X-Request-Id"], events))
        return answer
