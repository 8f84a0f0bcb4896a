import { type Language, words } from "../vocabulary/language.ts";

const italian: Language = {
  tag: "it",
  statuses: {
    draft: words`bozza, in corso, in lavorazione`,
    proposed: words`
      proposto, proposta, in revisione, in discussione, in attesa, da approvare, in valutazione,
      da confermare
    `,
    open: words`aperto, aperta, da decidere, non deciso`,
    accepted: words`
      accettato, accettata, approvato, approvata, adottato, adottata, deciso, decisa, attivo,
      attiva, confermato, confermata, vigente, in vigore, ratificato, ratificata, validato,
      validata, concordato, concordata
    `,
    locked: words`bloccato, bloccata, congelato, congelata`,
    implemented: words`
      implementato, implementata, completato, completata, realizzato, realizzata, attuato,
      attuata, fatto, concluso, conclusa
    `,
    closed: words`chiuso, chiusa`,
    deferred: words`
      rinviato, rinviata, differito, differita, posticipato, posticipata, sospeso, sospesa,
      rimandato, rimandata, in pausa
    `,
    deprecated: words`
      deprecato, deprecata, obsoleto, obsoleta, storico, storica, archiviato, archiviata,
      superato dai fatti
    `,
    superseded: words`sostituito, sostituita, superato, superata, rimpiazzato, rimpiazzata`,
    rejected: words`
      rifiutato, rifiutata, respinto, respinta, scartato, scartata, bocciato, bocciata,
      non accettato
    `,
    withdrawn: words`
      ritirato, ritirata, annullato, annullata, revocato, revocata, abbandonato, abbandonata
    `,
  },
  qualifiers: words`parzialmente, non, non ancora, in parte, provvisoriamente`,
  copulas: words`è, sono, rimane, rimangono, resta, restano`,
  adverbs: words`ancora, ora, adesso, già, tuttora`,
  joints: words`da, dal, dalla, il, in, per, e, ma, dopo, come, a, vedi, di, del`,
  keys: {
    status: words`stato, status, stato della decisione, stato / requisito completo`,
    title: words`titolo, nome, oggetto`,
    id: words`id, numero, identificativo`,
    date: words`
      data, creato, data decisione, ultimo aggiornamento, aggiornato, data di creazione,
      deciso il
    `,
    supersedes: words`sostituisce, supera, rimpiazza`,
    supersededBy: words`
      sostituito da, sostituita da, superato da, superata da, sostituito dalla, successore
    `,
    meta: words`metadati, informazioni`,
    decision: words`
      decisione, decisioni, risoluzione, decisione presa, soluzione, soluzione scelta, scelta,
      opzione scelta, esito della decisione, esito
    `,
    section: words`
      contesto, conseguenze, motivazione, motivazioni, alternative, opzioni considerate,
      alternative considerate, problema, opzioni, giustificazione, contesto e problema,
      alternative scartate, perché, impatto, ragioni, alternative valutate, conseguenze positive,
      conseguenze negative
    `,
  },
  successorPhrases: words`
    sostituito da, sostituita da, superato da, superata da, rimpiazzato da, rimpiazzata da,
    sostituito dalla, sostituita dalla, sostituito dal, superato dalla, superata dalla,
    superata dall', superato dall', sostituito dall', sostituita dall'
  `,
  predecessorPhrases: words`sostituisce, supera, rimpiazza`,
  templates: words`modello`,
};

export default italian;
