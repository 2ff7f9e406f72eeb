// What stands in a book's source, from the `ir.json` that tests/run writes beside the book.

import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'

/** How many notes the source of a book has, and how often it calls them: `{ calls, notes }`. */
export async function sourceOf(file) {
  let folder = dirname(resolve(file))
  for (let up = 0; up < 3 && !existsSync(join(folder, 'ir.json')); up++) folder = dirname(folder)
  const { book } = JSON.parse(await readFile(join(folder, 'ir.json'), 'utf8'))
  const notes = book.notes.list
  return { calls: notes.reduce((sum, note) => sum + note.calls.length, 0), notes: notes.length }
}
