"""Who may know a participant's journeys: the circles, under aliases of the participants (decision 42)."""
