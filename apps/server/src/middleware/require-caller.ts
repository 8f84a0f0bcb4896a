import { os } from "@orpc/server";
import { refusal } from "../contract/errors.ts";
import { heavyResult, type RequestContext } from "../workflows/context.ts";

/** For procedures that are not public: adds the known caller to their context, or refuses nobody. */
export const requireCaller = os.$context<RequestContext>().middleware(({ context, next }) => {
  const caller = heavyResult(context, "caller");
  if (caller.kind === "nobody") throw refusal("UNAUTHORIZED", { reason: "missing" });
  return next({ context: { caller } });
});
