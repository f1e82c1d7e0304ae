// What stands in the log: what was said, the answers, and troubles with a way out.

import { makeJudge } from "./judge.js";
import { word } from "./words.js";

const ALLOWED = new Set(
  "A B BR CAPTION CODE DIV EM H3 H4 LI OL P SPAN STRONG TABLE TBODY TD TH THEAD TR UL".split(" "),
);
const ATTRIBUTES = new Set(["class", "colspan", "href", "lang", "rowspan", "scope"]);
const DROPPED = "script, style, iframe, object, embed, template, svg, math, noscript";

const log = document.getElementById("log");
const widths = new ResizeObserver((entries) => entries.forEach(({ target }) => reachable(target)));

export function showQuestion(text, language) {
  const words = make("p", "words");
  words.textContent = text;
  return add("said", "you", language, words);
}

export function showAnswer({ html, text, language, judge }) {
  const body = html ? safe(html) : plain(text);
  const entry = add("answer", "bot", language, body);
  for (const table of entry.querySelectorAll("table")) wrap(table);
  if (judge) entry.append(makeJudge(judge));
  return entry;
}

// News of the same thing takes the place of the old. It is not read aloud each time; the end is, as an answer of its own.
export function showInstead(entry, { html, text, language }) {
  entry.setAttribute("aria-live", "off");
  const body = html ? safe(html) : plain(text);
  if (language) body.lang = language;
  if (body.isEqualNode(entry.lastElementChild)) return;
  entry.lastElementChild.replaceWith(body);
}

export function showTrouble(key, again) {
  const words = make("p", "");
  words.textContent = word(key);
  const retry = make("button", "");
  retry.type = "button";
  retry.textContent = word("retry");
  const entry = make("div", "trouble");
  entry.append(words, retry);
  retry.addEventListener("click", () => {
    entry.remove();
    again();
  });
  log.append(entry);
  return entry;
}

export function showNotice(key) {
  const entry = make("p", "notice");
  entry.textContent = word(key);
  log.append(entry);
}

function add(kind, who, language, body) {
  const entry = make("div", `entry ${kind}`);
  const speaker = make("span", "unseen");
  speaker.textContent = word(who);
  if (language) body.lang = language;
  entry.append(speaker, body);
  log.append(entry);
  return entry;
}

function plain(text) {
  const body = make("div", "reply plain");
  body.textContent = text;
  return body;
}

// The server escapes what it renders. This is the second lock: only known tags, attributes and addresses get in.
export function safe(html) {
  const body = new DOMParser().parseFromString(html, "text/html").body;
  for (const element of body.querySelectorAll(DROPPED)) element.remove();
  for (const element of [...body.querySelectorAll("*")]) {
    if (!ALLOWED.has(element.tagName)) element.replaceWith(...element.childNodes);
    else for (const { name, value } of [...element.attributes]) keep(element, name, value);
  }
  const whole = body.childElementCount === 1 && body.firstElementChild.matches("div.reply");
  if (whole) return body.firstElementChild;
  const reply = make("div", "reply");
  reply.append(...body.childNodes);
  return reply;
}

function keep(element, name, value) {
  const harmless = ATTRIBUTES.has(name) && (name !== "href" || /^https?:\/\//i.test(value));
  if (!harmless) element.removeAttribute(name);
  else if (name === "href") element.rel = "noreferrer";
}

// A wide table scrolls by itself, so the page never does; the keyboard reaches it only when there is something to scroll.
function wrap(table) {
  const frame = make("div", "table");
  table.replaceWith(frame);
  frame.append(table);
  widths.observe(frame);
}

function reachable(frame) {
  const scrolls = frame.scrollWidth > frame.clientWidth;
  const wanted = { tabindex: "0", role: "group", "aria-label": word("table") };
  for (const [name, value] of Object.entries(wanted)) {
    if (scrolls) frame.setAttribute(name, value);
    else frame.removeAttribute(name);
  }
}

function make(tag, className) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  return element;
}
