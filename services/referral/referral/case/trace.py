"""The trace of the rule: what a policy asked of a person, and what came out (R-03)."""

from dataclasses import dataclass, replace

from samplan.contracts.codes import Outcome

BY_A_PERSON = "decided_by_a_person"


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One criterion's outcome, and its reason as a code."""

    criterion: str
    outcome: Outcome
    reason: str


@dataclass(frozen=True, kw_only=True)
class Trace:
    """What was asked by which policy, what came out, and the source it rests on."""

    policy: str
    policy_version: int
    source: str
    findings: tuple[Finding, ...]

    @property
    def outcome(self) -> Outcome:
        """Not met when any criterion is not met; else unknown when any is: then a person decides."""
        outcomes = {finding.outcome for finding in self.findings}
        return next((one for one in (Outcome.NOT_MET, Outcome.UNKNOWN) if one in outcomes), Outcome.MET)

    @property
    def unknown(self) -> list[str]:
        """The criteria for which a person has to decide."""
        return [finding.criterion for finding in self.findings if finding.outcome is Outcome.UNKNOWN]

    def settled(self, criterion: str, outcome: Outcome) -> "Trace":
        """The trace after a person has decided one criterion."""
        return replace(
            self,
            findings=tuple(
                replace(finding, outcome=outcome, reason=BY_A_PERSON)
                if finding.criterion == criterion
                else finding
                for finding in self.findings
            ),
        )

    @property
    def unmet(self) -> list[str]:
        """The criteria that are not met."""
        return [finding.criterion for finding in self.findings if finding.outcome is Outcome.NOT_MET]
