"""People sign in to a service's pages at an OpenID provider: authorization code, PKCE, state and nonce.

Any provider will do, and the browser keeps the session.
It knows no page and no service.
"""
