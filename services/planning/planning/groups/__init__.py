"""Groups of participants who go through a term together (P-10): records of their own beside the plans."""

from planning.groups.group import Group, GroupFact, Membership

__all__ = ["Group", "GroupFact", "Membership"]
