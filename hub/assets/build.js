// Builds what the pages load: src/hub.{js,css} and mark.svg -> dist/.
// Nothing is fetched when a page is shown: no fonts, no icons, no addresses outside.
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
});

if (process.argv.includes("--watch")) {
  await build.watch();
} else {
  await build.rebuild();
  await build.dispose();
}
