import { issueToken } from "@rawr/server/src/credentials/issue-token";
import { openSession } from "@rawr/server/src/credentials/session-register";
import { familiesServing } from "@rawr/server/src/middleware/admission";
import { type EventApi, startEventApi } from "./event-api.ts";
import { createMaterial, type Material } from "./material.ts";
import { addressOf, start } from "./program.ts";
import { seededRun, triggerBody } from "./sample.ts";
import { type BearerCaller, subjects, type Target } from "./target.ts";
import { watchTraces } from "./traces.ts";

export interface ServerProcess extends Target {
  readonly material: Material;
  readonly events: EventApi;
  /** Everything that the process has written. */
  readonly output: () => string;
  /** A new token, as its class is given one. */
  readonly tokenOf: (caller: BearerCaller) => Promise<string>;
  /** The exit code of a server that was told to stop. */
  readonly stop: () => Promise<number | null>;
}

/** The real server as a process of its own, configured as in production, with a run in its store. */
export async function startServerProcess(): Promise<ServerProcess> {
  const events = await startEventApi();
  const material = await createMaterial(events.url);
  const { environment, signing, sessions, runtime, secrets } = material;
  const command = printToken(material);
  const started = start("server", [], environment);
  const url = await addressOf(started);
  const watched = watchTraces(sessions, material.runs, events);
  const commandToken = await command;
  secrets.add(commandToken);

  async function tokenOf(caller: BearerCaller): Promise<string> {
    const token = await issued(material, caller);
    secrets.add(token);
    return token;
  }

  await seed(url, await tokenOf("first party"));
  return {
    url,
    sessions,
    signing,
    commandToken,
    runtime,
    secrets,
    material,
    events,
    tokenOf,
    traces: watched.traces,
    output: () => started.output.stdout + started.output.stderr,
    async stop() {
      started.child.kill("SIGTERM");
      const code = await started.ended;
      watched.close();
      await events.close();
      material.discard();
      return code;
    },
  };
}

export function issued({ sessions, signing }: Material, caller: BearerCaller): Promise<string> {
  const { subject, class: cls } = subjects[caller];
  const expiresAt = new Date(Date.now() + 3_600_000);
  const sid = openSession(sessions, { subject, class: cls, expiresAt });
  return issueToken(signing, { sub: subject, sid, cls }, familiesServing(cls));
}

/** A token by the command that people use. */
async function printToken({ database, signing }: Material): Promise<string> {
  const { class: cls, subject } = subjects.CLI;
  const args = ["token", "--class", cls, "--subject", subject];
  const env = { RAWR_DATABASE: database, RAWR_SIGNING_KEY: JSON.stringify(signing) };
  const { ended, output } = start("credentials", args, env);
  const code = await ended;
  if (code !== 0) throw new Error(`the command made no token: ${output.stderr}`);
  return output.stdout.trim();
}

export async function seed(url: string, token: string): Promise<void> {
  const response = await fetch(`${url}/api/workflows/coordination/runs`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify(triggerBody(seededRun)),
  });
  if (response.status !== 202)
    throw new Error(`no run was stored: ${response.status} ${await response.text()}`);
}
