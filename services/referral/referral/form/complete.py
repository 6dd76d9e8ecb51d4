"""A form at the edge, which has to be complete: every gap is named in one answer (R-02)."""

from chassis.http.forms import Checked
from chassis.http.problems import Problem
from referral.form.all_at_once import WholeForm
from referral.form.asked import Form as AnyForm
from referral.form.completeness import CompleteForm, IncompleteReferral, complete
from referral.form.example import EXAMPLE


def complete_form(form: AnyForm) -> CompleteForm:
    """Raises Problem 422, before the command is looked at."""
    try:
        return complete(form)
    except IncompleteReferral as refused:
        raise Problem(refused.status, refused.code, errors=refused.gaps) from None


COMPLETE = Checked(WholeForm, EXAMPLE, complete_form)
