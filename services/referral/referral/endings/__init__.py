"""The ends of a referral without enrolment: declined, withdrawn, routed onward (R-08)."""
