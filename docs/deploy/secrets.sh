#!/bin/sh
# Makes what compose.yaml needs: an authority and a server certificate for localhost, a key for the store, a password for the
# database. For trying things out; in production, these come from your own authority and your vault.
set -eu
umask 077
cd "$(dirname "$0")"
if [ -e secrets ]; then
  echo "docs/deploy/secrets is there already: remove it to make new secrets" >&2
  exit 1
fi
mkdir secrets
cd secrets
openssl req -x509 -newkey rsa:3072 -nodes -days 30 -subj "/CN=mcapi compose authority" \
  -addext "basicConstraints=critical,CA:TRUE,pathlen:0" -addext "keyUsage=critical,keyCertSign,cRLSign" \
  -keyout ca.key -out ca.pem 2>/dev/null
openssl req -newkey rsa:3072 -nodes -subj "/CN=localhost" -keyout server.key -out server.csr 2>/dev/null
printf 'subjectAltName=DNS:localhost,IP:127.0.0.1\nextendedKeyUsage=serverAuth\nbasicConstraints=CA:FALSE\n' >server.ext
openssl x509 -req -in server.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 30 -extfile server.ext \
  -out server.pem 2>/dev/null
rm server.csr server.ext
printf 'compose:%s\n' "$(openssl rand -base64 32)" >store-key
openssl rand -hex 24 | tr -d '\n' >postgres-password
printf 'UPDATES_DATABASE=postgres://updates:%s@postgres/updates?sslmode=disable\n' "$(cat postgres-password)" >database.env
# The containers run as a user of their own, and mounted files keep their owner. The folder stays closed to others.
chmod 644 ca.pem server.pem server.key store-key postgres-password
echo "docs/deploy/secrets holds the secrets of compose.yaml for 30 days"
