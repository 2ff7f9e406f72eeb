// A server on the loopback interface for the pages in which books are read.

import { createServer } from 'node:http'
import { readFile } from 'node:fs/promises'
import { extname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PACKAGES } from './verdict.mjs'

const HERE = fileURLToPath(new URL('reading/', import.meta.url))
const TYPES = { '.js': 'text/javascript', '.html': 'text/html', '.css': 'text/css', '.epub': 'application/epub+zip' }

/**
 * Serves `/reading/…` (our pages), `/packages/…` (npm's) and `/book/N` (the Nth of `books`).
 * Gives back the address and a function that stops the server.
 */
export async function serve(books) {
  const server = createServer(async (request, response) => {
    try {
      const path = locate(decodeURIComponent(new URL(request.url, 'http://loopback').pathname), books)
      const bytes = await readFile(path)
      response.writeHead(200, { 'content-type': TYPES[extname(path)] ?? 'application/octet-stream' })
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
  return join({ reading: HERE, packages: PACKAGES }[kind], ...rest)
}
