"""What Malmökraften's agencies do beside the plans, from meetings to health coordination."""
