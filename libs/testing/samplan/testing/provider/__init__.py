"""The development provider: an OpenID provider for one machine, with a page to choose who one is.

It asks for no password, and sends nobody back but to this machine.
It is in no image but the simulator's.
"""
