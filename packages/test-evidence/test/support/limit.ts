/** Runs jobs, two at a time, and gives their results in order. */
export async function twoAtATime<T, R>(
  items: readonly T[],
  job: (item: T) => Promise<R>,
): Promise<readonly R[]> {
  const results: R[] = [];
  const waiting = [...items.entries()];
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      results[next[0]] = await job(next[1]);
    }
  };
  await Promise.all([work(), work()]);
  return results;
}
