from dataclasses import field
from datetime import date
from uuid import UUID, uuid4

from chassis.decisions.commands import Command, PlannedDate, Records, ShortText
from planning.groups.group import Group, GroupFormed
from planning.office import Office
from planning.terms import Term
from samplan.contracts.codes import Agency


class FormGroup(Command[Office], path="", sv="Bilda en grupp", en="Form a group", creates=True):
    """For a term of the programme. The days of its sessions follow from the term's template and the calendar.

    `term`: the id of one of the programme's `term_templates`. The calling agency is a party to the
    programme, and owns the group.
    """

    group_id: UUID = field(default_factory=uuid4)
    programme: ShortText
    term: ShortText
    begins_on: PlannedDate
    by: Agency
    occurred_on: date

    def carry_out(self, work: Records, office: Office) -> Group:
        """Raises NoPlanningRule, NotAParty or NoTermTemplate."""
        office.require_party(self.programme, self.by)
        return work.add(self.formed(office.term(self.programme, self.term, self.begins_on)))

    def formed(self, term: Term) -> Group:
        return Group.begin(
            GroupFormed,
            self.group_id,
            programme=self.programme,
            agency=self.by,
            term=term.id,
            method_book=term.method_book,
            begins_on=self.begins_on,
            ends_on=term.last_day(self.begins_on),
            days=term.session_days(self.begins_on),
            smallest=term.smallest_group,
            largest=term.largest_group,
            occurred_on=self.occurred_on,
        )
