import { createColors } from "picocolors";
import type { ExplainedFile, Explanation } from "./explanation.ts";

const marks = { passed: "✓", failed: "✗", blocked: "■", waived: "~" } as const;

/** The chain for a person, from the decision down to its tests. */
export function explanationToText(explanation: Explanation, { color }: { readonly color: boolean }): string {
  const paint = createColors(color);
  const { decision, verdict, gates, evidence } = explanation;
  const { id, title, status, path, line } = decision;
  const lines = [
    `${marks[verdict]} ${paint.bold(`${id} — ${title}`)}  ${paint.dim(`${status ?? "no status"}, ${path}:${line}`)}`,
    `  rests on ${evidence.length === 0 ? "nothing that it names" : evidence.map(fileText).join(", ")}`,
  ];
  if (gates.length === 0) lines.push("  no gate supports it");
  for (const gate of gates) {
    lines.push("", `  ${marks[gate.verdict]} ${paint.bold(gate.id)}  ${paint.dim(`slice ${gate.slice}`)}`);
    for (const finding of gate.findings) lines.push(`      ${finding}`);
    for (const claim of gate.claims) {
      lines.push(`    ${marks[claim.verdict]} ${claim.claim}`);
      if (claim.cause !== null) lines.push(`        ${paint.red(claim.cause)}`);
      for (const subject of claim.subjects) lines.push(paint.dim(`        → ${fileText(subject)}`));
      for (const test of claim.tests) lines.push(paint.dim(`          · ${test}`));
    }
  }
  return `${[...lines, "", ...changeLines(explanation)].join("\n")}\n`;
}

function fileText({ path, change }: ExplainedFile): string {
  return change === null || change === "same" ? path : `${path} (${change})`;
}

function changeLines({ base, changed }: Explanation): string[] {
  switch (base.kind) {
    case "none":
      return ["compared with nothing"];
    case "unknown":
      return [`compared with nothing: ${base.why}; \`${base.command}\``];
    case "root":
    case "revision": {
      const name = base.kind === "root" ? "the empty tree" : `${base.ref} (${base.commit.slice(0, 12)})`;
      if (changed.length === 0) return [`nothing of this changed since ${name}`];
      return [`changed since ${name}:`, ...changed.map((file) => `  ${fileText(file)}`)];
    }
  }
}
