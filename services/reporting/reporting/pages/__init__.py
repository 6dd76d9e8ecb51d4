"""The steering dashboard: server-rendered pages, Swedish first, live, and usable without JavaScript."""
