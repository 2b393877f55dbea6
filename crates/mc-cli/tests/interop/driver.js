// Does with Mastercard's Node packages what the jobs on standard input ask for, and prints the answers.
"use strict";

const fs = require("fs");
const path = require("path");
const { createRequire } = require("module");

// The packages are installed elsewhere; the first argument says where.
const installed = createRequire(path.join(path.resolve(process.argv[2]), "package.json"));
const OAuth = installed("mastercard-oauth1-signer");
const { JweEncryption } = installed("mastercard-client-encryption");

const METHODS = { "RSA-SHA256": OAuth.SignatureMethod.RSA_SHA256, "RSA-PSS": OAuth.SignatureMethod.RSA_PSS_SHA256 };

function sign(job) {
  OAuth.getNonce = () => job.nonce;
  OAuth.getTimestamp = () => job.timestamp;
  let baseString;
  const remembered = OAuth.signSignatureBaseString;
  OAuth.signSignatureBaseString = (text, ...rest) => {
    baseString = text;
    return remembered.call(OAuth, text, ...rest);
  };
  const key = fs.readFileSync(job.key, "utf8");
  const method = METHODS[job.signature_method];
  const authorization = OAuth.getAuthorizationHeader(job.url, job.method, job.body, job.consumer_key, key, method);
  OAuth.signSignatureBaseString = remembered;
  return { authorization, base_string: baseString };
}

function jwe(job) {
  return new JweEncryption({
    paths: [
      { path: ".*", toEncrypt: [{ element: "$", obj: "$" }], toDecrypt: [{ element: "encryptedData", obj: "$" }] },
    ],
    encryptedValueFieldName: "encryptedData",
    encryptionCertificate: job.certificate,
    privateKey: job.key,
  });
}

function answer(job) {
  switch (job.do) {
    case "sign":
      return sign(job);
    case "encrypt":
      return jwe(job).encrypt("/x", {}, job.document).body;
    default:
      return jwe(job).decrypt({ request: { url: "/x" }, body: job.document });
  }
}

process.stdout.write(JSON.stringify(JSON.parse(fs.readFileSync(0, "utf8")).map(answer)));
