"""A participant's circle, from this service's own records: who may know what, by which rule (C-12)."""
