"""The people whom the development provider knows. None of them exists."""

from __future__ import annotations

from dataclasses import dataclass

from samplan.contracts.codes import Agency


@dataclass(frozen=True)
class Someone:
    """`subject` is the pseudonym that the services see."""

    subject: str
    agency: Agency
    role: str
    says: str
    """Who this is, in words, for the page on which one chooses."""
    in_english: str


PEOPLE = (
    Someone(
        "d0a1",
        Agency.FINSAM,
        "process_leader",
        "Processledare, samordningsförbundet",
        "Process leader, the coordination association",
    ),
    Someone(
        "b7c2",
        Agency.AF,
        "steering_member",
        "Ledamot i styrgruppen, Arbetsförmedlingen",
        "Member of the steering group, the employment service",
    ),
    Someone(
        "e5f3",
        Agency.KLIPPAN,
        "steering_member",
        "Ledamot i en annan insats styrgrupp, Klippan",
        "Member of another programme's steering group, Klippan",
    ),
    Someone(
        "a9b4",
        Agency.MALMO_IFO,
        "case_officer",
        "Handläggare, Individ- och familjeomsorgen",
        "Case officer, social services",
    ),
    Someone(
        "c3d5",
        Agency.AF,
        "coordinator",
        "Samordnare, Arbetsförmedlingen",
        "Coordinator, the employment service",
    ),
)
BY_SUBJECT = {one.subject: one for one in PEOPLE}
