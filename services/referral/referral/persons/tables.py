"""The tables of the persons, in the order in which they came."""

from referral.persons import replaced
from samplan.bus.store.migrations import Migration

FIRST = Migration(
    "persons-1",
    (
        "CREATE TABLE persons (blind_index TEXT PRIMARY KEY, person TEXT NOT NULL)",
        """CREATE TABLE open_referrals (
            person TEXT NOT NULL, programme TEXT NOT NULL, referral_id TEXT NOT NULL UNIQUE,
            PRIMARY KEY (person, programme))""",
    ),
)

AFTER_THE_REGISTER = (
    Migration(
        "persons-2",
        (
            """CREATE TABLE person_referrals (
                referral_id TEXT PRIMARY KEY, person TEXT NOT NULL, programme TEXT NOT NULL,
                referred_on TEXT NOT NULL)""",
            "CREATE INDEX person_referrals_by_person ON person_referrals (person, programme, referred_on)",
            # Those that are open are the ones a later referral may have to be linked to.
            """INSERT INTO person_referrals
                SELECT o.referral_id, o.person, o.programme, c.referred_on
                FROM open_referrals o JOIN cases c ON c.referral_id = o.referral_id""",
        ),
    ),
    replaced.MIGRATION,
)
"""Persons' second step reads the cases."""
