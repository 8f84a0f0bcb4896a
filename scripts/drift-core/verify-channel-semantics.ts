import { defineGate, main, notBranchedOn } from "@phasegate/verify-utils";

const gate = defineGate({
  id: "channel-semantics",
  slice: "channel-semantics",
  checks: [
    notBranchedOn({
      term: "channel",
      values: ["A", "B"],
      roots: ["rawr.hq.ts", "apps/server/src/main.ts", "apps/server/src/cli.ts"],
      claim: "Channel A and Channel B name surfaces of commands: nothing at run time decides by them",
    }),
  ],
});

export default gate;
main(import.meta.url, gate);
