import { listDeclarations } from "../declare/list.ts";
import type { RecordFormat } from "../format.ts";
import { headerBlocks } from "../markdown/header.ts";

/** Header bullets, as in MADR 2 and 3, log4brains and the register: `- Status: accepted`. */
const bullets: RecordFormat = {
  kind: "record",
  name: "bullets",
  declarations: (scope) =>
    headerBlocks(scope).flatMap((node) => {
      if (node.type === "list") return listDeclarations(scope.document, node);
      if (node.type !== "blockquote") return [];
      return node.children.flatMap((inner) =>
        inner.type === "list" ? listDeclarations(scope.document, inner) : [],
      );
    }),
};

export default bullets;
