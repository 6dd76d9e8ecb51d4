"""How many people there are in each part of a programme: a sum over journeys, kept up to date."""
