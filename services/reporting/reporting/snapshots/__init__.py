"""The public figures of a programme: its cells as they were on one day, never changed afterwards (I23, I25).

Two public answers at different times would differ by single people. So there is one snapshot of a programme
that is over, with the proof that it is free of disclosure; a programme that still runs shows nothing yet.
"""
