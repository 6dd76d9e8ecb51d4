"""A consent of version 0.1.0 is renewed once its renewal names the programme (C-03)."""

from datetime import date, timedelta
from typing import Any

import pytest
from eventsourcing.persistence import StoredEvent
from services.consent.tests.examples import CARE, CITY, CONSENT, PROGRAMME, grant

from chassis.decisions.domain import Refused
from chassis.decisions.work import Application
from consent.changing.renew_consent import OfAnotherProgramme, ProgrammeNotStated, RenewConsent
from consent.consent.refusals import AgencyNotInProgramme, NoConsentRule
from consent.register.consents_of_party import consents_of_party

FEBRUARY_2 = date(2021, 2, 2)
NEXT_YEAR = date(2022, 2, 1)
STORED_BY_VERSION_0_1_0 = (
    b'{"timestamp":"2020-02-17T08:00:00Z","correlation_id":"c","causation_id":"c","traceparent":null,'
    b'"occurred_on":"2020-02-17","originator_topic":"consent.Consent",'
    b'"participant_id":"9e4d2f10-7c3b-4a65-b8e2-1d6f0a5c8b01",'
    b'"referral_id":"6d0b8a52-5f0e-4b7c-9a53-0c5f6f1e2a01","agencies":["af","malmo-ifo","region-skane"],'
    b'"purpose":"coordination","kind":"secrecy_waiver","valid_until":"2021-02-16","channel":"paper",'
    b'"language":"ar","interpreter":true,"recorded_by":"malmo-ifo"}'
)
"""A grant that names neither its programme nor who granted it."""


def renew(**changes: Any) -> RenewConsent:
    asked = {"consent_id": CONSENT, "valid_until": NEXT_YEAR, "by": CITY, "occurred_on": FEBRUARY_2}
    return RenewConsent(**{**asked, **changes})


@pytest.fixture
def consents(desk: Application) -> Application:
    with desk.database.transaction() as tx:
        tx.append([StoredEvent(CONSENT, 1, "consent.ConsentGranted", STORED_BY_VERSION_0_1_0)])
    return desk


def test_is_renewed_for_the_programme_that_the_renewal_names(consents: Application) -> None:
    consents.execute(renew(programme=PROGRAMME))
    again = consents.execute(renew(valid_until=NEXT_YEAR + timedelta(days=1))).consent
    assert (again.programme, again.valid_until) == (PROGRAMME, date(2022, 2, 2))


@pytest.mark.parametrize(
    ("programme", "refusal"), [(None, ProgrammeNotStated), ("unheard-of", NoConsentRule)]
)
def test_is_renewed_for_no_other(
    consents: Application, programme: str | None, refusal: type[Refused]
) -> None:
    with pytest.raises(refusal):
        consents.execute(renew(programme=programme))


def test_is_renewed_for_no_programme_of_other_parties(consents: Application) -> None:
    with pytest.raises(AgencyNotInProgramme):
        consents.execute(renew(programme="forsta-steget"))


def test_then_follows_the_parties_of_the_programme(consents: Application) -> None:
    consents.execute(renew(programme=PROGRAMME))
    with consents.reading() as work:
        assert consents_of_party(PROGRAMME, CARE, FEBRUARY_2, work) == [CONSENT]


def test_another_consent_stays_with_its_programme(desk: Application) -> None:
    consent = desk.execute(grant())
    with pytest.raises(OfAnotherProgramme):
        desk.execute(renew(consent_id=consent.id, programme="forsta-steget"))
