/** A register in which every rule holds. */
export const register = `# Decisions

The words MUST, MUST NOT and MAY are used as in RFC 2119.

### D-001 — Requests are answered once

- \`status\`: \`closed\`
- \`status_transition\`: locked → closed
- \`question\`: How often is a request answered?
- \`locked_decision\`: A request MUST be answered once, however often it is sent. A retry MAY be answered from the cache. Its answer MUST NOT be kept for longer than a request that may follow it needs.
- \`closure_scope\`: Every route of the server in \`src/server.ts\`.
- \`closure_evidence\`:
  - \`src/server.ts\`
  - [the tests](test/server.test.ts)

### D-002 — Sessions live in memory

- \`status\`: \`superseded\`
- \`superseded_by\`: D-003
- \`locked_decision\`: Sessions MUST live in the memory of the process.

### D-003 — Sessions live in a store

- \`status\`: \`locked\`
- \`supersedes\`: D-002
- \`question\`: Where do sessions live while a request is served?
- \`locked_decision\`:
  - A session MUST be written to the store before its answer is sent.
  - A store that could lose a session REQUIRED a second one before; it MUST refuse to start alone now.
- \`closure_scope\`: The session middleware.
- \`closure_evidence\`:
  - \`src/session.ts\`

### D-004 — Old logs

- \`status\`: \`open\`
- \`question\`: For how long are logs kept, and who may read them?

### D-005 — A second region

- \`status\`: \`deferred\`
- \`deferral_reason\`: There is no customer outside of Europe yet.
- \`watchpoints\`:
  - trigger: one request in ten comes from outside of Europe; seen: the dashboard of the edge; who: the owner of the edge
  - trigger: a contract names a second region; seen: in the review of contracts; who: sales

### D-006 — A queue of our own

- \`status\`: \`rejected\`
- \`question\`: Do we write a queue?
`;

export const files = { "DECISIONS.md": register };
