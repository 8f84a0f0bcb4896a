import { type Language, words } from "../vocabulary/language.ts";

const spanish: Language = {
  tag: "es",
  statuses: {
    draft: words`borrador, en progreso, en curso, en elaboración, en desarrollo`,
    proposed: words`
      propuesto, propuesta, en revisión, en discusión, pendiente, pendiente de aprobación,
      en evaluación, en debate, en consideración
    `,
    open: words`abierto, abierta, sin decidir, por decidir, pendiente de decisión`,
    accepted: words`
      aceptado, aceptada, aceptadas, aprobado, aprobada, adoptado, adoptada, decidido, decidida,
      activo, activa, vigente, acordado, acordada, ratificado, ratificada, confirmado,
      confirmada, en vigor, resuelto, resuelta, validado, validada
    `,
    locked: words`bloqueado, bloqueada, congelado, congelada, cerrado y bloqueado`,
    implemented: words`
      implementado, implementada, completado, completada, finalizado, finalizada, hecho,
      terminado, terminada
    `,
    closed: words`cerrado, cerrada`,
    deferred: words`
      aplazado, aplazada, pospuesto, pospuesta, diferido, diferida, en pausa, en espera,
      postergado, postergada, suspendido, suspendida
    `,
    deprecated: words`
      obsoleto, obsoleta, deprecado, deprecada, en desuso, desaconsejado, caducado, histórico,
      histórica, archivado, archivada
    `,
    superseded: words`
      reemplazado, reemplazada, sustituido, sustituida, superado, superada, supersedido,
      supersedida, remplazado, remplazada, supersedada
    `,
    rejected: words`
      rechazado, rechazada, descartado, descartada, denegado, denegada, desestimado, desestimada,
      no aceptado, no aceptada
    `,
    withdrawn: words`
      retirado, retirada, cancelado, cancelada, anulado, anulada, revertido, revertida,
      abandonado, abandonada, revocado, revocada
    `,
  },
  qualifiers: words`parcialmente, no, aún no, en parte, provisionalmente, totalmente`,
  copulas: words`es, son, está, están, sigue, siguen, permanece, permanecen, queda, quedan`,
  adverbs: words`aún, todavía, ahora, ya, también`,
  joints: words`por, el, en, para, desde, y, pero, según, mediante, a, como, tras, ver, de, del`,
  keys: {
    status: words`estado, estatus, situación, estado de la decisión`,
    title: words`título, titulo, nombre, tema`,
    id: words`id, número, identificador, n.º`,
    date: words`
      fecha, creado, creada, fecha de decisión, última actualización, actualizado,
      fecha de creación, decidido el
    `,
    supersedes: words`reemplaza a, reemplaza, sustituye a, sustituye, supersede a`,
    supersededBy: words`
      reemplazado por, reemplazada por, sustituido por, sustituida por, supersedido por,
      superado por, sucesor
    `,
    meta: words`metadatos, información, datos generales`,
    decision: words`
      decisión, decision, decisiones, resolución, decisión tomada, solución, solución elegida,
      opción elegida, decisión propuesta, resultado de la decisión
    `,
    section: words`
      contexto, consecuencias, justificación, razones, motivación, alternativas,
      opciones consideradas, alternativas consideradas, problema, opciones, antecedentes,
      razonamiento, contexto y problema, alternativas descartadas, motivo,
      contexto y planteamiento del problema, impacto, consecuencias positivas,
      consecuencias negativas, fundamento
    `,
  },
  successorPhrases: words`
    reemplazado por, reemplazada por, remplazado por, remplazada por, sustituido por,
    sustituida por, superado por, superada por, supersedido por, supersedida por,
    reemplazado parcialmente por, obsoleto por
  `,
  predecessorPhrases: words`reemplaza a, reemplaza, sustituye a, sustituye, supersede a`,
  templates: words`plantilla, plantillas`,
};

export default spanish;
