"""Two agencies take in referrals, each with a service of its own that does not know the other's (R-14)."""

from samplan.contracts.codes import Agency

CITY, STATE = Agency.MALMO_IFO, Agency.AF
OFFICES = (CITY, STATE)


def office_of(referrer: Agency) -> Agency:
    """Whose referral service takes the agency's referrals: the city's takes all but the state's own."""
    return STATE if referrer is STATE else CITY


def other_office(office: Agency) -> Agency:
    return CITY if office is STATE else STATE
