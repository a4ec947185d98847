"""An identity provider (OpenID Connect): the authorization code with PKCE, and who it says somebody is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

import httpx
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from .codes import refused

if TYPE_CHECKING:
    from scheduler.refusals import Refused

PATIENCE = 10
"""Seconds for each answer of the provider."""
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "ES256", "ES384", "ES512", "Ed25519"]
"""By which an identity may be signed: none that our own secret or nothing at all would make."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Who a provider says somebody is."""

    issuer: str
    subject: str
    email: str | None
    """Only where the provider says that it is the user's own."""
    name: str


@dataclass(frozen=True, kw_only=True)
class Provider:
    """One identity provider, and what it calls us."""

    issuer: str
    client_id: str
    client_secret: str
    back: str
    """Where browsers come back to."""
    domains: tuple[str, ...] = ()
    """Of e-mail addresses whose people come in without an invitation."""

    def start(self, *, state: str, nonce: str, verifier: str) -> str:
        """Return where a browser is sent, to sign in there."""
        asked = {
            "response_type": "code",
            "client_id": self.client_id,
            "redirect_uri": self.back,
            "scope": "openid email profile",
            "state": state,
            "nonce": nonce,
            "code_challenge": create_s256_code_challenge(verifier),
            "code_challenge_method": "S256",
        }
        address = str(self._places["authorization_endpoint"])
        return f"{address}{'&' if '?' in address else '?'}{urlencode(asked)}"

    def finish(self, code: str, *, nonce: str, verifier: str, now: int) -> Identity:
        """Return who came back with a code; raise Refused where the provider does not answer for it."""
        try:
            token = self._token(code, verifier)
            claims = self._claims(str(token["id_token"]), nonce, now)
            if "email" not in claims and "userinfo_endpoint" in self._places:
                shown = {"Authorization": f"Bearer {token['access_token']}"}
                more = httpx.get(self._places["userinfo_endpoint"], headers=shown, timeout=PATIENCE)
                told = more.raise_for_status().json()
                claims = {**told, **claims} if told.get("sub") == claims["sub"] else claims
        except (httpx.HTTPError, JoseError, ValueError, KeyError) as error:
            raise _unanswered() from error
        is_theirs = claims.get("email_verified") is True and isinstance(claims.get("email"), str)
        return Identity(
            issuer=self.issuer,
            subject=str(claims["sub"]),
            email=claims["email"] if is_theirs else None,
            name=str(claims.get("name") or claims.get("email") or claims["sub"]),
        )

    @cached_property
    def _places(self) -> dict[str, Any]:
        """What the provider says of itself; asked once."""
        try:
            answer = httpx.get(f"{self.issuer.rstrip('/')}/.well-known/openid-configuration", timeout=PATIENCE)
            found: dict[str, Any] = answer.raise_for_status().json()
        except (httpx.HTTPError, ValueError) as error:
            raise _unanswered() from error
        if found.get("issuer") != self.issuer:
            raise _unanswered()
        return found

    def _token(self, code: str, verifier: str) -> dict[str, Any]:
        """Return what the provider gives for a code; what it calls us and our secret are told in a header alone."""
        asked = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self.back,
            "code_verifier": verifier,
        }
        by = httpx.BasicAuth(quote(self.client_id, safe=""), quote(self.client_secret, safe=""))
        answer = httpx.post(self._places["token_endpoint"], data=asked, auth=by, timeout=PATIENCE)
        found: dict[str, Any] = answer.raise_for_status().json()
        return found

    def _claims(self, id_token: str, nonce: str, now: int) -> dict[str, Any]:
        """Return what the provider signed for us and this sign-in; its keys are asked for each time."""
        keys = httpx.get(self._places["jwks_uri"], timeout=PATIENCE).raise_for_status().json()
        claims: dict[str, Any] = jwt.decode(id_token, KeySet.import_key_set(keys), algorithms=ALGORITHMS).claims
        audience = claims["aud"] if isinstance(claims["aud"], list) else [claims["aud"]]
        is_ours = self.client_id in audience and claims.get("azp", self.client_id) == self.client_id
        holds = claims["exp"] > now - LEEWAY and claims["iat"] < now + LEEWAY
        if claims["iss"] != self.issuer or not is_ours or not holds or claims.get("nonce") != nonce:
            message = "an identity that is not for this sign-in"
            raise ValueError(message)
        return claims


LEEWAY = 120
"""Seconds by which the clocks of two machines may differ."""


def _unanswered() -> Refused:
    return refused(
        "provider-silent", "your organisation's account could not be looked up; try again, or ask the operator"
    )
