"""What an operator asks of a service and does to it: each module is one such thing, without a terminal."""
