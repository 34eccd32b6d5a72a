// Builds what the pages load: src/hub.{js,css} and mark.svg -> dist/.
// Nothing is fetched when a page is shown: no fonts, no icons, no addresses outside.
import { readFile } from "node:fs/promises";
import { context } from "esbuild";

const build = await context({
  entryPoints: ["src/hub.js", "src/hub.css", "src/mark.svg"],
  loader: { ".svg": "copy" },
  outdir: "dist",
  bundle: true,
  minify: true,
  format: "iife",
  target: ["chrome100", "firefox100", "safari15"],
  charset: "utf8",
  legalComments: "eof",
  logLevel: "info",
  plugins: [{ name: "light only", setup: (chain) => chain.onLoad({ filter: /tabler\.css$/ }, lightOnly) }],
});

if (process.argv.includes("--watch")) {
  await build.watch();
} else {
  await build.rebuild();
  await build.dispose();
}

// The hub has one look. light-dark(day, night) becomes day: browsers too old for that function, which are
// common on closed networks, would otherwise lose every colour that is written with it.
async function lightOnly({ path }) {
  let css = await readFile(path, "utf8");
  for (let at; (at = css.indexOf("light-dark(")) >= 0; ) {
    const { day, end } = firstArgument(css, at + "light-dark(".length);
    css = css.slice(0, at) + day + css.slice(end);
  }
  return { contents: css, loader: "css" };
}

// What stands before the comma that belongs to the function opened just before `from`, and where it closes.
function firstArgument(css, from) {
  let depth = 1;
  let comma = 0;
  for (let i = from; ; i += 1) {
    if (css[i] === "(") depth += 1;
    if (css[i] === ")") depth -= 1;
    if (css[i] === "," && depth === 1) comma ||= i;
    if (depth === 0) return { day: css.slice(from, comma).trim(), end: i + 1 };
  }
}
