// @ts-check
/**
 * Puts parentheses around arithmetic that Oxigraph until 0.5.11, the newest for browsers, reads from the right: 8 - 4 - 2 as
 * 8 - (4 - 2). SPARQL reads it from the left (section 17.3); with them there is one reading.
 */
import { isKeyword, readWords } from "./query-tokens.js";

const ADDITIVE = "+-";
const MULTIPLICATIVE = "*/";
/** After these comes an expression, each of which stands in parentheses. */
const BEFORE_EXPRESSIONS = new Set(["BY", "HAVING", "SELECT"]);
const AFTER_EXPRESSIONS = new Set(["WHERE", "FROM", "LIMIT", "OFFSET", "VALUES", "ORDER", "GROUP"]);
/** @typedef {{ at: number, text: string }} Insertion */
/** @typedef {{ start: number, end: number, isName: boolean }} Operand */
/** A chain of operands; `from` is where the signs before the next one begin, −1 where it has none. @typedef {{ operands: Operand[], signs: string[], wantsOperand: boolean, from: number }} Chain */

/** @returns {Chain} */
const emptyChain = () => ({ operands: [], signs: [], wantsOperand: true, from: -1 });

/**
 * Return the parentheses by which the operands of operators of one rank are joined from the left.
 * @param {{ start: number, end: number }[]} operands
 * @returns {Insertion[]}
 */
const joinLeft = (operands) =>
  operands.slice(1, -1).flatMap(({ end }) => [
    { at: operands[0].start, text: "(" },
    { at: end, text: ")" },
  ]);

/**
 * Return the parentheses that a chain of operands needs; a path, which has names for operands, needs none.
 * @param {Chain} chain
 */
function joinChain({ operands, signs }) {
  if (signs.length < 2 || operands.length !== signs.length + 1 || operands.some(({ isName }) => isName)) return [];
  /** @type {Operand[][]} */
  const terms = [[operands[0]]];
  signs.forEach((sign, at) => {
    if (ADDITIVE.includes(sign)) terms.push([]);
    terms[terms.length - 1].push(operands[at + 1]);
  });
  const spans = terms.map((factors) => ({ start: factors[0].start, end: factors[factors.length - 1].end }));
  return [...terms.flatMap(joinLeft), ...joinLeft(spans)];
}

/**
 * Return what is to be put in, in order.
 * @param {string} text
 * @returns {Insertion[]}
 */
export function leftParentheses(text) {
  const words = readWords(text);
  /** What is open: its bracket, whether expressions stand directly in it, their chain, and what opens them in front of it. */
  const open = [{ sign: "", isExpression: false, chain: emptyChain(), start: 0, opens: "" }];
  /** @type {Insertion[]} */
  const found = [];
  const end = () => {
    const top = open[open.length - 1];
    if (top.isExpression) found.push(...joinChain(top.chain));
    top.chain = emptyChain();
  };
  /** @param {number} start @param {number} stop @param {boolean} isName */
  const take = (start, stop, isName) => {
    const { chain } = open[open.length - 1];
    const last = chain.operands[chain.operands.length - 1];
    if (chain.wantsOperand) chain.operands.push({ start: chain.from < 0 ? start : chain.from, end: stop, isName });
    else if (last) Object.assign(last, { end: stop, isName: false }); // the arguments of a function
    Object.assign(chain, { wantsOperand: false, from: -1 });
  };
  words.forEach((token, at) => {
    const { kind, start, text: written } = token;
    const top = open[open.length - 1];
    const stop = start + written.length;
    const upper = kind === "word" ? written.toUpperCase() : "";
    const before = words[at - 1];
    if (kind === "sign" && "([{".includes(written)) {
      const isCall = before !== undefined && isKeyword(before) && before.text !== "a";
      const isExpression = written === "(" && (top.isExpression || top.opens !== "" || isCall);
      open.push({ sign: written, isExpression, chain: emptyChain(), start, opens: "" });
      if (written === "{") top.opens = "";
    } else if (kind === "sign" && ")]}".includes(written)) {
      end();
      const closed = open.length > 1 ? open.pop() : undefined;
      const around = open[open.length - 1];
      if (closed && around.isExpression) take(closed.start, stop, false);
      if (around.opens === "one") around.opens = "";
    } else if (top.isExpression) {
      const isOperator = kind === "sign" && (ADDITIVE + MULTIPLICATIVE).includes(written);
      if (isOperator && !top.chain.wantsOperand) {
        top.chain.signs.push(written);
        top.chain.wantsOperand = true;
      } else if (isOperator || (kind === "sign" && "!.".includes(written))) {
        if (top.chain.wantsOperand && top.chain.from < 0) top.chain.from = start; // of one operand
      } else if (kind === "sign" && written !== "^") end();
      else if (["AS", "IN", "NOT", "DISTINCT"].includes(upper)) end();
      else if (kind !== "tag" && kind !== "sign") take(start, stop, kind === "name" || kind === "iri");
    } else if (upper === "FILTER") top.opens = "one";
    else if (BEFORE_EXPRESSIONS.has(upper)) top.opens = "many";
    else if (AFTER_EXPRESSIONS.has(upper)) top.opens = "";
  });
  end();
  return found.sort((a, b) => a.at - b.at || Number(a.text === "(") - Number(b.text === "("));
}
