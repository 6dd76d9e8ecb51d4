"""One participant's way, step by step, as the agencies drive it; and what each step must lead to."""

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid5

import httpx
from tests.journeys.desk import Desk

from referral.form.example import EXAMPLE
from samplan.contracts.planning import plan_id_of
from samplan.testing.waiting import wait_until

NAMESPACE = UUID("5e0c7a3b-0d0e-4a52-9a0e-4a8f1c2d7e55")
INTAKE = "malmo-ifo"
CIRCLE = ("af", "malmo-ama", "malmo-ifo")

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
    """A command that was carried out: its correlation, its cause, its trace, and what it made known."""

    key: UUID
    request_id: str
    made_known: tuple[str, ...]


@dataclass
class Way:
    """Of the person with this number."""

    desk: Desk
    personnummer: str
    form: Mapping[str, Any] = field(default_factory=lambda: EXAMPLE)
    meeting: Mapping[str, Any] = field(default_factory=lambda: MEETING)
    steps: list[Step] = field(default_factory=list)
    office: str = INTAKE
    taken_in_by: str = "referral"
    """The office's referral service, by its name in the house."""

    def to_enrolment(self) -> "Way":
        self.enrol()
        wait_until(self._plan_is_open, lambda: "no plan is open to everybody in the consent")
        return self

    def enrol(self) -> "Way":
        self.meet()
        self.consent()
        return self.be_enrolled()

    def meet(self) -> "Way":
        self.refer()
        self.decide("/eligibility-assessment", "2021-06-02", "EligibilityAssessed")
        self.decide("/intake-meeting", "2021-06-08", "IntakeMeetingBooked", **self.meeting)
        self.decide("/intake-meeting/held", "2021-06-15", "IntakeMeetingHeld")
        return self

    def be_enrolled(self) -> "Way":
        self.decide("/enrolment", "2021-06-16", "ParticipantEnrolled", mode="programme")
        return self

    def refer(self) -> "Way":
        form = deepcopy(dict(self.form))
        form["participant"]["personnummer"] = self.personnummer
        answer = self._make(self.office, self.taken_in_by, "/v1/referrals", form, "ReferralSubmitted")
        self.referral_id = str(answer.json()["referralId"])
        return self

    def decide(self, path: str, on: str, /, *made_known: str, **said: Any) -> None:
        """A step of the referral, by the intake office."""
        referral = f"/v1/referrals/{self.referral_id}"
        self._change(self.office, self.taken_in_by, referral, path, on, *made_known, **said)

    def consent(self) -> None:
        body = {**CONSENT, "personnummer": self.personnummer, "referralId": self.referral_id}
        answer = self._make(self.office, "consent", "/v1/consents", body, "ConsentGranted")
        self.consent_id, self.participant_id = (
            answer.json()[name] for name in ("consentId", "participantId")
        )

    def be_covered(self, consent_id: str) -> "Way":
        """By a consent that she has given at another office."""
        body = {
            "personnummer": self.personnummer,
            "referralId": self.referral_id,
            "occurredOn": CONSENT["occurredOn"],
        }
        path = f"/v1/consents/{consent_id}/referrals"
        answer = self._make(self.office, "consent", path, body, "ReferralCovered")
        self.consent_id, self.participant_id = consent_id, answer.json()["participantId"]
        return self

    def to_the_exit(self) -> "Way":
        self.plan("af", "/coordinator", "2021-06-20", "CoordinatorAppointed", agency="af")
        support = {"at": "entry", "incomeSupport": "ekonomiskt_bistand"}
        self.plan("af", "/income-support", "2021-06-20", "IncomeSupportRecorded", **support)
        self.plan("af", "/track", "2021-06-28", "TrackChosen", track="health")
        self.plan(INTAKE, "/activities", "2021-07-01", "ActivityStarted", kind="swedish_studies")
        placed = self.plan("malmo-ama", "/activities", "2021-07-05", "ActivityStarted", kind="work_placement")
        self.plan("af", "/track", "2021-08-02", "TrackChosen", track="work")
        self.plan("af", "/agreement", "2021-08-10", "PlanAgreed", agencies=CIRCLE)
        placement = placed.json()["activities"][-1]["activityId"]
        self.plan("malmo-ama", f"/activities/{placement}/completion", "2021-09-30", "ActivityCompleted")
        support = {"at": "exit", "incomeSupport": "subventionerad_lon"}
        self.plan("af", "/income-support", "2021-10-15", "IncomeSupportRecorded", **support)
        to_work = {"exitClass": "work_subsidised", "subsidyKind": "nystartsjobb"}
        self.plan("af", "/exit", "2021-10-15", "ActivityInterrupted", "ExitedToWork", **to_work)
        return self

    def plan(self, agency: str, path: str, on: str, /, *made_known: str, **said: Any) -> httpx.Response:
        """A step in the plan, on the version that is there."""
        return self._change(agency, "planning", f"/v1/plans/{self.plan_id}", path, on, *made_known, **said)

    def revoke(self, on: str) -> None:
        consent = f"/v1/consents/{self.consent_id}"
        self._change("af", "consent", consent, "/revocation", on, "ConsentRevoked")

    def journeys(self) -> list[dict[str, Any]]:
        """As reporting sees them; none once it knows of no such participant."""
        answer = self.desk.get("finsam", "reporting", f"/v1/journeys/{self.participant_id}")
        return [] if answer.status_code == 404 else list(answer.json()["journeys"])

    @property
    def plan_id(self) -> str:
        return str(plan_id_of(UUID(self.referral_id)))

    @property
    def subjects(self) -> tuple[str, str, str]:
        return self.referral_id, self.consent_id, self.plan_id

    def _plan_is_open(self) -> bool:
        return all(
            self.desk.get(agency, "planning", f"/v1/plans/{self.plan_id}").is_success for agency in CIRCLE
        )

    def _change(
        self, agency: str, service: str, record: str, path: str, on: str, /, *made_known: str, **said: Any
    ) -> httpx.Response:
        version = self.desk.get(agency, service, record).headers["ETag"]
        body = {"occurredOn": on, **said}
        return self._make(agency, service, record + path, body, *made_known, if_match=version)

    def _make(
        self, agency: str, service: str, path: str, body: Any, *made_known: str, if_match: str = ""
    ) -> httpx.Response:
        key = uuid5(NAMESPACE, f"{self.personnummer} {len(self.steps)}")
        answer = self.desk.carry_out(agency, service, path, body, key=key, if_match=if_match)
        self.steps.append(Step(key, answer.headers["X-Request-Id"], made_known))
        return answer
