import { type Cell, cellsOf, createPresenter, type Group } from "./cells.ts";
import { openHttpClient } from "./http-client.ts";
import { judge } from "./judge.ts";
import type { Route } from "./routes.ts";
import type { Target } from "./target.ts";
import { type Trick, type Trickster, trickCells } from "./tricks.ts";

export interface Prober {
  /** What a group let through, or shut out, against the table. */
  readonly probe: (group: Group) => Promise<readonly string[]>;
  readonly probeTrick: (trick: Trick, caller: Trickster) => Promise<readonly string[]>;
  /** Names of all cells that were tried. */
  readonly tried: readonly string[];
  readonly close: () => void;
}

export function createProber(target: Target, routes: readonly Route[]): Prober {
  const client = openHttpClient(target.url);
  const present = createPresenter(target);
  const tried: string[] = [];

  /** One after the other, so that an effect is known to be the cell's own. */
  async function carryOut(cells: readonly Cell[]): Promise<readonly string[]> {
    const findings: string[] = [];
    let before = target.traces();
    for (const cell of cells) {
      const answer = await client.send(cell.shot);
      const after = target.traces();
      const finding = judge(cell, answer, after !== before);
      before = after;
      tried.push(cell.name);
      if (finding !== undefined) findings.push(finding);
    }
    return findings;
  }

  return {
    tried,
    probe: async (group) => carryOut(await cellsOf(group, routes, present)),
    probeTrick: async (trick, caller) => carryOut(await trickCells(trick, caller, routes, present)),
    close: () => client.close(),
  };
}
