"""An OpenID Connect provider of the tests' own: real HTTP on this machine, codes, PKCE, tokens signed with RS256."""

import base64
import hashlib
import http.server
import json
import threading
import time
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "gongkai", "client-secret"


class Provider:
    """Whoever comes is `person` (claims). `key` signs; `shown` is the key that it publishes."""

    def __init__(self):
        self.person = {}
        self.changes = {}
        self.headers = {"kid": "one"}
        self.key = self.shown = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.codes = {}
        provider = self

        class Answers(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                path, query = urlsplit(self.path).path, dict(parse_qsl(urlsplit(self.path).query))
                if path == "/authorize":
                    self.send_response(302)
                    self.send_header("Location", provider.authorize(query))
                    self.end_headers()
                else:
                    self.answer(provider.get(path))

            def do_POST(self):
                form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
                self.answer(provider.token({name: values[0] for name, values in form.items()}))

            def answer(self, body):
                self.send_response(400 if body is None or "error" in body else 200)
                self.send_header("Content-Type", "application/json")
                self.end_headers()
                self.wfile.write(json.dumps(body).encode())

            def log_message(self, *_args):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answers)
        self.issuer = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(
            target=self.server.serve_forever, daemon=True, kwargs={"poll_interval": 0.01}
        ).start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()

    def get(self, path):
        if path == "/.well-known/openid-configuration":
            return {
                "issuer": self.issuer,
                "authorization_endpoint": f"{self.issuer}/authorize",
                "token_endpoint": f"{self.issuer}/token",
                "jwks_uri": f"{self.issuer}/jwks",
                "token_endpoint_auth_methods_supported": ["client_secret_post"],
            }
        if path == "/jwks":
            public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.shown.public_key()))
            return {"keys": [public | {"kid": "one", "alg": "RS256", "use": "sig"}]}
        return None

    def authorize(self, query):
        assert (query["client_id"], query["response_type"]) == (CLIENT, "code")
        assert query["code_challenge_method"] == "S256"
        code = f"code-{len(self.codes)}"
        self.codes[code] = query
        return f"{query['redirect_uri']}?{urlencode({'code': code, 'state': query['state']})}"

    def token(self, form):
        asked = self.codes.pop(form.get("code", ""), None)
        proof = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        if (
            asked is None
            or (form.get("client_id"), form.get("client_secret")) != (CLIENT, SECRET)
            or asked["code_challenge"] != base64.urlsafe_b64encode(proof).decode().rstrip("=")
            or asked["redirect_uri"] != form.get("redirect_uri")
        ):
            return {"error": "invalid_grant"}
        now = int(time.time())
        claims = {"iss": self.issuer, "aud": CLIENT, "sub": "subject-1", "iat": now, "exp": now + 60}
        headers = {name: value for name, value in self.headers.items() if value}
        # A token of another algorithm is signed with what everybody knows: the public key.
        alg = headers.get("alg", "RS256")
        key = self.key if alg == "RS256" else str(self.get("/jwks")).ljust(64)
        token = jwt.encode(claims | self.person | self.changes, key, alg, headers=headers)
        return {"access_token": "not-used", "token_type": "Bearer", "id_token": token}
