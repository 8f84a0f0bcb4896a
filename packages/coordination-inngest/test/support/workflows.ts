import type { Workflow } from "@rawr/coordination";

/** Ten desks: a chain that takes the input apart and puts it together again, and one that looks back at the first. */
export const tenDesks: Workflow = {
  id: "ten-desks",
  desks: [
    { kind: "pick", id: "name", source: { from: "input", path: ["name"] } },
    { kind: "note", id: "greeting", value: "Hello" },
    {
      kind: "compose",
      id: "letter",
      parts: [
        { from: "desk", desk: "greeting", path: [] },
        ", ",
        { from: "desk", desk: "name", path: [] },
        "!",
      ],
    },
    ...[4, 5, 6, 7, 8].map((n) => ({ kind: "note" as const, id: `note-${n}`, value: n })),
    { kind: "handler", id: "count", name: "count" },
    {
      kind: "collect",
      id: "all",
      values: {
        letter: { from: "desk", desk: "letter", path: [] },
        count: { from: "desk", desk: "count", path: [] },
      },
    },
  ],
  handoffs: ["name", "greeting", "letter", "note-4", "note-5", "note-6", "note-7", "note-8", "count"].map(
    (from, index, all) => ({ from, to: all[index + 1] ?? "all" }),
  ),
};

export const oneNote: Workflow = {
  id: "one-note",
  desks: [{ kind: "note", id: "note", value: 1 }],
  handoffs: [],
};

/** Completes when the input is true, and fails otherwise. */
export const checked: Workflow = {
  id: "checked",
  desks: [{ kind: "check", id: "is-true", source: { from: "input", path: [] }, equals: true }],
  handoffs: [],
};

/** One desk of the handler `work`. */
export const handled: Workflow = {
  id: "handled",
  desks: [{ kind: "handler", id: "work", name: "work" }],
  handoffs: [],
};
