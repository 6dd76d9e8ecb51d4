"""Reporting: the cross-agency view, its indicators and the dashboard."""
