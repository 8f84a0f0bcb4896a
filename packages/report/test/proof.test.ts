import { Ajv } from "ajv";
import schema from "mutation-testing-report-schema/mutation-testing-report-schema.json" with { type: "json" };
import { expect, test } from "vitest";
import { proofSchema, proofToJson, proofToStryker, proofToText } from "../src/index.ts";
import { proof } from "./proof.ts";

const sources: Readonly<Record<string, string>> = { "src/a.ts": "const a = 1;\n", "docs/a.md": "# A\n" };
const source = (path: string) => sources[path];

test("the text names every edit that did not do what it is for", () => {
  expect(proofToText(proof, { color: false, width: 80 })).toMatchSnapshot();
});

test("colours change nothing but colours", () => {
  const plain = proofToText(proof, { color: false, width: 80 });
  const coloured = proofToText(proof, { color: true, width: 80 });
  expect(coloured).not.toBe(plain);
  expect(coloured.replaceAll(new RegExp(`${String.fromCharCode(27)}\\[\\d+m`, "g"), "")).toBe(plain);
});

test("the document fits its schema, and one that does not is refused", () => {
  expect(proofSchema.parse(JSON.parse(proofToJson(proof)))).toEqual(proof);
  expect(() => proofToJson({ ...proof, seed: 0.5 })).toThrow("seed");
});

test("the mutation report is valid by the schema of its format", () => {
  const validate = new Ajv({ strict: false, validateFormats: false }).compile(schema);
  const report: unknown = JSON.parse(proofToStryker(proof, { source }));
  validate(report);
  expect(validate.errors).toBeNull();
  expect(report).toMatchSnapshot();
});

test("a mutation report of nothing is valid as well", () => {
  const report = JSON.parse(proofToStryker({ ...proof, gates: [], probes: [] }, { source }));
  expect(report).toMatchObject({ schemaVersion: "2", files: {}, testFiles: {} });
});
