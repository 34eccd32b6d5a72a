// Short-lived hints that something new waits. The notice list is the truth; a missed toast loses nothing.
import { pageSequence, signedIn } from "./entry.js";
import { lastSequence } from "./live.js";

const STAY_MS = 12_000;
const MOST = 4;

let shown = 0;

export function keepToasts() {
  const tray = document.getElementById("toasts");
  if (!tray || !signedIn()) return;
  shown = pageSequence();
  tray.addEventListener("htmx:configRequest", (event) => {
    event.detail.parameters.after = shown;
  });
  tray.addEventListener("htmx:beforeRequest", (event) => {
    event.detail.xhr.askedAt = lastSequence();
  });
  tray.addEventListener("htmx:afterSwap", (event) => {
    shown = Math.max(shown, event.detail.xhr.askedAt || 0, ...sequencesIn(tray));
    tidy(tray);
  });
  tray.addEventListener("click", (event) => {
    event.target.closest("[data-dismiss]")?.closest(".toast")?.remove();
  });
}

/** Show one line of the page's own making, such as why a partial request failed. */
export function showToast(text) {
  const tray = document.getElementById("toasts");
  const template = document.getElementById("toast-template");
  if (!tray || !template) return;
  const toast = template.content.firstElementChild.cloneNode(true);
  toast.querySelector("[data-text]").textContent = text;
  tray.append(toast);
  tidy(tray);
}

function sequencesIn(tray) {
  return [...tray.querySelectorAll("[data-seq]")].map((toast) => Number(toast.dataset.seq));
}

function tidy(tray) {
  const toasts = [...tray.querySelectorAll(".toast")];
  toasts.slice(0, -MOST).forEach((toast) => toast.remove());
  for (const toast of toasts.filter((each) => !each.dataset.timed)) {
    toast.dataset.timed = "yes";
    leaveLater(toast);
  }
}

// A toast under the pointer or holding the focus stays for as long as it is being read.
function leaveLater(toast) {
  setTimeout(() => {
    if (toast.matches(":hover, :focus-within")) leaveLater(toast);
    else toast.remove();
  }, STAY_MS);
}
