"""Why a person went no further than a step, in words."""

from reporting.pages.wording import Wording


def reason_name(reason: str, say: Wording) -> str:
    """A reason for declining, for a missing consent or an exit class; the code itself if it is new."""
    return (_before_enrolment(say) | _exit_classes(say)).get(reason, reason)


def _before_enrolment(say: Wording) -> dict[str, str]:
    return {
        "not_eligible": say.text("not eligible"),
        "not_in_target_group": say.text("not in the target group"),
        "ongoing_intervention": say.text("another intervention is under way"),
        "no_capacity": say.text("no capacity"),
        "no_consent": say.text("no consent"),
        "consent_refused": say.text("refused consent"),
        "consent_withdrawn": say.text("withdrew consent"),
        "moved": say.text("moved"),
        "deceased": say.text("deceased"),
        "participant_declined": say.text("declined"),
        "wrong_recipient": say.text("wrong recipient"),
        "registered_in_error": say.text("registered in error"),
        "undecided_after_study_visit": say.text("undecided after a study visit"),
    }


def _exit_classes(say: Wording) -> dict[str, str]:
    """Those that are no reason before enrolment too."""
    return {
        "work_unsubsidised": say.text("to unsubsidised work"),
        "work_subsidised": say.text("to subsidised work"),
        "studies_student_aid": say.text("to studies with student aid"),
        "studies_retained_support": say.text("to studies with support retained"),
        "enhanced_cooperation": say.text("to enhanced cooperation"),
        "right_benefit_clarified": say.text("the right benefit clarified"),
        "returned_to_regular": say.text("back to regular services"),
        "ended_by_agency": say.text("ended by an agency"),
    }


def pause_reason(reason: str, say: Wording) -> str:
    """Why a programme takes no referrals; the code itself if it is new."""
    return {
        "pandemic": say.text("pandemic"),
        "no_capacity": say.text("no capacity"),
        "reorganisation": say.text("reorganisation"),
        "holidays": say.text("holidays"),
        "other": say.text("another reason"),
    }.get(reason, reason)
