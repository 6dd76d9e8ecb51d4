"""Events that change no figure, and why. Each is stored as a fact like any other (T-01)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from samplan.contracts import consent, intake, referral
from samplan.contracts.event import ContractEvent
from samplan.contracts.owners import deliveries, erasures
from samplan.contracts.planning import cards, groups, items, meetings, plans, records, revisions
from samplan.contracts.steering import chains, comparisons

IGNORED: Mapping[type[ContractEvent], str] = MappingProxyType(
    {
        referral.ReferralReturned: "the referral stays at the step that it had reached (T-05)",
        referral.ReferralSupplemented: "its assessment, which follows, is the step (T-05)",
        referral.IntakeMeetingBooked: "the meeting held is the step, not the booking (T-05)",
        referral.DisclosureMade: "it is an entry of the participant's log, and no step of a journey (C-11)",
        intake.CapacityPublished: "free places are for those who refer (R-11); no indicator counts them",
        intake.IntakeRoundHeld: "its referrals are counted one by one (T-05)",
        referral.StudyVisitOverdue: "a visitor is in no figure of participants (R-07)",
        referral.StudyVisitOverdueTakenBack: "as for the overdue visit, which was none (I29)",
        consent.GrantAcknowledged: "opens records to an agency; no figure is of who reads (C-15)",
        consent.ConsentNarrowed: "names fewer agencies; the participant still takes part (C-03)",
        consent.RevocationAcknowledged: "says what an agency did with its copies (C-08)",
        consent.BlockSet: "closes records to one agency; stored without the participant (C-05)",
        consent.BlockLifted: "as for the block that it ends",
        consent.EmergencyAccessOpened: "opens records for some hours; stored without the participant (C-05)",
        consent.EmergencyAccessClosed: "as for the access that it ends",
        consent.ParticipantDeceased: "the exit in the plan counts; stored without the participant",
        consent.AgencyJoined: "the programme's parties are no figure (C-04)",
        consent.AgencyLeft: "as for the party that joined",
        erasures.ErasureRequested: "follows the end of every consent; stored without the participant (C-09)",
        erasures.ErasureAssessed: "names no participant (C-09)",
        erasures.ErasureExecuted: "its consents have ended before; stored without the participant (C-09)",
        erasures.ErasureRefused: "names no participant (C-09)",
        revisions.PlanRevised: "a plan is counted by its first agreement (T-18)",
        plans.StageEntered: "no figure is of the stage that a participant is in (P-05)",
        plans.SubGoalAssessed: "no figure is of goals that are on their way (P-05)",
        plans.GoalAssessed: "as for the sub-goals (P-06)",
        meetings.MappingCompleted: "no figure counts mappings; the agreement is the step (P-06)",
        meetings.MeetingHeld: "no figure counts meetings; the agreement is the step (P-06)",
        items.ActivityProposed: "an activity counts from the day on which it starts (P-07)",
        items.ActivityAccepted: "as for the proposal",
        items.ActivityDeclined: "as for the proposal: it never starts",
        items.ActivityProposalWithdrawn: "as for the proposal: it never starts",
        items.ActivityReplanned: "as for the proposal",
        items.ItemChangeProposed: "what its owner accepts follows as an event of its own (P-07)",
        items.ItemChangeAnswered: "as for the proposal of a change",
        items.ItemChangeWithdrawn: "as for the proposal of a change",
        plans.DisclosureMade: "it is for the participant's log; stored without the participant (C-11)",
        plans.TeamAssigned: "no figure is of teams",
        groups.WorkshopAttended: "no figure is of workshops",
        records.DemandSet: "no figure is of what is asked of a participant",
        records.DemandMet: "as for the demand that was set",
        records.DutyNoticeRead: "no figure is of duty notices",
        records.AvailabilityAssessed: "no figure is of health coordination yet (P-13)",
        records.SkillsMapped: "no figure is of competence yet (P-12)",
        records.ValidationRequested: "as for the skills that were mapped",
        records.ValidationCompleted: "as for the skills that were mapped",
        records.ValidationRefused: "as for the skills that were mapped",
        records.StudyPlanDrawnUp: "as for the skills that were mapped",
        records.AdmissionDecisionReceived: "as for the skills that were mapped; the exit to studies counts",
        deliveries.SharingEnded: "is for the system of one agency alone, on a topic of its own (I28)",
        cards.CardRejected: "is for the sender of the card alone, on a topic of its own (P-09)",
        comparisons.DiscrepancyFound: "of registers, not of participants; no section shows it yet (T-12)",
        chains.ResultChainItemRecorded: "no figure is of result chains: their words stay in steering (T-11)",
        chains.EffectAssumptionStated: "as for the steps that it links",
        referral.ErasureAcknowledged: "names no participant (C-09)",
    }
)
