import { z } from "zod";
import { type VerificationKeys, verificationKeys } from "./credentials/keys.ts";

const json = z.string().transform((text, issue): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    issue.addIssue({
      code: "custom",
      message: `is not JSON: ${error instanceof Error ? error.name : "error"}`,
    });
    return z.NEVER;
  }
});

const listening = {
  RAWR_HOST: z.string().default("127.0.0.1"),
  RAWR_PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
};

const production = z.object({
  ...listening,
  RAWR_VERIFICATION_KEYS: json.pipe(verificationKeys),
  RAWR_DATABASE: z.string().min(1),
});

const development = z.object({
  ...listening,
  RAWR_HOST: z.enum(["127.0.0.1", "::1"], "development mode binds to loopback only").default("127.0.0.1"),
  NODE_ENV: z
    .string()
    .optional()
    .refine((env) => env !== "production", "development mode is not for production"),
});

interface Listening {
  readonly hostname: string;
  readonly port: number;
}

export type Config =
  | (Listening & { readonly mode: "development" })
  | (Listening & { readonly mode: "production"; readonly keys: VerificationKeys; readonly database: string });

export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

/**
 * Reads the process's arguments and environment. Development mode is asked for by `--dev` and nothing else.
 * @throws ConfigError naming each variable that is missing or wrong, without its value.
 */
export function readConfig(args: readonly string[], env: NodeJS.ProcessEnv): Config {
  const unknown = args.find((arg) => arg !== "--dev");
  if (unknown !== undefined) throw new ConfigError(`unknown argument ${unknown}`);
  if (args.includes("--dev")) {
    const { RAWR_HOST, RAWR_PORT } = parse(development, env);
    return { mode: "development", hostname: RAWR_HOST, port: RAWR_PORT };
  }
  const { RAWR_HOST, RAWR_PORT, RAWR_VERIFICATION_KEYS, RAWR_DATABASE } = parse(production, env);
  return {
    mode: "production",
    hostname: RAWR_HOST,
    port: RAWR_PORT,
    keys: RAWR_VERIFICATION_KEYS,
    database: RAWR_DATABASE,
  };
}

function parse<S extends z.ZodType>(schema: S, env: NodeJS.ProcessEnv): z.infer<S> {
  const result = schema.safeParse(env);
  if (result.success) return result.data;
  throw new ConfigError(
    result.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("\n"),
  );
}
