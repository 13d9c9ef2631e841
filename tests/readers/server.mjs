// Serves the reading engines, our own page and one book on the loopback interface.
import { createServer } from 'node:http'
import { readFile } from 'node:fs/promises'
import { dirname, extname, join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))

/** Folders of packages, by the first part of the path they are served under. */
const PACKAGES = {
  foliate: join(here, 'node_modules', 'foliate-js'),
  epubjs: join(here, 'node_modules', 'epubjs', 'dist'),
  jszip: join(here, 'node_modules', 'jszip', 'dist'),
}

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.epub': 'application/epub+zip',
}

/** The file behind a request path, or null when the path is not ours to serve. */
function locate(path, engine, book) {
  if (path === '/') return join(here, 'shelf.html')
  if (path === '/page.js') return join(here, 'page.js')
  if (path === '/engine.js') return join(here, `${engine}.js`)
  if (path === '/book.epub') return book
  const [, name, ...rest] = path.split('/')
  const folder = PACKAGES[name]
  const file = folder && join(folder, ...rest)
  return file?.startsWith(folder + sep) ? file : null
}

/** Starts the server; gives its address and a function that stops it. */
export async function serve(engine, book) {
  const server = createServer(async (request, response) => {
    const file = locate(decodeURIComponent(new URL(request.url, 'http://localhost').pathname), engine, book)
    try {
      const bytes = file && await readFile(file)
      if (!bytes) throw new Error('not served')
      response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' })
      response.end(bytes)
    } catch {
      response.writeHead(404)
      response.end()
    }
  })
  await new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  return {
    address: `http://127.0.0.1:${server.address().port}`,
    stop: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
