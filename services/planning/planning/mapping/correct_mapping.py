from chassis.decisions.commands import Records
from planning.mapping.command import MappingCommand, readers_of, require_complete, sealed, template_of
from planning.mapping.mapping import Answers, Mapping, MappingCorrected, MappingNotCompleted
from planning.office import Office
from planning.plan.refusals import BeforeTheStart


class CorrectMapping(MappingCommand, path="corrections", sv="Rätta kartläggningen", en="Correct the mapping"):
    """All answers as they should be. Nothing more is published: that it was completed holds."""

    answers: Answers

    def decide(self, mapping: Mapping, work: Records, office: Office) -> None:
        """Raises MappingNotCompleted, BeforeTheStart, BadAnswers or MappingIncomplete."""
        if mapping.completed_on is None:
            raise MappingNotCompleted
        if self.occurred_on < mapping.completed_on:
            raise BeforeTheStart
        text = sealed(self.answers, mapping, office)
        require_complete(self.answers, template_of(mapping, office))
        mapping.trigger_event(
            MappingCorrected,
            by=self.by,
            sealed=text,
            readers=readers_of(mapping, self.by, work, office),
            occurred_on=self.occurred_on,
        )
