import { parseArgs } from "node:util";
import { z } from "zod";
import { callerClasses } from "./caller.ts";
import { issueToken } from "./credentials/issue-token.ts";
import { generateKeys, signingKey } from "./credentials/keys.ts";
import { openSession, revokeSession } from "./credentials/session-register.ts";
import { openSessionDatabase } from "./credentials/session-table.ts";
import { familiesServing } from "./middleware/admission.ts";

const usage = `credentials keys
credentials token --class ${callerClasses.join("|")} --subject <name> [--days <session length>]
credentials revoke <session id>

token and revoke read RAWR_DATABASE (a path); token also RAWR_SIGNING_KEY (a private JWK).
`;

const tokenOptions = z.object({
  class: z.enum(callerClasses),
  subject: z.string().min(1),
  days: z.coerce.number().positive().default(1),
});

async function run(args: readonly string[], env: NodeJS.ProcessEnv): Promise<string> {
  const { positionals, values } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { class: { type: "string" }, subject: { type: "string" }, days: { type: "string" } },
  });
  const [command, session] = positionals;
  if (command === "keys") return newKeys();
  if (command === "token") return newToken(tokenOptions.parse(values), env);
  if (command === "revoke" && session !== undefined) return revoke(session, env);
  throw new Error(usage);
}

async function newKeys(): Promise<string> {
  const { signing, verification } = await generateKeys();
  const set = JSON.stringify({ keys: [verification] });
  return `RAWR_SIGNING_KEY='${JSON.stringify(signing)}'\nRAWR_VERIFICATION_KEYS='${set}'\n`;
}

async function newToken(options: z.infer<typeof tokenOptions>, env: NodeJS.ProcessEnv): Promise<string> {
  const key = signingKey.parse(
    JSON.parse(z.string("RAWR_SIGNING_KEY is not set").parse(env.RAWR_SIGNING_KEY)),
  );
  const expiresAt = new Date(Date.now() + options.days * 24 * 60 * 60 * 1000);
  const sid = openSession(database(env), { subject: options.subject, class: options.class, expiresAt });
  const claims = { sub: options.subject, sid, cls: options.class };
  process.stderr.write(`session ${sid}\n`);
  return `${await issueToken(key, claims, familiesServing(options.class))}\n`;
}

async function revoke(session: string, env: NodeJS.ProcessEnv): Promise<string> {
  return revokeSession(database(env), session) ? "revoked\n" : "there is no such living session\n";
}

function database(env: NodeJS.ProcessEnv) {
  return openSessionDatabase(z.string("RAWR_DATABASE is not set").parse(env.RAWR_DATABASE));
}

try {
  process.stdout.write(await run(process.argv.slice(2), process.env));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 3;
}
