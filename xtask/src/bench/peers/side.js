// Does on demand what `crates/mc-auth/benches/side.rs` does, with Mastercard's Node packages.
"use strict";

const assert = require("assert");
const fs = require("fs");
const path = require("path");
const readline = require("readline");
const { createRequire } = require("module");

const [folder, packages] = process.argv.slice(2);
const installed = createRequire(path.join(path.resolve(packages), "package.json"));
const OAuth = installed("mastercard-oauth1-signer");
const { FieldLevelEncryption, JweEncryption } = installed("mastercard-client-encryption");

const file = (name) => path.join(folder, name);
const text = (name) => fs.readFileSync(file(name), "utf8");
const url = text("url.txt");
const method = text("method.txt");
const consumerKey = text("consumer-key.txt");
const key = text("key.pem");
const bodyText = text("body.json");
const body = JSON.parse(bodyText);
const sealed = { jwe: JSON.parse(text("jwe.json")), fle: JSON.parse(text("fle.json")) };
const keys = { encryptionCertificate: file("certificate.pem"), privateKey: file("key.pem") };
const paths = (element) => [
  { path: ".*", toEncrypt: [{ element: "$", obj: "$" }], toDecrypt: [{ element, obj: "$" }] },
];
const jwe = new JweEncryption({ paths: paths("encryptedData"), encryptedValueFieldName: "encryptedData", ...keys });
const fle = new FieldLevelEncryption({
  paths: paths("$"),
  oaepPaddingDigestAlgorithm: "SHA-256",
  encryptedValueFieldName: "encryptedValue",
  encryptedKeyFieldName: "encryptedKey",
  ivFieldName: "iv",
  oaepHashingAlgorithmFieldName: "oaepHashingAlgorithm",
  publicKeyFingerprintType: "publicKey",
  publicKeyFingerprintFieldName: "publicKeyFingerprint",
  dataEncoding: "hex",
  ...keys,
});

// Both ways the document may be taken apart, so that each gets one of its own.
const response = (document) => ({ request: { url: "/x" }, body: { ...document } });
const operations = {
  oauth: () => OAuth.getAuthorizationHeader(url, method, bodyText, consumerKey, key),
  "jwe-encrypt": () => jwe.encrypt("/x", {}, { ...body }).body,
  "jwe-decrypt": () => jwe.decrypt(response(sealed.jwe)),
  "fle-encrypt": () => fle.encrypt("/x", {}, { ...body }).body,
  "fle-decrypt": () => fle.decrypt(response(sealed.fle)),
};

assert(operations.oauth().startsWith("OAuth "));
assert.deepStrictEqual(operations["jwe-decrypt"](), body);
assert.deepStrictEqual(operations["fle-decrypt"](), body);
assert.deepStrictEqual(jwe.decrypt(response(operations["jwe-encrypt"]())), body);
assert.deepStrictEqual(fle.decrypt(response(operations["fle-encrypt"]())), body);

// The time that this thread had a processor, where the system tells.
function processor() {
  try {
    return Number(fs.readFileSync("/proc/thread-self/schedstat", "utf8").split(" ")[0]) || null;
  } catch {
    return null;
  }
}

readline.createInterface({ input: process.stdin }).on("line", (line) => {
  const [name, number] = line.split(" ");
  const operation = operations[name];
  const count = Number(number);
  const before = processor();
  const started = process.hrtime.bigint();
  for (let index = 0; index < count; index++) operation();
  const wall = Number(process.hrtime.bigint() - started);
  const after = processor();
  console.log(JSON.stringify({ count, wall, processor: before && after ? after - before : null }));
});
