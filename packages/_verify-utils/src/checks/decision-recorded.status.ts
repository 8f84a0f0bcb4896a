import type { Counterexample } from "../check.ts";
import { editingDecision } from "./decision-places.ts";
import { type Args, lineAt, replaced, withoutLine, word } from "./decision-recorded.places.ts";

/** Edits of the line that says the status. */
export function statusCounterexamples({
  id,
  statuses,
}: Pick<Args, "id" | "statuses">): readonly Counterexample[] {
  const status = (by: (written: string) => string) =>
    editingDecision(id, ({ text, record }) => {
      const at = record.status?.location;
      return (
        at && replaced(text, at.start.offset, at.end.offset, by(text.slice(at.start.offset, at.end.offset)))
      );
    });
  return [
    {
      name: "the status leaves the vocabulary",
      expect: "status-unknown",
      apply: status((line) => line.replace(word, "perhaps")),
    },
    ...(["open", "proposed", "deferred", "superseded", "rejected"] as const)
      .filter((status) => !statuses.includes(status))
      .map(
        (to): Counterexample => ({
          name: `the status becomes ${to}`,
          expect: ["status-unexpected", "status-unknown"],
          apply: status((line) => line.replace(word, to)),
        }),
      ),
    {
      name: "the status says more than itself",
      expect: "status-qualified",
      apply: status((line) => line.replace(word, "$& unless it is inconvenient")),
    },
    {
      name: "the status has a question mark",
      expect: ["status-qualified", "status-unknown"],
      apply: status((line) => line.replace(word, "$&?")),
    },
    {
      name: "the status is crossed out",
      expect: ["status-missing", "status-unknown", "status-qualified", "status-unexpected"],
      apply: editingDecision(id, ({ text, record }) => {
        const at = record.status?.location;
        return (
          at &&
          replaced(text, at.start.offset, at.end.offset, `~~${text.slice(at.start.offset, at.end.offset)}~~`)
        );
      }),
    },
    {
      name: "the status is empty",
      expect: ["status-missing", "status-unknown"],
      apply: status((line) => line.replace(word, "")),
    },
    {
      name: "the line of the status is gone",
      expect: "status-missing",
      apply: editingDecision(id, ({ text, record }) =>
        withoutLine(text, record.status?.location.start.offset),
      ),
    },
    {
      name: "a second status follows",
      expect: ["status-repeated", "status-unexpected"],
      apply: editingDecision(id, ({ text, record }) => {
        const at = record.status?.location;
        if (at === undefined) return undefined;
        const line = lineAt(text, at.start.offset);
        return replaced(
          text,
          line.end,
          line.end,
          `${text.slice(line.start, line.end).replace(word, "open")}`,
        );
      }),
    },
  ];
}
