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

const aDatabase = expecting("the path of the session database");
const production = z.object({
  ...listening,
  RAWR_VERIFICATION_KEYS: secretJson("a JWK set, as `credentials keys` prints one").pipe(verificationKeys),
  RAWR_DATABASE: z.string(aDatabase).min(1, aDatabase),
});

const development = z.object({
  ...listening,
  RAWR_HOST: z
    .enum(["127.0.0.1", "::1"], expecting("127.0.0.1 or ::1, since development mode binds to loopback only"))
    .default("127.0.0.1"),
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

export type Config =
  | (Listening & { readonly mode: "development" })
  | (Listening & { readonly mode: "production"; readonly keys: VerificationKeys; readonly database: string });

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
    const { RAWR_HOST, RAWR_PORT } = readSettings(development, env);
    return { mode: "development", hostname: RAWR_HOST, port: RAWR_PORT };
  }
  const { RAWR_HOST, RAWR_PORT, RAWR_VERIFICATION_KEYS, RAWR_DATABASE } = readSettings(production, env);
  return {
    mode: "production",
    hostname: RAWR_HOST,
    port: RAWR_PORT,
    keys: RAWR_VERIFICATION_KEYS,
    database: RAWR_DATABASE,
  };
}
