// All that is inferred or disputed: the rules that say so are called as a reader would.
import assert from "node:assert/strict";
import { test } from "node:test";
import { state } from "../../../graph/cengji/view/page/script/state.js";
import { unsureRows } from "../../../graph/cengji/view/page/script/unsure.js";
import { RULE_WORDS } from "../../../graph/cengji/view/page/script/words-links.js";
import { loadBlock, sampleBlock } from "./block.mjs";

const RULE = "actor-tier-2-kind";

test("no reason is the name of a query", () => {
  const derivedTiers = { node: [0], property: ["commonTier"], tier: [0], status: [0], zh: [`依规则推得：${RULE}`], en: [`by rule: ${RULE}`] };
  for (const [at, lang] of ["zh", "en"].entries()) {
    loadBlock({ ...sampleBlock(), derivedTiers });
    state.lang = lang;
    const reasons = unsureRows().map(({ cells }) => cells.find(([name]) => name === "reason")[1]);
    assert.deepEqual([reasons.some((reason) => reason.endsWith(RULE_WORDS[RULE][at])), reasons.some((reason) => reason.endsWith(RULE))], [true, false], lang);
  }
});
