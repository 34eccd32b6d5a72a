// Parts of a page that are asked for again (htmx), and what happens when such a request fails.
import htmx from "htmx.org";

import { reloadPage } from "./entry.js";
import { showToast } from "./toasts.js";

export function preparePartials() {
  Object.assign(htmx.config, {
    includeIndicatorStyles: false, // it would be an inline style
    allowEval: false,
    allowScriptTags: false,
    selfRequestsOnly: true,
    historyCacheSize: 0, // governed pages are not kept in the browser's storage
    refreshOnHistoryMiss: true,
    responseHandling: [
      { code: "204", swap: false },
      { code: "[23]..", swap: true },
      { code: "422", swap: true }, // the same form again, with its errors
      { code: "...", swap: false, error: true },
    ],
  });
  document.addEventListener("htmx:beforeSwap", refuseWholePages);
  document.addEventListener("htmx:responseError", tellFailure);
  document.addEventListener("htmx:sendError", () => showToast(phrase("offline")));
}

// A session that ended answers a partial request by a redirect to the entrance: leave, do not embed it.
function refuseWholePages(event) {
  if (!/^\s*<!doctype html/i.test(event.detail.xhr.responseText)) return;
  if (event.detail.xhr.status >= 400) return;
  event.detail.shouldSwap = false;
  reloadPage();
}

// The server's error pages mark their plain words with data-problem; those are shown, nothing invented.
function tellFailure(event) {
  const quiet = event.detail.elt.closest("[data-quiet]");
  if (quiet) return;
  const answer = new DOMParser().parseFromString(event.detail.xhr.responseText, "text/html");
  const problem = answer.querySelector("[data-problem]")?.textContent.replace(/\s+/g, " ").trim();
  showToast(problem || phrase("failed"));
}

function phrase(name) {
  return document.getElementById("toast-template")?.dataset[name] ?? "";
}
