// Runs in the browser: opens the book in epub.js, which many reading pages of the web are made with,
// and follows its contents as a reader would. Gives plain values, as `foliate.js` does.
import { fingerprint, flatten, within } from '/page.js'

/** epub.js wants the archive's reader and itself as globals. */
const script = source => new Promise((resolve, reject) => {
  const element = document.createElement('script')
  element.src = source
  element.onload = resolve
  element.onerror = () => reject(new Error(`${source} does not load`))
  document.head.append(element)
})
await script('/jszip/jszip.min.js')
await script('/epubjs/epub.min.js')

let book
let rendition

const display = (target, what) => within(60, what, rendition.display(target))

const shown = () => rendition.getContents()[0]

/** Opens the book and gives its outline, the sections as fingerprints. */
async function open() {
  const frame = document.createElement('div')
  frame.className = 'book'
  document.body.append(frame)
  book = ePub('/book.epub')
  await within(60, 'opening the book', book.ready)
  rendition = book.renderTo(frame, { width: innerWidth, height: innerHeight, spread: 'none' })
  return {
    sections: await fingerprints(),
    contents: flatten(book.navigation.toc),
    cover: await book.coverUrl(),
  }
}

/** What the looks of each section rest on, as a hash. */
async function fingerprints() {
  const text = href => book.archive.getText(book.resolve(href))
  const sheets = Object.values(book.packaging.manifest).filter(({ type }) => type === 'text/css')
  const css = await Promise.all(sheets.map(({ href }) => text(href)))
  return Promise.all(book.spine.spineItems.map(async ({ href }) => fingerprint(await text(href), css)))
}

/** Opens a section at its start; gives its screens and problems. */
async function visit(index) {
  const { href } = book.spine.get(index)
  const problems = []
  await display(href, href)
  const { start } = await rendition.currentLocation()
  if (start.index !== index) problems.push(`${href}: epub.js shows section ${start.index} instead`)
  const { body } = shown().document
  if (!body.textContent.trim() && !body.querySelector('img, svg')) problems.push(`${href}: is empty`)
  return { screens: start.displayed.total, problems }
}

/** Follows one entry of the contents; gives the section it led to and problems. */
async function follow({ label, href }) {
  const name = `contents entry “${label.trim()}” (${href})`
  const section = book.spine.get(href)
  if (!section) return { problems: [`${name}: names no section of the book`] }
  const problems = []
  await display(href, name)
  const { start } = await rendition.currentLocation()
  if (start.index !== section.index) problems.push(`${name}: opens section ${start.index}, not ${section.index}`)
  const fragment = href.split('#')[1]
  const target = fragment && shown().document.getElementById(fragment)
  // Requirement N8: epub.js compares ids as they are written in the link.
  if (fragment && !target) problems.push(`${name}: no element has this id`)
  else if (target && !onScreen(target)) problems.push(`${name}: its heading is not on the screen it opens`)
  return { index: start.index, position: 0, problems }
}

/** The section is one wide frame, moved so that one screen of it shows. */
function onScreen(element) {
  const frame = element.ownerDocument.defaultView.frameElement.getBoundingClientRect()
  const left = frame.left + element.getBoundingClientRect().left
  return left > -1 && left < innerWidth
}

window.engine = { open, visit, follow }
