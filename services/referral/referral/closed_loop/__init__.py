"""The loop continues after enrolment: the referrer learns of the plan, as the consent lets it (R-18)."""
