// Thumbs below an answer, and a place for a comment. What is pressed counts at once; a comment comes beside it.

import { judge } from "./bot.js";
import { locale, word } from "./words.js";

const KEY = "samrad.judged";
const MOST = 1000; // characters in a comment
const KEPT = 60; // judgements that survive a reload
const SVG = "http://www.w3.org/2000/svg";
const THUMB = "M2 10h4v11H2zM8 21V10l4.5-8c1.6 0 2.6 1.2 2.3 2.8L14 9h6a2 2 0 0 1 2 2.3l-1.4 8A2 2 0 0 1 18.6 21z";

let made = 0; // ids must differ

export function makeJudge(message) {
  const bar = make("div", "judge");
  bar.setAttribute("role", "group");
  bar.setAttribute("aria-label", word("judge"));
  bar.setAttribute("aria-live", "off"); // the answer is read aloud, its buttons need not be
  const thumbs = { like: thumb("like", word("like")), dislike: thumb("dislike", word("dislike")) };
  const status = make("span", "judged");
  status.setAttribute("role", "status");
  bar.append(thumbs.like, thumbs.dislike, status);
  show(thumbs, remembered()[message]);
  for (const [reaction, button] of Object.entries(thumbs)) {
    button.addEventListener("click", async () => {
      show(thumbs, reaction);
      openForm(bar, button, (comment) => tell(message, reaction, comment, status));
      if (await tell(message, reaction, "", status)) return;
      closeForm(bar);
      show(thumbs, remembered()[message]);
    });
  }
  return bar;
}

async function tell(message, reaction, comment, status) {
  try {
    await judge(message, reaction, comment, locale());
  } catch {
    status.textContent = word("not-judged");
    return false;
  }
  const known = Object.entries({ ...remembered(), [message]: reaction }).slice(-KEPT);
  sessionStorage.setItem(KEY, JSON.stringify(Object.fromEntries(known)));
  status.textContent = word("judged");
  return true;
}

function openForm(bar, button, send) {
  closeForm(bar);
  made += 1;
  const form = make("form", "fill comment");
  const label = make("label", "");
  const field = make("textarea", "");
  const note = make("p", "hint");
  const row = make("div", "row");
  const [yes, no] = [make("button", "quiet"), make("button", "quiet")];
  field.id = label.htmlFor = `comment-${made}`;
  note.id = `comment-${made}-note`;
  field.rows = 2;
  field.maxLength = MOST;
  field.setAttribute("aria-describedby", note.id);
  label.textContent = button.classList.contains("like") ? word("why-like") : word("why-dislike");
  note.textContent = word("no-names");
  yes.textContent = word("send-comment");
  no.type = "button";
  no.textContent = word("no-comment");
  row.append(yes, no);
  form.append(label, field, note, row);
  bar.append(form);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (!field.value.trim()) field.focus();
    else if (await send(field.value)) leave();
  });
  no.addEventListener("click", leave);
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape") leave();
  });
  form.scrollIntoView({ block: "nearest" });

  function leave() {
    closeForm(bar);
    button.focus({ preventScroll: true });
  }
}

function closeForm(bar) {
  bar.querySelector("form")?.remove();
}

function show(thumbs, pressed) {
  for (const [reaction, button] of Object.entries(thumbs)) button.ariaPressed = reaction === pressed ? "true" : "false";
}

function thumb(reaction, name) {
  const button = make("button", `thumb ${reaction}`);
  button.type = "button";
  button.ariaLabel = button.title = name;
  const picture = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  picture.setAttribute("viewBox", "0 0 24 24");
  picture.setAttribute("aria-hidden", "true");
  path.setAttribute("d", THUMB);
  picture.append(path);
  button.append(picture);
  return button;
}

const remembered = () => JSON.parse(sessionStorage.getItem(KEY) ?? "{}");

function make(tag, className) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  return element;
}
