// What the scripts of all engines share, in the browser.

/** Fails instead of waiting for ever when the engine never answers. */
export const within = (seconds, what, promise) => Promise.race([
  promise,
  new Promise((_, reject) =>
    setTimeout(() => reject(new Error(`${what}: no answer in ${seconds} s`)), seconds * 1000)),
])

/** The contents as a flat list in the order they are shown. */
export function flatten(items) {
  return (items ?? []).flatMap(({ label, href, subitems }) => [{ label, href }, ...flatten(subitems)])
}

/** A hash of a page and its style sheets: what its looks rest on. */
export async function fingerprint(page, sheets) {
  const bytes = new TextEncoder().encode([page, ...sheets].join('\0'))
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return [...digest].map(byte => byte.toString(16).padStart(2, '0')).join('')
}
