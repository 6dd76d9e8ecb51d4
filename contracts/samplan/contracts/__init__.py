"""The published language: what leaves a service, and nothing else."""
