// epubcheck-ts on each book: a second implementation of EPUB's rules.
// CSS-028 only tells that a font is embedded.
// usage: epubcheck-ts FILE.epub…

import { readFile } from 'node:fs/promises'
import { attempt, load, verdict } from './verdict.mjs'

const { EpubCheck } = load('@likecoin/epubcheck-ts')

async function findings(file) {
  const result = await EpubCheck.validate(await readFile(file), { includeUsage: true, includeInfo: true })
  const found = result.messages
    .filter(message => message.id !== 'CSS-028')
    .map(({ severity, id, message, location }) =>
      `${severity} ${id} ${location ? `${location.path}:${location.line ?? '?'}: ` : ''}${message.trim()}`)
  if (!result.valid && !found.length) found.push('is called invalid without a message')
  return found
}

for (const file of process.argv.slice(2)) verdict('epubcheck-ts', file, await attempt(() => findings(file)))
