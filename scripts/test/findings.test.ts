import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { findingCodes, findingKinds, sampleOf, sentences } from "@phasegate/verify-utils";
import { explain } from "phasegate";
import { expect, test } from "vitest";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const packages = join(root, "packages");
const pages = join(root, "docs/findings");

const testText = readdirSync(packages)
  .map((name) => join(packages, name, "test"))
  .flatMap((folder) => {
    try {
      return readdirSync(folder, { recursive: true, encoding: "utf8" })
        .filter((name) => name.endsWith(".ts"))
        .map((name) => join(folder, name));
    } catch {
      return [];
    }
  })
  .map((file) => readFileSync(file, "utf8"))
  .join("\n");

test.each(findingCodes)("%s has sentences, a page that says the same, and a test", (code) => {
  const { message, mend } = sentences(sampleOf(code));
  for (const sentence of [message, mend, findingKinds[code].title, findingKinds[code].meaning]) {
    expect(sentence.length).toBeGreaterThan(0);
    expect(sentence).not.toContain("undefined");
  }
  expect(readFileSync(join(pages, `${code}.md`), "utf8")).toBe(explain(code));
  expect(testText).toMatch(new RegExp(`["\`]${code}[" \`]`));
});

test("no page is left of a finding that is gone", () => {
  expect(readdirSync(pages).sort()).toEqual(findingCodes.map((code) => `${code}.md`).sort());
});
