import { cacheCovers, defineGate, durableReads, main } from "@phasegate/verify-utils";
import e1 from "./verify-e1-dedupe-policy.ts";
import e2 from "./verify-e2-finished-hook-policy.ts";

const gate = defineGate({
  id: "e3-evidence-integrity",
  slice: "E3",
  decisions: ["D-009", "D-010"],
  needs: [e1, e2],
  checks: [
    cacheCovers({
      commands: ["verify:quick", "verify:full"],
      harmless: ["pnpm_config_verify_deps_before_run"],
      claim:
        "No cache answers for a verdict, and evidence comes back only for the sources, settings and runtime that it was made from",
    }),
    durableReads({
      claim:
        "What the gates of D-009 and D-010 read is tracked and durable, or made from such by a declared task",
    }),
  ],
});

export default gate;
main(import.meta.url, gate);
