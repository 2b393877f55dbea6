// Does with Mastercard's Node packages what the jobs on standard input ask for, and prints the answers.
"use strict";

const fs = require("fs");
const path = require("path");
const { createRequire } = require("module");

// The packages are installed elsewhere; the first argument says where.
const installed = createRequire(path.join(path.resolve(process.argv[2]), "package.json"));
const OAuth = installed("mastercard-oauth1-signer");
const { FieldLevelEncryption, JweEncryption } = installed("mastercard-client-encryption");

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

// The configuration is the same file that `mcapi` gets.
function scheme(job) {
  const config = JSON.parse(fs.readFileSync(job.config, "utf8"));
  return job.scheme === "fle" ? new FieldLevelEncryption(config) : new JweEncryption(config);
}

function answer(job) {
  switch (job.do) {
    case "sign":
      return sign(job);
    case "encrypt": {
      const { body, header } = scheme(job).encrypt("/x", {}, job.document);
      return { document: body, headers: header };
    }
    default: {
      const response = { request: { url: "/x" }, header: job.headers, body: job.document };
      return { document: scheme(job).decrypt(response) };
    }
  }
}

// What a library says no to is an answer too.
function attempt(job) {
  try {
    return answer(job);
  } catch (error) {
    return { error: String(error) };
  }
}

process.stdout.write(JSON.stringify(JSON.parse(fs.readFileSync(0, "utf8")).map(attempt)));
