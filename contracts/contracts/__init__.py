"""The published language: event types, their envelope and codec, and the topics."""
