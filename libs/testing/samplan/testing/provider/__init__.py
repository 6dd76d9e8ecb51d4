"""The development provider: an OpenID provider for one machine, with a page to choose who one is.

It asks for no password. It is in no image but the simulator's, and sends nobody back but to this machine.
"""
