"""Events of the planning service: of plans and their items, and of the records kept beside a plan.

Only `PlanOpened` and `DisclosureMade` name the participant; the others name the plan or the record.
A module holds those of one kind of record; `cards` holds what agencies send by systems of their own.
"""
