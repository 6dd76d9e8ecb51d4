"""The forms that the agencies send: a referral, an intake meeting, a consent."""

from datetime import date, timedelta
from typing import Any

from samplan.contracts.codes import Agency, IncomeSupport
from simulator.stories.days import LONGEST_CONSENT
from simulator.stories.people import Identity
from simulator.stories.programme import MALMOKRAFTEN, Programme
from simulator.stories.story import Again, Intake, Participation, Person, Referral

PROGRAMME = MALMOKRAFTEN.id


def referral_form(person: Person, referral: Referral) -> dict[str, Any]:
    return {
        "programme": person.programme.id,
        "occurredOn": f"{referral.referred_on}",
        "participant": _participant(person.identity),
        "economy": _economy(referral),
        "circumstances": _circumstances(person.programme, referral),
        "background": {
            "earlierEducation": person.identity.education,
            "earlierInterventions": "Swedish for immigrants",
            "currentPlanning": "None in common",
            "question": person.identity.question,
        },
        "referrer": {"unit": "Unit South", "name": "Kim Exempel", "email": "kim@example.org"},
        "informed": {"orally": True, "inWriting": True, "language": person.identity.language},
    }


def _participant(who: Identity) -> dict[str, Any]:
    return {
        "personnummer": who.personnummer,
        "name": f"{who.given_name} {who.family_name}",
        "address": f"{who.street}, {who.postal_code} {who.town}",
        "phone": who.phone,
        "countryOfBirth": who.country_of_birth,
        "residencePermitSince": f"{who.residence_permit_since}",
        "interpreterNeeded": who.needs_interpreter,
        "language": who.language,
        "family": who.family,
    }


def _economy(referral: Referral) -> dict[str, Any]:
    has_support = referral.income_support is IncomeSupport.EKONOMISKT_BISTAND
    since = f"{referral.referred_on - timedelta(days=420)}"
    registered = referral.referred_on - timedelta(days=500 if referral.is_in_target_group else 90)
    return {
        "receivesIncomeSupport": has_support,
        **({"incomeSupportSince": since} if has_support else {}),
        "mainIncome": referral.income_support,
        "registeredAtEmploymentService": referral.is_registered,
        **({"registeredSince": f"{registered}"} if referral.is_registered else {}),
    }


def _circumstances(programme: Programme, referral: Referral) -> dict[str, Any]:
    """The target group: on sickness benefit for fk; in the guarantee, or long registered, for others."""
    from_fk = referral.agency is Agency.FK
    fits = referral.is_in_target_group
    return {
        "guarantee": programme.guarantee if fits and not from_fk else "none",
        "onSicknessBenefit": fits and from_fk,
        "needsCoordination": True,
        "childcare": "not_needed",
    }


def meeting_form(person: Person, intake: Intake) -> dict[str, Any]:
    who = person.identity
    interpreter = {"language": who.language, "authorised": True}
    return {
        "occurredOn": f"{intake.booked_on}",
        "meetingOn": f"{intake.meeting_on}",
        "place": "Room 2",
        "participants": ["The participant", "The referrer", "The programme"],
        **({"interpreter": interpreter} if who.needs_interpreter else {}),
    }


def consent_form(person: Person, stay: Participation, referral_id: str, on: date) -> dict[str, Any]:
    named = {*person.programme.named, person.journey.referral.agency, *stay.plan_agencies}
    return {
        "personnummer": person.identity.personnummer,
        "referralId": referral_id,
        "programme": person.programme.id,
        "agencies": sorted(named),
        "purpose": "coordination",
        "kind": "secrecy_waiver",
        "validUntil": f"{on + LONGEST_CONSENT}",
        "channel": "meeting",
        "language": person.identity.language,
        "interpreter": person.identity.needs_interpreter,
        "occurredOn": f"{on}",
    }


def cover_form(person: Person, again: Again, referral_id: str) -> dict[str, Any]:
    return {
        "personnummer": person.identity.personnummer,
        "referralId": referral_id,
        "occurredOn": f"{again.intake.meeting_on}",
    }
