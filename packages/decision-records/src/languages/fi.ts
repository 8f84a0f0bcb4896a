import { type Language, words } from "../vocabulary/language.ts";

const finnish: Language = {
  tag: "fi",
  statuses: {
    draft: words`luonnos, työn alla, kesken`,
    proposed: words`ehdotettu, ehdotus, käsittelyssä`,
    open: words`avoin`,
    accepted: words`hyväksytty, päätetty, voimassa, vahvistettu`,
    locked: words`lukittu`,
    implemented: words`toteutettu, valmis`,
    closed: words`suljettu`,
    deferred: words`lykätty, siirretty`,
    deprecated: words`vanhentunut, poistunut`,
    superseded: words`korvattu`,
    rejected: words`hylätty`,
    withdrawn: words`peruttu, vedetty pois`,
  },
  qualifiers: words`osittain, ei`,
  copulas: words`on, ovat, pysyy, pysyvät`,
  adverbs: words`yhä, edelleen, nyt`,
  joints: words`ja, mutta, koska, katso`,
  keys: {
    status: words`tila, status`,
    title: words`otsikko, nimi`,
    id: words`numero`,
    date: words`päivämäärä, pvm, luotu, päivitetty`,
    supersedes: words`korvaa`,
    supersededBy: words`korvattu päätöksellä, korvaava`,
    meta: words`metatiedot`,
    decision: words`päätös, ratkaisu`,
    section: words`
      konteksti, seuraukset, tausta, perustelut, vaihtoehdot, ongelma, harkitut vaihtoehdot
    `,
  },
  successorPhrases: words`korvattu`,
  predecessorPhrases: words`korvaa`,
  templates: words`malli, mallipohja`,
};

export default finnish;
