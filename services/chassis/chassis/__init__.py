"""The service machinery that is nobody's domain: store, relay, inbox, HTTP, settings, telemetry."""
