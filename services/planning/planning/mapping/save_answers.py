from chassis.decisions.commands import Records
from planning.mapping.command import MappingCommand, readers_of, sealed
from planning.mapping.mapping import Answers, AnswersSaved, Mapping, MappingIsCompleted
from planning.office import Office


class SaveAnswers(MappingCommand, path="answers", method="PUT", sv="Spara svar", en="Save the answers"):
    """All answers so far replace the earlier ones: a draft may lack any, and none may be of another kind."""

    answers: Answers

    def decide(self, mapping: Mapping, work: Records, office: Office) -> None:
        """Raises MappingIsCompleted or BadAnswers."""
        if mapping.is_completed:
            raise MappingIsCompleted
        text = sealed(self.answers, mapping, office)
        mapping.trigger_event(
            AnswersSaved,
            by=self.by,
            sealed=text,
            readers=readers_of(mapping, self.by, work, office),
            occurred_on=self.occurred_on,
        )
