import { existsSync } from "node:fs";
import { type ParseArgsConfig, parseArgs } from "node:util";
import { importJWK } from "jose";
import { z } from "zod";
import { callerClasses } from "../caller.ts";
import { familiesServing } from "../middleware/admission.ts";
import { expecting, readSettings, SettingError, secretJson } from "../settings.ts";
import { tokenClaims } from "./claims.ts";
import { issueToken } from "./issue-token.ts";
import { generateKeys, type PrivateKey, signingKey } from "./keys.ts";
import { openSession, revokeSession } from "./session-register.ts";
import { openSessionDatabase } from "./session-table.ts";

const usage = `credentials keys
credentials token --class ${callerClasses.join("|")} --subject <name> [--days <session length>]
credentials revoke <session id>

token and revoke read RAWR_DATABASE (a path); token also RAWR_SIGNING_KEY (a private JWK).
Exit codes: 0 done, 1 there was nothing to revoke, 3 the arguments or the environment are not right.
`;

/** The part of a process that the command uses. */
export interface CommandProcess {
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string): unknown };
}

type ExitCode = 0 | 1 | 3;

/** Makes keys and tokens, and revokes sessions. Resolves with the exit code. */
export async function credentialsCommand(command: CommandProcess): Promise<ExitCode> {
  try {
    return await run(command);
  } catch (error) {
    if (!(error instanceof SettingError)) throw error;
    command.stderr.write(`${error.message}\n`);
    return 3;
  }
}

function run(command: CommandProcess): Promise<ExitCode> | ExitCode {
  const [name, ...args] = command.args;
  if (name === "keys") return newKeys(command, args);
  if (name === "token") return newToken(command, args);
  if (name === "revoke") return revoke(command, args);
  const came = name === undefined ? "nothing" : JSON.stringify(name);
  throw new SettingError(`expected keys, token or revoke, got ${came}\n\n${usage}`);
}

function parsed<const C extends ParseArgsConfig>(config: C) {
  try {
    return parseArgs(config);
  } catch (error) {
    const how = error instanceof Error ? error.message : String(error);
    throw new SettingError(`${how}\n\n${usage}`, { cause: error });
  }
}

async function newKeys({ stdout }: CommandProcess, args: string[]): Promise<ExitCode> {
  parsed({ args });
  const { signing, verification } = await generateKeys();
  const set = JSON.stringify({ keys: [verification] });
  stdout.write(`RAWR_SIGNING_KEY='${JSON.stringify(signing)}'\nRAWR_VERIFICATION_KEYS='${set}'\n`);
  return 0;
}

const aClass = expecting(`one of ${callerClasses.join(", ")}`);
const aSubject = expecting("a name of 1 to 200 characters");
const aLength = expecting("how many days the session lasts, above 0 and at most 3650");
const tokenOptions = z.object({
  "--class": z.enum(callerClasses, aClass),
  "--subject": z.string(aSubject).refine((name) => tokenClaims.shape.sub.safeParse(name).success, aSubject),
  "--days": z
    .string()
    .regex(/^\d+(\.\d+)?$/, aLength)
    .transform(Number)
    .refine((days) => days > 0 && days <= 3650, aLength)
    .default(1),
});
const dayMilliseconds = 24 * 60 * 60 * 1000;

async function newToken({ env, stdout, stderr }: CommandProcess, args: string[]): Promise<ExitCode> {
  const options = {
    class: { type: "string" },
    subject: { type: "string" },
    days: { type: "string" },
  } as const;
  const { values } = parsed({ args, options });
  const given = { "--class": values.class, "--subject": values.subject, "--days": values.days };
  const { "--class": cls, "--subject": sub, "--days": days } = readSettings(tokenOptions, given);
  const key = await signingKeyOf(env);
  const sessions = openSessionDatabase(databaseOf(env));
  try {
    const expiresAt = new Date(Date.now() + days * dayMilliseconds);
    const sid = openSession(sessions, { subject: sub, class: cls, expiresAt });
    stderr.write(`session ${sid}\n`);
    stdout.write(`${await issueToken(key, { sub, sid, cls }, familiesServing(cls))}\n`);
    return 0;
  } finally {
    sessions.close();
  }
}

const aSession = expecting("a session id, as `credentials token` prints it on standard error");

function revoke({ env, stdout, stderr }: CommandProcess, args: string[]): ExitCode {
  const { positionals } = parsed({ args, allowPositionals: true });
  if (positionals.length > 1) throw new SettingError(`expected one session id, got ${positionals.join(" ")}`);
  const schema = z.object({ "session id": z.string(aSession).pipe(z.uuid(aSession)) });
  const { "session id": session } = readSettings(schema, { "session id": positionals[0] });
  const path = databaseOf(env);
  if (!existsSync(path)) {
    throw new SettingError(
      `RAWR_DATABASE: expected the session database that the server uses, but there is nothing at "${path}"`,
    );
  }
  const sessions = openSessionDatabase(path);
  try {
    if (revokeSession(sessions, session)) {
      stdout.write("revoked\n");
      return 0;
    }
    stderr.write(
      `no session was revoked: "${path}" holds no living session ${session} (revoked before, or another database?)\n`,
    );
    return 1;
  } finally {
    sessions.close();
  }
}

const aPath = expecting("the path of the session database");

function databaseOf(env: NodeJS.ProcessEnv): string {
  return readSettings(z.object({ RAWR_DATABASE: z.string(aPath).min(1, aPath) }), env).RAWR_DATABASE;
}

async function signingKeyOf(env: NodeJS.ProcessEnv): Promise<PrivateKey> {
  const expected = "a private JWK, as `credentials keys` prints it";
  const schema = z.object({ RAWR_SIGNING_KEY: secretJson(expected).pipe(signingKey) });
  const { RAWR_SIGNING_KEY: key } = readSettings(schema, env);
  try {
    await importJWK(key);
  } catch (error) {
    throw new SettingError(`RAWR_SIGNING_KEY: expected ${expected}, but "d" and "x" are not of one pair`, {
      cause: error,
    });
  }
  return key;
}
