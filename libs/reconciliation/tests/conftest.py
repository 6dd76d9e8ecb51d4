"""openmined-psi has no wheels for some platforms and Pythons (pyproject.toml): nothing is collected there."""

from importlib.util import find_spec

collect_ignore_glob = [] if find_spec("private_set_intersection") else ["test_*.py"]
