#!/bin/sh
# Makes the test keys of this folder anew, with OpenSSL 3 and Python 3; see README.md. Every key here is public and worthless.
set -eu
cd "$(dirname "$0")"
password=keystorepassword

openssl genpkey -quiet -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out pkcs8.pem
openssl pkcs8 -topk8 -nocrypt -in pkcs8.pem -outform DER -out pkcs8.der
openssl rsa -in pkcs8.pem -traditional -out pkcs1.pem 2>/dev/null
openssl rsa -in pkcs8.pem -traditional -outform DER -out pkcs1.der 2>/dev/null
openssl pkey -in pkcs8.pem -pubout -out spki.pem
openssl pkey -in pkcs8.pem -pubout -outform DER -out spki.der
openssl rsa -in pkcs8.pem -RSAPublicKey_out -out pkcs1-public.pem 2>/dev/null
openssl rsa -in pkcs8.pem -RSAPublicKey_out -outform DER -out pkcs1-public.der 2>/dev/null

openssl pkcs8 -topk8 -in pkcs8.pem -out encrypted-aes256.pem -passout pass:$password -v2 aes-256-cbc
openssl pkcs8 -topk8 -in pkcs8.pem -outform DER -out encrypted-aes256.der -passout pass:$password -v2 aes-256-cbc
openssl pkcs8 -topk8 -in pkcs8.pem -out encrypted-3des.pem -passout pass:$password -v2 des3 -v2prf hmacWithSHA1
openssl pkcs8 -topk8 -in pkcs8.pem -out encrypted-scrypt.pem -passout pass:$password -scrypt -scrypt_N 16384 -scrypt_r 8 -scrypt_p 1
openssl pkcs8 -topk8 -in pkcs8.pem -out encrypted-pkcs12-3des.pem -passout pass:$password -v1 PBE-SHA1-3DES
for scheme in pkcs12-rc2:PBE-SHA1-RC2-40 pbes1:PBE-SHA1-DES; do
    openssl pkcs8 -topk8 -in pkcs8.pem -out encrypted-${scheme%:*}.pem -passout pass:$password -v1 ${scheme#*:} \
        -provider legacy -provider default
done
openssl pkcs8 -topk8 -in pkcs8.pem -out encrypted-many-rounds.pem -passout pass:$password -v2 aes-256-cbc -iter 10000001
openssl rsa -in pkcs8.pem -traditional -aes128 -passout pass:$password -out encrypted-traditional.pem 2>/dev/null

# `openssl ca`, because it takes exact dates: the tests state them.
openssl genpkey -quiet -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out root.key
openssl genpkey -quiet -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out issuing.key
work=$(mktemp -d)
trap 'rm -rf "$work" root.key issuing.key' EXIT
cat >"$work/ca.cnf" <<CNF
[ca]
default_ca = test
[test]
database = $work/index
new_certs_dir = $work
serial = $work/serial
default_md = sha256
policy = any
unique_subject = no
[any]
organizationName = supplied
commonName = supplied
[authority]
basicConstraints = critical,CA:TRUE
[client]
extendedKeyUsage = clientAuth
CNF
: >"$work/index"
issue() { # name, key, subject, serial, first day, last day, section, how to sign
    name=$1 key=$2 subject=$3 serial=$4 from=$5 to=$6 section=$7
    shift 7
    echo "$serial" >"$work/serial"
    openssl req -new -key "$key" -subj "$subject" -out "$work/request"
    openssl ca -batch -notext -config "$work/ca.cnf" -extensions "$section" -startdate "${from}000000Z" -enddate "${to}000000Z" \
        -in "$work/request" -out "$name" "$@" 2>/dev/null
}
issue root.pem root.key '/O=mc-auth tests/CN=Test Root' 01 20250101 20500101 authority -selfsign -keyfile root.key
issue issuing.pem issuing.key '/O=mc-auth tests/CN=Test Issuing CA' 02 20250101 20400101 authority -cert root.pem -keyfile root.key
issue certificate.pem pkcs8.pem '/O=mc-auth tests/CN=client' 1234ABCD 20260101 20360101 client -cert issuing.pem -keyfile issuing.key
issue former.pem pkcs8.pem '/O=mc-auth tests/CN=client' 12340000 20250101 20260201 client -cert issuing.pem -keyfile issuing.key
openssl x509 -in certificate.pem -outform DER -out certificate.der
cat issuing.pem root.pem >above.pem
cat root.pem issuing.pem certificate.pem pkcs8.pem >identity.pem

set -- -inkey pkcs8.pem -in certificate.pem -certfile above.pem -name keyalias -passout pass:$password
openssl pkcs12 -export "$@" -out modern.p12
openssl pkcs12 -export "$@" -legacy -keypbe PBE-SHA1-3DES -certpbe PBE-SHA1-RC2-40 -macalg sha1 -out legacy.p12
openssl pkcs12 -export "$@" -nomac -out without-mac.p12
openssl pkcs12 -export -inkey pkcs8.pem -nocerts -name keyalias -passout pass:$password -out without-certificate.p12
openssl pkcs12 -export -inkey pkcs8.pem -in certificate.pem -passout pass: -out empty-password.p12

openssl genpkey -quiet -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out other.pem
openssl genpkey -quiet -algorithm RSA -pkeyopt rsa_keygen_bits:1024 -out rsa-1024.pem
openssl genpkey -quiet -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out ec.pem
openssl ec -in ec.pem -out ec-sec1.pem 2>/dev/null
openssl genpkey -quiet -algorithm RSA-PSS -pkeyopt rsa_keygen_bits:2048 -out rsassa-pss.pem
openssl genpkey -quiet -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -pkeyopt rsa_keygen_primes:3 -out three-primes.pem
openssl req -new -key pkcs8.pem -subj '/O=mc-auth tests/CN=client' -outform DER -out request.der
python3 jwk.py
python3 ber.py
