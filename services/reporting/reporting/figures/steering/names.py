"""How a page names bodies, matters, risks, deviations and their sizes. The code itself if it is new."""

from reporting.pages.wording import Wording


def body_name(body: str, say: Wording) -> str:
    return {
        "steering_group": say.text("Steering group"),
        "working_group": say.text("Working group"),
        "process_leadership": say.text("Process leadership"),
        "reference_group": say.text("Reference group"),
    }.get(body, body)


def matter_name(matter: str, say: Wording) -> str:
    return {
        "targets": say.text("targets"),
        "definitions": say.text("definitions"),
        "intake": say.text("intake"),
        "method": say.text("working method"),
        "organisation": say.text("organisation"),
        "cooperation": say.text("cooperation"),
        "budget": say.text("budget"),
        "publication": say.text("publication"),
        "other": say.text("other matter"),
    }.get(matter, matter)


def risk_name(risk: str, say: Wording) -> str:
    return {
        "few_referrals": say.text("few referrals"),
        "long_waiting": say.text("long waiting"),
        "few_placements": say.text("few placements"),
        "unequal_access": say.text("unequal access"),
        "staff_changes": say.text("changes of staff"),
        "financing": say.text("financing"),
        "cooperation": say.text("cooperation"),
        "data_quality": say.text("quality of data"),
        "other": say.text("other matter"),
    }.get(risk, risk)


def deviation_name(deviation: str, say: Wording) -> str:
    return {
        "target": say.text("targets"),
        "time": say.text("time"),
        "budget": say.text("budget"),
        "method": say.text("working method"),
        "staffing": say.text("staffing"),
        "data_quality": say.text("quality of data"),
        "other": say.text("other matter"),
    }.get(deviation, deviation)


def size_name(size: str, say: Wording) -> str:
    return {
        "large": say.text("large"),
        "medium": say.text("medium-sized"),
        "small": say.text("small"),
    }.get(size, size)
