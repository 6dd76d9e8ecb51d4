from datetime import date
from uuid import UUID

from chassis.decisions.commands import Records
from referral.case.referral import Referral
from referral.consents.consent_in_force import consent_to_rest_on, consents_of
from referral.office.office import Office


def consent_for(referral: Referral, on: date, work: Records, office: Office) -> tuple[UUID, UUID]:
    """The consent in force that day and the participant it is about.

    Raises ConsentNotInForce and StillCatchingUp.
    """
    needed = office.needed_agencies(referral.programme, referral.referring_agency, on)
    return consent_to_rest_on(consents_of(referral.id, work), needed, on, work)
