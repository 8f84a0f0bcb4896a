import { describe, expect, test } from "vitest";
import { createSecrets } from "./prober/secrets.ts";

const secret = "signkey-of-nobody.0123456789abcdef";
const secrets = createSecrets();
secrets.add(secret);

const found = (text: string) => secrets.within(`{"msg":"before"}\n{"msg":"${text}"}\n{"msg":"after"}`);

describe("a secret is found", () => {
  test("as it is", () => {
    expect(found(secret)).toEqual(['{"msg":"signkey-of-n']);
  });

  test("in part", () => {
    expect(found(secret.slice(9, 21))).toHaveLength(1);
    expect(found(`x${secret.slice(-12)}`)).toHaveLength(1);
  });

  test("encoded", () => {
    const bytes = Buffer.from(secret);
    for (const text of [bytes.toString("base64"), bytes.toString("base64url"), bytes.toString("hex")]) {
      expect(found(text)).toHaveLength(1);
    }
    expect(found([...secret].reverse().join(""))).toHaveLength(1);
  });

  test("within something longer", () => {
    for (const before of ["", "a", "ab"]) {
      expect(found(Buffer.from(`${before}${secret}`).toString("base64"))).toHaveLength(1);
    }
  });
});

test("nothing is found where no secret stands", () => {
  expect(found("signkey-of-a, 01234567")).toEqual([]);
});
