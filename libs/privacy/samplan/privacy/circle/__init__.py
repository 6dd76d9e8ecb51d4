"""The circle: who may know what about one participant, and by which rule (C-06, C-12).

A value that events of the consent service change, and pure decisions upon it.
Publishing, showing and disclosing ask here and nowhere else.
"""
