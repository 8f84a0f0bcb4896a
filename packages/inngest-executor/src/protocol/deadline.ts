const units = { w: 604_800_000, d: 86_400_000, h: 3_600_000, m: 60_000, s: 1000, ms: 1 } as const;

type Unit = keyof typeof units;

const part = /(\d+)(ms|[wdhms])/g;
const whole = /^(\d+(ms|[wdhms]))*$/;

/**
 * Milliseconds from `now` until what the SDK wrote as a duration (`1h30m`, empty for none) or as a time of ISO 8601.
 * @throws RangeError for any other text
 */
export function millisecondsUntil(text: string, now: number): number {
  if (whole.test(text)) {
    return [...text.matchAll(part)].reduce(
      (sum, [, count, unit]) => sum + Number(count) * units[unitOf(unit)],
      0,
    );
  }
  const time = Date.parse(text);
  if (Number.isNaN(time)) throw new RangeError(`expected a duration or a time, got ${JSON.stringify(text)}`);
  return Math.max(0, time - now);
}

function unitOf(text: string | undefined): Unit {
  const unit = Object.keys(units).find((one): one is Unit => one === text);
  if (unit === undefined) throw new RangeError(`there is no unit ${text}`);
  return unit;
}
