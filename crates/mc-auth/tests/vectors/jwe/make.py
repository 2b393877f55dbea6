#!/usr/bin/env python3
"""Writes vectors.json: JWE strings for tests/keys/pkcs8.pem, made with Python's `cryptography` and nothing of the crate."""

import base64
import json
import os

from cryptography.hazmat.primitives import hashes, hmac, padding, serialization
from cryptography.hazmat.primitives.asymmetric.padding import MGF1, OAEP
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

HERE = os.path.dirname(os.path.abspath(__file__))
with open(os.path.join(HERE, "..", "..", "keys", "spki.pem"), "rb") as file:
    PUBLIC = serialization.load_pem_public_key(file.read())
CBC = {"A128CBC-HS256": (32, hashes.SHA256()), "A192CBC-HS384": (48, hashes.SHA384()), "A256CBC-HS512": (64, hashes.SHA512())}
PLAINTEXT = '{"name":"Zoë","number":12345678901234567890}'.encode()


def encode(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def jwe(header, iv_length, wrap=hashes.SHA256):
    enc = header["enc"]
    protected = encode(json.dumps(header, separators=(",", ":")).encode())
    iv = os.urandom(iv_length)
    if enc in CBC:
        length, digest = CBC[enc]
        key = os.urandom(length)
        padder = padding.PKCS7(128).padder()
        cipher = Cipher(algorithms.AES(key[length // 2 :]), modes.CBC(iv)).encryptor()
        ciphertext = cipher.update(padder.update(PLAINTEXT) + padder.finalize()) + cipher.finalize()
        mac = hmac.HMAC(key[: length // 2], digest)
        mac.update(protected.encode() + iv + ciphertext + (len(protected) * 8).to_bytes(8, "big"))
        tag = mac.finalize()[: length // 2]
    else:
        key = os.urandom(int(enc[1:4]) // 8)
        cipher = Cipher(algorithms.AES(key), modes.GCM(iv)).encryptor()
        cipher.authenticate_additional_data(protected.encode())
        ciphertext = cipher.update(PLAINTEXT) + cipher.finalize()
        tag = cipher.tag
    wrapped = PUBLIC.encrypt(key, OAEP(mgf=MGF1(wrap()), algorithm=wrap(), label=None))
    return ".".join([protected] + [encode(part) for part in (wrapped, iv, ciphertext, tag)])


def standard_alphabet(text):
    """As the Node library spells it, and with padding: all parts but the first, which is authenticated as it stands."""
    first, *rest = text.split(".")
    return ".".join([first] + [part.replace("-", "+").replace("_", "/") + "=" * (-len(part) % 4) for part in rest])


good, oaep = {}, {"alg": "RSA-OAEP-256"}
for bits in (128, 192, 256):
    for length in (12, 16):
        good[f"A{bits}GCM with {length} bytes"] = jwe({"enc": f"A{bits}GCM", **oaep}, length)
for enc in CBC:
    good[enc] = jwe({"enc": enc, **oaep}, 16)
good["kid and cty"] = jwe({"kid": "of another key", "cty": "application/json", "enc": "A256GCM", **oaep}, 12)
good["standard alphabet"] = standard_alphabet(jwe({"enc": "A256GCM", **oaep}, 16))
bad = {
    "alg RSA-OAEP": jwe({"enc": "A256GCM", "alg": "RSA-OAEP"}, 12, wrap=hashes.SHA1),
    "alg RSA1_5": jwe({"enc": "A256GCM", "alg": "RSA1_5"}, 12),
    "zip": jwe({"enc": "A256GCM", "zip": "DEF", **oaep}, 12),
    "crit": jwe({"enc": "A256GCM", "crit": ["exp"], **oaep}, 12),
}
with open(os.path.join(HERE, "vectors.json"), "w", encoding="utf-8") as file:
    json.dump({"plaintext": PLAINTEXT.decode(), "good": good, "refused": bad}, file, indent=1, ensure_ascii=False)
    file.write("\n")
