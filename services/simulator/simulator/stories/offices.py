"""Two agencies receive referrals, each with its own service that does not know the other's (R-14)."""

from samplan.contracts.codes import Agency

CITY, STATE = Agency.MALMO_IFO, Agency.AF
OFFICES = (CITY, STATE)


def office_of(referrer: Agency) -> Agency:
    """The agency whose referral service receives this agency's referrals."""
    return STATE if referrer is STATE else CITY


def other_office(office: Agency) -> Agency:
    return CITY if office is STATE else STATE
