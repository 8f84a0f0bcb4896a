import { expect, test } from "vitest";
import { said } from "./read.ts";

const cases: readonly (readonly [language: string, text: string, wanted: string])[] = [
  [
    "German",
    "# ADR 0003: Aufbau\n\n**Status:** Akzeptiert · **Datum:** 2026-04-18\n\n## Kontext\n\nA.\n\n## Entscheidung\n\nB.\n",
    "0003 | Aufbau | Akzeptiert (accepted)",
  ],
  [
    "German, successor",
    "# ADR 0003: Aufbau\n\nStatus: **Ersetzt durch ADR 0026** (Entscheid der Leitung)\n\n## Entscheidung\n\nB.\n",
    "0003 | Aufbau | Ersetzt (superseded) > ADR 0026",
  ],
  [
    "French",
    "# 0003 — Site\n\n## Statut\n\nAcceptée par le propriétaire.\n\n## Contexte\n\nA.\n\n## Décision\n\nB.\n",
    "0003 | Site | Acceptée (accepted)",
  ],
  [
    "French, spaced colon",
    "# ADR-003 : Site\n\n- **Statut** : remplacé par [ADR-009](0009-b.md)\n\n## Contexte\n\nA.\n",
    "003 | Site | remplacé (superseded) > 0009-b.md",
  ],
  [
    "Spanish",
    "# ADR 0003: Contrato\n\n## Estado\n\nAceptada el 2026-06-29.\n\n## Contexto\n\nA.\n\n## Decisión\n\nB.\n",
    "0003 | Contrato | Aceptada (accepted)",
  ],
  [
    "Spanish, successor",
    "# ADR 0003: Contrato\n\n- Estado: Reemplazado por ADR-0007\n\n## Contexto\n\nA.\n",
    "0003 | Contrato | Reemplazado (superseded) > ADR-0007",
  ],
  [
    "Portuguese",
    "# ADR-0003: Fila\n\n## Status\n\nSubstituída por [ADR-0008](0008-f.md)\n\n## Contexto\n\nA.\n\n## Decisão\n\nB.\n",
    "0003 | Fila | Substituída (superseded) > 0008-f.md",
  ],
  [
    "Italian",
    "# ADR 0003 — Ordine\n\n- **Data:** 2026-08-21\n- **Stato:** Accettato\n\n## Contesto\n\nA.\n",
    "0003 | Ordine | Accettato (accepted)",
  ],
  [
    "Dutch",
    "# 0003. Kennisbank\n\nDatum: 2026-07-22\nStatus: Geaccepteerd\n\n## Context\n\nA.\n\n## Besluit\n\nB.\n",
    "0003 | Kennisbank | Geaccepteerd (accepted)",
  ],
  [
    "Dutch, successor",
    "# 0003. Kennisbank\n\nStatus: Vervangen door ADR-0009\n\n## Besluit\n\nB.\n",
    "0003 | Kennisbank | Vervangen (superseded) > ADR-0009",
  ],
  [
    "Polish",
    "# ADR-0003: Próby\n\n**Status:** Zaakceptowano\n**Data:** 2026-01-31\n\n## Kontekst\n\nA.\n",
    "0003 | Próby | Zaakceptowano (accepted)",
  ],
  [
    "Russian",
    "# 0003. Микрофон\n\n- Статус: **Принято** (после замеров)\n- Дата: 2026-07-07\n\n## Контекст\n\nA.\n",
    "0003 | Микрофон | Принято (accepted)",
  ],
  [
    "Russian, successor",
    "# 0003. Микрофон\n\n## Статус\n\nЗаменено на [ADR-0012](0012-m.md)\n\n## Решение\n\nA.\n",
    "0003 | Микрофон | Заменено (superseded) > 0012-m.md",
  ],
  [
    "Japanese",
    "# 003. テスト\n\n日付: 2025-12-03\n\n## ステータス\n\n承認済み\n\n## コンテキスト\n\nA。\n\n## 決定\n\nB。\n",
    "003 | テスト | 承認済み (accepted)",
  ],
  [
    "Japanese, full stop",
    "# 0003. 採用する。\n\n## ステータス\n\nAccepted。\n\n## 決定\n\nB。\n",
    "0003 | 採用する。 | Accepted (accepted)",
  ],
  [
    "Japanese, successor",
    "# ADR-0003: 認証\n\n## ステータス\n\n[ADR-0009](0009-b.md) により置き換え\n\n## 決定\n\nB。\n",
    "0003 | 認証 | 置き換え (superseded) > 0009-b.md",
  ],
  [
    "Chinese",
    "# ADR-0003：技术栈\n\n- **状态**：已接受（Accepted）\n- **日期**：2026-09-10\n\n## 背景\n\nA。\n",
    "0003 | 技术栈 | 已接受 (accepted)",
  ],
  [
    "Chinese, successor",
    "# ADR-0003：技术栈\n\n- **状态**：已被 [ADR-0009](0009-b.md) 取代\n\n## 背景\n\nA。\n",
    "0003 | 技术栈 | 取代 (superseded) > 0009-b.md",
  ],
  [
    "Korean",
    "# ADR 0003: 회전\n\n## 상태\n\n채택\n\n## 배경\n\nA.\n\n## 결정\n\nB.\n",
    "0003 | 회전 | 채택 (accepted)",
  ],
  [
    "Korean, successor",
    "# ADR 0003: 회전\n\n## 상태\n\n[ADR-0009](0009-b.md)로 대체됨\n\n## 결정\n\nB.\n",
    "0003 | 회전 | 대체됨 (superseded) > 0009-b.md",
  ],
  [
    "Turkish",
    "# ADR 0003: Kuyruk\n\n## Durum\n\nKabul edildi\n\n## Bağlam\n\nA.\n\n## Karar\n\nB.\n",
    "0003 | Kuyruk | Kabul edildi (accepted)",
  ],
  [
    "Swedish",
    "# ADR 0003: Kö\n\n## Status\n\nErsatt av ADR-0009\n\n## Beslut\n\nB.\n",
    "0003 | Kö | Ersatt (superseded) > ADR-0009",
  ],
  [
    "Czech",
    "# ADR 0003: Fronta\n\n## Stav\n\nPřijato\n\n## Rozhodnutí\n\nB.\n",
    "0003 | Fronta | Přijato (accepted)",
  ],
  [
    "Ukrainian",
    "# ADR 0003: Черга\n\n## Статус\n\nПрийнято\n\n## Рішення\n\nB.\n",
    "0003 | Черга | Прийнято (accepted)",
  ],
];

test.each(cases)("%s", (_language, text, wanted) => {
  expect(said("docs/adr/0003-x.md", text)).toEqual([wanted.replace(/^003/, "003")]);
});
