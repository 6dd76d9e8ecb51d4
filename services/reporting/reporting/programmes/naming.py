"""How an indicator is named that the steering group has defined: by what it counts.

A name is no part of an event, since words of a person would be.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from reporting.answers.answer import Names
from reporting.programmes.vocabulary import Counted
from samplan.contracts.agency_names import agency_name
from samplan.contracts.codes import ExitClass, Sex
from samplan.contracts.codes.indicators import What

Pair = tuple[str, str]
"""In Swedish and in English."""

_WHAT: Mapping[What, Pair] = MappingProxyType(
    {
        What.REFERRED: ("Remitterade", "Referred"),
        What.ELIGIBLE: ("Tillhör målgruppen", "In the target group"),
        What.INTAKE: ("Inskrivningssamtal", "Intake meetings"),
        What.CONSENT: ("Samtyckt", "Consented"),
        What.ENROLLED: ("Inskrivna", "Enrolled"),
        What.PLANS: ("Plan klar", "Plan agreed"),
        What.DUE_PLANS: ("Planer som skulle vara klara", "Plans that were due"),
        What.ACTIVITY: ("I aktivitet", "In activity"),
        What.EXITS: ("Avslutade", "Exited"),
        What.STUDY_VISITS: ("Fördjupade studiebesök", "Study visits"),
    }
)
_EXITS: Mapping[ExitClass, Pair] = MappingProxyType(
    {
        ExitClass.WORK_UNSUBSIDISED: ("till arbete utan stöd", "to unsubsidised work"),
        ExitClass.WORK_SUBSIDISED: ("till arbete med stöd", "to subsidised work"),
        ExitClass.STUDIES_STUDENT_AID: ("till studier med studiemedel", "to studies on student aid"),
        ExitClass.STUDIES_RETAINED_SUPPORT: (
            "till studier med aktivitetsstöd",
            "to studies with activity support",
        ),
        ExitClass.ENHANCED_COOPERATION: ("till förstärkt samarbete", "to enhanced cooperation"),
        ExitClass.RIGHT_BENEFIT_CLARIFIED: ("till rätt ersättning", "to the right benefit"),
        ExitClass.RETURNED_TO_REGULAR: ("åter till ordinarie verksamhet", "back to regular services"),
        ExitClass.CONSENT_WITHDRAWN: ("samtycke återkallat", "consent withdrawn"),
        ExitClass.ENDED_BY_AGENCY: ("avslutade av myndighet", "ended by an agency"),
        ExitClass.MOVED: ("flyttade", "moved"),
        ExitClass.DECEASED: ("avlidna", "deceased"),
        ExitClass.REGISTERED_IN_ERROR: ("felregistrerade", "registered in error"),
        ExitClass.UNDECIDED_AFTER_STUDY_VISIT: (
            "ej beslutade efter studiebesök",
            "undecided after a study visit",
        ),
    }
)


def names_of(numerator: Counted) -> Names:
    """Of what the indicator counts: `Avslutade till arbete utan stöd, inom 90 dagar`."""
    begin = _WHAT[numerator.counts]
    exits = [_EXITS[one] for one in ExitClass if one in numerator.exits]
    either = (" eller ".join(sv for sv, _ in exits), " or ".join(en for _, en in exits))
    first = tuple(f"{one} {of}".strip() for one, of in zip(begin, either, strict=True))
    parts = [first, *_limits(numerator)]
    return Names(sv=", ".join(one[0] for one in parts), en=", ".join(one[1] for one in parts))


def _limits(part: Counted) -> Iterator[Pair]:
    if part.sexes == {Sex.WOMAN}:
        yield "kvinnor", "women"
    if part.sexes == {Sex.MAN}:
        yield "män", "men"
    if part.agencies:
        agencies = ", ".join(sorted(map(agency_name, part.agencies)))
        yield f"från {agencies}", f"from {agencies}"
    if part.income_support or part.kinds:
        yield "viss försörjning eller visst stöd", "some income or support"
    if part.in_time:
        yield "i tid", "in time"
    if part.within_days is not None:
        yield f"inom {part.within_days} dagar", f"within {part.within_days} days"


def share_of(name: Names) -> Names:
    """`Andel avslutade …`, where the indicator has a denominator."""
    return Names(sv=f"Andel: {_small(name.sv)}", en=f"Share: {_small(name.en)}")


def _small(name: str) -> str:
    return name[0].lower() + name[1:]
