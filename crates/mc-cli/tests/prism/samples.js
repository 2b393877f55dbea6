// What the operations of a published file can be called with: `node samples.js MODULES FILE` prints a list of
// `{id, parameters: [[name, value]], bodies: [{from, json}]}`. Bodies are the file's examples of a request, then its samples,
// then two made of the schema.
"use strict";
const fs = require("fs");
const path = require("path");
const [modules, file] = process.argv.slice(2);
const yaml = require(path.join(modules, "node_modules", "@stoplight", "yaml"));
const document = yaml.parse(fs.readFileSync(file, "utf8"));

function resolve(node) {
  while (node && node.$ref) {
    node = node.$ref.slice(2).split("/").reduce((at, name) => at[name.replace(/~1/g, "/").replace(/~0/g, "~")], document);
  }
  return node;
}

// A value of a schema, with its optional members or without them.
function made(schema, name, whole) {
  schema = resolve(schema) || {};
  if (schema.allOf) {
    const all = schema.allOf.map(resolve);
    schema = {
      ...schema,
      allOf: undefined,
      type: "object",
      required: all.flatMap((part) => part.required || []),
      properties: Object.assign({}, ...all.map((part) => part.properties)),
    };
  }
  const choice = schema.oneOf || schema.anyOf;
  if (choice) return made(choice[0], name, whole);
  const isText = (value) => schema.type !== "string" || typeof value === "string";
  const fits = (value) => value !== undefined && isText(value) && (!schema.enum || schema.enum.includes(value));
  if (fits(schema.example) && typeof schema.example !== "object") return schema.example;
  if (schema.enum) return schema.enum[0];
  if (schema.properties || schema.type === "object") {
    const properties = schema.properties || {};
    const members = (whole ? Object.keys(properties) : schema.required || []).map((member) => [
      member,
      made(properties[member], member, whole),
    ]);
    return Object.fromEntries(members);
  }
  switch (schema.type) {
    case "array":
      return Array.from({ length: Math.max(1, schema.minItems || 0) }, () => made(schema.items, name, whole));
    case "integer":
    case "number":
      return Math.max(1, schema.minimum || 0);
    case "boolean":
      return true;
    default:
      if (schema.format === "date") return "2026-01-31";
      if (schema.format === "date-time") return "2026-01-31T12:00:00Z";
      if (schema.format === "uuid") return "123e4567-e89b-42d3-a456-556642440000";
      return "1".repeat(Math.min(Math.max(1, schema.minLength || 1), schema.maxLength || 64));
  }
}

function parsed(example) {
  if (typeof example !== "string") return example;
  try {
    return JSON.parse(example);
  } catch {
    return undefined;
  }
}

function bodies(operation) {
  const body = resolve(operation.requestBody);
  if (!body) return [];
  const media = Object.entries(body.content).find(([type]) => /[/+]json/.test(type))[1];
  const found = [];
  if (media.example !== undefined) found.push(["example", media.example]);
  for (const [name, example] of Object.entries(media.examples || {})) found.push([`example ${name}`, resolve(example).value]);
  for (const sample of [].concat(operation["x-samples"] || [])) {
    const request = Object.entries((sample && sample.request) || {}).find(([type]) => /[/+]json/.test(type));
    if (request) found.push(["sample", request[1]]);
  }
  const schema = resolve(media.schema);
  if (schema.example !== undefined) found.push(["schema's example", schema.example]);
  found.push(["schema", made(schema, "", false)], ["whole schema", made(schema, "", true)]);
  return found
    .map(([from, value]) => ({ from, json: parsed(value) }))
    .filter(({ json }) => json !== undefined)
    .map(({ from, json }) => ({ from, json: JSON.stringify(json) }));
}

function parameters(item, operation) {
  return [...(item.parameters || []), ...(operation.parameters || [])]
    .map(resolve)
    .filter((parameter) => parameter.required && !/^(authorization|accept|content-type)$/i.test(parameter.name))
    .map((parameter) => {
      const schema = resolve(parameter.schema) || {};
      const example = parameter.example === undefined ? schema.example : parameter.example;
      return [parameter.name, String(example === undefined ? made(schema, parameter.name, false) : example)];
    });
}

const operations = Object.values(document.paths).flatMap((item) =>
  Object.entries(item)
    .filter(([method]) => /^(get|put|post|delete|patch|head)$/.test(method))
    .map(([, operation]) => ({
      id: operation.operationId,
      parameters: parameters(item, operation),
      bodies: bodies(operation),
    })),
);
process.stdout.write(JSON.stringify(operations));
