import { z } from "zod";
import { type VerificationKeys, verificationKeys } from "./credentials/keys.ts";
import { expecting, readSettings, SettingError, secretJson } from "./settings.ts";

const highestPort = 65_535;
const aPort = expecting(`a port, which is a whole number from 0 (any that is free) to ${highestPort}`);
const listening = {
  RAWR_HOST: z.string().min(1, expecting("an address to listen on, such as 127.0.0.1")).default("127.0.0.1"),
  RAWR_PORT: z
    .string()
    .regex(/^\d{1,5}$/, aPort)
    .transform(Number)
    .refine((port) => port <= highestPort, aPort)
    .default(3000),
};

/** Text that no error repeats. */
const secret = (expected: string) =>
  z.string(`is not set: expected ${expected}`).min(1, `expected ${expected}`);

/** What would turn the check of signatures off, or let somebody in around it. */
const unsetInProduction = z
  .undefined({ error: "is set: expected nothing, since it would open the ingress of Inngest in production" })
  .optional();

const signingKey = "the signing key of Inngest, signkey-<environment>-<hexadecimal digits>";
const inngest = {
  INNGEST_SIGNING_KEY: secret(signingKey),
  INNGEST_SIGNING_KEY_FALLBACK: secret(`the previous one, ${signingKey}`).optional(),
  INNGEST_EVENT_KEY: secret("the event key of Inngest"),
  INNGEST_BASE_URL: z.url(expecting("the URL of an Inngest server")).optional(),
  RAWR_ORIGIN: z.url(expecting("the URL at which Inngest reaches this host, without a path")).optional(),
  INNGEST_DEV: unsetInProduction,
  INNGEST_ENABLE_UNAUTHED_SYNC: unsetInProduction,
};

const aDatabase = expecting("the path of the session database");
const production = z.object({
  ...listening,
  RAWR_VERIFICATION_KEYS: secretJson("a JWK set, as `credentials keys` prints one").pipe(verificationKeys),
  RAWR_DATABASE: z.string(aDatabase).min(1, aDatabase),
  ...inngest,
});

const development = z.object({
  ...listening,
  RAWR_HOST: z
    .enum(["127.0.0.1", "::1"], expecting("127.0.0.1 or ::1, since development mode binds to loopback only"))
    .default("127.0.0.1"),
  RAWR_STATE: z.string().min(1, expecting("the path of a folder")).optional(),
  NODE_ENV: z
    .string()
    .optional()
    .refine(
      (env) => env !== "production",
      expecting("anything else, since development mode is not for production"),
    ),
});

interface Listening {
  readonly hostname: string;
  readonly port: number;
}

/** How the host and an Inngest server know each other. */
export interface InngestSettings {
  readonly signingKey: string;
  /** The previous key, while it is being changed. */
  readonly signingKeyFallback: string | undefined;
  readonly eventKey: string;
  /** Of an Inngest server; `undefined` for Inngest Cloud. */
  readonly baseUrl: string | undefined;
  /** Where the server reaches the host; `undefined`: at the address that a request came to. */
  readonly serveOrigin: string | undefined;
}

export interface Development extends Listening {
  readonly mode: "development";
  /** The folder that runs and their queue outlive the process in; `undefined`: they end with it. */
  readonly state: string | undefined;
}

export interface Production extends Listening {
  readonly mode: "production";
  readonly keys: VerificationKeys;
  /** The session database. What else the host stores stands beside it. */
  readonly database: string;
  readonly inngest: InngestSettings;
}

export type Config = Development | Production;

/** Of a development server whose port, and so whose address, is the same each time. */
const defaultState = ".rawr";

/**
 * Reads the process's arguments and environment. Development mode is asked for by `--dev` and nothing else.
 * @throws SettingError naming each argument or variable that is missing or wrong, without the value of a key.
 */
export function readConfig(args: readonly string[], env: NodeJS.ProcessEnv): Config {
  const unknown = args.find((arg) => arg !== "--dev");
  if (unknown !== undefined) {
    throw new SettingError(
      `unknown argument ${unknown}: expected --dev or nothing (the rest is set by the environment)`,
    );
  }
  if (args.includes("--dev")) {
    const { RAWR_HOST, RAWR_PORT, RAWR_STATE } = readSettings(development, env);
    const state = RAWR_STATE ?? (RAWR_PORT === 0 ? undefined : defaultState);
    return { mode: "development", hostname: RAWR_HOST, port: RAWR_PORT, state };
  }
  const settings = readSettings(production, env);
  return {
    mode: "production",
    hostname: settings.RAWR_HOST,
    port: settings.RAWR_PORT,
    keys: settings.RAWR_VERIFICATION_KEYS,
    database: settings.RAWR_DATABASE,
    inngest: {
      signingKey: settings.INNGEST_SIGNING_KEY,
      signingKeyFallback: settings.INNGEST_SIGNING_KEY_FALLBACK,
      eventKey: settings.INNGEST_EVENT_KEY,
      baseUrl: settings.INNGEST_BASE_URL,
      serveOrigin: settings.RAWR_ORIGIN,
    },
  };
}
