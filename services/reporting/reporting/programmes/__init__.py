"""Programmes: their dated definitions and targets, and which of them there are."""
