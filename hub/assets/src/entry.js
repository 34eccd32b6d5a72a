// Where the server left off when it made this page, and the way back to the entrance.

/** The sequence number of the newest notice this page knows of. */
export function pageSequence() {
  return Number(document.body.dataset.liveAfter) || 0;
}

/** True on pages of signed-in people; the others carry no sequence. */
export function signedIn() {
  return "liveAfter" in document.body.dataset;
}

/**
 * Ask for the page again as a plain visit. Without a session the server answers with the entrance,
 * so what is on the screen is gone: an access that ended must not leave a governed page standing.
 */
export function reloadPage() {
  window.dispatchEvent(new Event("access-ended"));
  window.location.assign(window.location.pathname + window.location.search);
}
