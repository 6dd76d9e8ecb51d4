"""Bodies of a programme: which seats they have over time, by agency and role, without names (T-20)."""
