from planning.opening.waiting_visit_ends import VisitEnd
from planning.study_visits.end_study_visit import EndStudyVisit
from samplan.contracts.envelope import Envelope
from samplan.contracts.referral import StudyVisitEnded


def when_study_visit_ended_end_study_visit(event: StudyVisitEnded, envelope: Envelope) -> list[EndStudyVisit]:
    visit = VisitEnd(referral_id=event.referral_id, end=event.end, on=event.occurred_on)
    return [EndStudyVisit(visit=visit, source=envelope.source)]
