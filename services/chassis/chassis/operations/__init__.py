"""Operators' tasks on a service, one module each, without a terminal.

Backup and restore, republishing, rereading, healing after a lost store, checking a configuration.
`cli` has a command for each.
"""
