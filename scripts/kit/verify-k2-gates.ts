import { defineGate, gatesKept, main } from "@phasegate/verify-utils";

const gate = defineGate({
  id: "k2-gates",
  slice: "K2",
  checks: [gatesKept()],
});

export default gate;
main(import.meta.url, gate);
