import { type Language, words } from "../vocabulary/language.ts";

const japanese: Language = {
  tag: "ja",
  statuses: {
    draft: words`ドラフト, 下書き, 草案, 作業中, 検討中, 起草中`,
    proposed: words`提案, 提案中, 提案済み, 提案済, 提案段階, レビュー中, 審議中, 承認待ち, 議論中, レビュー待ち`,
    open: words`オープン, 未決, 未決定, 未定, 保留中の課題`,
    accepted: words`
      承認, 承認済み, 承認済, 採用, 採用済み, 採択, 採択済み, 採択済, 決定, 決定済み, 決定済, 合意, 合意済み, 受理, 有効, 確定, 確定済み, 受諾,
      受け入れ, 受け入れ済み, 可決, 承諾, 適用中, 採用決定
    `,
    locked: words`固定, 凍結, ロック, ロック済み`,
    implemented: words`実装済み, 実装済, 完了, 実施済み, 実装完了, 導入済み`,
    closed: words`クローズ, 終了, クローズ済み`,
    deferred: words`延期, 保留, 先送り, 保留中, 見送り(保留)`,
    deprecated: words`非推奨, 廃止, 廃止済み, 廃止予定, 失効, 陳腐化, 旧版`,
    superseded: words`置き換え, 置換, 置き換え済み, 置換済み, 上書き, 更新済み, 置き換えられた, 差し替え, 後継あり, 代替, 代替済み`,
    rejected: words`却下, 却下済み, 不採用, 否決, 拒否, 棄却, 見送り`,
    withdrawn: words`撤回, 取り下げ, 撤回済み, 中止, 取り消し, 破棄, 取消`,
  },
  qualifiers: words`一部, 部分的に, 仮`,
  copulas: words`は`,
  adverbs: words``,
  joints: [],
  keys: {
    status: words`ステータス, 状態, ステイタス, 状況`,
    title: words`タイトル, 題名, 表題, 名称`,
    id: words`番号, 識別子`,
    date: words`日付, 作成日, 決定日, 更新日, 最終更新, 最終更新日, 採択日, 承認日, 提案日, 作成, 更新, 起票日, 決定年月日`,
    supersedes: words`置き換え対象, 置換対象, 置き換える対象, 置き換える`,
    supersededBy: words`置き換え先, 後継, 置き換えられた先, 後継 adr, 代替 adr`,
    meta: words`メタデータ, メタ情報, 基本情報`,
    decision: words`決定, 決定事項, 判断, 結論, 決定内容, 採用案, 決定の結果, 意思決定, 決定結果, 採用した選択肢, 採用する方針`,
    section: words`
      背景, コンテキスト, 結果, 影響, 帰結, 理由, 代替案, 検討した選択肢, 検討した代替案, 課題, 選択肢, 文脈, 検討した案, 検討事項, 結果と影響, 動機,
      却下した代替案, 不採用案, 問題, 経緯, トレードオフ, 背景と課題, 検討した選択肢と評価, 代替案の検討, 根拠, 決定の理由, 決定理由, 検討した他の選択肢, 採用理由,
      前提
    `,
  },
  successorPhrases: words`
    に置き換え, により置き換え, によって置き換え, に置換, により廃止, に取って代わられた, で置き換え, によって廃止, により更新, に引き継, で置換, により置換
  `,
  predecessorPhrases: words`を置き換え, を置換, を廃止`,
  templates: words`テンプレート, 雛形, ひな形`,
};

export default japanese;
