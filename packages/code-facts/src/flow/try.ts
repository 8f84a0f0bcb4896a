import type { Oxc } from "../ast.ts";
import type { FlowBuilder } from "./builder.ts";
import { emitWrite } from "./patterns.ts";
import { emitBlock } from "./statements.ts";

/**
 * `try`: what throws inside goes to the handler, what leaves by any way passes the finalizer, which is repeated for each
 * way (normal, exception, `return`, each `break` and `continue`) because a completion of its own overrides that way.
 */
export function emitTry(builder: FlowBuilder, node: Oxc.TryStatement): void {
  if (builder.at === undefined) return;
  const { handler, finalizer } = node;
  if (finalizer === null) {
    emitGuarded(builder, node, handler);
    return;
  }
  const emit = (): void => emitBlock(builder, finalizer.body);
  builder.within({ kind: "finally", emit, copies: new Map() }, () => emitGuarded(builder, node, handler));
  emit();
}

function emitGuarded(builder: FlowBuilder, node: Oxc.TryStatement, handler: Oxc.CatchClause | null): void {
  if (handler === null) {
    emitBlock(builder, node.block.body);
    return;
  }
  const caught = builder.point("catch", handler);
  const end = builder.point("join", node);
  builder.within({ kind: "catch", point: caught }, () => {
    builder.mayThrow();
    emitBlock(builder, node.block.body);
  });
  builder.leadTo(end);
  builder.moveTo(caught);
  if (handler.param !== null) emitWrite(builder, handler.param);
  emitBlock(builder, handler.body.body);
  builder.leadTo(end);
  builder.moveTo(end);
}
