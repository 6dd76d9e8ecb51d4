"""A study visit ends: with an enrolment, which starts the clock, or with the participation (R-07)."""
