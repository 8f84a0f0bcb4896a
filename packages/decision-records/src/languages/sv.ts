import { type Language, words } from "../vocabulary/language.ts";

const swedish: Language = {
  tag: "sv",
  statuses: {
    draft: words`utkast, pågående`,
    proposed: words`föreslagen, föreslaget, förslag, under granskning, under diskussion`,
    open: words`öppen, öppet`,
    accepted: words`
      accepterad, accepterat, godkänd, godkänt, antagen, antaget, beslutad, beslutat, aktiv,
      gällande
    `,
    locked: words`låst`,
    implemented: words`implementerad, implementerat, genomförd, genomfört, klar, klart`,
    closed: words`stängd, stängt, avslutad`,
    deferred: words`uppskjuten, uppskjutet, pausad, vilande`,
    deprecated: words`föråldrad, föråldrat, inaktuell, utfasad`,
    superseded: words`ersatt, ersatts`,
    rejected: words`avvisad, avvisat, avslagen, avslaget, förkastad, nekad`,
    withdrawn: words`tillbakadragen, återkallad, avbruten`,
  },
  qualifiers: words`delvis, inte, ännu inte`,
  copulas: words`är, förblir`,
  adverbs: words`fortfarande, nu, ännu`,
  joints: words`av, den, för, och, sedan, i, men, som, se, från, på`,
  keys: {
    status: words`status, tillstånd`,
    title: words`titel, namn, rubrik`,
    id: words`nummer`,
    date: words`datum, skapad, uppdaterad, beslutsdatum, senast uppdaterad`,
    supersedes: words`ersätter`,
    supersededBy: words`ersatt av, ersätts av`,
    meta: words`metadata`,
    decision: words`beslut, beslutet, lösning, valt alternativ`,
    section: words`
      kontext, konsekvenser, bakgrund, motivering, alternativ, övervägda alternativ, problem,
      sammanhang, problemställning
    `,
  },
  successorPhrases: words`ersatt av, ersätts av`,
  predecessorPhrases: words`ersätter`,
  templates: words`mall`,
};

export default swedish;
