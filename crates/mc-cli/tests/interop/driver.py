"""Does with Mastercard's Python packages what the jobs on standard input ask for, and prints the answers."""

import json
import sys
from unittest import mock

from client_encryption import field_level_encryption, jwe_encryption
from client_encryption.field_level_encryption_config import FieldLevelEncryptionConfig
from client_encryption.jwe_encryption_config import JweEncryptionConfig
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from oauth1.oauth import OAuth, SignatureMethod


def sign(job):
    with open(job["key"], "rb") as file:
        private = load_pem_private_key(file.read(), None)
    method = SignatureMethod(job["signature_method"])
    base_strings = []
    remembered = OAuth.sign_message

    def sign_message(message, *arguments, **options):
        base_strings.append(message)
        return remembered(message, *arguments, **options)

    with (
        mock.patch("oauth1.coreutils.get_nonce", lambda: job["nonce"]),
        mock.patch("oauth1.coreutils.get_timestamp", lambda: job["timestamp"]),
        mock.patch.object(OAuth, "sign_message", sign_message),
    ):
        header = OAuth.get_authorization_header(
            job["url"], job["method"], job["body"], job["consumer_key"], private, signature_method=method
        )
    return {"authorization": header, "base_string": base_strings[0]}


def answer(job):
    if job["do"] == "sign":
        return sign(job)
    # The configuration is the same file that `mcapi` gets.
    with open(job["config"], encoding="utf-8") as file:
        text = file.read()
    if job["scheme"] == "fle":
        module, config = field_level_encryption, FieldLevelEncryptionConfig(text)
    else:
        module, config = jwe_encryption, JweEncryptionConfig(text)
    work = module.encrypt_payload if job["do"] == "encrypt" else module.decrypt_payload
    return {"document": work(job["document"], config)}


def attempt(job):
    """What a library says no to is an answer too."""
    try:
        return answer(job)
    except Exception as error:
        return {"error": repr(error)}


json.dump([attempt(job) for job in json.load(sys.stdin)], sys.stdout)
