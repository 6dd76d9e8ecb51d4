"""The pages' figures, from the published view."""

from collections.abc import Sequence
from dataclasses import dataclass

from reporting.disclosure_control.view import Views
from reporting.pages.dashboard import Answers
from reporting.programmes.listing import ProgrammeEntry, programme_list
from reporting.queries.days_to_plan import days_to_plan
from reporting.queries.exits_by_sex import exits_by_sex
from reporting.queries.funnel import funnel
from reporting.queries.target_attainment import target_attainment
from reporting.view import Views
from samplan.bus.reading.catch_up import wait_while_behind


@dataclass(frozen=True)
class Published:
    views: Views

    def programmes(self) -> Sequence[ProgrammeEntry]:
        return programme_list(self.views.programmes).programmes

    def answers(self, programme: str) -> Answers:
        wait_while_behind(self.views.database)
        view = self.views.published(programme)
        return Answers(
            funnel=funnel(view),
            exits=exits_by_sex(view),
            days=days_to_plan(view),
            targets=target_attainment(view),
            received_at=view.head.folded_at,
        )
