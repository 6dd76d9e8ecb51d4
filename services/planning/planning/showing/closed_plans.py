"""Of which plans may the sharing have ended, with a record of it parked (I24)?"""

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
    """Those under a consent, or of a referral, that is closed. Raises StillCatchingUp when all are."""
    return frozenset(plan_id for subject in work.closed_subjects() for plan_id in _plans_of(subject, work))


def listed(plan_ids: Collection[UUID]) -> str:
    """What a plan's id is looked up in, so that a list leaves these plans out."""
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
"""The plans that no agency but their keeper is shown while their sharing may have ended (I24)."""
