// epub.js reads a book: every document is displayed; a click on a call turns to
// the page of its note, and a click on the link back to the page of the call. Every entry of the
// contents, of the landmarks and of the page-list turns to the page of what it names.

import { allOf, count, faults, followed, fontFaults, readFiles, shows, until } from './book.js'

window.readBook = async (url, all, first) => {
  const expected = await readFiles(url)
  const found = faults(expected)
  const book = ePub(await (await fetch(url)).arrayBuffer())
  const area = document.getElementById('area')
  const rendition = book.renderTo(area, { width: 600, height: 800 })
  const sound = []
  for (const item of expected.spine) {
    if (!await display(rendition, expected, item.path)) {
      found.push(`${item.path} is not displayed`)
      continue
    }
    found.push(...await look(rendition, item))
    for (const call of followed(expected, item, all, first)) {
      const faults = await follow(rendition, expected, call)
      if (faults.length === 0) sound.push(call)
      found.push(...faults)
    }
  }
  for (const list of ['toc', 'landmarks', 'pages']) {
    for (const { label, path, id } of expected[list]) {
      await rendition.display(path.slice(expected.folder.length) + (id ? `#${id}` : ''))
      if (!await until(() => at(rendition, expected, path, id))) found.push(`${list}: “${label}” does not turn to ${path}#${id}`)
    }
  }
  const told = ['toc', 'landmarks', 'pages'].map(list => `${expected[list].length} entries of ${list}`).join(', ')
  return { found, ...count(sound), told: [`turned to ${told}`] }
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
  // A page break is empty and has no box of its own: what stands behind it is what is seen.
  if (element.getClientRects().length === 0) {
    const range = element.ownerDocument.createRange()
    range.setStartBefore(element)
    range.setEnd(element.ownerDocument.body, element.ownerDocument.body.childNodes.length)
    return [...range.getClientRects()].slice(0, 1).some(box => inArea(element, box))
  }
  return [...element.getClientRects()].some(box => inArea(element, box))
}

function inArea(element, { left, right, top, bottom }) {
  const area = document.getElementById('area').getBoundingClientRect()
  const frame = element.ownerDocument.defaultView.frameElement.getBoundingClientRect()
  return frame.left + right >= area.left && frame.left + left < area.right
    && frame.top + bottom >= area.top && frame.top + top < area.bottom
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
