"""Writes the JWK files of this folder from pkcs1.der and certificate.der."""

import base64
import json

NAMES = ["n", "e", "d", "p", "q", "dp", "dq", "qi"]


def integers(der):
    """The numbers of a SEQUENCE of INTEGERs."""
    assert der[0] == 0x30
    at = 4
    while at < len(der):
        assert der[at] == 2
        length, at = der[at + 1], at + 2
        if length & 0x80:
            count = length & 0x7F
            length, at = int.from_bytes(der[at : at + count], "big"), at + count
        yield der[at : at + length].lstrip(b"\0")
        at += length


def base64url(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def write(name, value):
    with open(name, "w") as file:
        json.dump(value, file, indent=2)
        file.write("\n")


with open("pkcs1.der", "rb") as file:
    numbers = list(integers(file.read()))[1:]
with open("certificate.der", "rb") as file:
    certificate = base64.b64encode(file.read()).decode()
private = {"kty": "RSA", "kid": "first", "alg": "RSA-OAEP-256", "use": "enc"}
private.update({name: base64url(number) for name, number in zip(NAMES, numbers)})
public = {name: value for name, value in private.items() if name not in NAMES[2:]}
elliptic = {"kty": "EC", "kid": "elliptic", "crv": "P-256", "x": "AA", "y": "AA"}
write("private.jwk.json", private)
write("public.jwk.json", public)
write("set.jwks.json", {"keys": [elliptic, {**public, "x5c": [certificate]}]})
