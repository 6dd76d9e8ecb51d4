"""What must come out of a population that was driven, and whether the services show it.

It waits until everything stored has reached the view, then compares each figure and looks for empty lists.
The expected numbers are counted from the stories, never read from the services.
"""
