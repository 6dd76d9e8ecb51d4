"""The plan is agreed by those in it, within the days that its programme gives (P-06)."""
