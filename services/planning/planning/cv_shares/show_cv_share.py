from uuid import UUID

from chassis.decisions.commands import Command, Records
from planning.cv_shares.cv_share import CvShare, SeenCvShare, text_of
from planning.office import Office
from planning.office.beside import is_known_beside, plan_of_own_record
from samplan.contracts.codes import Agency


def shown_share(share_id: UUID, by: Agency, work: Records, office: Office) -> CvShare:
    """Raises NotFound for an agency that it is not shown to, before its version is compared."""
    return work.load(
        CvShare,
        share_id,
        if_shown=lambda one: (
            one.is_shown_to(by, office.keeper) and is_known_beside(one.plan_id, one.owner, by, work, office)
        ),
    )


class ShowCvShare(Command[Office]):
    """To the agency that shares the CV and the keeper; the CV to that agency alone, while it may share it."""

    share_id: UUID
    by: Agency

    def carry_out(self, work: Records, office: Office) -> SeenCvShare:
        share = shown_share(self.share_id, self.by, work, office)
        plan = plan_of_own_record(share.plan_id, self.by, work, office.circle_today)
        may_share = share.is_in_force_on(office.today()) and not plan.has_ended
        if self.by != share.owner or not may_share or not plan.may_be_changed_by(self.by):
            return SeenCvShare(share)
        return SeenCvShare(share, text_of(office.words.open(share.sealed, record=share.id)))
