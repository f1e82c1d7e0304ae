// The chat page: what the reader does, and what happens then.

import { attached, joined, newConversation, pressed, said, send } from "./bot.js";
import { makeForm } from "./form.js";
import { showAnswer, showInstead, showNotice, showQuestion, showTrouble } from "./show.js";
import { underHeadings } from "./under.js";
import { language, locale, offerLanguages, startLanguage, word } from "./words.js";

const MOST = 2000; // characters in a message
const NEAR = 200; // how many are left when we begin to count
const HISTORY = "samrad.history";
const KEPT = 60; // entries that survive a reload
const PACE = 1500; // milliseconds between looks at how something goes
const PATIENT = 5; // looks that may fail before we leave it to the reader

const at = (id) => document.getElementById(id);
const [log, choices, status, welcome] = ["log", "choices", "status", "welcome"].map(at);
const [composer, question, count, fresh, file] = ["composer", "question", "count", "fresh", "file"].map(at);

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
    const ready = typeof message === "function" ? await message() : message;
    const replies = await send(ready);
    if (now !== talk) return;
    replies.forEach(answer);
    if (!replies.length && ready.type === "message") showTrouble("empty", again);
  } catch (trouble) {
    if (now !== talk) return;
    showTrouble(trouble.word ?? "broken", again);
  }
  // The question goes to the top, so that a long answer is read from its beginning.
  if (entry) entry.scrollIntoView({ block: "start" });
}

function answer(reply) {
  const entry = showAnswer(reply);
  keep(reply);
  spoken = reply.language || spoken;
  offer(waiting > 1 ? [] : reply.choices, reply.language, reply.inputs);
  follow(reply, entry);
}

function offer(offered, spokenIn, inputs = []) {
  const fill = inputs.length && offered.length ? makeForm(inputs, spokenIn) : null;
  const buttons = offered.map(({ title, say, url, alone }) => {
    if (url) return opening(title, url, spokenIn);
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = title;
    if (spokenIn) button.lang = spokenIn;
    button.addEventListener("click", () => {
      const values = fill && !alone ? fill.values() : {};
      if (!values) return;
      ask(title, pressed(say, locale(), values));
      comeBack();
    });
    return button;
  });
  choices.replaceChildren(...(fill ? [fill.form] : []), ...underHeadings(buttons, offered, spokenIn));
  fill?.form.addEventListener("submit", (event) => {
    event.preventDefault();
    buttons.find((_, n) => !offered[n].alone && !offered[n].url)?.click();
  });
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

// Something that takes its time: look again until it is done, and show the news in the same place.
function follow(reply, entry, failed = 0) {
  if (!reply.follow) return;
  const now = talk;
  setTimeout(async () => {
    if (now !== talk) return;
    const replies = await send(pressed(reply.follow, locale())).catch(() => null);
    if (now !== talk) return;
    if (replies === null) {
      if (failed < PATIENT) follow(reply, entry, failed + 1);
      return;
    }
    const news = replies.at(-1);
    if (!news) return;
    if (news.follow) {
      showInstead(entry, news);
      follow(news, entry);
      return;
    }
    showAnswer(news);
    keep(news);
    if (!waiting && !choices.querySelector("form")) offer(news.choices, news.language, news.inputs);
  }, PACE);
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

// A document to be read: its name stands as what was said.
function attach() {
  const [chosen] = file.files;
  file.value = "";
  if (!chosen) return;
  ask(chosen.name, () => attached(chosen, locale()));
  comeBack();
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
  let shown;
  for (const entry of history) {
    shown = entry.words ? showQuestion(entry.words, entry.language) : showAnswer(entry);
    spoken = entry.language || spoken;
  }
  const last = history.at(-1);
  offer(last.choices ?? [], last.language, last.inputs);
  follow(last, shown);
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
  file.addEventListener("change", attach);
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
