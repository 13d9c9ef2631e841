// Lets DAISY Ace look at many books in one browser.
//
//     node judge.mjs [BOOK.epub REPORTS]...
//
// REPORTS is a folder for each book. The targets of a book share most of their pages: a page that is
// byte for byte one already looked at, beside the same style sheets, is given what was found there.
// Prints how many pages were looked at; what was found is in the reports. CHROMIUM names the browser.
import { createHash } from 'node:crypto'
import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

// A browser's first start on a busy machine takes longer than the five seconds Ace gives it.
process.env.ACE_TIMEOUT_INITIAL = '120000'
process.env.PUPPETEER_EXECUTABLE_PATH = process.env.CHROMIUM
const { default: ace } = await import('@daisy/ace-core')
// It runs the browser without its sandbox, which could not start as root.
const { default: browser } = await import('@daisy/ace-axe-runner-puppeteer')

/** What was found in each page, by the hash of the page and its style sheets. */
const found = new Map()
let pages = 0

async function styleSheets(folder) {
  const names = await readdir(folder, { recursive: true })
  return names.filter(name => name.endsWith('.css')).sort().map(name => join(folder, name))
}

/** The hash of all that Ace's findings in a page rest on. */
async function identity(page, folder) {
  const hash = createHash('sha256')
  for (const file of [page, ...await styleSheets(folder)]) hash.update(await readFile(file)).update('\0')
  return hash.digest('hex')
}

/** Ace's own runner, but for a browser that outlives the book and pages that are not read twice. */
const runner = {
  ...browser,
  async launch() {},
  async close() {},
  async run(url, scripts, contents, folder) {
    pages++
    const key = await identity(fileURLToPath(url), folder)
    if (!found.has(key)) found.set(key, browser.run(url, scripts, contents, folder))
    // Ace writes into what it is given.
    return structuredClone(await found.get(key))
  },
}

const books = process.argv.slice(2)
const options = { cwd: process.cwd(), initLogger: true, silent: true }
await browser.launch()
try {
  for (let index = 0; index + 1 < books.length; index += 2) {
    try {
      await ace(books[index], { ...options, outdir: books[index + 1] }, runner)
    } catch (error) {
      // A book without a report has failed; the others are still to be looked at.
      console.error(`${books[index]}: ${error?.message ?? error}`)
    }
  }
} finally {
  await browser.close()
}
console.log(`Ace: ${pages} pages, ${found.size} of them looked at, the others the same as one of these`)
