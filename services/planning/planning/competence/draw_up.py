"""What an agency draws up with the participant: skills, portfolio, study plan, self-assessment."""

from planning.competence.command import WordedCommand
from planning.competence.competence import Competence, CompetenceFact
from planning.plan import Plan


class SkillsMapped(CompetenceFact):
    TOPIC = "planning.SkillsMapped"

    def apply(self, competence: Competence) -> None:
        competence.skills_mapped_on = self.occurred_on
        competence.keep(self)


class PortfolioDrawnUp(CompetenceFact):
    TOPIC = "planning.PortfolioDrawnUp"

    def apply(self, competence: Competence) -> None:
        competence.portfolio_on = self.occurred_on
        competence.keep(self)


class StudyPlanDrawnUp(CompetenceFact):
    TOPIC = "planning.StudyPlanDrawnUp"

    def apply(self, competence: Competence) -> None:
        competence.study_plan_on = self.occurred_on
        competence.keep(self)


class SoftSkillsAssessed(CompetenceFact, private=True):
    """Private: what participants think of themselves stays with the agency that they told."""

    TOPIC = "planning.SoftSkillsAssessed"

    def apply(self, competence: Competence) -> None:
        competence.self_assessed_on = self.occurred_on
        competence.keep(self)


class MapSkills(
    WordedCommand, path="skills-mapping", sv="Kartlägg kompetens", en="Map the skills", versioned=False
):
    """Published is that it was done; the words stay."""

    def decide(self, competence: Competence, plan: Plan, sealed: str | None) -> None:
        competence.record(SkillsMapped, plan, self.occurred_on, sealed)


class DrawUpPortfolio(
    WordedCommand, path="portfolio", sv="Upprätta meritportfölj", en="Draw up the portfolio", versioned=False
):
    """With CV and personal letter. Published is that it was done; the words stay."""

    def decide(self, competence: Competence, plan: Plan, sealed: str | None) -> None:
        competence.record(PortfolioDrawnUp, plan, self.occurred_on, sealed)


class DrawUpStudyPlan(
    WordedCommand, path="study-plan", sv="Upprätta studieplan", en="Draw up the study plan", versioned=False
):
    """Published is that it was done; the words stay."""

    def decide(self, competence: Competence, plan: Plan, sealed: str | None) -> None:
        competence.record(StudyPlanDrawnUp, plan, self.occurred_on, sealed)


class AssessSoftSkills(
    WordedCommand,
    path="soft-skills",
    sv="Spara självskattning av soft skills",
    en="Keep a self-assessment of soft skills",
    versioned=False,
):
    """The participant's own words. Nothing of it is published."""

    def decide(self, competence: Competence, plan: Plan, sealed: str | None) -> None:
        competence.record(SoftSkillsAssessed, plan, self.occurred_on, sealed)
