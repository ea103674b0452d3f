// @ts-check
/**
 * SHA-256 (FIPS 180-4) for pages that come over plain http, where browsers withhold crypto.subtle.
 */

/** @param {Uint8Array<ArrayBuffer>} bytes */
export async function sha256(bytes) {
  const digest = globalThis.crypto?.subtle
    ? new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))
    : ownSha256(bytes);
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The first 32 bits of the fractional parts of the roots of the first primes: of 64 cube roots, and of 8 square roots. */
function sha256Constants() {
  /** @type {number[]} */
  const primes = [];
  const part = (/** @type {number} */ root) => Math.floor((root - Math.floor(root)) * 2 ** 32) | 0;
  for (let n = 2; primes.length < 64; n += 1) if (primes.every((prime) => n % prime)) primes.push(n);
  return [primes.map((prime) => part(Math.cbrt(prime))), primes.slice(0, 8).map((prime) => part(Math.sqrt(prime)))];
}

/** @param {Uint8Array<ArrayBuffer>} bytes */
export function ownSha256(bytes) {
  const [rounds, hash] = sha256Constants();
  const padded = new Uint8Array(Math.ceil((bytes.length + 9) / 64) * 64);
  const view = new DataView(padded.buffer);
  const words = new Int32Array(64);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  view.setUint32(padded.length - 8, Math.floor(bytes.length / 2 ** 29));
  view.setUint32(padded.length - 4, (bytes.length << 3) >>> 0);
  for (let at = 0; at < padded.length; at += 64) {
    for (let n = 0; n < 16; n += 1) words[n] = view.getInt32(at + 4 * n);
    sha256Block(hash, words, rounds);
  }
  const digest = new DataView(new ArrayBuffer(32));
  hash.forEach((word, n) => digest.setInt32(4 * n, word));
  return new Uint8Array(digest.buffer);
}

/**
 * @param {number[]} hash
 * @param {Int32Array} words
 * @param {number[]} rounds
 */
function sha256Block(hash, words, rounds) {
  const turn = (/** @type {number} */ word, /** @type {number} */ by) => (word >>> by) | (word << (32 - by));
  for (let n = 16; n < 64; n += 1) {
    const x = words[n - 15];
    const y = words[n - 2];
    words[n] =
      (words[n - 16] +
        (turn(x, 7) ^ turn(x, 18) ^ (x >>> 3)) +
        words[n - 7] +
        (turn(y, 17) ^ turn(y, 19) ^ (y >>> 10))) |
      0;
  }
  let [a, b, c, d, e, f, g, h] = hash;
  for (let n = 0; n < 64; n += 1) {
    const one = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + rounds[n] + words[n]) | 0;
    const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
  }
  [a, b, c, d, e, f, g, h].forEach((word, n) => {
    hash[n] = (hash[n] + word) | 0;
  });
}
