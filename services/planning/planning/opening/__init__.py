"""A plan opens for an enrolment, or the enrolment joins the plan that the participant has."""
