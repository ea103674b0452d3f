// Drives Firefox over WebDriver BiDi: one request a line on the standard input, one answer a line on the standard output.
// Arguments: the folder of npm packages, that for what Firefox saves, and the file to which it prints.
import { readdir, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";
import { pathToFileURL } from "node:url";

const [packages, folder, printed] = process.argv.slice(2);
const { default: puppeteer } = await import(
  pathToFileURL(createRequire(`${packages}/`).resolve("puppeteer-core")).href
);
const PATIENCE = 120_000; // milliseconds, for a busy machine: no measure of the page

const browser = await puppeteer.launch({
  browser: "firefox",
  executablePath: process.env.CENGJI_FIREFOX,
  headless: true,
  timeout: PATIENCE,
  protocolTimeout: PATIENCE,
  defaultViewport: { width: 1366, height: 768 },
  extraPrefsFirefox: {
    "browser.download.alwaysOpenPanel": false, // it would take the keyboard away from the page
    "browser.download.dir": folder,
    "browser.download.folderList": 2,
    "browser.helperApps.neverAsk.saveToDisk": "image/svg+xml,text/csv", // else shown in a tab of their own
    "dom.events.testing.asyncClipboard": true,
    "print.always_print_silent": true,
    print_printer: "Mozilla Save to PDF",
    "print.printer_Mozilla_Save_to_PDF.print_to_file": true,
    "print.printer_Mozilla_Save_to_PDF.print_to_filename": printed,
    "ui.prefersReducedMotion": 1,
  },
});
const page = await browser.newPage();
const heard = []; // what the page asked for or said, which is to be nothing
page.on("request", (request) => heard.push(request.url().split("#")[0]));
page.on("console", (message) => heard.push(message.text()));
page.on("pageerror", (error) => heard.push(error.message));

/** @param {() => Promise<any>} look */
async function untilThere(look) {
  for (const end = Date.now() + PATIENCE; Date.now() < end; await pause(20)) {
    const found = await look();
    if (found) return found;
  }
  throw new Error("it did not come");
}

const ACTIONS = {
  async open(address) {
    await page.goto("about:blank"); // else only the fragment would change
    heard.length = 0;
    await page.goto(address);
    await page.waitForSelector("html[data-ready]", { timeout: PATIENCE });
  },
  ask: (script, ...values) => page.evaluate((0, eval)(`(${script})`), ...values),
  async until(script, ...values) {
    await untilThere(() => ACTIONS.ask(`(...all) => Boolean((${script})(...all))`, ...values)); // an element would not come back
  },
  /** Click the first that bears the text, scrolled into view. */
  async click(selector, text) {
    const handle = await untilThere(async () => {
      const all = await page.evaluateHandle(
        (css, part) =>
          [...document.querySelectorAll(css)].find((one) => one.checkVisibility() && one.textContent.includes(part)),
        selector,
        text,
      );
      return all.asElement();
    });
    await handle.click();
  },
  /** A key, with Shift before it where that is held. */
  async press(keys) {
    const [key, shift] = keys.split("+").reverse();
    if (shift) await page.keyboard.down(shift);
    await page.keyboard.press(key);
    if (shift) await page.keyboard.up(shift);
  },
  resize: (width, height) => page.setViewport({ width, height }),
  type: (text) => page.keyboard.type(text),
  /** The text of the file that is saved. */
  async saved() {
    const name = await untilThere(async () => {
      const names = await readdir(folder);
      return names.some((one) => one.endsWith(".part")) ? "" : names[0];
    });
    const file = path.join(folder, name);
    const text = await untilThere(() => readFile(file, "utf8"));
    await rm(file);
    return text;
  },
  /** The printed file, in base64, once it is whole. */
  async printed() {
    const content = await untilThere(async () => {
      const bytes = await readFile(printed).catch(() => Buffer.alloc(0));
      return bytes.subarray(-16).includes("%%EOF") ? bytes : null;
    });
    await rm(printed);
    return content.toString("base64");
  },
  heard: () => heard,
};

const answer = (value) => process.stdout.write(`${JSON.stringify(value)}\n`);
answer({ value: await browser.version() });
for await (const line of createInterface({ input: process.stdin })) {
  const [name, ...values] = JSON.parse(line);
  try {
    answer({ value: (await ACTIONS[name](...values)) ?? null });
  } catch (error) {
    answer({ error: String(error) });
  }
}
await browser.close();
