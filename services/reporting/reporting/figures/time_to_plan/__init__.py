"""Days from enrolment to an agreed plan, against the limit (T-18)."""
