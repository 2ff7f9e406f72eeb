// foliate-js reads a book: every document is shown, every note opens in a pop-up
// that holds the note's text and nothing else.

import '/packages/foliate-js/view.js'
import { FootnoteHandler } from '/packages/foliate-js/footnotes.js'
import { allOf, count, faults, followed, fontFaults, plain, readFiles, shows, until } from './book.js'

const size = entries => (entries ?? []).reduce((sum, entry) => sum + 1 + size(entry.subitems), 0)

window.readBook = async (url, all, first) => {
  const book = await readFiles(url)
  const found = faults(book)
  const view = document.createElement('foliate-view')
  document.getElementById('area').append(view)
  await view.open(new File([await (await fetch(url)).blob()], 'book.epub'))
  const popup = watchNotes(view)

  compare(found, 'documents', view.book.sections.length, book.spine.length)
  compare(found, 'entries in the table of contents', size(view.book.toc), book.toc.length)
  compare(found, 'landmarks', size(view.book.landmarks), book.landmarks.length)
  compare(found, 'entries of the page-list', size(view.book.pageList), book.pages.length)
  const sound = []

  for (const [index, expected] of book.spine.entries()) {
    await view.goTo(index)
    await drawn()
    const shown = view.renderer.getContents().find(content => content.index === index)?.doc
    if (!shown) {
      found.push(`${expected.path} is not shown`)
      continue
    }
    found.push(...await look(shown, expected))
    for (const call of followed(book, expected, all, first)) {
      const faults = await follow(shown, call, popup)
      if (faults.length === 0) sound.push(call)
      found.push(...faults)
    }
  }
  return { found, ...count(sound) }
}

// The reader draws a document's background in the frame after it is shown: until then the document must stay.
async function drawn() {
  for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame)
}

function compare(found, what, shown, expected) {
  if (shown !== expected) found.push(`${what}: ${shown}, the book has ${expected}`)
}

async function look(shown, expected) {
  const found = await fontFaults(shown)
  if (!shows(shown)) found.push(`${expected.path} shows nothing`)
  return found
}

// What the reader's own handler makes of clicks on notes: `popup.text` is the last pop-up's.
function watchNotes(view) {
  const popup = { text: null, error: null }
  const handler = new FootnoteHandler()
  handler.addEventListener('before-render', ({ detail }) => document.getElementById('popup').replaceChildren(detail.view))
  handler.addEventListener('render', ({ detail }) => {
    popup.text = plain(detail.view.renderer.getContents()[0].doc.body.textContent)
    popup.close = () => { detail.view.close(); detail.view.remove() }
  })
  view.addEventListener('link', event => {
    handler.handle(view.book, event)?.catch(error => { popup.error = error.message })
  })
  return popup
}

async function follow(shown, { path, nth, text }, popup) {
  Object.assign(popup, { text: null, error: null })
  allOf(shown, 'noteref')[nth].click()
  await until(() => popup.text !== null || popup.error)
  await drawn()
  popup.close?.()
  const call = `call ${nth + 1} in ${path}`
  if (popup.error) return [`${call}: no pop-up: ${popup.error}`]
  if (popup.text === null) return [`${call}: no pop-up`]
  if (popup.text !== text) return [`${call}: the pop-up says “${popup.text}”, the note “${text}”`]
  return []
}
