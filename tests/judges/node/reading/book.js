// What stands in a book, read from its files alone: what the readers have to show.

const OPS = 'http://www.idpf.org/2007/ops'

/**
 * Whether an element is of a kind, by its epub:type or by its role.
 * epub.js reads documents as HTML, which leaves the attribute its prefix and no namespace.
 */
export const isA = (element, kind) =>
  [element.getAttributeNS(OPS, 'type'), element.getAttribute('epub:type'), element.getAttribute('role')]
    .some(words => words?.split(/\s+/).some(word => word === kind || word === `doc-${kind}`))

/** All elements of a kind in a document, in order. */
export const allOf = (root, kind) => [...root.querySelectorAll('*')].filter(element => isA(element, kind))

/** Text without the accidents of white space. */
export const plain = text => text.replace(/\s+/g, ' ').trim()

/**
 * Reads the book at an address:
 * `folder`: where its package lies; `spine`: its documents, `{ path, calls }`, a call being `{ path, nth, note, text, back }`:
 * the nth in its document, the note's address, the note's text, and the address of the link back;
 * `toc`, `landmarks`, `pages`: the entries of the lists, `{ label, path, id }`; `marks`: the labels of page breaks by address.
 */
export async function readFiles(url) {
  const zip = await JSZip.loadAsync(await (await fetch(url)).arrayBuffer())
  const parse = async path => {
    const file = zip.file(path)
    if (!file) throw new Error(`${path} is not in the book`)
    const document = new DOMParser().parseFromString(await file.async('text'), 'application/xml')
    if (document.querySelector('parsererror')) throw new Error(`${path} is not well-formed`)
    return document
  }
  const opf = (await parse('META-INF/container.xml')).querySelector('rootfile').getAttribute('full-path')
  const { paths, nav } = await readPackage(await parse(opf), opf)
  const documents = new Map()
  for (const path of paths) documents.set(path, await parse(path))
  const contents = documents.get(nav) ?? await parse(nav)
  return {
    folder: opf.slice(0, opf.lastIndexOf('/') + 1),
    spine: paths.map(path => ({
      path,
      calls: allOf(documents.get(path), 'noteref').map((call, nth) => readCall(documents, path, call, nth)),
    })),
    toc: entries(contents, 'toc', nav),
    landmarks: entries(contents, 'landmarks', nav),
    pages: entries(contents, 'page-list', nav),
    marks: new Map(paths.flatMap(path => allOf(documents.get(path), 'pagebreak')
      .map(mark => [`${path}#${mark.id}`, mark.getAttribute('aria-label') ?? mark.getAttribute('title') ?? '']))),
  }
}

async function readPackage(document, opf) {
  const items = new Map([...document.querySelectorAll('manifest > item')].map(item => [item.id, item]))
  const pathOf = item => resolve(item.getAttribute('href'), opf).path
  return {
    paths: [...document.querySelectorAll('spine > itemref')].map(ref => pathOf(items.get(ref.getAttribute('idref')))),
    nav: pathOf(document.querySelector('manifest > item[properties~="nav"]')),
  }
}

function readCall(documents, path, call, nth) {
  const target = resolve(call.getAttribute('href') ?? '', path)
  const note = documents.get(target.path)?.getElementById(target.id)
  const back = note && allOf(note, 'backlink')
    .map(link => resolve(link.getAttribute('href') ?? '', target.path))
    .find(link => link.path === path && touches(documents.get(path).getElementById(link.id), call))
  return { path, nth, note: target, text: note ? plain(note.textContent) : null, back: back ?? null }
}

// A link back may lead to the call itself or to what holds it or stands in it.
const touches = (element, call) => element && (element.contains(call) || call.contains(element))

function resolve(href, from) {
  const url = new URL(href, `http://book/${from}`)
  return { path: decodeURIComponent(url.pathname.slice(1)), id: decodeURIComponent(url.hash.slice(1)) }
}

const entries = (contents, kind, from) =>
  [...contents.querySelectorAll('nav')].filter(nav => isA(nav, kind)).flatMap(nav => [...nav.querySelectorAll('a')])
    .map(link => ({ label: plain(link.textContent), ...resolve(link.getAttribute('href') ?? '', from) }))

/** What is wrong before any reader has seen the book. */
export function faults(book) {
  const found = []
  if (book.toc.length === 0) found.push('the table of contents is empty')
  if (book.landmarks.length === 0) found.push('there are no landmarks')
  for (const { label, path, id } of book.pages) {
    const mark = book.marks.get(`${path}#${id}`)
    if (mark === undefined) found.push(`page ${label} of the page-list leads to no page break: ${path}#${id}`)
    else if (!mark.split(/\s+/).includes(label)) found.push(`page ${label} of the page-list leads to the page break of “${mark}”`)
  }
  for (const { path, nth, note, text, back } of book.spine.flatMap(document => document.calls)) {
    const call = `call ${nth + 1} in ${path}`
    if (text === null) found.push(`${call}: its note ${note.path}#${note.id} does not exist`)
    else if (!back) found.push(`${call}: no link leads back from its note ${note.path}#${note.id}`)
  }
  return found
}

/** The calls of a document that are to be followed: all in a book with up to `all`, else the first ones. */
export function followed(book, document, all, first) {
  const sound = document.calls.filter(call => call.text !== null && call.back)
  const total = book.spine.reduce((sum, { calls }) => sum + calls.length, 0)
  return total <= all ? sound : sound.slice(0, first)
}

/** How many calls were followed there and back, and of how many notes. */
export function count(calls) {
  return { calls: calls.length, notes: new Set(calls.map(({ note }) => `${note.path}#${note.id}`)).size }
}

/** Waits until a condition gives something true, and gives that back; null after some seconds. */
export async function until(condition, seconds = 10) {
  for (const end = performance.now() + seconds * 1000; performance.now() < end;) {
    const value = condition()
    if (value) return value
    await new Promise(done => setTimeout(done, 15))
  }
  return null
}

/** Whether a reader shows anything of a document: some text, or a picture, as on a cover. */
export function shows(document) {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (texts.nextNode()) {
    const range = document.createRange()
    range.selectNodeContents(texts.currentNode)
    if (plain(texts.currentNode.data) !== '' && range.getClientRects().length > 0) return true
  }
  return [...document.querySelectorAll('img, svg')].some(picture => picture.getClientRects().length > 0)
}

/** The fonts that a document wanted and did not get. */
export async function fontFaults(document) {
  await document.fonts.ready
  return [...document.fonts].filter(font => font.status === 'error').map(font => `the font ${font.family} does not load`)
}
