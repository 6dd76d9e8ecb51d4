"""From a personnummer to a participant id: a disclosure, recorded before it is answered (C-11)."""
