"""Whose referrals lists show: an agency's own, those of programmes that it decides for, to the keeper all."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import Depends

from chassis.http.dependencies import TheApplication, TheSettings
from referral.access import Reader, decider_of
from referral.office.delegated_programmes import DelegatedProgrammes


def _whose(caller: Reader, application: TheApplication, settings: TheSettings) -> Mapping[str, str]:
    with application.reading() as work:
        decided = application.handle(DelegatedProgrammes(**decider_of(caller)), work)
    return {
        "agency": caller.agency.value,
        "keeper": settings.agency.value,
        "decides_for": f",{','.join(sorted(decided))},",
    }


Whose = Annotated[Mapping[str, str], Depends(_whose)]
"""The parameters of `register.table.SHOWN`."""
