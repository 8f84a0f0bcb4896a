import { lanesColumn } from "./store/rows.ts";

/** Counts what is under way towards the limits of functions. A row names its lanes as JSON. */
export class Lanes {
  readonly #underWay = new Map<string, number>();

  hasRoom(lanes: string): boolean {
    return lanesColumn.parse(lanes).every(({ name, limit }) => (this.#underWay.get(name) ?? 0) < limit);
  }

  enter(lanes: string): void {
    this.#count(lanes, 1);
  }

  leave(lanes: string): void {
    this.#count(lanes, -1);
  }

  #count(lanes: string, by: 1 | -1): void {
    for (const { name } of lanesColumn.parse(lanes)) {
      const count = (this.#underWay.get(name) ?? 0) + by;
      if (count === 0) this.#underWay.delete(name);
      else this.#underWay.set(name, count);
    }
  }
}
