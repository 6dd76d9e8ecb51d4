"""Kafka's topics, rights and users as files: shown as a difference, then applied."""
