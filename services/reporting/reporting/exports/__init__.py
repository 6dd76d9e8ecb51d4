"""A figure's table as files: a format each, made of the same cells."""
