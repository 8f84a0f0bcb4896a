import k1 from "./verify-k1-facts.ts";

/** The gates of the kit itself. */
export const kit = [k1];
