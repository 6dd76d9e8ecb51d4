"""What the programmes' rules refuse. The codes are public and stable."""

from typing import ClassVar

from chassis.decisions.domain import Refused


class NoPlanningRule(Refused):
    """The programme is unknown here, or has no planning rule in force on that day."""

    code = "no_planning_rule"


class NotAKeeper(Refused):
    """An enrolment names this agency as the keeper of the plan, and the programme here does not."""

    code = "not_a_keeper"


class NoTermTemplate(Refused):
    """The programme is unknown here, or has no such term on that day."""

    code = "no_term_template"
    status = 422
    title: ClassVar[str] = "The programme has no template for this term: use one of its term_templates"


class NotAParty(Refused):
    code = "not_a_party"
    status = 403
    title: ClassVar[str] = "The agency takes no part in the programme"


class NoSuchNotice(Refused):
    code = "no_such_notice"
    status = 422
    title: ClassVar[str] = "The programme has no duty notice in that language on that day"


class UnknownRule(Refused):
    code = "unknown_rule"
    status = 422
    title: ClassVar[str] = "The agency has no conflict of that kind and id in the programme"


class NoMappingTemplate(Refused):
    """The programme has none on that day, or the file of an earlier one is gone."""

    code = "no_mapping_template"
    title: ClassVar[str] = "The programme has no template for mappings on that day"
