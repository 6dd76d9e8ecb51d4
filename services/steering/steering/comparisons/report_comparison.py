from collections import Counter
from datetime import date
from typing import ClassVar

from chassis.decisions.commands import Records
from chassis.decisions.domain import Refused
from samplan.contracts.codes.registers import RegisterCode
from steering.comparisons.comparison import Comparison, Difference, DiscrepancyFound, Likeness
from steering.office import Amount, Office, ProgrammeId, SteeringCommand


class ComparisonReported(Refused):
    code = "comparison_reported"
    title: ClassVar[str] = "The comparison of that register to that day has already been reported"


class CountsDoNotFit(Refused):
    code = "counts_do_not_fit"
    status = 422
    title: ClassVar[str] = "The counts contradict one another: send counts.json as samplan-reconcile wrote it"


class ReportComparison(
    SteeringCommand, path="", sv="Rapportera en registerjämförelse", en="Report a comparison", creates=True
):
    """The counts that `samplan-reconcile report` writes: numbers alone, and no person (docs/reconcile.md)."""

    programme: ProgrammeId
    register_code: RegisterCode
    first_day: date
    last_day: date
    people: Amount
    participations: Amount
    anonymous: Amount
    differences: tuple[Difference, ...]
    likeness: tuple[Likeness, ...]

    def carry_out(self, work: Records, office: Office) -> Comparison:
        signature = self.signature(self.programme, office)
        self.require_fitting()
        comparison_id = office.comparison_id_of(
            self.programme, self.register_code, self.last_day, self.occurred_on
        )
        if work.find(Comparison, comparison_id) is not None:
            raise ComparisonReported
        comparison = Comparison.begin(
            DiscrepancyFound,
            comparison_id,
            programme=self.programme,
            register_code=self.register_code,
            first_day=self.first_day,
            last_day=self.last_day,
            people=self.people,
            participations=self.participations,
            anonymous=self.anonymous,
            differences=self.differences,
            likeness=self.likeness,
            reported_by=signature.role,
            occurred_on=self.occurred_on,
            **signature.stored,
        )
        return work.add(comparison)

    def require_fitting(self) -> None:
        """Raises CountsDoNotFit."""
        reasons = Counter(one.reason for one in self.differences)
        others = Counter(one.register_code for one in self.likeness)
        fits = (
            self.first_day <= self.last_day <= self.occurred_on,
            self.people <= self.participations,
            max(reasons.values()) == max(others.values()) == 1,
            self.register_code not in others,
            all(one.people_alike <= self.people <= one.people_in_either for one in self.likeness),
        )
        if not all(fits):
            raise CountsDoNotFit
