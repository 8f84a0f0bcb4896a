import { type Language, words } from "../vocabulary/language.ts";

const norwegian: Language = {
  tag: "nb",
  statuses: {
    draft: words`utkast, kladd, under arbeid, pågår`,
    proposed: words`
      foreslått, forslag, under vurdering, til diskusjon, under diskusjon, til vurdering
    `,
    open: words`åpen, åpent, uavklart`,
    accepted: words`akseptert, godkjent, vedtatt, besluttet, aktiv, gjeldende, godtatt, bestemt`,
    locked: words`låst`,
    implemented: words`implementert, gjennomført, ferdig, utført`,
    closed: words`lukket, avsluttet`,
    deferred: words`utsatt, på vent`,
    deprecated: words`utdatert, foreldet, avviklet, utgått`,
    superseded: words`erstattet, avløst`,
    rejected: words`avvist, forkastet, avslått`,
    withdrawn: words`trukket, trukket tilbake, kansellert`,
  },
  qualifiers: words`delvis, ikke, ikke ennå`,
  copulas: words`er, forblir`,
  adverbs: words`fortsatt, fremdeles, nå`,
  joints: words`av, den, for, og, siden, i, men, som, se, fra, på`,
  keys: {
    status: words`status, tilstand`,
    title: words`tittel, navn`,
    id: words`nummer`,
    date: words`dato, opprettet, oppdatert, sist oppdatert, beslutningsdato`,
    supersedes: words`erstatter`,
    supersededBy: words`erstattet av, erstattes av`,
    meta: words`metadata`,
    decision: words`beslutning, vedtak, avgjørelse, løsning, valgt løsning, beslutningen`,
    section: words`
      kontekst, konsekvenser, bakgrunn, begrunnelse, alternativer, vurderte alternativer,
      problem, problemstilling, alternativene, vurderinger
    `,
  },
  successorPhrases: words`erstattet av, erstattes av, avløst av`,
  predecessorPhrases: words`erstatter`,
  templates: words`mal`,
};

export default norwegian;
