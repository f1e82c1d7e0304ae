// The way to the bot: Bot Framework activities to /api/messages, the replies in the same answer.

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
export const pressed = (say, locale) => activity({ type: "message", value: { say } }, locale);

// The replies, in order; an activity sent anew gets a new id, for the bot drops what it has heard before.
export async function send(message) {
  const body = { ...message, id: crypto.randomUUID(), timestamp: new Date().toISOString() };
  const answer = await post(JSON.stringify(body));
  if (!answer.ok) throw new Trouble(answer.status < 500 ? "refused" : "broken");
  try {
    const { activities = [] } = await answer.json();
    return activities.filter((reply) => reply.type === "message").map(read);
  } catch {
    throw new Trouble("broken");
  }
}

async function post(body) {
  try {
    return await fetch("/api/messages", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body,
      signal: AbortSignal.timeout(PATIENCE),
    });
  } catch (error) {
    throw new Trouble(error.name === "TimeoutError" ? "slow" : "unreachable");
  }
}

function read({ text = "", channelData }) {
  const { html = "", choices = [], language = "" } = channelData ?? {};
  return { text, html, choices, language };
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
