"""The register of plans: one row per plan, folded by the unit of work, and the questions put to it."""
