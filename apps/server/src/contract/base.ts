import { oc } from "@orpc/contract";
import { contractErrors } from "./errors.ts";

/** Start every contract here, so that callers can tell each refusal of the host by its type. */
export const contract = oc.errors(contractErrors);
