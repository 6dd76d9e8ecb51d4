"""A consent ends by itself the day after its last one."""
