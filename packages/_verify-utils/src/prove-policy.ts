import { z } from "zod";

/** What is proved when a suite is judged: that its gates can fail, and that the tests that they name notice defects. */
export const provePolicySchema = z.strictObject({
  suites: z
    .array(z.string().min(1))
    .default([])
    .describe("suites whose gates have to turn red when they should, and only then"),
  seed: z
    .int()
    .min(0)
    .default(1)
    .describe("chooses the pairs of edits that are sampled, and the order in which mutants are tried"),
  pairs: z
    .int()
    .min(0)
    .default(4)
    .describe("how many pairs of a harmless edit and a violation are sampled for each check"),
  tests: z
    .strictObject({
      except: z
        .array(z.strictObject({ package: z.string().min(1), reason: z.string().min(1) }))
        .default([])
        .describe("packages whose tests are not asked what they notice, and why"),
      budgetSeconds: z
        .int()
        .min(1)
        .describe(
          "after so many seconds no mutant is begun but the first of every function; those that were not tried are counted",
        ),
    })
    .optional()
    .describe("break also what named tests are said to prove, and run them; not done where absent"),
});

export type ProvePolicy = Readonly<z.infer<typeof provePolicySchema>>;
export type ProvePolicyInput = z.input<typeof provePolicySchema>;
