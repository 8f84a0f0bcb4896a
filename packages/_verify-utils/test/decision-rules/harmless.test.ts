import { describe, expect, test } from "vitest";
import { decisionRules } from "../../src/index.ts";
import { harmless } from "./harmless.ts";
import { files } from "./register.ts";
import { codes, type Files, policyOf, revisionOf } from "./support.ts";

const base = revisionOf(files);

function told(changed: Files, registers: readonly string[] = ["DECISIONS.md"]): string[] {
  return decisionRules().flatMap((check) =>
    codes(check, changed, base, policyOf({ registers: [...registers] })),
  );
}

describe("no rule speaks up for", () => {
  test.each(harmless.map((one) => [one.name, one] as const))("%s", (name, one) => {
    if (name !== "as it is") expect(one.files).not.toEqual(files);
    expect(told(one.files, one.registers)).toEqual([]);
  });
});
