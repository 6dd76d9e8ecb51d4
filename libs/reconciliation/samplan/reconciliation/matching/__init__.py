"""The comparison: what is offered and asked, encrypted elements, files between the parties, and the steps.

Each party has keys of its own, for one comparison, which end with it.
What the other party can learn is stated in decision 77.
"""
