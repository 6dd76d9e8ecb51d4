from chassis.decisions.commands import Command, Records
from referral.case.referral import Referral
from referral.form.completeness import CompleteForm
from referral.office.office import Office
from referral.submitting.make_referral import make_referral
from samplan.contracts.codes import Agency


class SubmitReferral(Command[Office]):
    """As the calling agency. The body is the form itself: `submission` has its route."""

    by: Agency
    form: CompleteForm

    def carry_out(self, work: Records, office: Office) -> Referral:
        return make_referral(self.form, self.by, work, office)
