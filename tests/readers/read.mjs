// Reads finished books in a browser, in a reading engine, and takes pictures.
//
//     node read.mjs [--engine foliate|epubjs] [--size phone|ereader|tablet] [--theme day|sepia|night]
//                   BOOK.epub[=PICTURES]...
//
// Every book is opened, every contents entry followed and, in foliate-js, every link resolved. A
// section is walked once: the targets of a book share most of theirs, and what is the same in every
// byte, style sheets included, looks the same. PICTURES is a folder for pictures of that book.
//
// Prints one line of JSON for each book: its `book`, `figures` and `problems`. Leaves with 1 when a
// book has a problem and 2 for wrong usage. CHROMIUM names the browser when it is not
// /usr/bin/chromium.
import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { chromium } from 'playwright-core'
import { serve } from './server.mjs'

const SIZES = {
  phone: { width: 390, height: 844, scale: 2 },
  // A six-inch screen of 1072×1448 pixels.
  ereader: { width: 536, height: 724, scale: 2 },
  tablet: { width: 820, height: 1180, scale: 1.5 },
}

/** Each is a page script beside this one. Only foliate-js resolves links and is pictured. */
const ENGINES = ['foliate', 'epubjs']

const THEMES = {
  day: { text: '#000000', ground: '#ffffff', link: '#1a4f9c', scheme: 'light' },
  sepia: { text: '#5b4636', ground: '#f1e8d0', link: '#008b8b', scheme: 'light' },
  night: { text: '#e0e0e0', ground: '#222222', link: '#77bbee', scheme: 'dark' },
}

/** What is pictured, and the kinds of page it is found by, the best first. */
const PICTURES = [
  ['1-cover', ['cover']],
  ['2-title', ['titlepage']],
  ['3-contents', ['toc']],
  ['4-opening', ['chapter', 'bodymatter']],
  ['6-bibliography', ['bibliography']],
  ['7-colophon', ['colophon', 'copyright-page']],
]

/** The browser says this of every page the engine shows; it concerns the engine's own frame. */
const ENGINE_NOISE = /allow-scripts and allow-same-origin/

function readArguments() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      engine: { type: 'string', default: 'foliate' },
      size: { type: 'string', default: 'ereader' },
      theme: { type: 'string', default: 'day' },
    },
  })
  if (positionals.length === 0) throw new Error('name a book')
  if (!ENGINES.includes(values.engine)) throw new Error(`--engine is one of ${ENGINES.join(', ')}`)
  if (!SIZES[values.size]) throw new Error(`--size is one of ${Object.keys(SIZES).join(', ')}`)
  if (!THEMES[values.theme]) throw new Error(`--theme is one of ${Object.keys(THEMES).join(', ')}`)
  return { books: positionals.map(argument => argument.split('=')), ...values }
}

/** The style sheet a reader lays over the book for its theme. */
function themeCss({ text, ground, link, scheme }) {
  return `
    html { color-scheme: ${scheme}; color: ${text}; background: ${ground} }
    a:any-link { color: ${link} }
    p, li, dd { line-height: 1.6 }`
}

/** A page of the browser that refuses the network and collects what goes wrong. */
async function openPage(browser, { size, theme }, address, problems) {
  const { width, height, scale } = SIZES[size]
  const context = await browser.newContext({
    viewport: { width, height },
    deviceScaleFactor: scale,
    colorScheme: THEMES[theme].scheme,
  })
  const page = await context.newPage()
  // Milliseconds: a busy machine is slow, which is no fault of the book.
  page.setDefaultTimeout(120_000)
  await page.route('**', route => {
    const url = route.request().url()
    if (url.startsWith(address) || /^(blob|data|about):/.test(url)) return route.continue()
    problems.push(`the book asks for ${url}`)
    return route.abort()
  })
  page.on('console', message => {
    const text = message.text()
    if (['error', 'warning'].includes(message.type()) && !ENGINE_NOISE.test(text)) problems.push(`console: ${text}`)
  })
  page.on('pageerror', error => problems.push(`page error: ${error.message}`))
  await page.goto(address)
  await page.waitForFunction(() => window.engine)
  return page
}

/** What was seen in each section already walked, by its fingerprint. */
const walked = new Map()

/** Opens every section that was not walked before. Gives the number of screens of all. */
async function walkSections(page, sections, problems) {
  let screens = 0
  for (const [index, fingerprint] of sections.entries()) {
    if (!walked.has(fingerprint)) walked.set(fingerprint, await page.evaluate(index => window.engine.visit(index), index))
    const seen = walked.get(fingerprint)
    screens += seen.screens
    problems.push(...seen.problems)
  }
  return screens
}

/** Follows every entry of the contents, which must keep the order of reading (requirement N3). */
async function followContents(page, contents, problems) {
  if (contents.length === 0) problems.push('the book has no contents')
  let last = { index: 0, position: 0 }
  for (const entry of contents) {
    const led = await page.evaluate(entry => window.engine.follow(entry), entry)
    problems.push(...led.problems)
    if (led.index === undefined) continue
    if (led.index < last.index || (led.index === last.index && led.position < last.position))
      problems.push(`contents entry “${entry.label}” stands after one that comes later in the book`)
    last = led
  }
}

async function takePictures(page, folder) {
  await mkdir(folder, { recursive: true })
  const take = async (name, place) => {
    await page.evaluate(place => window.engine.show(place), place)
    await page.screenshot({ path: join(folder, `${name}.png`) })
  }
  let taken = 0
  for (const [name, kinds] of PICTURES) {
    const place = await page.evaluate(kinds => window.engine.find(kinds), kinds)
    if (place === null) continue
    await take(name, place)
    taken++
  }
  await take('5-middle', 0.5)
  return taken + 1
}

async function read(browser, options, book, folder) {
  const problems = []
  const server = await serve(options.engine, resolve(book))
  let page
  try {
    page = await openPage(browser, options, server.address, problems)
    const outline = await page.evaluate(css => window.engine.open(css), themeCss(THEMES[options.theme]))
    if (!outline.cover) problems.push('the book has no cover image')
    const before = walked.size
    const screens = await walkSections(page, outline.sections, problems)
    await followContents(page, outline.contents, problems)
    const figures = [
      `${screens} screens`,
      `${outline.sections.length} sections`,
      `${walked.size - before} of them walked`,
      `${outline.contents.length} contents entries`,
    ]
    if (options.engine === 'foliate') {
      const { links, problems: broken } = await page.evaluate(() => window.engine.checkLinks())
      problems.push(...broken)
      figures.push(`${links} links`)
      if (folder) figures.push(`${await takePictures(page, folder)} pictures`)
    }
    return { book, figures, problems }
  } catch (error) {
    return { book, figures: [], problems: [...problems, error.message] }
  } finally {
    await page?.context().close()
    server.stop()
  }
}

let options
try {
  options = readArguments()
} catch (error) {
  console.error(`read.mjs: ${error.message}`)
  process.exit(2)
}
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  // The sandbox cannot start as root, which is what a build container runs as; what is
  // opened is our own book, off the network.
  args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-background-networking'],
})
try {
  for (const [book, folder] of options.books) {
    const seen = await read(browser, options, book, folder)
    if (seen.problems.length > 0) process.exitCode = 1
    console.log(JSON.stringify(seen))
  }
} finally {
  await browser.close()
}
