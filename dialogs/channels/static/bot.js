// The way to the bot: Bot Framework activities to /api/messages, the replies in the same answer.

const MOST_BYTES = 25 * 1024 * 1024; // of a file
const PATIENCE = 30_000; // milliseconds; an answer normally takes a few hundredths of a second

export class Trouble extends Error {
  constructor(word) {
    super(word);
    this.word = word; // the key of what the reader is told
  }
}

const user = remembered(localStorage, "samrad.user");
let conversation = remembered(sessionStorage, "samrad.conversation");

export function newConversation() {
  sessionStorage.removeItem("samrad.conversation");
  conversation = remembered(sessionStorage, "samrad.conversation");
}

export const joined = (locale) => activity({ type: "conversationUpdate", membersAdded: [{ id: user }] }, locale);
export const said = (text, locale) => activity({ type: "message", text, textFormat: "plain" }, locale);
export const pressed = (say, locale, values = {}) => activity({ type: "message", value: { ...values, say } }, locale);

// A file goes ahead of the message that speaks of it: messages are small.
export async function attached(file, locale) {
  if (file.size > MOST_BYTES) throw new Trouble("too-large");
  const answer = await post("/api/upload", file, "application/octet-stream");
  if (answer.status === 413) throw new Trouble("too-large");
  if (!answer.ok) throw new Trouble("no-file");
  const { contentUrl } = await answer.json();
  const attachments = [{ contentType: file.type || "application/octet-stream", contentUrl, name: file.name }];
  return activity({ type: "message", text: "", attachments }, locale);
}

// The replies, in order; an activity sent anew gets a new id, for the bot drops what it has heard before.
export async function send(message) {
  const body = { ...message, id: crypto.randomUUID(), timestamp: new Date().toISOString() };
  const answer = await post("/api/messages", JSON.stringify(body), "application/json");
  if (!answer.ok) throw new Trouble(answer.status < 500 ? "refused" : "broken");
  try {
    const { activities = [] } = await answer.json();
    return activities.filter((reply) => reply.type === "message").map(read);
  } catch {
    throw new Trouble("broken");
  }
}

// What the reader thinks of an answer, as Teams sends it. Later words about the same answer take the place of earlier ones.
export async function judge(message, reaction, comment, locale) {
  const value = { actionName: "feedback", actionValue: { reaction, feedback: JSON.stringify({ feedbackText: comment }) } };
  const body = activity({ type: "invoke", name: "message/submitAction", replyToId: message, value }, locale);
  const answer = await post("/api/messages", JSON.stringify(body), "application/json");
  if (!answer.ok) throw new Trouble("broken");
}

async function post(path, body, type) {
  try {
    return await fetch(path, {
      method: "POST",
      headers: { "Content-Type": type },
      body,
      signal: AbortSignal.timeout(PATIENCE),
    });
  } catch (error) {
    throw new Trouble(error.name === "TimeoutError" ? "slow" : "unreachable");
  }
}

function read({ id = "", text = "", channelData }) {
  const { html = "", choices = [], language = "", inputs = [], follow = "", feedbackLoop } = channelData ?? {};
  return { text, html, choices, language, inputs, follow, judge: feedbackLoop ? id : "" };
}

function activity(parts, locale) {
  return {
    ...parts,
    channelId: "web",
    deliveryMode: "expectReplies",
    serviceUrl: location.origin,
    locale,
    from: { id: user, role: "user" },
    recipient: { id: "samrad", role: "bot" },
    conversation: { id: conversation, conversationType: "personal" },
  };
}

function remembered(storage, key) {
  const known = storage.getItem(key) ?? crypto.randomUUID();
  storage.setItem(key, known);
  return known;
}
