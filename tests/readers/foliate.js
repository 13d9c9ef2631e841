// Runs in the browser: opens the book in foliate-js, the engine of Foliate and Readest, and looks at
// it as a reader would. Every function gives plain values; problems are strings that name the place.
import '/foliate/view.js'
import { fingerprint, flatten, within } from '/page.js'

const EPUB = 'http://www.idpf.org/2007/ops'

let view
/** One parsed document a section, as the engine parses it. */
let documents = []

const goTo = (target, what) => within(60, what, view.goTo(target))

const types = element => (element?.getAttributeNS(EPUB, 'type') ?? '').split(/\s+/)

const shown = () => view.renderer.getContents()[0]

/** Opens the book and gives its outline, the sections as fingerprints. */
async function open(css) {
  view = document.createElement('foliate-view')
  view.className = 'book'
  document.body.append(view)
  await within(60, 'opening the book', view.open('/book.epub'))
  view.renderer.setStyles(css)
  documents = await Promise.all(view.book.sections.map(section => section.createDocument()))
  const cover = await view.book.getCover()
  const picture = cover && await createImageBitmap(cover)
  return {
    title: view.book.metadata.title,
    sections: await Promise.all(documents.map(fingerprintOf)),
    contents: flatten(view.book.toc),
    cover: picture && { width: picture.width, height: picture.height },
  }
}

/** What the looks of a section rest on, as a hash. */
async function fingerprintOf(doc, index) {
  const page = `book:/${view.book.sections[index].id}`
  const sheets = [...doc.querySelectorAll('link[rel=stylesheet]')].map(link =>
    view.book.loadText(new URL(link.getAttribute('href'), page).pathname.slice(1)))
  return fingerprint(new XMLSerializer().serializeToString(doc), await Promise.all(sheets))
}

/** Opens a section at its start; gives its screens and problems. */
async function visit(index) {
  const { id } = view.book.sections[index]
  const problems = []
  await goTo(index, id)
  const { doc, index: at } = shown()
  if (at !== index) problems.push(`${id}: the reader shows section ${at} instead`)
  if (doc.contentType !== 'application/xhtml+xml') problems.push(`${id}: is not well-formed XHTML`)
  // Requirement C7: a section must not open on an empty screen.
  if (!hasSomethingToSee(view.lastLocation.range)) problems.push(`${id}: opens on an empty screen`)
  // Requirement C4: body text takes the colour of the reader's theme.
  const colour = element => getComputedStyle(element).color
  if (colour(doc.body) !== colour(doc.documentElement)) problems.push(`${id}: body text has a colour of its own`)
  for (const image of doc.images)
    if (!image.complete || image.naturalWidth === 0) problems.push(`${id}: picture ${image.alt} does not load`)
  // The engine adds an empty screen before and after each section.
  return { screens: view.renderer.pages - 2, problems }
}

function hasSomethingToSee(range) {
  if (!range) return false
  const part = range.cloneContents()
  if (part.textContent.trim() || part.querySelector('img, svg, image')) return true
  // A range inside a picture has no contents of its own.
  const start = range.startContainer
  return Boolean((start.nodeType === Node.ELEMENT_NODE ? start : start.parentElement)?.closest('img, svg'))
}

/** Follows one entry of the contents; gives where it led and problems. */
async function follow({ label, href }) {
  const name = `contents entry “${label}” (${href})`
  if (!label?.trim()) return { problems: [`${name}: has no label`] }
  if (!href) return { problems: [`${name}: leads nowhere`] }
  const resolved = view.book.resolveHref(href)
  if (!resolved || resolved.index < 0) return { problems: [`${name}: names no section of the book`] }

  const problems = []
  const fragment = href.split('#')[1]
  // Requirement N8: an escaped id is found by this engine but not by others.
  if (fragment && !/^[\x21-\x7e]+$/.test(fragment)) problems.push(`${name}: its id is not ASCII`)
  await goTo(href, name)
  const { doc, index } = shown()
  if (index !== resolved.index) problems.push(`${name}: opens section ${index}, not ${resolved.index}`)
  const { range } = view.lastLocation
  if (fragment) {
    const target = doc.getElementById(fragment)
    if (!target) problems.push(`${name}: no element has this id`)
    else if (!range.intersectsNode(target)) problems.push(`${name}: its heading is not on the screen it opens`)
  } else if (!hasSomethingToSee(range)) {
    problems.push(`${name}: opens an empty screen`)
  }
  return { index, position: position(index, fragment), problems }
}

/** Where an element stands in its section, as a count of elements before it. */
function position(index, fragment) {
  const target = fragment && documents[index].getElementById(fragment)
  return target ? Array.prototype.indexOf.call(documents[index].getElementsByTagName('*'), target) : 0
}

/** Resolves every link between pages the way the reader does when it is tapped. */
function checkLinks() {
  const problems = []
  let links = 0
  for (const [index, section] of view.book.sections.entries()) {
    for (const link of documents[index].querySelectorAll('a[href]')) {
      const href = section.resolveHref(link.getAttribute('href'))
      if (view.book.isExternal(href)) continue
      links++
      const resolved = view.book.resolveHref(href)
      const target = resolved?.index >= 0 && resolved.anchor(documents[resolved.index])
      if (!target && target !== 0) problems.push(`${section.id}: link ${link.getAttribute('href')} leads nowhere`)
    }
  }
  return { links, problems }
}

/** The address of the first page of a kind, the kinds tried in order: a landmark, else a page so typed. */
function find(kinds) {
  for (const kind of kinds) {
    const landmark = view.book.landmarks?.find(({ type }) => type?.includes(kind))
    if (landmark) return landmark.href
    const index = documents.findIndex(doc =>
      [doc.body, ...doc.body.children].some(element => types(element).includes(kind)))
    if (index >= 0) return view.book.sections[index].id
  }
  return null
}

/** Shows a place for a picture: an address, or a share of the book between 0 and 1. */
async function show(place) {
  if (typeof place === 'number') await within(60, 'a middle page', view.goToFraction(place))
  else await goTo(place, place)
  await shown().doc.fonts.ready
}

window.engine = { open, visit, follow, checkLinks, find, show }
