"""The consent service over HTTP. A personnummer travels in bodies only, never in a URL."""
