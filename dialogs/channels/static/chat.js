// The chat page: what the reader does, and what happens then.

import { joined, newConversation, pressed, said, send } from "./bot.js";
import { showAnswer, showNotice, showQuestion, showTrouble } from "./show.js";
import { language, locale, offerLanguages, startLanguage, word } from "./words.js";

const MOST = 2000; // characters in a message
const NEAR = 200; // how many are left when we begin to count
const HISTORY = "samrad.history";
const KEPT = 60; // entries that survive a reload

const at = (id) => document.getElementById(id);
const [log, choices, status, welcome] = ["log", "choices", "status", "welcome"].map(at);
const [composer, question, count, fresh] = ["composer", "question", "count", "fresh"].map(at);

let talk = 0; // which conversation we are in: answers to an earlier one are dropped
let waiting = 0; // messages under way
let turn = Promise.resolve(); // one at a time, so that the answers come in order
let spoken = ""; // the language of the conversation, from the last answer
let history = JSON.parse(sessionStorage.getItem(HISTORY) ?? "[]");

function ask(words, message) {
  welcome.hidden = true;
  offer([]);
  const entry = showQuestion(words, spoken || language());
  keep({ words, language: spoken || language() });
  entry.scrollIntoView({ block: "nearest" });
  deliver(message, entry);
}

function deliver(message, entry) {
  const now = talk;
  waiting += 1;
  think();
  turn = turn.then(() => (now === talk ? exchange(message, entry, now) : undefined)).finally(() => {
    if (now !== talk) return;
    waiting -= 1;
    think();
  });
}

async function exchange(message, entry, now) {
  const again = () => {
    deliver(message, entry);
    comeBack();
  };
  try {
    const replies = await send(message);
    if (now !== talk) return;
    replies.forEach(answer);
    if (!replies.length && message.type === "message") showTrouble("empty", again);
  } catch (trouble) {
    if (now !== talk) return;
    showTrouble(trouble.word ?? "broken", again);
  }
  // The question goes to the top, so that a long answer is read from its beginning.
  if (entry) entry.scrollIntoView({ block: "start" });
}

function answer(reply) {
  showAnswer(reply);
  keep(reply);
  spoken = reply.language || spoken;
  offer(waiting > 1 ? [] : reply.choices, reply.language);
}

function offer(offered, spokenIn) {
  choices.replaceChildren(
    ...offered.map(({ title, say, url }) => {
      if (url) return opening(title, url, spokenIn);
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = title;
      if (spokenIn) button.lang = spokenIn;
      button.addEventListener("click", () => {
        ask(title, pressed(say, locale()));
        comeBack();
      });
      return button;
    }),
  );
  choices.hidden = !offered.length;
}

// A page of ours, beside the buttons; in a window of its own, so that the conversation stays.
function opening(title, url, spokenIn) {
  const link = document.createElement("a");
  link.textContent = title;
  if (/^https?:\/\//i.test(url)) link.href = url;
  link.target = "_blank";
  link.rel = "noreferrer";
  if (spokenIn) link.lang = spokenIn;
  return link;
}

function think() {
  status.textContent = waiting ? word("thinking") : "";
}

// The pressed button is gone, so the focus needs a place. On a touch screen the field would open the keyboard over the answer.
function comeBack() {
  const place = matchMedia("(pointer: coarse)").matches ? log : question;
  place.focus({ preventScroll: true });
}

function keep(entry) {
  history = [...history, entry].slice(-KEPT);
  sessionStorage.setItem(HISTORY, JSON.stringify(history));
}

function submit() {
  const words = question.value.trim();
  if (!words || excess() > 0) {
    question.focus();
    return;
  }
  question.value = "";
  measure();
  ask(words, said(words, locale()));
  question.focus({ preventScroll: true });
}

const excess = () => question.value.trim().length - MOST;

function measure() {
  const over = excess();
  question.style.height = "auto";
  question.style.height = `${question.scrollHeight + 2}px`;
  question.ariaInvalid = over > 0 ? "true" : null;
  count.classList.toggle("over", over > 0);
  count.textContent = over > 0 ? word("over", { n: over }) : over > -NEAR ? word("left", { n: -over }) : "";
}

function onKey(event) {
  if (event.isComposing) return;
  if (event.key === "Enter" && !event.shiftKey) {
    event.preventDefault();
    submit();
  } else if (event.key === "Escape") {
    question.value = "";
    measure();
  }
}

function startAnew() {
  talk += 1;
  waiting = 0;
  turn = Promise.resolve();
  history = [];
  spoken = "";
  sessionStorage.removeItem(HISTORY);
  newConversation();
  log.replaceChildren();
  offer([]);
  welcome.hidden = false;
  deliver(joined(locale()));
}

// What has been said stays as it was said; a greeting alone is better given again in the language chosen.
function afterLanguage() {
  measure();
  think();
  spoken = "";
  if (!welcome.hidden) startAnew();
}

function restore() {
  welcome.hidden = history.some((entry) => entry.words);
  for (const entry of history) {
    if (entry.words) showQuestion(entry.words, entry.language);
    else showAnswer(entry);
    spoken = entry.language || spoken;
  }
  const last = history.at(-1);
  offer(last.choices ?? [], last.language);
  log.lastElementChild.scrollIntoView({ block: "nearest" });
}

async function start() {
  await startLanguage();
  for (const hidden of [at("chat"), composer, fresh]) hidden.hidden = false;
  composer.addEventListener("submit", (event) => {
    event.preventDefault();
    submit();
  });
  question.addEventListener("keydown", onKey);
  question.addEventListener("input", measure);
  fresh.addEventListener("click", () => {
    startAnew();
    showNotice("fresh");
    question.focus();
  });
  at("examples").addEventListener("click", ({ target }) => {
    if (target.tagName !== "BUTTON") return;
    ask(target.textContent, said(target.textContent, locale()));
    comeBack();
  });
  offerLanguages(document.querySelectorAll("a[hreflang]"), afterLanguage);
  if (history.length) restore();
  else deliver(joined(locale()));
}

start();
