"""Why a person went no further than a step, in words."""

from reporting.pages.wording import Wording


def reason_name(reason: str, say: Wording) -> str:
    """A reason for declining, for a missing consent or an exit class; the code itself if it is new."""
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
    }.get(reason, reason)


def pause_reason(reason: str, say: Wording) -> str:
    """Why a programme takes no referrals; the code itself if it is new."""
    return {
        "pandemic": say.text("pandemic"),
        "no_capacity": say.text("no capacity"),
        "reorganisation": say.text("reorganisation"),
        "holidays": say.text("holidays"),
        "other": say.text("another reason"),
    }.get(reason, reason)
