"""What an operator is told when a step cannot be done: one line for each fault, without personal data."""


class Refused(Exception):
    """The step is not done, and nothing has changed. Its text says what is wrong and what to do."""
