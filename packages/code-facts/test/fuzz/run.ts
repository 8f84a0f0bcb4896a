import { Random } from "./random.ts";

export interface Trace {
  /** `n` when `t(n)` starts, `-n` when it has returned. */
  readonly events: readonly number[];
  readonly outcome: "returned" | "threw" | "abandoned";
}

class Planned extends Error {}

/** Runs `main` with decisions that come from a seed. Generators are driven with `next`, `throw` and `return`. */
export async function run(
  source: string,
  seed: number,
  limits: { events: number; throws: number },
): Promise<Trace> {
  const random = new Random(seed);
  const events: number[] = [];
  let loops = 6;
  let open = true;
  const decide = (): unknown => random.pick([true, false, null, undefined, 1, 0, "x"]);
  const mayThrow = (): void => {
    if (random.chance(limits.throws)) throw new Planned();
  };
  const t = (event: number): unknown => {
    if (!open) return undefined;
    events.push(event);
    if (events.length > limits.events) throw new Planned();
    mayThrow();
    events.push(-event);
    return decide();
  };
  const holder = (): object => ({ f: () => decide(), g: { h: () => decide() } });
  const tools = Object.assign(t, {
    more: () => {
      loops -= 1;
      return loops > 0 && random.chance(0.7);
    },
    list: () => iterable(random, mayThrow),
    object: () => ({ k: random.chance(0.5) ? [1] : [], ...(random.chance(0.5) ? { a: 1 } : {}) }),
    base: () => {
      mayThrow();
      return class {};
    },
    maybe: () => (random.chance(0.5) ? holder() : null),
    raise: (value: unknown) => {
      mayThrow();
      return value;
    },
  });
  const main: (t: unknown) => unknown = new Function(`return ${source}`)();
  let outcome: Trace["outcome"] = "returned";
  try {
    outcome = await drive(main(tools), random);
  } catch (error) {
    if (error instanceof SyntaxError) throw error;
    outcome = "threw";
  }
  open = false;
  return { events, outcome };
}

function* iterable(random: Random, mayThrow: () => void): Generator<unknown[]> {
  try {
    for (let left = random.below(3); left > 0; left -= 1) {
      mayThrow();
      yield random.chance(0.5) ? [1] : [];
    }
  } finally {
    if (random.chance(0.1)) mayThrow();
  }
}

async function drive(result: unknown, random: Random): Promise<Trace["outcome"]> {
  const value = await result;
  if (typeof value !== "object" || value === null || !("next" in value)) return "returned";
  const generator = value as AsyncGenerator<unknown, unknown, unknown>;
  let started = false;
  for (let steps = 0; steps < 30; steps += 1) {
    const choice = started ? random.below(10) : 9;
    started = true;
    if (choice === 0) await generator.throw(new Planned()).valueOf();
    const step = await (choice === 1 ? generator.return(1) : generator.next(random.chance(0.5)));
    if (step.done === true) return "returned";
  }
  return "abandoned";
}
