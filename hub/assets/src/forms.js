// Forms: sent once, not left by accident, and asked about when the step cannot be undone.
// Nothing that is typed is stored in the browser: it may be classified.
import { showToast } from "./toasts.js";

const sent = new WeakSet();
const changed = new Set();

export function guardForms() {
  document.addEventListener("input", rememberChange);
  // Captured, so that these decide before htmx or the browser sends anything.
  document.addEventListener("submit", refuseSecond, true);
  document.addEventListener("submit", refuseTooLarge, true);
  document.addEventListener("submit", confirmFirst, true);
  document.addEventListener("submit", holdWhileSending);
  document.addEventListener("htmx:afterRequest", afterPartial);
  document.addEventListener("htmx:afterSettle", rememberRefused);
  window.addEventListener("pageshow", () => document.querySelectorAll("form").forEach(release));
  window.addEventListener("beforeunload", warnOfLoss);
  window.addEventListener("access-ended", () => changed.clear());
  rememberRefused();
}

// A form that comes back with errors still holds text that is saved nowhere.
function rememberRefused() {
  for (const summary of document.querySelectorAll("form[data-guard] [data-error-summary]")) {
    changed.add(summary.closest("form"));
  }
  document.querySelector("[data-error-summary]:not([data-read])")?.focus();
  document.querySelectorAll("[data-error-summary]").forEach((summary) => (summary.dataset.read = "yes"));
}

function afterPartial(event) {
  const form = event.target.closest?.("form");
  if (form?.matches("[data-guard]") && !event.detail.successful) changed.add(form);
  release(form);
}

function rememberChange(event) {
  const form = event.target.closest("form[data-guard]");
  if (form) changed.add(form);
}

function warnOfLoss(event) {
  if ([...changed].some((form) => form.isConnected)) event.preventDefault();
}

function refuseSecond(event) {
  if (!sent.has(event.target)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
}

// The server would refuse such a request unread, and with it everything that was typed.
function refuseTooLarge(event) {
  for (const input of event.target.querySelectorAll("input[type=file][data-most-bytes]")) {
    const bytes = [...input.files].reduce((sum, file) => sum + file.size, 0);
    if (bytes <= Number(input.dataset.mostBytes)) continue;
    event.preventDefault();
    event.stopImmediatePropagation();
    showToast(input.dataset.tooLarge);
    return;
  }
}

function holdWhileSending(event) {
  const form = event.target;
  const partial = form.matches("[hx-post]");
  if (event.defaultPrevented && !partial) return;
  changed.delete(form);
  if (form.method !== "post" && !partial) return;
  sent.add(form);
  // Only after the browser has collected the fields: a disabled button would not be sent.
  setTimeout(() => hold(form));
}

function hold(form) {
  form.setAttribute("aria-busy", "true");
  for (const button of submitsOf(form)) {
    if (button.disabled) continue;
    button.disabled = true;
    button.dataset.held = "yes";
  }
}

function release(form) {
  if (!form || !sent.delete(form)) return;
  form.removeAttribute("aria-busy");
  for (const button of submitsOf(form).filter((each) => each.dataset.held)) {
    button.disabled = false;
    delete button.dataset.held;
  }
}

function submitsOf(form) {
  return [...form.elements].filter((element) => element.type === "submit");
}

const confirmed = new WeakSet();

// data-confirm on the form or on the button pressed: the sentence to agree to.
function confirmFirst(event) {
  const form = event.target;
  const question = event.submitter?.dataset.confirm ?? form.dataset.confirm;
  const dialog = document.getElementById("confirm");
  if (!question || !dialog || confirmed.delete(form)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  dialog.querySelector("[data-text]").textContent = question;
  dialog.returnValue = "";
  dialog.onclose = () => {
    if (dialog.returnValue !== "yes") return;
    confirmed.add(form);
    form.requestSubmit(event.submitter);
  };
  dialog.showModal();
}
