"""Events of the steering service: what the steering group has decided about a programme and its figures.

None is about a person. Who prepared and who approved is published by role alone.
A module holds those of one kind of decision.
"""
