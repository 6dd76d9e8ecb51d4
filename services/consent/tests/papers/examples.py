"""One of each paper, in a language."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from services.consent.tests.examples import (
    CIRCLE,
    CITY,
    CONSENT,
    GRANTED_ON,
    KEEPER,
    LAST_DAY,
    NOBODYS,
    PROGRAMME,
    granted,
    person,
)

from consent.consent import Consent, SeenConsent
from consent.papers.fill_in_form import FillInForm
from consent.papers.form_to_sign import form_to_sign
from consent.papers.log import printed_log
from consent.papers.printing.document import Document
from consent.papers.receipt import receipt_of
from consent.papers.wording.wording import Wording
from consent.participant_log.received_disclosures import LogEntry
from samplan.contracts.codes import ConsentKind, ConsentPurpose
from samplan.contracts.codes.languages import ParticipantLanguage
from samplan.privacy.disclosure_log import Disclosure
from samplan.testing.given import Fact, given

MARCH_9 = date(2020, 3, 9)

ENTRY = LogEntry(
    "finsam.consent",
    Disclosure(
        disclosed_on=date(2020, 3, 2),
        participant_id=NOBODYS,
        agency=CITY,
        role="system",
        purpose=ConsentPurpose.COORDINATION,
        what="consent.participant_id",
        rule="consent",
        consent_id=CONSENT,
        circle_version=1,
    ),
)


def filled_in(**changes: Any) -> FillInForm:
    form: dict[str, Any] = {
        "programme": PROGRAMME,
        "agencies": CIRCLE,
        "purpose": ConsentPurpose.COORDINATION,
        "kind": ConsentKind.SECRECY_WAIVER,
        "valid_until": LAST_DAY,
        "place": "Malmö",
        "name": "Tolvan Tolvansson",
        "personnummer": person(),
        "by": CITY,
        "occurred_on": GRANTED_ON,
    }
    return FillInForm(**{**form, **changes})


def receipt(
    *facts: Fact, on: date = MARCH_9, language: ParticipantLanguage = ParticipantLanguage.SV
) -> Document:
    consent = given(*(facts or (granted(),)), id=CONSENT).aggregate(Consent)
    return receipt_of(SeenConsent(consent, frozenset()), KEEPER, Wording.of(language), on)


def papers_in(language: ParticipantLanguage) -> Iterator[Document]:
    say = Wording.of(language)
    yield form_to_sign(filled_in(), say, MARCH_9)
    yield receipt(language=language)
    yield printed_log([ENTRY], say, MARCH_9)
    yield printed_log([], say, MARCH_9)
