"""A complete form about nobody: one of Skatteverket's test numbers, and a telephone number for fiction."""

from typing import Any

EXAMPLE: dict[str, Any] = {
    "programme": "malmokraften",
    "occurredOn": "2021-06-01",
    "participant": {
        "personnummer": "19850615-9808",
        "name": "Alma Exempel",
        "address": "Provgatan 1, 211 20 Malmö",
        "phone": "070-1740605",
        "countryOfBirth": "SY",
        "residencePermitSince": "2015-09-01",
        "interpreterNeeded": True,
        "language": "ar",
        "family": "Two children",
    },
    "economy": {
        "receivesIncomeSupport": True,
        "incomeSupportSince": "2018-02-01",
        "mainIncome": "ekonomiskt_bistand",
        "registeredAtEmploymentService": True,
        "registeredSince": "2018-03-01",
    },
    "circumstances": {
        "guarantee": "job_and_development",
        "onSicknessBenefit": False,
        "needsCoordination": True,
        "childcare": "not_needed",
    },
    "background": {
        "earlierEducation": "Upper secondary, five years",
        "earlierInterventions": "Swedish for immigrants, course C",
        "earlierPlanning": "A plan at the employment service, 2018",
        "currentPlanning": "Swedish studies half time",
        "question": "Which agency leads when health and studies meet?",
    },
    "referrer": {"unit": "Unit South", "name": "Bo Exempel", "email": "bo@example.org"},
    "informed": {"orally": True, "inWriting": True, "language": "ar"},
}
