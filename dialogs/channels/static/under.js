// Buttons that belong together stand under a heading.

export function underHeadings(buttons, offered, spokenIn) {
  return buttons.flatMap((button, n) => {
    const { under } = offered[n];
    return under && under !== offered[n - 1]?.under ? [heading(under, spokenIn), button] : [button];
  });
}

function heading(words, spokenIn) {
  const line = document.createElement("p");
  line.className = "under";
  line.textContent = words;
  if (spokenIn) line.lang = spokenIn;
  return line;
}
