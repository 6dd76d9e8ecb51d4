"""People sign in to a service's pages at an OpenID provider: authorization code, PKCE, state and nonce.

Any provider will do. It knows no page and no service.
"""
