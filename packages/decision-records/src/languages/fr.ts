import { type Language, words } from "../vocabulary/language.ts";

const french: Language = {
  tag: "fr",
  statuses: {
    draft: words`brouillon, ébauche, en cours, en cours de rédaction`,
    proposed: words`
      proposé, proposée, proposition, en discussion, en revue, en attente, à valider,
      en cours de validation, soumis, soumise, à discuter, en consultation,
      en attente de validation
    `,
    open: words`ouvert, ouverte, à décider, non tranché, non tranchée`,
    accepted: words`
      accepté, acceptée, acceptées, acceptés, approuvé, approuvée, adopté, adoptée, validé,
      validée, décidé, décidée, actif, active, en vigueur, retenu, retenue, acté, actée,
      confirmé, confirmée, tranché, tranchée
    `,
    locked: words`verrouillé, verrouillée, figé, figée, gelé, gelée`,
    implemented: words`
      implémenté, implémentée, réalisé, réalisée, terminé, terminée, mis en œuvre, mise en œuvre,
      mis en oeuvre, appliqué, appliquée, livré, livrée
    `,
    closed: words`clos, close, fermé, fermée, clôturé, clôturée`,
    deferred: words`
      reporté, reportée, différé, différée, en pause, suspendu, suspendue, ajourné, ajournée
    `,
    deprecated: words`
      déprécié, dépréciée, obsolète, caduc, caduque, périmé, périmée, archivé, archivée,
      historique
    `,
    superseded: words`
      remplacé, remplacée, supplanté, supplantée, annulé et remplacé, annulée et remplacée
    `,
    rejected: words`rejeté, rejetée, refusé, refusée, écarté, écartée`,
    withdrawn: words`retiré, retirée, annulé, annulée, abandonné, abandonnée, révoqué, révoquée`,
  },
  qualifiers: words`partiellement, en partie, non, pas encore, provisoirement`,
  copulas: words`est, sont, reste, restent, demeure, demeurent`,
  adverbs: words`encore, toujours, maintenant, désormais, aussi`,
  joints: words`
    par, le, en, pour, depuis, et, mais, au, lors, suite, dans, sous, voir, à, selon, du, de,
    sur
  `,
  keys: {
    status: words`statut, état, etat, statut de la décision`,
    title: words`titre, nom, intitulé, sujet`,
    id: words`id, numéro, identifiant, n°`,
    date: words`
      date, créé, créé le, date de décision, date de création, dernière mise à jour, mis à jour,
      mise à jour, décidé le
    `,
    supersedes: words`remplace, annule et remplace, supplante`,
    supersededBy: words`
      remplacé par, remplacée par, supplanté par, supplantée par, annulé et remplacé par
    `,
    meta: words`métadonnées, informations, en-tête`,
    decision: words`
      décision, decision, décisions, résolution, solution retenue, choix, option retenue,
      décision prise, décision retenue, décision proposée
    `,
    section: words`
      contexte, conséquences, justification, motivation, alternatives, options envisagées,
      alternatives envisagées, problème, problématique, raisons, options considérées,
      alternatives considérées, contexte et problème, contexte et problématique, options, motifs,
      conséquences positives, conséquences négatives, alternatives rejetées,
      alternatives écartées, facteurs de décision, impacts, compromis
    `,
  },
  successorPhrases: words`
    remplacé par, remplacée par, remplacés par, remplacées par, supplanté par, supplantée par,
    annulé par, annulée par, abrogé par
  `,
  predecessorPhrases: words`remplace, annule et remplace, supplante, abroge`,
  templates: words`modèle, modele, gabarit`,
};

export default french;
