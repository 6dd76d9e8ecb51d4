"""Command, load, decide, save. `handlers` is the service's table of contents."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from chassis.decisions.work import Handlers
from referral import commands
from referral.application import (
    arrival,
    capacities,
    consents,
    disclosures,
    drafts,
    endings,
    intake,
    replacements,
    rounds,
    visits,
)
from referral.application.office import Office
from referral.commands import office

OF_THE_OFFICE: Mapping[type, Callable[..., Any]] = {
    office.CheckEligibility: intake.check_eligibility,
    commands.BeginDraft: drafts.begin_draft,
    commands.EditDraft: drafts.edit_draft,
    commands.ReadDraft: drafts.read_draft,
    commands.DiscardDraft: drafts.discard_draft,
    commands.SubmitDraft: drafts.submit_draft,
    office.DiscardOldDrafts: drafts.discard_old_drafts,
    commands.SubmitReferral: arrival.submit_referral,
    commands.ReturnReferral: arrival.return_referral,
    commands.SupplementReferral: arrival.supplement_referral,
    commands.ReadReferral: arrival.read_referral,
    commands.AssessEligibility: intake.assess_eligibility,
    commands.BookIntakeMeeting: intake.book_intake_meeting,
    commands.RebookIntakeMeeting: intake.rebook_intake_meeting,
    commands.MissIntakeMeeting: intake.miss_intake_meeting,
    commands.HoldIntakeMeeting: intake.hold_intake_meeting,
    commands.PostponeDecision: intake.postpone_decision,
    commands.EnrolParticipant: intake.enrol_participant,
    commands.DeclineReferral: endings.decline_referral,
    commands.WithdrawReferral: endings.withdraw_referral,
    commands.RouteReferral: endings.route_referral,
    commands.EnterInError: endings.enter_in_error,
    office.HoldIntakeRound: rounds.hold_intake_round,
    office.PauseIntake: rounds.pause_intake,
    office.ResumeIntake: rounds.resume_intake,
    office.DiscloseForm: disclosures.disclose_form,
    office.MaySeeDisclosures: disclosures.may_see_disclosures,
    office.ReplaceNumber: replacements.replace_number,
    office.UndoReplacement: replacements.undo_replacement,
    office.ErasePerson: disclosures.erase_person,
    office.RotateIndex: disclosures.rotate_index,
    office.PublishCapacity: capacities.publish_capacity,
    commands.FollowUpStudyVisit: visits.follow_up_study_visit,
    commands.EndStudyVisit: visits.end_study_visit,
    office.RemindOfStudyVisits: visits.remind_of_study_visits,
    office.CountAnonymously: visits.count_anonymously,
}


def handlers(intake_office: Office) -> Handlers:
    """What the service does, command by command."""
    return {
        **{command: partial(handler, intake_office) for command, handler in OF_THE_OFFICE.items()},
        commands.NoteConsent: consents.note_consent,
        commands.NoteCoverage: consents.note_coverage,
        commands.WithdrawConsent: consents.withdraw_consent,
        commands.NoteRefusal: consents.note_refusal,
    }
