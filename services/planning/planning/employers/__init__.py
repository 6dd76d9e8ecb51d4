"""Employers: contacts, orders, and the time that a team spends with them (P-14). Names stay in the vault."""
