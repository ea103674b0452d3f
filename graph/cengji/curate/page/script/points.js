// @ts-check
/**
 * The one place where code points, in which the case and the server count, meet the UTF-16 units of a script.
 */

export class Points {
  /** @param {string} text */
  constructor(text) {
    this.text = text;
    /** Where each character above U+FFFF stands, in code points. @type {number[]} */
    this.wide = [];
    let point = 0;
    for (const character of text) {
      if (character.length > 1) this.wide.push(point);
      point += 1;
    }
    this.length = point;
  }

  /**
   * Return the unit at which a code point begins.
   * @param {number} point
   */
  unitOf(point) {
    return point + before(this.wide, point);
  }

  /**
   * Return the code point that holds a unit.
   * @param {number} unit
   */
  pointOf(unit) {
    let seen = 0;
    while (seen < this.wide.length && this.wide[seen] + seen + 1 < unit) seen += 1;
    const inside = seen < this.wide.length && this.wide[seen] + seen + 1 === unit;
    return inside ? this.wide[seen] : unit - seen;
  }

  /**
   * Return the text from one code point to another.
   * @param {number} start
   * @param {number} end
   */
  slice(start, end) {
    return this.text.slice(this.unitOf(start), this.unitOf(end));
  }
}

/**
 * Return how many of some ascending numbers are below another.
 * @param {number[]} numbers
 * @param {number} limit
 */
function before(numbers, limit) {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numbers[middle] < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
