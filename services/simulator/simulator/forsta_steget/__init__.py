"""Första Steget, groups 1 to 3 in Klippan and Perstorp: cohorts that go through a term together."""
