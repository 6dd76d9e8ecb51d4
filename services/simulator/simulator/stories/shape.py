"""The results of Malmökraften 2.0 (slutrapport 2023): the golden figures, completed with plausible ones.

Women and men, to work, to studies, the insurance agency's own track and the income support at entry are the
report's. It prints neither the other exits nor the kinds of subsidised work: they are made up, and add up.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from samplan.contracts.codes import Agency, DeclineReason, ExitClass, IncomeSupport, Sex, SubsidyKind

GOLDEN_SIZE = 4295


@dataclass(frozen=True)
class Ending:
    """How a participation ends. `exit_class` None: still a participant on the last day."""

    exit_class: ExitClass | None = None
    subsidy_kind: SubsidyKind | None = None
    before_studies_counted: bool = False
    """Left to studies with retained support before that class counted as studies (2021-04-01)."""

    @property
    def is_to_work(self) -> bool:
        return self.exit_class in {ExitClass.WORK_UNSUBSIDISED, ExitClass.WORK_SUBSIDISED}

    @property
    def is_to_studies(self) -> bool:
        """By the definition in force on the day of the exit."""
        return self.is_to_studies_of_any_kind and not self.before_studies_counted

    @property
    def is_to_studies_of_any_kind(self) -> bool:
        return self.exit_class in {ExitClass.STUDIES_STUDENT_AID, ExitClass.STUDIES_RETAINED_SUPPORT}

    @property
    def is_to_work_or_studies(self) -> bool:
        return self.is_to_work or self.is_to_studies


STILL_IN = Ending()
RETAINED_TOO_EARLY = Ending(ExitClass.STUDIES_RETAINED_SUPPORT, before_studies_counted=True)

PARTICIPANTS: Mapping[Sex, int] = {Sex.WOMAN: 2188, Sex.MAN: 2107}
FROM_FK: Mapping[Sex, int] = {Sex.WOMAN: 173, Sex.MAN: 101}
FROM_FK_COUNTED: Mapping[Sex, int] = {Sex.WOMAN: 79, Sex.MAN: 50}  # 129 of 274, printed as "47.2 %"


def _endings(
    *,
    unsubsidised: int,
    kinds: Mapping[SubsidyKind, int],
    studies: tuple[int, int],
    others: Mapping[Ending, int],
) -> Mapping[Ending, int]:
    student_aid, retained_support = studies
    return {
        Ending(ExitClass.WORK_UNSUBSIDISED): unsubsidised,
        **{Ending(ExitClass.WORK_SUBSIDISED, kind): people for kind, people in kinds.items()},
        Ending(ExitClass.STUDIES_STUDENT_AID): student_aid,
        Ending(ExitClass.STUDIES_RETAINED_SUPPORT): retained_support,
        **others,
    }


ENDINGS: Mapping[Sex, Mapping[Ending, int]] = {
    Sex.WOMAN: _endings(
        unsubsidised=398,
        kinds={
            SubsidyKind.EXTRATJANST: 168,
            SubsidyKind.NYSTARTSJOBB: 121,
            SubsidyKind.LONEBIDRAG: 44,
            SubsidyKind.ARBETSMARKNADSANSTALLNING: 27,
            SubsidyKind.SAMHALL: 8,
        },
        studies=(62, 87),
        others={
            RETAINED_TOO_EARLY: 9,
            Ending(ExitClass.RETURNED_TO_REGULAR): 560,
            Ending(ExitClass.ENHANCED_COOPERATION): 61,
            Ending(ExitClass.RIGHT_BENEFIT_CLARIFIED): 38,
            Ending(ExitClass.CONSENT_WITHDRAWN): 12,
            Ending(ExitClass.ENDED_BY_AGENCY): 71,
            Ending(ExitClass.MOVED): 64,
            Ending(ExitClass.DECEASED): 3,
            STILL_IN: 455,
        },
    ),
    Sex.MAN: _endings(
        unsubsidised=532,
        kinds={
            SubsidyKind.EXTRATJANST: 118,
            SubsidyKind.NYSTARTSJOBB: 172,
            SubsidyKind.LONEBIDRAG: 41,
            SubsidyKind.ARBETSMARKNADSANSTALLNING: 29,
            SubsidyKind.SAMHALL: 8,
        },
        studies=(25, 34),
        others={
            RETAINED_TOO_EARLY: 5,
            Ending(ExitClass.RETURNED_TO_REGULAR): 508,
            Ending(ExitClass.ENHANCED_COOPERATION): 36,
            Ending(ExitClass.RIGHT_BENEFIT_CLARIFIED): 22,
            Ending(ExitClass.CONSENT_WITHDRAWN): 9,
            Ending(ExitClass.ENDED_BY_AGENCY): 84,
            Ending(ExitClass.MOVED): 71,
            Ending(ExitClass.DECEASED): 4,
            STILL_IN: 409,
        },
    ),
}

# Income support at entry of those whom fk did not refer: 856 + 776 with ekonomiskt bistånd, 38 % of all.
INCOME_AT_ENTRY: Mapping[Sex, Mapping[IncomeSupport, int]] = {
    Sex.WOMAN: {
        IncomeSupport.EKONOMISKT_BISTAND: 856,
        IncomeSupport.AKTIVITETSSTOD: 921,
        IncomeSupport.ARBETSLOSHETSERSATTNING: 64,
        IncomeSupport.ETABLERINGSERSATTNING: 41,
        IncomeSupport.FORALDRAPENNING: 38,
        IncomeSupport.INGEN: 82,
        IncomeSupport.OKAND: 13,
    },
    Sex.MAN: {
        IncomeSupport.EKONOMISKT_BISTAND: 776,
        IncomeSupport.AKTIVITETSSTOD: 973,
        IncomeSupport.ARBETSLOSHETSERSATTNING: 97,
        IncomeSupport.ETABLERINGSERSATTNING: 52,
        IncomeSupport.FORALDRAPENNING: 9,
        IncomeSupport.INGEN: 84,
        IncomeSupport.OKAND: 15,
    },
}
INCOME_AT_ENTRY_FROM_FK: Mapping[IncomeSupport, int] = {
    IncomeSupport.SJUKPENNING: 61,
    IncomeSupport.SJUKERSATTNING: 17,
    IncomeSupport.AKTIVITETSERSATTNING: 22,
}
REFERRED_BY: Mapping[Agency, int] = {
    Agency.AF: 64,
    Agency.MALMO_IFO: 19,
    Agency.MALMO_AMA: 13,
    Agency.REGION_SKANE: 4,
}

INCOME_AT_EXIT: Mapping[ExitClass, IncomeSupport] = {
    ExitClass.WORK_UNSUBSIDISED: IncomeSupport.LON,
    ExitClass.WORK_SUBSIDISED: IncomeSupport.SUBVENTIONERAD_LON,
    ExitClass.STUDIES_STUDENT_AID: IncomeSupport.STUDIEMEDEL,
    ExitClass.STUDIES_RETAINED_SUPPORT: IncomeSupport.AKTIVITETSSTOD,
    ExitClass.ENHANCED_COOPERATION: IncomeSupport.AKTIVITETSSTOD,
    ExitClass.RIGHT_BENEFIT_CLARIFIED: IncomeSupport.SJUKERSATTNING,
}


def income_at_exit(ending: Ending, at_entry: IncomeSupport) -> IncomeSupport | None:
    """What the participant lives on when leaving: the same as at entry unless the exit changes it."""
    return None if ending.exit_class is None else INCOME_AT_EXIT.get(ending.exit_class, at_entry)


# Referred and never enrolled, in addition to the participants: 258, about six per cent of all referred.
TURNED_AWAY: Mapping[DeclineReason, int] = {
    DeclineReason.NO_CONSENT: 88,
    DeclineReason.NOT_IN_TARGET_GROUP: 74,
    DeclineReason.PARTICIPANT_DECLINED: 61,
    DeclineReason.NO_CAPACITY: 23,
    DeclineReason.MOVED: 12,
}
