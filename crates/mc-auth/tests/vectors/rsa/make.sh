#!/bin/sh
# Makes what OpenSSL makes of message.txt with the keys of tests/keys. Only the PKCS#1 signature is the same every time.
set -eu
cd "$(dirname "$0")"
key=../../keys/pkcs8.pem
public=../../keys/spki.pem
sign() { openssl dgst -sha256 -sign $key "$@" message.txt | base64 -w0; }
encrypt() { openssl pkeyutl -encrypt -pubin -inkey $public -in content-key.bin -pkeyopt rsa_padding_mode:oaep "$@" | base64 -w0; }

printf 'a message, signed by OpenSSL \303\251\n' >message.txt
printf '0123456789abcdef0123456789ABCDEF' >content-key.bin
sign >pkcs1-sha256.txt
sign -sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:32 >pss-sha256.txt
sign -sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:20 >pss-sha256-salt20.txt
for hash in sha1 sha224 sha256 sha384 sha512; do
    encrypt -pkeyopt rsa_oaep_md:$hash -pkeyopt rsa_mgf1_md:$hash >oaep-$hash.txt
done
encrypt -pkeyopt rsa_oaep_md:sha256 -pkeyopt rsa_mgf1_md:sha1 >oaep-sha256-mgf1-sha1.txt
