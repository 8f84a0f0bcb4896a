/**
 * A server to be loaded, started with an IPC channel: `serve.ts construct | inline | none`. It sends its address
 * and the shots that fit it, and answers each further message with the processor time that it has used, in ms.
 */
import manifest from "../../../../rawr.hq.ts";
import type { Caller } from "../../src/caller.ts";
import {
  createDevelopmentCredentials,
  type DevelopmentCredentials,
} from "../../src/credentials/development.ts";
import { createHost } from "../../src/host.ts";
import { bodyLimits } from "../../src/http/body.ts";
import { listen, patience } from "../../src/http/listen.ts";
import { createLogger } from "../../src/http/log.ts";
import { callerEvaluation, createCallerMiddleware } from "../../src/middleware/caller.ts";
import type { HeavyMiddleware } from "../../src/middleware/heavy.ts";
import { createRequestContext, keepEvaluation, type RequestContext } from "../../src/workflows/context.ts";
import { createShots, type Shot } from "./shots.ts";

type Resolve = (context: RequestContext) => Promise<Caller>;

/** What the construct comes down to when nothing repeats: evaluate, and keep the success. */
function withoutConstruct(resolve: Resolve): HeavyMiddleware<"caller"> {
  return {
    marker: "caller",
    async run(context) {
      const value = await resolve(context);
      keepEvaluation(context.request, "caller", { state: "succeeded", value });
      return value;
    },
  };
}

/** Answers from what was evaluated beforehand: no signature is checked, no session looked up. */
async function lookup(credentials: DevelopmentCredentials, shots: readonly Shot[]): Promise<Resolve> {
  const evaluate = callerEvaluation(credentials);
  const keyOf = ({ family, request }: RequestContext) => `${family} ${request.headers.get("authorization")}`;
  const known = new Map<string, () => Caller>();
  for (const { path, authorization } of shots) {
    const request = new Request(`http://host${path}`, { headers: authorization ? { authorization } : {} });
    const context = createRequestContext(request, path.startsWith("/rpc") ? "rpc" : "openapi", []);
    const found = await evaluate(context).then(
      (caller) => () => caller,
      (error: unknown) => () => {
        throw error;
      },
    );
    known.set(keyOf(context), found);
  }
  return async (context) => known.get(keyOf(context))?.() ?? { kind: "nobody" };
}

async function callerFor(variant: string, credentials: DevelopmentCredentials, shots: readonly Shot[]) {
  if (variant === "construct") return createCallerMiddleware(credentials);
  if (variant === "inline") return withoutConstruct(callerEvaluation(credentials));
  if (variant === "none") return withoutConstruct(await lookup(credentials, shots));
  throw new Error(`there is no variant ${variant}`);
}

const credentials = await createDevelopmentCredentials();
const shots = await createShots(credentials);
const caller = await callerFor(process.argv[2] ?? "", credentials, shots);
const log = createLogger({ write: () => undefined });
const host = await createHost(manifest, { caller, log, limits: bodyLimits });
const { url } = await listen(host, { hostname: "127.0.0.1", port: 0, ...patience });

process.once("disconnect", () => {
  credentials.discard();
  process.exit();
});
process.on("message", () => {
  const { user, system } = process.cpuUsage();
  process.send?.((user + system) / 1000);
});
process.send?.({ url, shots });
