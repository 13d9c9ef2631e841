// Reads a finished book in a browser, with the engine of Foliate and Readest, and takes pictures.
//
//     node read.mjs BOOK.epub [--pictures DIR] [--size phone|ereader|tablet] [--theme day|sepia|night]
//
// Prints one line of figures. Leaves with 1 when the book has a problem and 2 for wrong usage.
// CHROMIUM names the browser when it is not /usr/bin/chromium.
import { mkdir } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { chromium } from 'playwright-core'
import { serve } from './server.mjs'

const SIZES = {
  phone: { width: 390, height: 844, scale: 2 },
  // A six-inch screen of 1072×1448 pixels.
  ereader: { width: 536, height: 724, scale: 2 },
  tablet: { width: 820, height: 1180, scale: 1.5 },
}

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
      pictures: { type: 'string' },
      size: { type: 'string', default: 'ereader' },
      theme: { type: 'string', default: 'day' },
    },
  })
  if (positionals.length !== 1) throw new Error('name one book')
  if (!SIZES[values.size]) throw new Error(`--size is one of ${Object.keys(SIZES).join(', ')}`)
  if (!THEMES[values.theme]) throw new Error(`--theme is one of ${Object.keys(THEMES).join(', ')}`)
  return { book: resolve(positionals[0]), ...values }
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
  await page.waitForFunction(() => window.inspect)
  return page
}

/** Opens every section. Gives the number of screens. */
async function walkSections(page, sections, problems) {
  let screens = 0
  for (const index of sections.keys()) {
    const seen = await page.evaluate(index => window.inspect.visit(index), index)
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
    const led = await page.evaluate(entry => window.inspect.follow(entry), entry)
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
    await page.evaluate(place => window.inspect.show(place), place)
    await page.screenshot({ path: join(folder, `${name}.png`) })
  }
  let taken = 0
  for (const [name, kinds] of PICTURES) {
    const place = await page.evaluate(kinds => window.inspect.find(kinds), kinds)
    if (place === null) continue
    await take(name, place)
    taken++
  }
  await take('5-middle', 0.5)
  return taken + 1
}

async function read(options) {
  const problems = []
  const server = await serve(options.book)
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    // The sandbox cannot start as root, which is what a build container runs as; what is
    // opened is our own book, off the network.
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-background-networking'],
  })
  try {
    const page = await openPage(browser, options, server.address, problems)
    const outline = await page.evaluate(css => window.inspect.open(css), themeCss(THEMES[options.theme]))
    if (!outline.cover) problems.push('the book has no cover image')
    const screens = await walkSections(page, outline.sections, problems)
    await followContents(page, outline.contents, problems)
    const { links, problems: broken } = await page.evaluate(() => window.inspect.checkLinks())
    problems.push(...broken)
    const pictures = options.pictures ? await takePictures(page, options.pictures) : 0
    return {
      problems,
      figures: `${outline.sections.length} sections, ${screens} screens, `
        + `${outline.contents.length} contents entries, ${links} links, ${pictures} pictures`,
    }
  } finally {
    await browser.close()
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
const name = basename(options.book)
try {
  const { problems, figures } = await read(options)
  for (const problem of problems) console.error(`${name}: ${problem}`)
  console.log(`${name}: ${figures}, ${problems.length} problems`)
  process.exitCode = problems.length === 0 ? 0 : 1
} catch (error) {
  console.error(`${name}: ${error.message}`)
  process.exitCode = 1
}
