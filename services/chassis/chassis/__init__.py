"""The machinery that every service runs on, in rooms that import downwards only.

cli > operations > process > service > http > decisions > store > observe > settings.
It knows no service and no agency.
"""
