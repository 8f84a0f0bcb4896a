import { listDeclarations } from "../declare/list.ts";
import type { RecordFormat } from "../format.ts";

/** Header bullets, as in MADR 2 and 3, log4brains and the register: `- Status: accepted`. */
const bullets: RecordFormat = {
  kind: "record",
  name: "bullets",
  declarations: ({ document, nodes }) =>
    nodes.flatMap((node) => (node.type === "list" ? listDeclarations(document, node) : [])),
};

export default bullets;
