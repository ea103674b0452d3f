// What the bounds of a figure say about a number: certainly, possibly or not.
const OPERATIONS = [">", "≥", "<", "≤"];
const bound = (text) => (text ? Number(text) : null);

// The bounds; where a side is open and a reading is allowed, the reading closes it.
function boundsOf(figure, reading) {
  const [low, high] = reading && F.reading[figure] ? F.reading[figure] : ["", ""];
  return {
    lower: bound(F.lower[figure] || low), lowerIn: F.lower[figure] ? Boolean(F.lower_closed[figure]) : true,
    upper: bound(F.upper[figure] || high), upperIn: F.upper[figure] ? Boolean(F.upper_closed[figure]) : true,
  };
}

// x > t is certain if the lower bound lies above t (or is t and x cannot be t), out of the question if the upper bound
// does not; the other operations alike.
function answerOf(figure, operation, over, reading) {
  const { lower, lowerIn, upper, upperIn } = boundsOf(figure, reading);
  const above = lower !== null && (lower > over || (lower === over && !lowerIn)), atLeast = lower !== null && lower >= over;
  const below = upper !== null && (upper < over || (upper === over && !upperIn)), atMost = upper !== null && upper <= over;
  const [certain, no] = { ">": [above, atMost], "≥": [atLeast, below], "<": [below, atLeast], "≤": [atMost, above] }[operation];
  return certain ? "certain" : no ? "no" : "possible";
}

// The number by which a figure is ordered and drawn: its value, else the bound it has.
function amountOf(figure) {
  return bound(F.value[figure]) ?? bound(F.lower[figure]) ?? bound(F.upper[figure]);
}

// What is certain about "after less before" and "after over before", each as [lower, upper], null where nothing is.
function changeOf(before, after) {
  const from = boundsOf(before, false), to = boundsOf(after, false);
  const less = (a, b) => (a === null || b === null ? null : a - b), over = (a, b) => (a === null || !b ? null : Math.round((a / b) * 1000) / 1000);
  return { difference: [less(to.lower, from.upper), less(to.upper, from.lower)], ratio: [over(to.lower, from.upper), over(to.upper, from.lower)] };
}

function rangeText([lower, upper]) {
  const text = (number) => grouping(String(number).replace("-", "−"));
  if (lower === null && upper === null) return say("unbounded");
  if (lower === upper) return text(lower);
  return lower === null ? `≤ ${text(upper)}` : upper === null ? `≥ ${text(lower)}` : `${text(lower)} – ${text(upper)}`;
}
