"""The live view: facts are appended and folded in one transaction, and a rebuild folds them all again."""
