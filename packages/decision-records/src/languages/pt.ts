import { type Language, words } from "../vocabulary/language.ts";

const portuguese: Language = {
  tag: "pt",
  statuses: {
    draft: words`rascunho, em andamento, em elaboração, em progresso, em desenvolvimento`,
    proposed: words`
      proposto, proposta, em revisão, em discussão, pendente, em análise, em avaliação,
      em aprovação, aguardando aprovação, aguardando decisão, aguardando
    `,
    open: words`aberto, aberta, em aberto, a decidir`,
    accepted: words`
      aceito, aceita, aceite, aprovado, aprovada, adotado, adotada, decidido, decidida, ativo,
      ativa, vigente, confirmado, confirmada, em vigor, acordado, acordada, ratificado,
      ratificada, definido, definida, homologado, homologada, validado, validada, resolvido,
      resolvida
    `,
    locked: words`bloqueado, bloqueada, congelado, congelada, travado, travada`,
    implemented: words`
      implementado, implementada, concluído, concluída, finalizado, finalizada, feito, entregue
    `,
    closed: words`fechado, fechada, encerrado, encerrada`,
    deferred: words`
      adiado, adiada, postergado, postergada, diferido, diferida, suspenso, suspensa, em espera,
      pausado, pausada
    `,
    deprecated: words`
      obsoleto, obsoleta, depreciado, depreciada, descontinuado, descontinuada, arquivado,
      arquivada, histórico, desativado
    `,
    superseded: words`
      substituído, substituída, superado, superada, supersedido, supersedida, supersedado,
      substituido, substituida
    `,
    rejected: words`
      rejeitado, rejeitada, recusado, recusada, descartado, descartada, não aceito, reprovado,
      reprovada
    `,
    withdrawn: words`
      retirado, retirada, cancelado, cancelada, revogado, revogada, revertido, revertida,
      abandonado, abandonada, anulado, anulada
    `,
  },
  qualifiers: words`parcialmente, não, ainda não, em parte, provisoriamente`,
  copulas: words`é, são, está, estão, permanece, permanecem, continua, continuam, fica`,
  adverbs: words`ainda, agora, já, também`,
  joints: words`
    por, pelo, pela, em, para, desde, e, mas, conforme, a, como, após, ver, de, do, da, no,
    na
  `,
  keys: {
    status: words`status, estado, situação, situacao, status da decisão`,
    title: words`título, titulo, nome, assunto`,
    id: words`id, número, identificador, n.º`,
    date: words`
      data, criado em, data da decisão, última atualização, atualizado em, atualizado,
      data de criação, decidido em
    `,
    supersedes: words`substitui, substitui a, supersede`,
    supersededBy: words`
      substituído por, substituída por, substituido por, substituída pela, substituído pela,
      substituído pelo, sucessor
    `,
    meta: words`metadados, informações, dados gerais`,
    decision: words`
      decisão, decisao, decisões, resolução, decisão tomada, solução, solução escolhida,
      opção escolhida, resultado da decisão
    `,
    section: words`
      contexto, consequências, consequencias, consequência, justificativa, motivação,
      alternativas, opções consideradas, alternativas consideradas, problema, opções, motivo,
      contexto e problema, racional, alternativas rejeitadas, impacto, impactos,
      contexto e declaração do problema, fundamentação, alternativas descartadas,
      consequências positivas, consequências negativas, trade-offs
    `,
  },
  successorPhrases: words`
    substituído por, substituída por, substituido por, substituida por, substituído pelo,
    substituída pelo, substituído pela, substituída pela, superado por, superada por,
    superada pela, superado pelo, supersedido por, supersedida por, revogado por
  `,
  predecessorPhrases: words`substitui, substitui a, substitui o, supersede`,
  templates: words`modelo, gabarito`,
};

export default portuguese;
