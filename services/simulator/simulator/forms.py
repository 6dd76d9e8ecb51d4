"""The forms that the agencies fill in: a referral, an intake meeting, a consent."""

from datetime import timedelta
from typing import Any

from contracts.codes import Agency, IncomeSupport
from simulator.days import LONGEST_CONSENT
from simulator.story import Intake, Participation, Person, Referral

PROGRAMME = "malmokraften"
INTAKE_OFFICE = Agency.MALMO_IFO
ALWAYS_NAMED = frozenset({Agency.AF, INTAKE_OFFICE})
"""Every consent names the programme's needed agency and the one that runs its intake."""


def referral_form(person: Person) -> dict[str, Any]:
    who, referral = person.identity, person.way.referral
    return {
        "programme": PROGRAMME,
        "occurredOn": f"{referral.referred_on}",
        "participant": {
            "personnummer": who.personnummer,
            "name": f"{who.given_name} {who.family_name}",
            "address": f"{who.street}, {who.postal_code} Malmö",
            "phone": who.phone,
            "countryOfBirth": who.country_of_birth,
            "residencePermitSince": f"{who.residence_permit_since}",
            "interpreterNeeded": who.needs_interpreter,
            "language": who.language,
            "family": who.family,
        },
        "economy": _economy(referral),
        "circumstances": _circumstances(referral),
        "background": {
            "earlierEducation": who.education,
            "earlierInterventions": "Swedish for immigrants",
            "currentPlanning": "None in common",
            "question": who.question,
        },
        "referrer": {"unit": "Unit South", "name": "Kim Exempel", "email": "kim@example.org"},
        "informed": {"orally": True, "inWriting": True, "language": who.language},
    }


def _economy(referral: Referral) -> dict[str, Any]:
    has_support = referral.income_support is IncomeSupport.EKONOMISKT_BISTAND
    since = f"{referral.referred_on - timedelta(days=420)}"
    registered = referral.referred_on - timedelta(days=500 if referral.is_in_target_group else 90)
    return {
        "receivesIncomeSupport": has_support,
        **({"incomeSupportSince": since} if has_support else {}),
        "mainIncome": referral.income_support,
        "registeredAtEmploymentService": True,
        "registeredSince": f"{registered}",
    }


def _circumstances(referral: Referral) -> dict[str, Any]:
    """The target group: on sickness benefit for fk; in the guarantee, or long registered, for others."""
    from_fk = referral.agency is Agency.FK
    fits = referral.is_in_target_group
    return {
        "guarantee": "job_and_development" if fits and not from_fk else "none",
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


def consent_form(person: Person, stay: Participation, referral_id: str) -> dict[str, Any]:
    named = {*ALWAYS_NAMED, person.way.referral.agency, *stay.plan_agencies}
    return {
        "personnummer": person.identity.personnummer,
        "referralId": referral_id,
        "programme": PROGRAMME,
        "agencies": sorted(named),
        "purpose": "coordination",
        "kind": "secrecy_waiver",
        "validUntil": f"{stay.consented_on + LONGEST_CONSENT}",
        "channel": "meeting",
        "language": person.identity.language,
        "interpreter": person.identity.needs_interpreter,
        "occurredOn": f"{stay.consented_on}",
    }
