"""The identities of the synthetic participants: what the referral form asks about a person. None is real."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from samplan.contracts.codes import Sex
from simulator.stories.personnummer import serials, synthetic_number


@dataclass(frozen=True)
class Origin:
    country: str
    """ISO 3166-1 alpha-2, outside the EU/OECD area on every date of the programme."""
    language: str
    """ISO 639-1."""
    women: tuple[str, ...]
    men: tuple[str, ...]
    families: tuple[str, ...]


ORIGINS = (
    Origin("SY", "ar", ("Amira", "Rima", "Nour", "Hala"), ("Samir", "Karim", "Bassel"), ("Haddad", "Khoury")),
    Origin("IQ", "ar", ("Zainab", "Shaima", "Dalal"), ("Haidar", "Mustafa", "Laith"), ("Jabbar", "Saleh")),
    Origin("SO", "so", ("Hodan", "Ifrah", "Sagal"), ("Abdi", "Liban", "Guled"), ("Warsame", "Farah")),
    Origin("AF", "fa", ("Parwin", "Laila", "Zahra"), ("Farid", "Nasir", "Omid"), ("Rahimi", "Sharifi")),
    Origin("ER", "ti", ("Selam", "Luwam", "Feven"), ("Yonas", "Filmon", "Dawit"), ("Tesfay", "Haile")),
    Origin("BA", "bs", ("Amela", "Lejla", "Selma"), ("Emir", "Nedim", "Adnan"), ("Hodzic", "Begic")),
    Origin("IR", "fa", ("Shirin", "Maryam", "Nasrin"), ("Reza", "Kaveh", "Arash"), ("Karimi", "Moradi")),
    Origin("VN", "vi", ("Linh", "Thuy", "Mai"), ("Minh", "Tuan", "Duc"), ("Nguyen", "Tran")),
)
STREETS = ("Provgatan", "Mallvägen", "Exempelgatan", "Skissgången", "Utkastvägen")
FAMILIES = ("single", "cohabiting", "single with children", "cohabiting with children")
QUESTIONS = (
    "Needs joint planning between employment service and social services",
    "Has parallel plans at three agencies that do not meet",
    "Wants to study and work part time, needs one shared plan",
    "Health and work need to be planned together",
)
EDUCATIONS = ("none", "compulsory school", "upper secondary", "post-secondary")


@dataclass(frozen=True, kw_only=True)
class Identity:
    personnummer: str
    given_name: str
    family_name: str
    street: str
    postal_code: str
    town: str
    phone: str
    country_of_birth: str
    residence_permit_since: date
    language: str
    needs_interpreter: bool
    family: str
    education: str
    question: str


class Registry:
    """Creates identities; the same `chance` gives the same people. No personnummer is used twice."""

    def __init__(self, chance: Random) -> None:
        self._chance = chance
        self._given: set[str] = set()

    def someone(self, sex: Sex, referred_on: date, town: str = "Malmö") -> Identity:
        """Someone of 25 to 63 completed years on the day of the referral."""
        chance = self._chance
        origin = chance.choice(ORIGINS)
        return Identity(
            personnummer=self._unused_number(sex, referred_on),
            given_name=chance.choice(origin.women if sex is Sex.WOMAN else origin.men),
            family_name=chance.choice(origin.families),
            street=f"{chance.choice(STREETS)} {chance.randint(1, 60)}",
            postal_code=f"2{chance.randint(11, 19)} {chance.randint(10, 59)}",
            town=town,
            phone=f"070-1740{chance.randint(605, 699)}",  # numbers that the regulator reserves for fiction
            country_of_birth=origin.country,
            residence_permit_since=referred_on - timedelta(days=chance.randint(800, 6000)),
            language=origin.language,
            needs_interpreter=chance.random() < 0.45,
            family=chance.choice(FAMILIES),
            education=chance.choice(EDUCATIONS),
            question=chance.choice(QUESTIONS),
        )

    def _unused_number(self, sex: Sex, referred_on: date) -> str:
        while True:
            days_old = self._chance.triangular(25 * 365.25 + 1, 64 * 365.25 - 1, 39 * 365.25)
            born_on = referred_on - timedelta(days=int(days_old))
            for serial in serials(sex):
                number = synthetic_number(born_on, serial)
                if number not in self._given:
                    self._given.add(number)
                    return number
