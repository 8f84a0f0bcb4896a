import type { Faults } from "./options.ts";
import { type Delivery, deliver, type Outcome } from "./protocol/deliver.ts";
import type { Endpoint } from "./protocol/endpoint.ts";

/** Delivers as a network and a queue do that promise no more than at least once. */
export async function deliverWith(faults: Faults, endpoint: Endpoint, delivery: Delivery): Promise<Outcome> {
  const once = () => deliver(endpoint, delivery);
  switch (faults(delivery)) {
    case "repeated": {
      const outcome = await once();
      await once();
      return outcome;
    }
    case "concurrent": {
      const both = [once(), once()];
      const outcome = await Promise.race(both);
      await Promise.all(both);
      return outcome;
    }
    case "answer-lost":
      await once();
      return once();
    case undefined:
      return once();
  }
}
