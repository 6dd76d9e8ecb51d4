"""The participant: referred, with a consent that names three agencies, and enrolled."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import pytest
from tests.journeys.referred_twice import PARTICIPANT, Office
from tests.journeys.side_by_side import CITY, SideBySide

from samplan.contracts.planning.plans import plan_id_of
from samplan.testing.harness import ServiceUnderTest

ON = date(2021, 12, 31)
"""The business date: the consent is in force."""
KEEPER, NAMED, UNNAMED = "af", "malmo-ama", "region-skane"
"""Agencies of the programme. The consent names the first two, and the office."""

EACH_GROUND = ["embedded", pytest.param("secured", marks=pytest.mark.real)]
IN_PROCESS = pytest.mark.parametrize("victim", ["embedded"], indirect=True)
UNHARMED_IN_PROCESS = pytest.mark.parametrize("unharmed", ["embedded"], indirect=True)
"""For an attack on one service, whatever the broker."""


@dataclass
class Victim:
    services: SideBySide
    office: Office
    consent_id: str
    participant_id: str

    @classmethod
    def enrolled(cls, services: SideBySide) -> "Victim":
        for service in everyone(services).values():
            service.today(ON)
        office = Office(CITY, services, month=6)
        office.meet()
        consent_id = office.grant()
        services.carry()
        office.enrol()
        services.carry()
        shown = services.consent.get(f"/v1/consents/{consent_id}", agency=NAMED).json()
        return cls(services, office, consent_id, shown["participantId"])

    @property
    def ids(self) -> Mapping[str, str]:
        """By the names that paths, queries and forms give them."""
        return {
            "referralId": self.office.referral_id,
            "consentId": self.consent_id,
            "participantId": self.participant_id,
            "planId": self.plan_id,
            "personnummer": PARTICIPANT,
        }

    @property
    def plan_id(self) -> str:
        return str(plan_id_of(UUID(self.office.referral_id)))

    def published(self) -> dict[str, int]:
        """How many events each service has published."""
        return {name: len(service.published()) for name, service in everyone(self.services).items()}


def everyone(services: SideBySide) -> Mapping[str, ServiceUnderTest]:
    return {
        "referral": services.referral[CITY],
        "consent": services.consent,
        "planning": services.planning,
        "reporting": services.reporting,
    }
