"""The receipt of a consent, with the content that ISO/IEC TS 27560:2023 asks for (C-10)."""

from collections.abc import Iterator
from datetime import date, timedelta
from uuid import uuid5

from fastapi import Response

from chassis.decisions.clock import today
from chassis.http.dependencies import LookingUp, TheSettings
from consent.access import ConsentId, Reader
from consent.consent import Consent, SeenConsent
from consent.consent.consent import End
from consent.papers.printing.answer import Accepted, Language, answer_with
from consent.papers.printing.document import (
    Block,
    Document,
    Fact,
    Facts,
    Heading,
    Items,
    Paragraph,
    document,
)
from consent.papers.wording.wording import Text, Wording
from consent.showing.show_consent import ShowConsent
from samplan.contracts.codes import Agency
from samplan.contracts.codes.languages import ParticipantLanguage

STANDARD = "ISO/IEC TS 27560:2023"


def show_receipt(
    consent_id: ConsentId,
    caller: Reader,
    look_up: LookingUp,
    settings: TheSettings,
    accept: Accepted = "",
    language: Language = ParticipantLanguage.SV,
) -> Response:
    """For the agencies that the consent names and the keeper of consents. Any other agency gets 404.

    It names the agencies that the consent shows to the caller: the two together tell of no block (C-05).
    """
    seen = look_up(ShowConsent(consent_id=consent_id, by=caller.agency))
    return answer_with(receipt_of(seen, settings.agency, Wording.of(language), today()), accept)


def receipt_of(seen: SeenConsent, keeper: Agency, say: Wording, on: date) -> Document:
    """As the agency sees the consent on that day. Its number changes whenever the consent does."""
    blocks = (*_numbers(seen.consent, keeper, say, on), *_content(seen, say), *_explanations(say))
    return document("consent-receipt", say.say("receipt_title"), blocks, say, on)


def _numbers(consent: Consent, keeper: Agency, say: Wording, on: date) -> Iterator[Block]:
    yield Facts(
        (
            Fact(say.say("state"), _state(consent, say, on)),
            Fact(say.say("given_on"), say.day(consent.granted_on)),
            Fact(say.say("receipt_number"), say.number(uuid5(consent.id, str(consent.version)))),
            Fact(say.say("consent_number"), say.number(consent.id)),
            Fact(say.say("participant_number"), say.number(consent.participant_id)),
            Fact(say.say("keeper"), say.agency(keeper)),
        )
    )


def _content(seen: SeenConsent, say: Wording) -> Iterator[Block]:
    consent = seen.consent
    yield Heading(say.say("what"))
    yield Paragraph(say.say(f"statement_{consent.kind}"))
    yield Paragraph(say.say("scope"))
    yield Items(say.say("agencies"), tuple(map(say.agency, seen.agencies)))
    yield Facts(
        (
            Fact(say.say("purpose"), say.say(f"purpose_{consent.purpose}")),
            Fact(say.say("valid_until"), say.day(consent.valid_until)),
        )
    )


def _explanations(say: Wording) -> Iterator[Block]:
    for heading, text in _EXPLANATIONS.items():
        yield Heading(say.say(heading))
        yield Paragraph(say.say(text))
    yield Paragraph(say.say("standard", standard=STANDARD))


_EXPLANATIONS = {
    "stop": "how_to_stop",
    "rights": "rights_text",
    "basis": "basis_text",
    "storage": "storage_text",
}


def _state(consent: Consent, say: Wording, on: date) -> Text:
    """A consent has expired when its last day is over, whether or not the clock has said so."""
    match consent.ended, consent.ended_on:
        case End.REVOKED, date() as day:
            return say.say("state_revoked", date=day)
        case End.ENTERED_IN_ERROR, _:
            return say.say("state_entered_in_error")
        case (End.EXPIRED, date() as day):
            return say.say("state_expired", date=day)
        case _ if on > consent.valid_until:
            return say.say("state_expired", date=consent.valid_until + timedelta(days=1))
    return say.say("state_in_force")
