"""Records beside a plan, whatever the programme: each a few requests of the agencies."""
