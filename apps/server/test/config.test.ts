import { describe, expect, test } from "vitest";
import { readConfig } from "../src/config.ts";
import { generateKeys } from "../src/credentials/keys.ts";

const { signing, verification } = await generateKeys();
const production = {
  NODE_ENV: "production",
  RAWR_PORT: "0",
  RAWR_DATABASE: "sessions.db",
  RAWR_VERIFICATION_KEYS: JSON.stringify({ keys: [verification] }),
};
const { RAWR_VERIFICATION_KEYS: _, ...keyless } = production;

describe("refused", () => {
  const refused: [string, string[], Record<string, string>, string][] = [
    ["without keys", [], keyless, "RAWR_VERIFICATION_KEYS"],
    [
      "without keys, whatever NODE_ENV says",
      [],
      { ...keyless, NODE_ENV: "development" },
      "RAWR_VERIFICATION_KEYS",
    ],
    ["with keys that are not JSON", [], { ...production, RAWR_VERIFICATION_KEYS: "{" }, "is not JSON"],
    ["with an empty key set", [], { ...production, RAWR_VERIFICATION_KEYS: '{"keys":[]}' }, "keys"],
    [
      "with a private key",
      [],
      { ...production, RAWR_VERIFICATION_KEYS: JSON.stringify({ keys: [signing] }) },
      '"d"',
    ],
    ["without a database", [], { ...production, RAWR_DATABASE: "" }, "RAWR_DATABASE"],
    ["with a port that is none", [], { ...production, RAWR_PORT: "http" }, "RAWR_PORT"],
    ["with an argument it does not know", ["--develop"], production, "--develop"],
    ["in development mode beyond loopback", ["--dev"], { RAWR_HOST: "0.0.0.0" }, "loopback"],
    ["in development mode in production", ["--dev"], { NODE_ENV: "production" }, "not for production"],
  ];

  test.each(refused)("%s", (_, args, env, says) => {
    expect(() => readConfig(args, env)).toThrow(says);
    expect(() => readConfig(args, env)).not.toThrow(signing.d);
  });
});

test("production takes its keys and database from the environment, and loopback unless told otherwise", () => {
  expect(readConfig([], { ...production, RAWR_HOST: "0.0.0.0" })).toEqual({
    mode: "production",
    hostname: "0.0.0.0",
    port: 0,
    keys: { keys: [verification] },
    database: "sessions.db",
  });
  expect(readConfig([], production)).toMatchObject({ hostname: "127.0.0.1" });
});

test("development mode is asked for by its flag alone", () => {
  expect(readConfig(["--dev"], {})).toEqual({ mode: "development", hostname: "127.0.0.1", port: 3000 });
});
