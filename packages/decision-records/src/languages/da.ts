import { type Language, words } from "../vocabulary/language.ts";

const danish: Language = {
  tag: "da",
  statuses: {
    draft: words`udkast, kladde, i gang`,
    proposed: words`foreslået, forslag, til diskussion, under overvejelse`,
    open: words`åben, åbent`,
    accepted: words`accepteret, godkendt, vedtaget, besluttet, aktiv, gældende`,
    locked: words`låst`,
    implemented: words`implementeret, gennemført, færdig`,
    closed: words`lukket, afsluttet`,
    deferred: words`udskudt, udsat`,
    deprecated: words`forældet, udfaset, udgået`,
    superseded: words`erstattet, afløst`,
    rejected: words`afvist, forkastet`,
    withdrawn: words`trukket tilbage, annulleret`,
  },
  qualifiers: words`delvist, ikke, endnu ikke`,
  copulas: words`er, forbliver`,
  adverbs: words`stadig, nu, fortsat`,
  joints: words`af, den, for, og, siden, i, men, som, se, fra, på`,
  keys: {
    status: words`status, tilstand`,
    title: words`titel, navn`,
    id: words`nummer`,
    date: words`dato, oprettet, opdateret, senest opdateret`,
    supersedes: words`erstatter`,
    supersededBy: words`erstattet af, erstattes af`,
    meta: words`metadata`,
    decision: words`beslutning, afgørelse, løsning, valgt løsning`,
    section: words`
      kontekst, konsekvenser, baggrund, begrundelse, alternativer, overvejede alternativer,
      problem, overvejede muligheder
    `,
  },
  successorPhrases: words`erstattet af, erstattes af, afløst af`,
  predecessorPhrases: words`erstatter`,
  templates: words`skabelon`,
};

export default danish;
