import e1 from "./verify-e1-dedupe-policy.ts";
import e2 from "./verify-e2-finished-hook-policy.ts";
import e3 from "./verify-e3-evidence-integrity.ts";
import e4 from "./verify-e4-disposition.ts";

/** The gates of Phase E, in the order of their slices. */
export const phaseE = [e1, e2, e3, e4];
