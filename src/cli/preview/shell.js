// Asks for the state of the book, and shows a new one at the place where the old one was left.
const contents = document.getElementById('contents');
const page = document.getElementById('page');
const problem = document.getElementById('problem');

// The build that is shown; none at first, and none when nobody has answered: who answers next may be
// another run.
let shown = null;
// Where each frame was last in the book. One that shows anything else is led back there.
const last = new Map();

const isInBook = (address) => address.startsWith(`${location.origin}/book/`);

// The page of the book a frame shows, if it shows one: others cannot be looked into.
function pageIn(frame) {
  const inside = frame.contentDocument;
  return inside !== null && isInBook(inside.URL) ? inside : null;
}

// Notes where a frame is, and sets where its links lead: those within the book to a frame, those out of
// it to a tab of their own, which is not told where they were.
function arrive(frame, target) {
  const inside = pageIn(frame);
  if (inside === null) return [];
  last.set(frame, inside.URL);
  const links = [...inside.links];
  for (const link of links) {
    if (isInBook(link.href)) {
      link.target = target;
    } else {
      link.target = '_blank';
      link.rel = 'noreferrer noopener';
    }
  }
  return links;
}

contents.addEventListener('load', () => {
  const first = arrive(contents, 'page').find((link) => isInBook(link.href));
  if (first !== undefined && !last.has(page)) page.src = first.href;
});
page.addEventListener('load', () => arrive(page, ''));

// Loads a frame again and puts it where it was, as a share of its length.
function again(frame) {
  const inside = pageIn(frame);
  if (inside === null) {
    if (last.has(frame)) frame.src = last.get(frame);
    return;
  }
  const length = (inside) => Math.max(1, inside.documentElement.scrollHeight);
  const share = frame.contentWindow.scrollY / length(inside);
  frame.addEventListener('load', () => {
    const inside = pageIn(frame);
    if (inside !== null) frame.contentWindow.scrollTo(0, share * length(inside));
  }, { once: true });
  frame.contentWindow.location.reload();
}

function say(text) {
  problem.textContent = text;
  problem.hidden = text === '';
}

async function look() {
  let state;
  try {
    const answer = await fetch('/state', { signal: AbortSignal.timeout(5000) });
    state = await answer.json();
  } catch {
    shown = null;
    say('The preview has been stopped.');
    return;
  }
  say(state.problem ?? '');
  document.title = state.title;
  if (shown === state.version) return;
  // First of all, so that what cannot be shown is not tried twice a second.
  shown = state.version;
  if (last.has(contents)) [contents, page].forEach(again);
  else contents.src = state.contents;
}

function follow() {
  look().finally(() => setTimeout(follow, 500));
}
follow();
