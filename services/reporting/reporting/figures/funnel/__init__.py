"""From referral to exit: who reaches each step, and why the others do not (T-05)."""
