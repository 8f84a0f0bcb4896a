import { type Listening, listen, patience } from "@rawr/server/src/http/listen";

export interface EventApi extends Listening {
  /** How many requests came. */
  readonly count: () => number;
  /** What answers from now on, instead of taking events and doing nothing. */
  readonly answerBy: (answer: (request: Request) => Promise<Response>) => void;
}

const take = async (): Promise<Response> => Response.json({ ids: ["taken"], status: 200 });

/** Stands where the host sends its events. */
export async function startEventApi(): Promise<EventApi> {
  let answer: (request: Request) => Promise<Response> = take;
  let count = 0;
  const fetch = (request: Request) => {
    count += 1;
    return answer(request);
  };
  const listening = await listen({ fetch }, { ...patience, hostname: "127.0.0.1", port: 0 });
  return {
    ...listening,
    count: () => count,
    answerBy(other) {
      answer = other;
    },
  };
}
