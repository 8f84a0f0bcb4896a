import manifest from "../../../rawr.hq.ts";
import { type Config, ConfigError, readConfig } from "./config.ts";
import { createDevelopmentCredentials, describeDevelopment } from "./credentials/development.ts";
import { openSessionDatabase } from "./credentials/session-table.ts";
import { createHost } from "./host.ts";
import { bodyLimits } from "./http/body.ts";
import { listen, patience } from "./http/listen.ts";
import { createLogger } from "./http/log.ts";
import { createCallerMiddleware } from "./middleware/caller.ts";

async function main(): Promise<void> {
  const config = readConfig(process.argv.slice(2), process.env);
  const log = createLogger(process.stdout);
  const credentials = await credentialsFor(config);
  const host = await createHost(manifest, {
    caller: createCallerMiddleware(credentials),
    log,
    limits: bodyLimits,
  });
  const listening = await listen(host, { ...config, ...patience });
  log.info({ url: listening.url, mode: config.mode }, "listening");
  process.stderr.write(credentials.describe(listening.url));

  const signal = await Promise.race([once("SIGTERM"), once("SIGINT")]);
  log.info({ signal }, "stopping");
  await listening.close();
  credentials.discard();
  log.info("stopped");
}

async function credentialsFor(config: Config) {
  if (config.mode === "production") {
    const sessions = openSessionDatabase(config.database);
    return { keys: config.keys, sessions, describe: () => "", discard: () => sessions.close() };
  }
  const made = await createDevelopmentCredentials();
  return { ...made, describe: (url: string) => describeDevelopment(made, url) };
}

function once(signal: NodeJS.Signals): Promise<NodeJS.Signals> {
  return new Promise((resolve) => process.once(signal, resolve));
}

try {
  await main();
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  process.stderr.write(`The server does not start:\n${error.message}\n`);
  process.exitCode = 1;
}
