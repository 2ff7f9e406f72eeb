// epub.js reads a book: every document is displayed; a click on a call turns to
// the page of its note, and a click on the link back to the page of the call.

import { allOf, faults, followed, fontFaults, readFiles, shows, until } from './book.js'

window.readBook = async (url, all, first) => {
  const expected = await readFiles(url)
  const found = faults(expected)
  const book = ePub(await (await fetch(url)).arrayBuffer())
  const area = document.getElementById('area')
  const rendition = book.renderTo(area, { width: 600, height: 800 })
  for (const item of expected.spine) {
    if (!await display(rendition, expected, item.path)) {
      found.push(`${item.path} is not displayed`)
      continue
    }
    found.push(...await look(rendition, item))
    for (const call of followed(expected, item, all, first)) found.push(...await follow(rendition, expected, call))
  }
  return found
}

const documentShown = rendition => rendition.getContents()[0]?.document

async function display(rendition, book, path) {
  await rendition.display(path.slice(book.folder.length))
  return until(() => at(rendition, book, path))
}

// Whether the reader stands in a document and, if an id is given, on a page that shows that element.
function at(rendition, book, path, id) {
  const location = rendition.location?.start
  const shown = documentShown(rendition)
  if (!shown || !location || book.folder + location.href !== path) return false
  return !id || onPage(shown.getElementById(id))
}

function onPage(element) {
  if (!element) return false
  const area = document.getElementById('area').getBoundingClientRect()
  const frame = element.ownerDocument.defaultView.frameElement.getBoundingClientRect()
  return [...element.getClientRects()].some(({ left, right, top, bottom }) =>
    frame.left + right > area.left && frame.left + left < area.right
    && frame.top + bottom > area.top && frame.top + top < area.bottom)
}

async function look(rendition, { path }) {
  const shown = documentShown(rendition)
  const found = await fontFaults(shown)
  if (!shows(shown)) found.push(`${path} shows nothing`)
  return found
}

async function follow(rendition, book, { path, nth, note, back }) {
  const call = `call ${nth + 1} in ${path}`
  if (!at(rendition, book, path)) await display(rendition, book, path)
  allOf(documentShown(rendition), 'noteref')[nth].click()
  if (!await until(() => at(rendition, book, note.path, note.id))) return [`${call}: a click does not turn to the note`]
  const links = allOf(documentShown(rendition).getElementById(note.id), 'backlink')
  const link = links.find(candidate => candidate.getAttribute('href').endsWith(`#${back.id}`))
  if (!link) return [`${call}: the reader shows no link back to ${back.id}`]
  link.click()
  if (!await until(() => at(rendition, book, path, back.id))) return [`${call}: the link back does not turn to the call`]
  return []
}
