"""Calls the sandbox with Mastercard's Python packages, as its folder says, and prints what came back."""

import json
import os
import sys
import urllib.parse

import requests
from client_encryption.jwe_encryption import decrypt_payload, encrypt_payload
from client_encryption.jwe_encryption_config import JweEncryptionConfig
from oauth1 import authenticationutils
from oauth1.oauth import OAuth, SignatureMethod

folder = sys.argv[1]
with open(os.path.join(folder, "sandbox.json"), encoding="utf-8") as file:
    settings = json.load(file)


def path(name):
    return os.path.join(folder, settings["files"][name])


with open(path("consumer_key"), encoding="utf-8") as file:
    consumer_key = file.read()
signing_key = authenticationutils.load_signing_key(path("signing_p12"), settings["p12_password"])
session = requests.Session()
session.trust_env = False  # no proxy, and no other authorities
session.verify = path("ca")
session.cert = (path("client_certificate"), path("client_key"))
members = {"benefit-allocation": "encryptedValue", "identity-insights": "encryptedData"}
encryptions = {
    product: JweEncryptionConfig({
        "paths": {"$": {"toEncrypt": {"$": "$"}, "toDecrypt": {member: "$"}}},
        "encryptedValueFieldName": member,
        "encryptionCertificate": path("encryption_certificate"),
        "decryptionKey": path("decryption_key"),
    })
    for product, member in members.items()
}


def flipped(text, at):
    """The text with another letter at a place."""
    return text[:at] + ("B" if text[at] == "A" else "A") + text[at + 1 :]


def signed(product, method, place, document=None, damage=None, signature_method="RSA_SHA256"):
    url = settings["products"][product]["base_url"] + place
    body = "" if document is None else json.dumps(document)
    header = OAuth.get_authorization_header(
        url, method, body, consumer_key, signing_key, signature_method=getattr(SignatureMethod, signature_method)
    )
    if damage == "body":
        body = body.replace("100000000000001", "100000000000002", 1)
    elif damage == "query":
        url = url.replace("Rejects", "Rejectt")
    elif damage == "signature":
        start = header.index('oauth_signature="') + len('oauth_signature="')
        end = header.index('"', start)
        value = urllib.parse.unquote(header[start:end])
        header = header[:start] + urllib.parse.quote(flipped(value, 8), safe="") + header[end:]
    headers = {"Authorization": header}
    if document is not None:
        headers["Content-Type"] = "application/json"
    return answer(session.request(method, url, data=body.encode(), headers=headers))


def encrypted(product, method, place, document, damage=None):
    url = settings["products"][product]["base_url"] + place
    member = members[product]
    sealed = encrypt_payload(document, encryptions[product])
    if damage == "plaintext":
        sealed = document
    elif damage is not None:
        parts = sealed[member].split(".")
        parts[damage] = flipped(parts[damage], 2)
        sealed = {member: ".".join(parts)}
    return answer(session.request(method, url, json=sealed), product)


def answer(response, product=None):
    body = response.json() if response.content else None
    was_encrypted = isinstance(body, dict) and members.get(product) in body
    if was_encrypted:
        body = decrypt_payload(body, encryptions[product])
    return {"status": response.status_code, "encrypted": was_encrypted, "body": body}


inquiry = {
    "requestId": "1",
    "customer": {"ica": "1111", "merchantId": "100000000000001"},
    "account": {"accountNumber": "5555555555554442", "expiryDate": "1229"},
}
queue = "/v6/queues?queue-name=" + urllib.parse.quote("Rejects")
assignment = {"cardNumber": 5291070000000000, "segments": [{"code": "DART", "effectiveDate": "2030-01-01"}]}
opening = {"user": {"email": "a@example.com", "account": {}}, "device": {"ip": "203.0.113.7", "userAgent": "x"}}
methods = [name for name in ("RSA_SHA256", "RSA_PSS") if hasattr(SignatureMethod, name)]

json.dump(
    {
        "accepted": {
            **{
                f"abu {name}": signed("automatic-billing-updater", "POST", "/inquiries", inquiry, None, name)
                for name in methods
            },
            "mastercom": signed("mastercom", "GET", queue),
            "mastercom search": signed("mastercom", "GET", "/v6/queues/names?z=%C3%A9&a=x%20y"),
            "benefits": encrypted("benefit-allocation", "POST", "/card-segments", assignment),
            "identity": encrypted("identity-insights", "POST", "/openings", opening),
        },
        "refused": {
            "body": signed("automatic-billing-updater", "POST", "/inquiries", inquiry, "body"),
            "query": signed("mastercom", "GET", queue, None, "query"),
            "signature": signed("automatic-billing-updater", "POST", "/inquiries", inquiry, "signature"),
            "plaintext": encrypted("benefit-allocation", "POST", "/card-segments", assignment, "plaintext"),
            **{
                f"{product} jwe {part}": encrypted(product, "POST", place, document, part)
                for product, place, document in (
                    ("benefit-allocation", "/card-segments", assignment),
                    ("identity-insights", "/openings", opening),
                )
                for part in range(5)
            },
        },
    },
    sys.stdout,
)
