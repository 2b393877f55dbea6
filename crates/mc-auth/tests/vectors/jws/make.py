"""Makes vectors.json: detached JWS by Python's cryptography, with the private key of ../../keys."""

import base64
import json
import pathlib

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding

HERE = pathlib.Path(__file__).parent
KEY = serialization.load_pem_private_key((HERE / "../../keys/pkcs8.pem").read_bytes(), None)
BODY = '{"name":"Zoë","number":12345678901234567890}'


def base64url(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def detached(header, scheme):
    protected = base64url(json.dumps(header, separators=(",", ":")).encode())
    message = f"{protected}.{base64url(BODY.encode())}".encode()
    return f"{protected}..{base64url(KEY.sign(message, scheme, hashes.SHA256()))}"


PKCS1 = padding.PKCS1v15()
PSS = padding.PSS(padding.MGF1(hashes.SHA256()), 32)
IAT = {"crit": ["iat"], "iat": "1768435200"}
vectors = {
    "body": BODY,
    "good": {
        "RS256": detached({"alg": "RS256", "kid": "signing", **IAT}, PKCS1),
        "PS256": detached({"alg": "PS256", "kid": "signing", "iat": 1768435200}, PSS),
        "without kid": detached({"alg": "RS256", **IAT}, PKCS1),
    },
    "no time": detached({"alg": "RS256"}, PKCS1),
    "refused": {
        "alg": detached({"alg": "HS256"}, PKCS1),
        "none": detached({"alg": "none"}, PKCS1),
        "crit": detached({"alg": "RS256", "crit": ["exp"], "exp": 1}, PKCS1),
        "b64": detached({"alg": "RS256", "b64": False}, PKCS1),
    },
}
(HERE / "vectors.json").write_text(json.dumps(vectors, indent=1, ensure_ascii=False) + "\n")
