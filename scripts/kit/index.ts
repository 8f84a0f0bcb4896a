import k1 from "./verify-k1-facts.ts";
import k2 from "./verify-k2-gates.ts";
import k3 from "./verify-k3-rehearsal.ts";

/** The gates of the kit itself. */
export const kit = [k1, k2, k3];
