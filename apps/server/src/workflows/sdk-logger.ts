import type { Logger as SdkLogger } from "inngest";
import { type Logger, withoutTokens } from "../http/log.ts";

/** Hands on what the SDK says: text as it is but for tokens, errors described, nothing else of what it was about. */
export function sdkLogger(log: Logger): SdkLogger {
  const at =
    (level: "info" | "warn" | "error" | "debug") =>
    (...said: unknown[]): void => {
      const message = said.filter((one) => typeof one === "string").join(" ");
      log[level](
        { err: said.map(errorIn).find((one) => one !== undefined) },
        withoutTokens(`inngest: ${message}`),
      );
    };
  return { info: at("info"), warn: at("warn"), error: at("error"), debug: at("debug") };
}

function errorIn(said: unknown): Error | undefined {
  if (said instanceof Error) return said;
  const inner = typeof said === "object" && said !== null && "err" in said ? said.err : undefined;
  return inner instanceof Error ? inner : undefined;
}
