import { defineGate, main, rehearsed } from "@phasegate/verify-utils";

const gate = defineGate({
  id: "k3-rehearsal",
  slice: "K3",
  checks: [rehearsed({ suite: "quick" })],
});

export default gate;
main(import.meta.url, gate);
