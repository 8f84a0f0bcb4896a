import { describe, expect, test } from "vitest";
import { readConfig } from "../src/config.ts";
import { generateKeys } from "../src/credentials/keys.ts";
import { SettingError } from "../src/settings.ts";

const { signing, verification } = await generateKeys();
const production = {
  NODE_ENV: "production",
  RAWR_PORT: "0",
  RAWR_DATABASE: "sessions.db",
  RAWR_VERIFICATION_KEYS: JSON.stringify({ keys: [verification] }),
  INNGEST_SIGNING_KEY: `signkey-prod-${"ab".repeat(32)}`,
  INNGEST_EVENT_KEY: "an-event-key",
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
    ["without a signing key", [], { ...production, INNGEST_SIGNING_KEY: "" }, "INNGEST_SIGNING_KEY"],
    ["without an event key", [], { ...production, INNGEST_EVENT_KEY: "" }, "INNGEST_EVENT_KEY"],
    ["in production with INNGEST_DEV", [], { ...production, INNGEST_DEV: "1" }, "INNGEST_DEV"],
    [
      "in production with INNGEST_DEV, whatever it says",
      [],
      { ...production, INNGEST_DEV: "0" },
      "INNGEST_DEV",
    ],
    [
      "in production with unsigned registrations",
      [],
      { ...production, INNGEST_ENABLE_UNAUTHED_SYNC: "1" },
      "INNGEST_ENABLE_UNAUTHED_SYNC",
    ],
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

describe("says what was expected and what came", () => {
  const port = "RAWR_PORT: expected a port, which is a whole number from 0 (any that is free) to 65535, got";
  const messages: [string, string[], Record<string, string>, string][] = [
    ["a port too big", [], { ...production, RAWR_PORT: "99999" }, `${port} 99999`],
    ["a port that is a word", [], { ...production, RAWR_PORT: "http" }, `${port} "http"`],
    ["a port that is empty", [], { ...production, RAWR_PORT: "" }, `${port} ""`],
    ["a port that is negative", ["--dev"], { RAWR_PORT: "-1" }, `${port} "-1"`],
    ["a port in another notation", ["--dev"], { RAWR_PORT: "0x50" }, `${port} "0x50"`],
    [
      "a host that is empty",
      [],
      { ...production, RAWR_HOST: "" },
      'RAWR_HOST: expected an address to listen on, such as 127.0.0.1, got ""',
    ],
    [
      "a host beyond loopback in development mode",
      ["--dev"],
      { RAWR_HOST: "0.0.0.0" },
      'RAWR_HOST: expected 127.0.0.1 or ::1, since development mode binds to loopback only, got "0.0.0.0"',
    ],
    [
      "an argument",
      ["--dev", "--foo"],
      {},
      "unknown argument --foo: expected --dev or nothing (the rest is set by the environment)",
    ],
    [
      "nothing at all",
      [],
      {},
      "RAWR_VERIFICATION_KEYS: is not set: expected a JWK set, as `credentials keys` prints one\n" +
        "RAWR_DATABASE: is not set: expected the path of the session database\n" +
        "INNGEST_SIGNING_KEY: is not set: expected the signing key of Inngest, signkey-<environment>-<hexadecimal digits>\n" +
        "INNGEST_EVENT_KEY: is not set: expected the event key of Inngest",
    ],
    [
      "keys that are not JSON, without repeating them",
      [],
      { ...production, RAWR_VERIFICATION_KEYS: "sesame" },
      "RAWR_VERIFICATION_KEYS: is not JSON (SyntaxError): expected a JWK set, as `credentials keys` prints one",
    ],
  ];

  test.each(messages)("%s", (_, args, env, message) => {
    expect(() => readConfig(args, env)).toThrow(new SettingError(message));
  });
});

test("production takes its keys and database from the environment, and loopback unless told otherwise", () => {
  expect(readConfig([], { ...production, RAWR_HOST: "0.0.0.0" })).toEqual({
    mode: "production",
    hostname: "0.0.0.0",
    port: 0,
    keys: { keys: [verification] },
    database: "sessions.db",
    inngest: {
      signingKey: production.INNGEST_SIGNING_KEY,
      signingKeyFallback: undefined,
      eventKey: "an-event-key",
      baseUrl: undefined,
      serveOrigin: undefined,
    },
  });
  expect(readConfig([], production)).toMatchObject({ hostname: "127.0.0.1" });
});

test("development mode is asked for by its flag alone", () => {
  expect(readConfig(["--dev"], {})).toEqual({
    mode: "development",
    hostname: "127.0.0.1",
    port: 3000,
    state: ".rawr",
  });
  expect(readConfig(["--dev"], { RAWR_PORT: "0" })).toMatchObject({ state: undefined });
  expect(readConfig(["--dev"], { RAWR_PORT: "0", RAWR_STATE: "kept" })).toMatchObject({ state: "kept" });
});
