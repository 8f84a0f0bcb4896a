import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { credentialsCommand } from "../src/credentials/command.ts";
import { generateKeys } from "../src/credentials/keys.ts";

const directory = mkdtempSync(join(tmpdir(), "rawr-hq-command-"));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const { signing, verification } = await generateKeys();
const other = await generateKeys();
const env = { RAWR_DATABASE: join(directory, "sessions.db"), RAWR_SIGNING_KEY: JSON.stringify(signing) };
const notADatabase = join(directory, "notes.txt");
writeFileSync(notADatabase, "not a database, though long enough to be read as the header of one".repeat(20));

async function credentials(args: readonly string[], environment: Record<string, string> = env) {
  const output = { stdout: "", stderr: "" };
  const into = (name: keyof typeof output) => ({
    write(text: string) {
      output[name] += text;
    },
  });
  const code = await credentialsCommand({
    args,
    env: environment,
    stdout: into("stdout"),
    stderr: into("stderr"),
  });
  return { code, ...output };
}

const token = ["token", "--class", "external", "--subject", "me"];
const id = "11111111-1111-4111-8111-111111111111";
const classes = "one of first-party, trusted-service, external";
const days = "how many days the session lasts, above 0 and at most 3650";
const session = "a session id, as `credentials token` prints it on standard error";
const privateJwk = "a private JWK, as `credentials keys` prints it";

describe("refused with exit code 3, before anything is written", () => {
  /** [what is wrong, arguments, environment, the first line on standard error] */
  const wrong: [string, string[], Record<string, string>, string][] = [
    ["no command", [], env, "expected keys, token or revoke, got nothing"],
    ["another command", ["tokens"], env, 'expected keys, token or revoke, got "tokens"'],
    ["an argument to keys", ["keys", "please"], env, "Unexpected argument 'please'"],
    ["an unknown option", [...token, "--role", "x"], env, "Unknown option '--role'"],
    [
      "another class",
      ["token", "--class", "root", "--subject", "x"],
      env,
      `--class: expected ${classes}, got "root"`,
    ],
    ["no class", ["token", "--subject", "x"], env, `--class: is not set: expected ${classes}`],
    [
      "no subject",
      ["token", "--class", "external"],
      env,
      "--subject: is not set: expected a name of 1 to 200 characters",
    ],
    [
      "an empty subject",
      ["token", "--class", "external", "--subject", ""],
      env,
      '--subject: expected a name of 1 to 200 characters, got ""',
    ],
    [
      "a subject that no token may carry",
      ["token", "--class", "external", "--subject", "x".repeat(201)],
      env,
      `--subject: expected a name of 1 to 200 characters, got "${"x".repeat(201)}"`,
    ],
    ["days that are a word", [...token, "--days", "many"], env, `--days: expected ${days}, got "many"`],
    ["no days", [...token, "--days", "0"], env, `--days: expected ${days}, got 0`],
    ["days without end", [...token, "--days", "1".repeat(30)], env, `--days: expected ${days}, got`],
    [
      "no signing key",
      token,
      { RAWR_DATABASE: env.RAWR_DATABASE },
      `RAWR_SIGNING_KEY: is not set: expected ${privateJwk}`,
    ],
    [
      "a signing key that is not JSON",
      token,
      { ...env, RAWR_SIGNING_KEY: signing.d },
      `RAWR_SIGNING_KEY: is not JSON (SyntaxError): expected ${privateJwk}`,
    ],
    [
      "a public key to sign with",
      token,
      { ...env, RAWR_SIGNING_KEY: JSON.stringify(verification) },
      "RAWR_SIGNING_KEY.d:",
    ],
    [
      "halves of two keys",
      token,
      { ...env, RAWR_SIGNING_KEY: JSON.stringify({ ...signing, d: other.signing.d }) },
      `RAWR_SIGNING_KEY: expected ${privateJwk}, but "d" and "x" are not of one pair`,
    ],
    [
      "no database",
      token,
      { RAWR_SIGNING_KEY: env.RAWR_SIGNING_KEY },
      "RAWR_DATABASE: is not set: expected the path of the session database",
    ],
    [
      "a database in a folder that is not there",
      token,
      { ...env, RAWR_DATABASE: join(directory, "no/x.db") },
      "RAWR_DATABASE: expected the path of a session database in a folder that can be written to, got",
    ],
    [
      "a database that is none",
      token,
      { ...env, RAWR_DATABASE: notADatabase },
      "RAWR_DATABASE: expected the path of a session database in a folder that can be written to, got",
    ],
    ["no session to revoke", ["revoke"], env, `session id: is not set: expected ${session}`],
    ["a session that is no id", ["revoke", "nightly"], env, `session id: expected ${session}, got "nightly"`],
    ["two sessions", ["revoke", id, id], env, `expected one session id, got ${id} ${id}`],
    ["an option to revoke", ["revoke", "--class", "external"], env, "Unknown option '--class'"],
    [
      "a revocation in a database that is not there",
      ["revoke", id],
      env,
      "RAWR_DATABASE: expected the session database that the server uses, but there is nothing at",
    ],
  ];

  test.each(wrong)("%s", async (_, args, environment, says) => {
    const { code, stdout, stderr } = await credentials(args, environment);
    expect({ code, stdout }).toEqual({ code: 3, stdout: "" });
    expect(stderr.split("\n")[0]).toContain(says);
    expect(stderr).not.toMatch(/\n\s+at |"code":|ZodError/);
    expect(stderr).not.toContain(signing.d);
    expect(existsSync(env.RAWR_DATABASE)).toBe(false);
  });
});

test("a session is revoked once: again, or one that never was, is exit code 1", async () => {
  const own = { ...env, RAWR_DATABASE: join(directory, "own.db") };
  const issued = await credentials([...token, "--days", "0.5"], own);
  expect(issued).toMatchObject({ code: 0, stdout: expect.stringMatching(/^eyJ\S+\n$/) });
  const opened = issued.stderr.replace("session ", "").trim();
  expect(await credentials(["revoke", opened], own)).toEqual({ code: 0, stdout: "revoked\n", stderr: "" });
  for (const gone of [opened, id]) {
    expect(await credentials(["revoke", gone], own)).toEqual({
      code: 1,
      stdout: "",
      stderr: `no session was revoked: "${own.RAWR_DATABASE}" holds no living session ${gone} (revoked before, or another database?)\n`,
    });
  }
});
