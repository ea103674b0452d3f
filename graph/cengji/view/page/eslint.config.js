import js from "@eslint/js";
import globals from "globals";

export default [
  js.configs.recommended,
  {
    files: ["script/*.js"],
    languageOptions: { globals: { ...globals.browser, vis: "readonly" } },
    rules: { "one-var": ["error", "never"], "no-control-regex": "off" },
  },
  {
    files: ["worker/*.js"],
    languageOptions: { sourceType: "script", globals: { ...globals.worker, oxigraph: "readonly" } },
  },
];
