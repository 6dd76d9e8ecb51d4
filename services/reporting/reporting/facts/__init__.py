"""Every published event once, in the order of arrival. The view is folded from these rows alone."""
