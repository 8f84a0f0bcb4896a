import { coordinationCapability, defineManifest, systemCapability } from "@rawr/server";

/** The composition of RAWR HQ: what is not registered here does not run. */
export default defineManifest({ capabilities: [systemCapability, coordinationCapability] });
