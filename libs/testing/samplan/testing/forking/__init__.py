"""Python programs as forks of one process.

The process has imported the services once, so that no start of a test imports them again.
Where a start itself is tested, a program is started as a user does: `samplan.testing.servers`.
"""
