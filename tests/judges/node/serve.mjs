// A server on the loopback interface for the pages in which books are read.

import { createServer } from 'node:http'
import { readFile } from 'node:fs/promises'
import { extname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import { load, PACKAGES } from './verdict.mjs'

const HERE = fileURLToPath(new URL('reading/', import.meta.url))
const TYPES = {
  '.js': 'text/javascript', '.html': 'text/html', '.css': 'text/css', '.epub': 'application/epub+zip',
  '.xhtml': 'application/xhtml+xml', '.svg': 'image/svg+xml', '.jpg': 'image/jpeg', '.png': 'image/png',
  '.otf': 'font/otf', '.ttf': 'font/ttf', '.woff2': 'font/woff2',
}
const JSZip = load('jszip')

/**
 * Serves `/reading/…` (our pages), `/packages/…` (npm's), `/book/N` (the Nth of `books`) and `/open/N/…` (a file in it).
 * Gives back the address and a function that stops the server.
 */
export async function serve(books) {
  const server = createServer(async (request, response) => {
    try {
      const asked = decodeURIComponent(new URL(request.url, 'http://loopback').pathname)
      const path = locate(asked, books)
      const bytes = asked.startsWith('/open/') ? await unpacked(path, asked.split('/').slice(3).join('/')) : await readFile(path)
      response.writeHead(200, { 'content-type': TYPES[extname(asked) || extname(path)] ?? 'application/octet-stream' })
      response.end(bytes)
    } catch {
      response.writeHead(404)
      response.end()
    }
  })
  await new Promise(ready => server.listen(0, '127.0.0.1', ready))
  return { address: `http://127.0.0.1:${server.address().port}`, stop: () => server.close() }
}

function locate(path, books) {
  const [, kind, ...rest] = normalize(path).split('/')
  if (kind === 'book') return books[Number(rest[0])]
  if (kind === 'open') return rest.length > 1 ? books[Number(rest[0])] : ''
  return join({ reading: HERE, packages: PACKAGES }[kind], ...rest)
}

/** The archive that was opened last: a book is read file by file. */
let opened = { path: '', zip: null }

async function unpacked(path, name) {
  if (opened.path !== path) opened = { path, zip: JSZip.loadAsync(await readFile(path)) }
  return (await opened.zip).file(name).async('nodebuffer')
}
