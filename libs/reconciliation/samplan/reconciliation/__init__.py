"""Where registers disagree: each agency compares its own extract on its own machine.

Private set intersection tells a party about its own rows only, and nothing beyond what the agreement names.
Start at `samplan-reconcile --help` and docs/reconcile.md.
"""
