"""Does on demand what `crates/mc-auth/benches/side.rs` does, with Mastercard's Python packages."""

import json
import sys
import time
from pathlib import Path

from client_encryption import field_level_encryption, jwe_encryption
from client_encryption.field_level_encryption_config import FieldLevelEncryptionConfig
from client_encryption.jwe_encryption_config import JweEncryptionConfig
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from oauth1.oauth import OAuth

folder = Path(sys.argv[1])
text = {name: (folder / name).read_text() for name in ["body.json", "url.txt", "method.txt", "consumer-key.txt"]}
body = json.loads(text["body.json"])
jwe, fle = (json.loads((folder / name).read_text()) for name in ["jwe.json", "fle.json"])
key = load_pem_private_key((folder / "key.pem").read_bytes(), None)
keys = {"encryptionCertificate": str(folder / "certificate.pem"), "decryptionKey": str(folder / "key.pem")}
jwe_config = JweEncryptionConfig({
    "paths": {"$": {"toEncrypt": {"$": "$"}, "toDecrypt": {"encryptedData": "$"}}},
    "encryptedValueFieldName": "encryptedData",
    **keys,
})
fle_config = FieldLevelEncryptionConfig({
    "paths": {"$": {"toEncrypt": {"$": "$"}, "toDecrypt": {"$": "$"}}},
    "oaepPaddingDigestAlgorithm": "SHA-256",
    "encryptedValueFieldName": "encryptedValue",
    "encryptedKeyFieldName": "encryptedKey",
    "ivFieldName": "iv",
    "oaepPaddingDigestAlgorithmFieldName": "oaepHashingAlgorithm",
    "encryptionKeyFingerprintFieldName": "publicKeyFingerprint",
    "dataEncoding": "hex",
    **keys,
})


# Decryption takes the document apart, so that each gets one of its own.
operations = {
    "oauth": lambda: OAuth.get_authorization_header(
        text["url.txt"], text["method.txt"], text["body.json"], text["consumer-key.txt"], key
    ),
    "jwe-encrypt": lambda: jwe_encryption.encrypt_payload(body, jwe_config),
    "jwe-decrypt": lambda: jwe_encryption.decrypt_payload(dict(jwe), jwe_config),
    "fle-encrypt": lambda: field_level_encryption.encrypt_payload(body, fle_config),
    "fle-decrypt": lambda: field_level_encryption.decrypt_payload(dict(fle), fle_config),
}

assert operations["oauth"]().startswith("OAuth ")
assert operations["jwe-decrypt"]() == body and operations["fle-decrypt"]() == body
assert jwe_encryption.decrypt_payload(operations["jwe-encrypt"](), jwe_config) == body
assert field_level_encryption.decrypt_payload(operations["fle-encrypt"](), fle_config) == body

for line in sys.stdin:
    name, count = line.split()
    operation, count = operations[name], int(count)
    before, started = time.thread_time_ns(), time.perf_counter_ns()
    for _ in range(count):
        operation()
    wall, processor = time.perf_counter_ns() - started, time.thread_time_ns() - before
    print(json.dumps({"count": count, "wall": wall, "processor": processor}), flush=True)
