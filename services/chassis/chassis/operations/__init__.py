"""What an operator asks of a service and does to it: each module is one such act, without a terminal.

Backups and restores, republishing, rereading, healing after a lost store, checking a configuration.
`cli` puts a command in front of each.
"""
