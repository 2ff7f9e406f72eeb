// epubcheck-ts on each book: a second implementation of EPUB's rules.
// CSS-028 only tells that a font is embedded. An index may hold groups of lists of entries, and entries
// such lists again (EPUB Indexes 1.0, 3.1); this program wants one list of all, even in the link to it.
// usage: epubcheck-ts FILE.epub…

import { readFile } from 'node:fs/promises'
import { attempt, load, verdict } from './verdict.mjs'

const { EpubCheck } = load('@likecoin/epubcheck-ts')

const ONE_LIST = 'must contain one and only one "index-entry-list"'

async function findings(file) {
  const result = await EpubCheck.validate(await readFile(file), { includeUsage: true, includeInfo: true })
  const found = result.messages
    .filter(message => message.id !== 'CSS-028' && !message.message.includes(ONE_LIST))
    .map(({ severity, id, message, location }) =>
      `${severity} ${id} ${location ? `${location.path}:${location.line ?? '?'}: ` : ''}${message.trim()}`)
  if (!result.valid && !result.messages.length) found.push('is called invalid without a message')
  return found
}

for (const file of process.argv.slice(2)) verdict('epubcheck-ts', file, await attempt(() => findings(file)))
