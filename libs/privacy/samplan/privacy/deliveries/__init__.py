"""Deliveries: what an owner tells the system of each agency, decided by the circle and stored (I28).

A service indexes its facts by the record that they are about, and notes changed circles.
The relay sends what is decided, each recipient's on a topic of their own.
"""
