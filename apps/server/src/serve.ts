import { type Config, readConfig } from "./config.ts";
import { createDevelopmentCredentials, describeDevelopment } from "./credentials/development.ts";
import { openSessionDatabase } from "./credentials/session-table.ts";
import { createHost, type Host } from "./host.ts";
import { bodyLimits } from "./http/body.ts";
import { type Listening, listen, patience } from "./http/listen.ts";
import { createLogger } from "./http/log.ts";
import type { Manifest } from "./manifest.ts";
import { createCallerMiddleware } from "./middleware/caller.ts";
import { SettingError } from "./settings.ts";
import { openRuntime } from "./workflows/runtime.ts";

interface Output {
  write(text: string): unknown;
}

/** What the server needs of the process that it runs in. */
export interface ServerProcess {
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** For the log. */
  readonly stdout: Output;
  readonly stderr: Output;
  /** Asked once the server listens: resolves with the signal that ends it. */
  stopped(): Promise<NodeJS.Signals>;
}

/** Runs the server until it is told to stop. Resolves with the exit code: 1 when it does not start. */
export async function serve(manifest: Manifest, server: ServerProcess): Promise<0 | 1> {
  const opened: Close[] = [];
  try {
    await run(manifest, server, opened);
    return 0;
  } catch (error) {
    if (!(error instanceof SettingError)) throw error;
    server.stderr.write(`The server does not start:\n${error.message}\n`);
    return 1;
  } finally {
    for (const close of opened.reverse()) await close();
  }
}

/** Closes something that was opened. The last opened is closed first. */
type Close = () => void | Promise<void>;

async function run(manifest: Manifest, server: ServerProcess, opened: Close[]): Promise<void> {
  const config = readConfig(server.args, server.env);
  const log = createLogger(server.stdout);
  const credentials = await credentialsFor(config);
  opened.push(() => credentials.discard());
  const runtime = await openRuntime(manifest, config, { env: server.env, log });
  opened.push(() => runtime.close());

  const { workflows } = runtime;
  const caller = createCallerMiddleware(credentials);
  const host = await createHost(manifest, { caller, log, limits: bodyLimits, workflows });
  const listening = await bind(host, config);
  opened.push(() => listening.close());
  opened.push(() => runtime.stop());
  await runtime.start(listening.url);
  log.info({ url: listening.url, mode: config.mode }, "listening");
  server.stderr.write(credentials.describe(listening.url) + runtime.describe(listening.url));

  const signal = await server.stopped();
  log.info({ signal }, "stopping");
  for (const close of opened.splice(0).reverse()) await close();
  log.info("stopped");
}

async function credentialsFor(config: Config) {
  if (config.mode === "production") {
    const sessions = openSessionDatabase(config.database);
    return { keys: config.keys, sessions, describe: () => "", discard: () => void sessions.close() };
  }
  const made = await createDevelopmentCredentials();
  return { ...made, describe: (url: string) => describeDevelopment(made, url) };
}

async function bind(host: Host, config: Config): Promise<Listening> {
  try {
    return await listen(host, { ...config, ...patience });
  } catch (error) {
    const why = cannotBind(error, config);
    throw why === undefined ? error : new SettingError(why, { cause: error });
  }
}

function cannotBind(error: unknown, { hostname, port }: Config): string | undefined {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "EADDRINUSE") {
    return `RAWR_PORT: expected a port that is free, but ${port} is in use on ${hostname}: end what uses it, or set another (0 takes any that is free)`;
  }
  if (code === "EACCES") return `RAWR_PORT: expected a port that this user may use, got ${port}`;
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND" || code === "EAI_AGAIN") {
    return `RAWR_HOST: expected an address of this machine, got "${hostname}"`;
  }
  return undefined;
}
