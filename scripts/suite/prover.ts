import { proveInThread } from "@phasegate/prove/thread";
import config from "../../phasegate.config.ts";

// What a second thread of a proof runs, in the bundle: see bundle.ts.
proveInThread(config);
