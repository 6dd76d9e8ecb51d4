"""A consent that is asked for: the form is with the participant, and the answer is awaited."""
