"""The case form of the method (Bilaga 2), filled in. Nothing in it is about a real person."""

from collections.abc import Mapping

CASE_FORM: Mapping[str, object] = {
    "housing": "own_contract",
    "housing_notes": "Two rooms",
    "family": "Two children, eleven and fourteen",
    "childcare": "not_needed",
    "debts": "None",
    "other_obstacles": "Has never used a computer at work",
    "interpreter": True,
    "interpreter_language": "Arabic",
    "languages": [{"language": "Arabic", "spoken": "first_language", "written": "well"}],
    "swedish_studies": [
        {"school": "Provskolan", "level": "sfi_c", "hours_a_week": 15, "since": "2015-08-17"}
    ],
    "education": [
        {"what": "Upper secondary", "where": "Exempelstad", "years": "1995 to 1998", "completed": True}
    ],
    "work": [{"kind": "employment", "what": "Baking bread", "where": "A bakery", "years": "3"}],
    "driving_licence": "foreign",
    "strengths": "Punctual, works well with others",
    "physical_health": "Pain in the shoulders",
    "physical_health_and_work": "No heavy lifting",
    "certificates": "A certificate of the health centre",
    "agency_contacts": [{"agency": "malmo-ifo", "since": "2014-03-03"}],
    "long_term_goal": "A job in a bakery",
    "short_term_goal": "Swedish on the next level",
    "current_planning": "Swedish for immigrants",
}
