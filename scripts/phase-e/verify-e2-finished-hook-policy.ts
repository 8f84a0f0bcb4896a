import { decisionRecorded, defineGate, main, noTestFailed } from "@phasegate/verify-utils";
import { deliveryConfined, storeConfined } from "./finished-hook/confined.ts";
import { contractSays } from "./finished-hook/contract.ts";
import { doorTests } from "./finished-hook/door-tests.ts";
import { oneDoor } from "./finished-hook/doors.ts";
import { inOrder } from "./finished-hook/order.ts";
import { adapter, contract, deliver, finish } from "./finished-hook/places.ts";
import { adapterTests, stepTests } from "./finished-hook/tests.ts";

const gate = defineGate({
  id: "e2-finished-hook-policy",
  slice: "E2",
  decisions: ["D-010"],
  checks: [
    ...contractSays,
    ...deliveryConfined,
    ...oneDoor,
    ...storeConfined,
    ...inOrder,
    ...adapterTests,
    ...doorTests,
    ...stepTests,
    noTestFailed({ package: "@rawr/coordination-inngest", claim: "No test of the adapter fails" }),
    noTestFailed({ package: "@rawr/coordination", claim: "No test of the domain fails" }),
    noTestFailed({ package: "@rawr/inngest-executor", claim: "No test of what drives the tests fails" }),
    decisionRecorded({
      id: "D-010",
      statuses: ["locked", "closed"],
      fields: ["question", "closure_scope"],
      normative: ["locked_decision"],
      names: [contract, `${adapter}/adapter.ts`, finish, deliver],
    }),
  ],
});

export default gate;
main(import.meta.url, gate);
