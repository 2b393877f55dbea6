"""Writes the PKCS#12 stores of this folder that OpenSSL does not make, from pkcs8.der and certificate.der.

ber.p12 is BER at every level, as Firefox and BouncyCastle write it: lengths that are not known, octets in parts, also within
what is encrypted. empty-password-net.p12 has the empty password in the form of .NET: no bytes at all, where others have two zeros.
"""

import hashlib
import hmac
import os

from cryptography.hazmat.decrepit.ciphers.algorithms import TripleDES
from cryptography.hazmat.primitives import padding
from cryptography.hazmat.primitives.ciphers import Cipher, modes

ROUNDS = 2048
DATA = bytes.fromhex("06092a864886f70d010701")
ENCRYPTED = bytes.fromhex("06092a864886f70d010706")
PBE_3DES = bytes.fromhex("060a2a864886f70d010c0103")
SHROUDED_KEY = bytes.fromhex("060b2a864886f70d010c0a0102")
CERTIFICATE_BAG = bytes.fromhex("060b2a864886f70d010c0a0103")
X509 = bytes.fromhex("060a2a864886f70d01091601")
FRIENDLY_NAME = bytes.fromhex("06092a864886f70d010914")
SHA1 = bytes.fromhex("300906052b0e03021a0500")


def read(name):
    with open(name, "rb") as file:
        return file.read()


def definite(tag, *parts):
    content = b"".join(parts)
    if len(content) < 0x80:
        return bytes([tag, len(content)]) + content
    length = len(content).to_bytes((len(content).bit_length() + 7) // 8, "big")
    return bytes([tag, 0x80 | len(length)]) + length + content


class Der:
    sequence = staticmethod(lambda *parts: definite(0x30, *parts))
    content = staticmethod(lambda *parts: definite(0xA0, *parts))
    octets = staticmethod(lambda data: definite(0x04, data))
    implicit = staticmethod(lambda data: definite(0x80, data))


class Ber:
    @staticmethod
    def indefinite(tag, *parts):
        return bytes([tag, 0x80]) + b"".join(parts) + b"\0\0"

    @staticmethod
    def parts(data):
        return [definite(0x04, data[at : at + 1000]) for at in range(0, len(data), 1000)]

    sequence = staticmethod(lambda *parts: Ber.indefinite(0x30, *parts))
    content = staticmethod(lambda *parts: Ber.indefinite(0xA0, *parts))
    octets = staticmethod(lambda data: Ber.indefinite(0x24, *Ber.parts(data)))
    implicit = staticmethod(lambda data: Ber.indefinite(0xA0, *Ber.parts(data)))


def derive(purpose, password, salt, length):
    """RFC 7292, appendix B.2, with SHA-1."""

    def filled(data):
        size = -(-len(data) // 64) * 64
        return (data * (size // max(len(data), 1) + 1))[:size]

    state, derived = filled(salt) + filled(password), b""
    while len(derived) < length:
        block = bytes([purpose]) * 64 + state
        for _ in range(ROUNDS):
            block = hashlib.sha1(block).digest()
        derived += block
        add = int.from_bytes((block * 4)[:64], "big") + 1
        state = b"".join(
            ((int.from_bytes(state[at : at + 64], "big") + add) % (1 << 512)).to_bytes(64, "big") for at in range(0, len(state), 64)
        )
    return derived[:length]


def store(form, password):
    def encrypted(plain):
        salt = os.urandom(8)
        padder = padding.PKCS7(64).padder()
        cipher = Cipher(TripleDES(derive(1, password, salt, 24)), modes.CBC(derive(2, password, salt, 8))).encryptor()
        ciphertext = cipher.update(padder.update(plain) + padder.finalize()) + cipher.finalize()
        parameters = definite(0x30, definite(0x04, salt), definite(0x02, ROUNDS.to_bytes(2, "big")))
        return definite(0x30, PBE_3DES, parameters), ciphertext

    name = definite(0x30, FRIENDLY_NAME, definite(0x31, definite(0x1E, "keyalias".encode("utf-16-be"))))
    algorithm, ciphertext = encrypted(read("pkcs8.der"))
    key = form.sequence(algorithm, form.octets(ciphertext))
    key = form.sequence(form.sequence(SHROUDED_KEY, form.content(key), definite(0x31, name)))
    certificate = form.sequence(X509, form.content(form.octets(read("certificate.der"))))
    certificate = form.sequence(form.sequence(CERTIFICATE_BAG, form.content(certificate)))
    algorithm, ciphertext = encrypted(certificate)
    inside = form.sequence(DATA, algorithm, form.implicit(ciphertext))
    safe = form.sequence(
        form.sequence(DATA, form.content(form.octets(key))),
        form.sequence(ENCRYPTED, form.content(form.sequence(definite(0x02, b"\0"), inside))),
    )
    salt = os.urandom(8)
    code = hmac.new(derive(3, password, salt, 20), safe, "sha1").digest()
    mac = definite(0x30, definite(0x30, SHA1, definite(0x04, code)), definite(0x04, salt), definite(0x02, ROUNDS.to_bytes(2, "big")))
    return form.sequence(definite(0x02, b"\x03"), form.sequence(DATA, form.content(form.octets(safe))), mac)


def write(name, data):
    with open(name, "wb") as file:
        file.write(data)


write("ber.p12", store(Ber, "keystorepassword\0".encode("utf-16-be")))
write("empty-password-net.p12", store(Der, b""))
