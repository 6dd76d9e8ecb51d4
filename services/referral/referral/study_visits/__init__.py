"""The deepened study visit (Metodstöd 2016, R-07): two clocks, reminders and two ends."""
