"""Activity cards: agencies' own systems send their activities over Kafka; bad ones are answered (P-09)."""
