"""Planning: coordinator, track, plan, activities and exit."""
