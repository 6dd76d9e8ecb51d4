"""Which plans may have ended their sharing in a record that is parked (I24)?"""

from collections.abc import Collection
from typing import Annotated
from uuid import UUID

from fastapi import Depends

from chassis.decisions.work import Work
from chassis.http.dependencies import TheApplication, TheSettings
from planning.opening.enrolments import plan_of
from planning.sharing.known_consent import KnownConsent
from planning.showing.access import Reader


def closed_plans(work: Work) -> frozenset[UUID]:
    """The plans under a closed consent or referral. Raises StillCatchingUp when all subjects are closed."""
    return frozenset(plan_id for subject in work.closed_subjects() for plan_id in _plans_of(subject, work))


def listed(plan_ids: Collection[UUID]) -> str:
    """The plans' ids as one string: a list's SQL leaves these plans out."""
    return f",{','.join(sorted(map(str, plan_ids)))},"


def _plans_of(subject: UUID, work: Work) -> set[UUID]:
    consent = work.find(KnownConsent, subject)
    led_to = plan_of(subject, work)
    return {*(consent.plan_ids if consent else ()), *([led_to] if led_to else ())}


def _withheld(caller: Reader, application: TheApplication, settings: TheSettings) -> frozenset[UUID]:
    if caller.agency == settings.agency:
        return frozenset()
    with application.reading() as work:
        return closed_plans(work)


Withheld = Annotated[frozenset[UUID], Depends(_withheld)]
"""The plans that only their keeper is shown while their sharing may have ended (I24)."""
