// The live socket. It carries no content: a poke says only that something happened, and the page asks
// again through the ordinary, checked way (elements with hx-trigger="notice from:body").
//
//   client, once open    {"after": 16}                       the last sequence seen
//   server, in order     {"seq": 17, "kind": "clue.pushed"}
//   server, at the end   {"bye": true}                       access ended: the page is left at once
import { pageSequence, reloadPage, signedIn } from "./entry.js";

const COALESCE_MS = 150;
const POLL_MS = 45_000;
const RETRY_FIRST_MS = 1_000;
const RETRY_LONGEST_MS = 30_000;

let after = 0;
let socket = null;
let failures = 0;
let retryTimer = 0;
let pollTimer = 0;

export function startLive() {
  if (!signedIn()) return;
  after = pageSequence();
  connect();
  window.addEventListener("online", connectNow);
  window.addEventListener("pageshow", (event) => event.persisted && connectNow());
}

/** The highest sequence number poked so far. */
export function lastSequence() {
  return after;
}

function connect() {
  const scheme = window.location.protocol === "https:" ? "wss" : "ws";
  socket = new WebSocket(`${scheme}://${window.location.host}/live/`);
  socket.addEventListener("open", opened);
  socket.addEventListener("message", (event) => received(JSON.parse(event.data)));
  socket.addEventListener("close", closed);
}

function connectNow() {
  if (socket.readyState !== WebSocket.CLOSED) return;
  clearTimeout(retryTimer);
  connect();
}

function opened() {
  failures = 0;
  clearInterval(pollTimer);
  pollTimer = 0;
  socket.send(JSON.stringify({ after }));
  showConnection("live");
}

function received(message) {
  if (message.bye) {
    reloadPage();
  } else if (message.seq > after) {
    after = message.seq;
    announceNotice();
  }
}

function closed() {
  showConnection("reconnecting");
  pollTimer ||= setInterval(announceNotice, POLL_MS);
  retryTimer = setTimeout(connect, retryDelay(failures++));
}

// Half fixed, half random, so that a restarted server is not met by everybody in the same instant.
function retryDelay(attempt) {
  const ceiling = Math.min(RETRY_LONGEST_MS, RETRY_FIRST_MS * 2 ** attempt);
  return Math.max(RETRY_FIRST_MS, ceiling / 2 + Math.random() * (ceiling / 2));
}

let quietUntil = 0;
let announceTimer = 0;

// The first poke is told at once; a burst is told once more when its interval is over.
function announceNotice() {
  if (announceTimer) return;
  const wait = quietUntil - performance.now();
  if (wait > 0) announceTimer = setTimeout(tellPage, wait);
  else tellPage();
}

function tellPage() {
  announceTimer = 0;
  quietUntil = performance.now() + COALESCE_MS;
  document.body.dispatchEvent(new CustomEvent("notice"));
}

// The dot is silent while all is well from the start; losing and regaining the line is spoken.
function showConnection(state) {
  const dot = document.getElementById("connection");
  if (!dot || dot.dataset.state === state) return;
  const first = dot.dataset.state === "connecting";
  dot.dataset.state = state;
  dot.title = dot.dataset[state];
  if (!(first && state === "live")) {
    dot.querySelector("[role=status]").textContent = dot.dataset[state];
  }
}
