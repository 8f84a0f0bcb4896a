import { type Language, words } from "../vocabulary/language.ts";

const english: Language = {
  tag: "en",
  statuses: {
    draft: words`
      draft, wip, work in progress, in progress, incomplete, idea, brainstorming, provisional
    `,
    proposed: words`
      proposed, proposal, pending, under review, in review, review, under discussion,
      in discussion, discussion, discussing, for review, awaiting review, awaiting decision,
      submitted, candidate, last call, final comment period, fcp, active review, scheduled for review, awaiting implementation, requested, rfc
    `,
    open: words`open, undecided, tbd, to be decided, unresolved`,
    accepted: words`
      accepted, accept, approved, agreed, adopted, ratified, decided, confirmed, active, current,
      in force, in effect, effective, implementable, recommended, endorsed, resolved,
      decision made, living, standing, enforced
    `,
    locked: words`locked, frozen`,
    implemented: words`
      implemented, completed, complete, done, final, finished, delivered, released, shipped,
      landed, stable, in production
    `,
    closed: words`closed`,
    deferred: words`
      deferred, postponed, on hold, paused, parked, stagnant, stalled, stale, returned, returned for revision, blocked, dormant, delayed
    `,
    deprecated: words`
      deprecated, obsolete, outdated, expired, retired, historic, historical, archived, removed,
      legacy
    `,
    superseded: words`
      superseded, superceded, superseeded, supersceded, replaced, obsoleted, overridden
    `,
    rejected: words`
      rejected, declined, refused, not accepted, dropped, denied, rejection, not approved,
      not-accepted
    `,
    withdrawn: words`
      withdrawn, discontinued, abandoned, cancelled, canceled, reverted, revoked, discarded, rescinded, void,
      inactive
    `,
  },
  qualifiers: words`
    partly, partially, not yet, no longer, never, not, fully, conditionally, provisionally, tentatively, mostly,
    effectively, formally, largely, currently, now, already
  `,
  copulas: words`is, are, remains, remain, stays, stay, stands, has been, have been, counts as`,
  adverbs: words`
    still, again, also, both, all, therefore, thus, hence, officially, explicitly, marked,
    marked as, considered, kept, left, set to, in status
  `,
  joints: words`
    by, on, in, as, since, for, to, at, from, via, and, but, after, until, pending, of, per,
    under, because, due, when, which, through, during, see, &, however, is, was, has, if,
    unless, subject
  `,
  keys: {
    status: words`
      status, state, adr status, decision status, rfc status, proposal status, current status,
      document status, record status, status of this document, implementation state,
      status of the decision, stage
    `,
    title: words`
      title, name, adr title, subject, proposal name, decision title, feature name, topic
    `,
    id: words`
      id, number, adr, adr number, adr id, rfc, kep number, decision id, proposal number, cep,
      eip, cap, sep, cip, fip, adr no, identifier, record id, rfc number
    `,
    date: words`
      date, created, creation date, last updated, last update, updated, start date,
      decision date, date decided, decided, accepted, last modified, date accepted, date created,
      date proposed, proposed date, decided on, approved, approved on, published, locked on,
      creation-date, last-updated
    `,
    supersedes: words`supersedes, superseeds, supercedes, replaces, obsoletes, supersedes adr`,
    supersededBy: words`
      superseded by, superceded by, superseded-by, superseded_by, replaced by, replaced-by,
      obsoleted by, superseeded by, successor, superseding adr, superseded by adr
    `,
    meta: words`
      meta, metadata, preamble, header, document info, document information, document control,
      adr metadata, record metadata, info, information, decision metadata, general information,
      document metadata, front matter, details, record, overview table
    `,
    decision: words`
      decision, decisions, decision outcome, the decision, our decision, decision made,
      resolution, decision taken, proposed decision, decision statement, locked decision,
      what we decided, chosen option, selected option
    `,
    section: words`
      context, consequences, rationale, context and problem statement, considered options,
      alternatives considered, alternatives, decision drivers, pros and cons of the options,
      options considered, background, problem, problem statement, motivation, implications,
      options, drivers, assumptions, context & problem statement, context and problem, impact,
      positive consequences, negative consequences, considered alternatives, issue, constraints,
      trade-offs, tradeoffs, non-goals, goals, proposal, design, drawbacks, unresolved questions,
      summary, abstract, specification, what, why, prior art, detailed design, approach,
      related decisions, compliance, confirmation, validation, more information
    `,
  },
  successorPhrases: words`
    superseded by, superceded by, superseeded by, supersceded by, replaced by, obsoleted by,
    superseded in favor of, superseded in favour of, deprecated in favor of,
    deprecated in favour of, deprecated by, overridden by, in favor of, in favour of,
    superseded with, replaced with, superseded through, superseded
  `,
  predecessorPhrases: words`supersedes, supercedes, superseeds, replaces, obsoletes, superseding, replacing`,
  templates: words`template, templates, boilerplate, skeleton`,
};

export default english;
