#!/usr/bin/env python3
"""Writes the vectors of this folder: one folder a case, one file a stage.

Knows nothing of the crate: the strings are made with Python's standard library, the signatures by OpenSSL with
tests/keys/pkcs8.pem. Run it after that key or a case has changed, and read the difference.
"""

import base64
import hashlib
import json
import os
import subprocess
from urllib.parse import quote, unquote_to_bytes

HERE = os.path.dirname(os.path.abspath(__file__))
KEY = os.path.join(HERE, "..", "..", "keys", "pkcs8.pem")
CONSUMER_KEY = "b-UL0rIgEHlUfLYnRsVq5-1T_yVCQVyRRiKkNnaG2cb2f0d6!414f4e6c6f6b4d5a7a"

# name: (method, URL, body, base URI, query as it is sent)
CASES = {
    "get-without-query": ("GET", "https://sandbox.api.mastercard.com/mastercom/v6/queues", b"",
        "https://sandbox.api.mastercard.com/mastercom/v6/queues", ""),
    "get-without-path": ("GET", "https://sandbox.api.mastercard.com", b"", "https://sandbox.api.mastercard.com/", ""),
    "get-with-query": ("GET", "https://api.mastercard.com/x?queue-name=Closed&Limit=10&page=2&zone=b", b"",
        "https://api.mastercard.com/x", "queue-name=Closed&Limit=10&page=2&zone=b"),
    "duplicates-and-empty-values": ("GET", "https://h.com/x?a=2&a=10&a=1&a=1&b&c=&&=v&a10=1&a9=1&a%5B0%5D=1", b"",
        "https://h.com/x", "a=2&a=10&a=1&a=1&b=&c=&=v&a10=1&a9=1&a%5B0%5D=1"),
    "characters-of-every-kind": ("GET", "https://h.com/x?q=b:c,d/e?f@!$*'();[]&r=%c3%a9%7e%20+%2B%26%3D%25&s=100%", b"",
        "https://h.com/x",
        "q=b%3Ac%2Cd%2Fe%3Ff%40%21%24%2A%27%28%29%3B%5B%5D&r=%C3%A9~%20%20%2B%26%3D%25&s=100%25"),
    "path-as-it-stands": ("DELETE", "https://h.com/a%2Fb/%c3%a9//c;p=1/d,e:f@g!*'()/", b"",
        "https://h.com/a%2Fb/%c3%a9//c;p=1/d,e:f@g!*'()/", ""),
    "host-and-port": ("GET", "HTTPS://Api.Mastercard.COM:8443/X", b"", "https://api.mastercard.com:8443/X", ""),
    "default-port": ("GET", "https://api.mastercard.com:443/x", b"", "https://api.mastercard.com/x", ""),
    "ipv6": ("GET", "http://[::1]:8080/x", b"", "http://[::1]:8080/x", ""),
    "post-json": ("POST", "https://sandbox.api.mastercard.com/abu/accounts/inquiries?Format=JSON",
        '{"name":"Zoë","price":"3 €"}'.encode(),
        "https://sandbox.api.mastercard.com/abu/accounts/inquiries", "Format=JSON"),
    "put-binary": ("PUT", "https://h.com/x", bytes(range(256)), "https://h.com/x", ""),
}


def strict(data):
    return quote(data, safe="")


def pairs(query):
    for piece in query.split("&") if query else []:
        name, value = piece.split("=")
        assert strict(unquote_to_bytes(name)) == name and strict(unquote_to_bytes(value)) == value, piece
        yield name, value


def sign(text):
    command = ["openssl", "dgst", "-sha256", "-sign", KEY]
    return base64.b64encode(subprocess.run(command, input=text.encode(), stdout=subprocess.PIPE, check=True).stdout).decode()


def write(folder, name, text):
    with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
        file.write(text)


for number, (case, (method, url, body, base_uri, query)) in enumerate(CASES.items()):
    folder = os.path.join(HERE, case)
    os.makedirs(folder, exist_ok=True)
    own = [
        ("oauth_consumer_key", CONSUMER_KEY),
        ("oauth_nonce", f"Nonce{number:011}"),
        ("oauth_timestamp", str(1_767_225_600 + number)),
        ("oauth_signature_method", "RSA-SHA256"),
        ("oauth_version", "1.0"),
        ("oauth_body_hash", base64.b64encode(hashlib.sha256(body).digest()).decode()),
    ]
    write(folder, "request.json", json.dumps({
        "method": method, "url": url, "body_base64": base64.b64encode(body).decode(), "consumer_key": CONSUMER_KEY,
        "nonce": own[1][1], "timestamp": int(own[2][1]),
    }, indent=2) + "\n")
    write(folder, "url.txt", base_uri + ("?" + query if query else ""))
    write(folder, "body-hash.txt", own[5][1])
    for encoding, encode in (("compat", lambda value: value), ("rfc5849", strict)):
        parameters = sorted(list(pairs(query)) + [(name, encode(value)) for name, value in own])
        parameters = "&".join(f"{name}={value}" for name, value in parameters)
        base = "&".join(strict(part) for part in (method, base_uri, parameters))
        signature = sign(base)
        header = "OAuth " + ",".join(
            f'{name}="{value}"' for name, value in [(name, encode(value)) for name, value in own] + [("oauth_signature", strict(signature))])
        write(folder, f"{encoding}.parameters.txt", parameters)
        write(folder, f"{encoding}.base-string.txt", base)
        write(folder, f"{encoding}.authorization.txt", header)
