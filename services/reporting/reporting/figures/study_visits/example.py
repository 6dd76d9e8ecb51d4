"""A sample answer for the OpenAPI description: made up, as no report prints it."""

from __future__ import annotations

from reporting.figures.study_visits.query import StudyVisits, VisitStepReached

EXAMPLE = StudyVisits(
    programme="internationella-kvinnor",
    steps=(
        VisitStepReached(step="started", reached=24, median_days=None),
        VisitStepReached(step="followed_up", reached=19, median_days=61.0),
        VisitStepReached(step="enrolled", reached=12, median_days=70.0),
        VisitStepReached(step="participation_ended", reached=6, median_days=74.5),
        VisitStepReached(step="deceased", reached=0, median_days=None),
    ),
    running=6,
)
